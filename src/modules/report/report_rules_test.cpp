#include "modules/report/report_rules.h"

#include <gtest/gtest.h>

using namespace zhenan;
using namespace zhenan::report;

namespace {
using Months = std::vector<std::string>;
}  // namespace

TEST(Sentences, a_change_is_said_with_its_base_and_nothing_grows_from_nothing) {
    EXPECT_EQ(change_words(50, 40, "条"), "增加10条，增长25%");
    EXPECT_EQ(change_words(30, 40, "条"), "减少10条，下降25%");
    EXPECT_EQ(change_words(40, 40, "条"), "持平");
    EXPECT_EQ(change_words(5, 0, "条"), "增加5条");
    EXPECT_EQ(change_words(5, {}, "条"), "—");
    EXPECT_EQ(change_words(99.5, 98, "%"), "提高1.5个百分点");
    EXPECT_FALSE(growth(5, 0));
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
