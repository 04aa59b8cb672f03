#include "modules/periodic_report/periodic_report_rules.h"

#include <gtest/gtest.h>

namespace zhenan::periodic_report {

TEST(PeriodicReport, is_of_a_week_or_a_month_and_nothing_else) {
    EXPECT_TRUE(period_of_report("2023-W22"));
    EXPECT_TRUE(period_of_report("2023-06"));
    for (auto other : {"2023", "2023-Q2", "2023-H1", "2023-W53", "2023-13", "2023-W00", "June", ""})
        EXPECT_FALSE(period_of_report(other)) << other;
}

TEST(PeriodicReport, the_last_that_ended_may_lie_in_the_year_before) {
    EXPECT_EQ(last_ended("month", "2024-01-01").text, "2023-12");
    EXPECT_EQ(last_ended("week", "2023-01-02").text, "2022-W52");
    EXPECT_EQ(last_ended("week", "2021-01-04").text, "2020-W53");
}

TEST(PeriodicReport, periods_are_written_as_dhis2_writes_them) {
    EXPECT_EQ(dhis2_period(*period_of_report("2023-06")), "202306");
    EXPECT_EQ(dhis2_period(*period_of_report("2023-W22")), "2023W22");
    EXPECT_EQ(dhis2_period(*period_of_report("2023-W05")), "2023W5");
}

TEST(PeriodicReport, a_zero_report_is_zero_in_every_figure_and_what_is_unknown_is_no_zero) {
    EXPECT_TRUE(all_zero({{"inspections", 0.0}, {"deaths", 0.0}}));
    EXPECT_FALSE(all_zero({{"inspections", 0.0}, {"deaths", 1.0}}));
    EXPECT_FALSE(all_zero({{"inspections", 0.0}, {"deaths", std::nullopt}}));
    EXPECT_FALSE(all_zero({}));
}

TEST(PeriodicReport, a_figure_that_changed_since_it_was_handed_in_is_named) {
    EXPECT_EQ(differing({{"a", 1.0}, {"b", 2.0}, {"c", std::nullopt}}, {{"a", 1.0}, {"b", 3.0}, {"c", 0.0}}),
              (std::vector<std::string>{"b", "c"}));
    EXPECT_TRUE(differing({{"a", 1.0}}, {{"a", 1.0}, {"new", 5.0}}).empty());
}

TEST(PeriodicReport, is_handed_in_when_its_period_ends_and_is_not_touched_once_accepted) {
    auto june = *period_of_report("2023-06");
    EXPECT_EQ(refusal(Verb::submission, "draft", june, "2023-06-29"), "not_ended");
    EXPECT_EQ(refusal(Verb::submission, "draft", june, "2023-06-30"), "");
    EXPECT_EQ(refusal(Verb::submission, "returned", june, "2023-07-03"), "");
    EXPECT_EQ(refusal(Verb::submission, "submitted", june, "2023-07-03"), "submitted");
    EXPECT_EQ(refusal(Verb::giving_back, "draft", june, "2023-07-03"), "not_submitted");
    EXPECT_EQ(refusal(Verb::acceptance, "returned", june, "2023-07-03"), "not_submitted");
    EXPECT_EQ(refusal(Verb::acceptance, "submitted", june, "2023-07-03"), "");
    for (auto verb : {Verb::submission, Verb::giving_back, Verb::acceptance})
        EXPECT_EQ(refusal(verb, "accepted", june, "2023-07-03"), "accepted");
}

TEST(PeriodicReport, is_accepted_one_level_up_and_the_towns_by_its_leader) {
    EXPECT_EQ(acceptors("town"), (std::vector<std::string>{"leader"}));
    auto village = acceptors("village");
    EXPECT_EQ(std::count(village.begin(), village.end(), "village"), 0);
    EXPECT_EQ(level_below("town"), "village");
    EXPECT_EQ(level_below("village"), "grid");
    EXPECT_EQ(level_below("grid"), "");
}

}  // namespace zhenan::periodic_report
