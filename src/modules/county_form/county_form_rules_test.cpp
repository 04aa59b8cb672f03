#include "modules/county_form/county_form_rules.h"

#include <gtest/gtest.h>

namespace zhenan::county_form {
namespace {

std::string said(const char* month, const char* period) {
    auto span = span_of(month, period);
    return span ? span->from + " " + span->to : "none";
}

TEST(CountyFormPeriod, A_form_of_a_month_counts_up_to_the_end_of_that_month) {
    EXPECT_EQ(said("2023-06", "month"), "2023-06-01 2023-06-30");
    EXPECT_EQ(said("2024-02", "month"), "2024-02-01 2024-02-29");
    EXPECT_EQ(said("2023-05", "quarter"), "2023-04-01 2023-05-31");
    EXPECT_EQ(said("2023-06", "half"), "2023-01-01 2023-06-30");
    EXPECT_EQ(said("2023-07", "half"), "2023-07-01 2023-07-31");
    EXPECT_EQ(said("2023-12", "year_to_date"), "2023-01-01 2023-12-31");
}
TEST(CountyFormPeriod, The_month_before_January_is_last_year_s_December) {
    EXPECT_EQ(said("2023-01", "last_month"), "2022-12-01 2022-12-31");
    EXPECT_EQ(said("2023-03", "last_month"), "2023-02-01 2023-02-28");
}
TEST(CountyFormPeriod, What_is_no_month_or_no_period_is_none) {
    for (auto month : {"2023-13", "2023", "2023-6", "", "abcd-ef"}) EXPECT_EQ(said(month, "month"), "none") << month;
    EXPECT_EQ(said("2023-06", "decade"), "none");
}

}  // namespace
}  // namespace zhenan::county_form
