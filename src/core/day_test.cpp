#include "core/day.h"

#include <gtest/gtest.h>

using namespace zhenan;

TEST(Instants, a_leap_second_is_the_first_second_of_the_next_day) {
    EXPECT_EQ(from_rfc3339("2016-12-31T23:59:60Z"), from_rfc3339("2017-01-01T00:00:00Z"));
    EXPECT_EQ(from_rfc3339("2017-01-01T07:59:60+08:00"), from_rfc3339("2017-01-01T08:00:00+08:00"));
    EXPECT_EQ(to_rfc3339(*from_rfc3339("2017-01-01T07:59:60+08:00")), "2017-01-01T08:00:00+08:00");
}

TEST(Instants, a_sixtieth_second_elsewhere_is_no_time) {
    EXPECT_FALSE(from_rfc3339("2023-05-30T12:30:60Z"));
    EXPECT_FALSE(from_rfc3339("2023-05-30T23:59:60+08:00"));
    EXPECT_FALSE(from_rfc3339("2023-05-30T23:59:61Z"));
    EXPECT_TRUE(from_rfc3339("2023-05-30T23:59:59Z"));
}

TEST(Instants, the_29_of_february_is_a_day_of_leap_years_only) {
    EXPECT_TRUE(is_day("2024-02-29"));
    EXPECT_FALSE(is_day("2023-02-29"));
    EXPECT_FALSE(is_day("2100-02-29"));
    EXPECT_FALSE(from_rfc3339("2023-02-29T09:00:00+08:00"));
}
