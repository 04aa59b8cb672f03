#include "core/period.h"

#include <gtest/gtest.h>

#include "core/day.h"

using namespace zhenan;

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

TEST(Periods, every_day_lies_in_one_of_each_form) {
    auto named = [](Period::Form form, const char* day) { return period_of(form, day).text; };
    EXPECT_EQ(named(Period::half, "2023-07-01"), "2023-H2");
    EXPECT_EQ(named(Period::quarter, "2023-06-30"), "2023-Q2");
    EXPECT_EQ(named(Period::month, "2024-02-29"), "2024-02");
    EXPECT_EQ(named(Period::year, "2023-12-31"), "2023");
    EXPECT_EQ(named(Period::week, "2023-01-01"), "2022-W52");
    EXPECT_EQ(named(Period::week, "2021-01-03"), "2020-W53");
    for (std::string day = "2019-12-01"; day < "2027-02-01"; day = add_days(day, 1)) {
        auto week = period_of(Period::week, day);
        EXPECT_LE(week.from, day);
        EXPECT_LE(day, week.to);
    }
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
