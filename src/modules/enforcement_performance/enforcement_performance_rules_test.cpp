#include "modules/enforcement_performance/enforcement_performance_rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace zhenan::enforcement_performance;
using Missing = std::vector<std::string>;

TEST(EnforcementPerformance, a_median_lies_in_the_middle_and_of_nothing_there_is_none) {
    EXPECT_EQ(median({}), std::nullopt);
    EXPECT_EQ(median({7}), 7);
    EXPECT_EQ(median({30, 1, 3}), 3);
    EXPECT_EQ(median({4, 1, 100, 3}), 3.5);
}

RC_GTEST_PROP(EnforcementPerformance, as_many_lie_below_a_median_as_above_it, ()) {
    auto values = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 400)));
    auto middle = *median(values);
    auto below = std::count_if(values.begin(), values.end(), [&](int v) { return v < middle; });
    auto above = std::count_if(values.begin(), values.end(), [&](int v) { return v > middle; });
    RC_ASSERT(2 * below <= static_cast<std::ptrdiff_t>(values.size()));
    RC_ASSERT(2 * above <= static_cast<std::ptrdiff_t>(values.size()));
}

TEST(EnforcementPerformance, fewer_than_ten_is_a_small_number) {
    EXPECT_TRUE(is_small(0));
    EXPECT_TRUE(is_small(9));
    EXPECT_FALSE(is_small(10));
}

TEST(EnforcementPerformance, a_share_of_nothing_is_none_and_not_a_hundred) {
    EXPECT_EQ(share(0, 0), std::nullopt);
    EXPECT_EQ(share(1, 3), 33.3);
    EXPECT_EQ(share(3, 3), 100);
}

TEST(EnforcementPerformance, ninety_days_are_counted_over_a_years_end_and_a_29_february) {
    EXPECT_TRUE(again_within("2023-11-15", "2024-02-13"));   // day 90
    EXPECT_FALSE(again_within("2023-11-15", "2024-02-14"));  // day 91
    EXPECT_TRUE(again_within("2023-12-31", "2024-03-30"));   // with 29 February
    EXPECT_FALSE(again_within("2023-12-31", "2024-03-31"));
    EXPECT_TRUE(again_within("2022-12-31", "2023-03-31"));  // without
    EXPECT_FALSE(again_within("2022-12-31", "2023-04-01"));
    EXPECT_TRUE(again_within("2024-02-29", "2024-05-29"));
    EXPECT_FALSE(again_within("2024-02-29", "2024-05-30"));
    EXPECT_FALSE(again_within("", "2024-05-29"));
}

TEST(EnforcementPerformance, a_recheck_counts_once_it_is_done_or_its_day_has_passed) {
    EXPECT_EQ(recheck_in_time("2023-06-10", "2023-06-10", true, "2023-07-01"), true);
    EXPECT_EQ(recheck_in_time("2023-06-10", "2023-06-11", true, "2023-07-01"), false);
    EXPECT_EQ(recheck_in_time("2023-06-10", "", false, "2023-06-11"), false);
    EXPECT_EQ(recheck_in_time("2023-06-10", "", false, "2023-06-10"), std::nullopt);
}

TEST(EnforcementPerformance, a_term_moved_before_its_day_counts_neither_way_but_lateness_stays) {
    EXPECT_EQ(recheck_in_time("2023-06-10", "2023-06-09", false, "2023-07-01"), std::nullopt);
    EXPECT_EQ(recheck_in_time("2023-06-10", "2023-06-12", false, "2023-07-01"), false);
}

TEST(EnforcementPerformance, a_document_lacks_what_it_has_neither_signed_nor_served) {
    EXPECT_EQ(missing_in({"order", "", "", "", "", true}), (Missing{"signature", "service"}));
    EXPECT_EQ(missing_in({"order", "signed", "张三", "", "", true}), Missing{});
    EXPECT_EQ(missing_in({"order", "signed", "", "", "2023-06-02", true}), Missing{"signature"});
    EXPECT_EQ(missing_in({"opinion", "refused", "张三", "李四", "", true}), Missing{"service"});
    EXPECT_EQ(missing_in({"on_spot", "refused", "张三", "李四", "2023-06-02", false}), Missing{"clause"});
}

TEST(EnforcementPerformance, a_record_of_a_visit_demands_nothing_and_is_not_served) {
    EXPECT_EQ(missing_in({"record", "", "", "", "", false}), Missing{"signature"});
    EXPECT_EQ(missing_in({"recheck", "signed", "张三", "", "", false}), Missing{});
}
