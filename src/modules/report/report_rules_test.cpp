#include "modules/report/report_rules.h"

#include <gtest/gtest.h>

using namespace zhenan::report;

namespace {
std::string days_of(const char* text) {
    auto period = parse_period(text);
    return period ? period->from + " " + period->to + " " + period->zh : "none";
}
using Months = std::vector<std::string>;
}  // namespace

TEST(Periods, all_five_forms_are_read) {
    EXPECT_EQ(days_of("2023-H1"), "2023-01-01 2023-06-30 2023年上半年");
    EXPECT_EQ(days_of("2023-H2"), "2023-07-01 2023-12-31 2023年下半年");
    EXPECT_EQ(days_of("2023-Q2"), "2023-04-01 2023-06-30 2023年第二季度");
    EXPECT_EQ(days_of("2024-02"), "2024-02-01 2024-02-29 2024年2月");
    EXPECT_EQ(days_of("2023"), "2023-01-01 2023-12-31 2023年");
    EXPECT_EQ(days_of("2023-W23"), "2023-06-05 2023-06-11 2023年第23周");
}

TEST(Periods, the_first_week_is_the_one_with_4_January) {
    EXPECT_EQ(days_of("2023-W01"), "2023-01-02 2023-01-08 2023年第1周");
    EXPECT_EQ(days_of("2020-W53"), "2020-12-28 2021-01-03 2020年第53周");
    EXPECT_EQ(days_of("2023-W53"), "none");
    EXPECT_EQ(days_of("2023-W00"), "none");
}

TEST(Periods, what_is_none_is_refused) {
    for (auto text : {"", "2023-H0", "2023-H3", "2023-Q5", "2023-13", "2023-00", "2023-6", "23-H1", "2023-h1",
                      "2023-H11", "2023-W1", "2023H1", "2023-01-01", "abcd"})
        EXPECT_EQ(days_of(text), "none") << text;
}

TEST(Periods, the_next_one_crosses_the_year) {
    EXPECT_EQ(next(*parse_period("2023-H1")).text, "2023-H2");
    EXPECT_EQ(next(*parse_period("2023-H2")).text, "2024-H1");
    EXPECT_EQ(next(*parse_period("2023-Q4")).text, "2024-Q1");
    EXPECT_EQ(next(*parse_period("2023-09")).text, "2023-10");
    EXPECT_EQ(next(*parse_period("2023-12")).text, "2024-01");
    EXPECT_EQ(next(*parse_period("2023-W52")).text, "2024-W01");
    EXPECT_EQ(next(*parse_period("2020-W52")).text, "2020-W53");
    EXPECT_EQ(next(*parse_period("2023")).text, "2024");
}

TEST(Periods, the_one_before_and_the_one_a_year_ago) {
    EXPECT_EQ(previous(*parse_period("2023-H1")).text, "2022-H2");
    EXPECT_EQ(previous(*parse_period("2023-Q1")).text, "2022-Q4");
    EXPECT_EQ(previous(*parse_period("2023-Q3")).text, "2023-Q2");
    EXPECT_EQ(previous(*parse_period("2023-01")).text, "2022-12");
    EXPECT_EQ(previous(*parse_period("2021-W01")).text, "2020-W53");
    EXPECT_EQ(previous(*parse_period("2023")).text, "2022");
    EXPECT_EQ(last_year(*parse_period("2023-H1")).text, "2022-H1");
    EXPECT_EQ(last_year(*parse_period("2020-W53")).text, "2019-W52");
}

TEST(Sentences, a_change_is_said_with_its_base_and_nothing_grows_from_nothing) {
    EXPECT_EQ(change_words(50, 40, "条"), "增加10条，增长25%");
    EXPECT_EQ(change_words(30, 40, "条"), "减少10条，下降25%");
    EXPECT_EQ(change_words(40, 40, "条"), "持平");
    EXPECT_EQ(change_words(5, 0, "条"), "增加5条");
    EXPECT_EQ(change_words(5, {}, "条"), "—");
    EXPECT_EQ(change_words(99.5, 98, "%"), "提高1.5个百分点");
    EXPECT_FALSE(growth(5, 0));
}

TEST(Periods, one_that_has_not_ended_is_spoken_of_until_today) {
    auto half = *parse_period("2023-H1");
    EXPECT_EQ(spoken_until(half, "2023-07-10"), "2023-06-30");
    EXPECT_EQ(spoken_until(half, "2023-05-20"), "2023-05-20");
    EXPECT_EQ(spoken_until(half, "2022-12-01"), "2023-01-01");
}

TEST(Periods, only_months_that_have_ended_need_a_zero_statement) {
    auto half = *parse_period("2023-H1");
    EXPECT_EQ(whole_months(half, "2023-06-30").size(), 6u);
    EXPECT_EQ(whole_months(half, "2023-03-30"), (Months{"2023-01", "2023-02"}));
    EXPECT_TRUE(whole_months(half, "2023-01-01").empty());
}

TEST(Sentences, numbers_have_no_thousands_separators) {
    EXPECT_EQ(amount(6800, false, "份"), "6800份");
    EXPECT_EQ(amount(1, false, "次"), "1次");
    EXPECT_EQ(amount(0, false, "次"), "0次");
    EXPECT_EQ(number(1234567), "1234567");
    EXPECT_EQ(number(88.5), "88.5");
}

TEST(Sentences, more_than_is_said_only_where_the_records_say_it) {
    EXPECT_EQ(amount(6800, true, "份"), "6800余份");
    EXPECT_EQ(amount(430, true, "条"), "430余条");
    EXPECT_EQ(amount(6800, false, "份"), "6800份");
}

TEST(Sentences, after_a_number_that_is_not_round_more_than_is_said_otherwise) {
    EXPECT_EQ(amount(1205, true, "份"), "1205份以上");
    EXPECT_EQ(amount(5, true, "份"), "5份以上");
}

TEST(Sentences, a_rate_is_whole_only_when_nothing_is_left_over) {
    EXPECT_EQ(percent(100), "100%");
    EXPECT_EQ(percent(99.99), "99.9%");
    EXPECT_EQ(percent(200.0 / 201 * 100), "99.5%");
    EXPECT_EQ(percent(50), "50%");
    EXPECT_EQ(percent(0), "0%");
}

TEST(Sentences, chinese_numbers_count_headings_and_problems) {
    EXPECT_EQ(chinese_number(1), "一");
    EXPECT_EQ(chinese_number(10), "十");
    EXPECT_EQ(chinese_number(12), "十二");
    EXPECT_EQ(chinese_number(20), "二十");
    EXPECT_EQ(chinese_number(23), "二十三");
}

TEST(Sentences, months_in_a_row_are_drawn_together) {
    EXPECT_EQ(month_words({}), "");
    EXPECT_EQ(month_words({"2023-02"}), "2月");
    EXPECT_EQ(month_words({"2023-02", "2023-03"}), "2月、3月");
    EXPECT_EQ(month_words({"2023-01", "2023-03", "2023-04", "2023-05"}), "1月、3月至5月");
}

TEST(Sentences, days_of_another_year_carry_it) {
    EXPECT_EQ(day_words("2023-05-30", 2023), "5月30日");
    EXPECT_EQ(day_words("2022-12-09", 2023), "2022年12月9日");
}

TEST(Casualties, none_is_said_only_with_a_statement_for_every_month) {
    EXPECT_EQ(casualties({{"2023-01", true, 0}, {"2023-02", true, 0}}).verdict, Casualties::none);
    auto gap = casualties({{"2023-01", true, 0}, {"2023-02", false, 0}});
    EXPECT_EQ(gap.verdict, Casualties::unknown);
    EXPECT_EQ(gap.unstated, Months{"2023-02"});
}

TEST(Casualties, nothing_is_known_before_the_first_month_has_ended) {
    EXPECT_EQ(casualties({}).verdict, Casualties::unknown);
}

TEST(Casualties, an_accident_is_told_and_stands_for_the_statement_of_its_month) {
    auto found = casualties({{"2023-01", true, 0}, {"2023-02", false, 1}});
    EXPECT_EQ(found.verdict, Casualties::accidents);
    EXPECT_TRUE(found.unstated.empty());
}

TEST(Casualties, a_statement_beside_an_accident_is_a_contradiction) {
    EXPECT_EQ(casualties({{"2023-01", true, 1}}).contradictory, Months{"2023-01"});
}

TEST(Titles, of_laws_are_written_out) {
    EXPECT_EQ(full_title("安全生产法"), "《中华人民共和国安全生产法》");
    EXPECT_EQ(full_title("广东省安全生产条例"), "《广东省安全生产条例》");
    EXPECT_EQ(titles_in("宣传《安全生产法》《广东省安全生产条例》和《安全生产法》"),
              (Months{"《中华人民共和国安全生产法》", "《广东省安全生产条例》"}));
    EXPECT_TRUE(titles_in("没有法规《未写完").empty());
}

TEST(Drills, are_named_without_their_place_twice) {
    EXPECT_EQ(drill_name("嘉利家宾馆消防演练", "嘉利家宾馆"), "消防演练");
    EXPECT_EQ(drill_name("消防演练", "嘉利家宾馆"), "消防演练");
    EXPECT_EQ(drill_name("嘉利家宾馆", "嘉利家宾馆"), "嘉利家宾馆");
}

TEST(Objections, to_a_whole_year_in_half_of_one) {
    EXPECT_EQ(objections("全年没有发生事故", *parse_period("2023-H1")).size(), 1u);
    EXPECT_TRUE(objections("全年没有发生事故", *parse_period("2023")).empty());
}

TEST(Objections, to_words_that_are_not_those_of_the_law) {
    EXPECT_EQ(objections("安全设施同时设计、同时建设、同时投入使用", *parse_period("2023-H1")).size(), 1u);
    EXPECT_TRUE(objections("同时设计、同时施工、同时投入生产和使用", *parse_period("2023-H1")).empty());
}

TEST(Objections, to_what_nobody_filled_in) {
    EXPECT_EQ(objections("召开党委会*次", *parse_period("2023-H1")).size(), 1u);
}
