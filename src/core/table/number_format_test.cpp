#include "core/table/number_format.h"

#include <gtest/gtest.h>

namespace zhenan::table {
namespace {

TEST(TableNumbers, NumberFormatsAreToldFromDates) {
    for (const char* code : {"General", "G/通用格式", "0.00E+00", "#,##0\"yd\"", "@", "0.00_d", "[Red]0.0",
                             "General;[Red]-General", "0\\d"})
        EXPECT_FALSE(NumberFormat::of_code(code).day || NumberFormat::of_code(code).time) << code;
    for (const char* code :
         {"yyyy/m/d", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "m-d", "[DBNum1]e年", "YYYY-MM-DD HH:MM:SS"})
        EXPECT_TRUE(NumberFormat::of_code(code).day) << code;
    for (const char* code : {"h:mm AM/PM", "[h]:mm", "mm:ss.0"}) {
        EXPECT_TRUE(NumberFormat::of_code(code).time) << code;
        EXPECT_FALSE(NumberFormat::of_code(code).day) << code;
    }
}

TEST(TableNumbers, NumbersComeAsPeopleWriteThem) {
    auto shown = [](std::string_view stored) { return show_number(stored, {}, false); };
    EXPECT_EQ(shown("1.0"), "1");
    EXPECT_EQ(shown("13800000000"), "13800000000");
    EXPECT_EQ(shown("1.10101199003071E+17"), "110101199003071000");
    EXPECT_EQ(shown("0.30000000000000004"), "0.3");
    EXPECT_EQ(shown("4.4999999999999998E-2"), "0.045");
    EXPECT_EQ(shown("-1234.5"), "-1234.5");
    EXPECT_EQ(shown("1E-3"), "0.001");
    EXPECT_EQ(shown("-0"), "0");
    EXPECT_EQ(shown("1E+300"), "1E300");
    EXPECT_EQ(show_number("1", {true, false, 0}, false), "1900-01-01");
    EXPECT_EQ(show_number("61", {true, false, 0}, false), "1900-03-01");
    EXPECT_EQ(show_number("-3", {true, false, 0}, false), "-3");
    EXPECT_EQ(show_number("0.5", {false, true, 0}, false), "12:00");
    EXPECT_EQ(show_number("9e99", {true, true, 0}, false).substr(0, 2), "9E");
}

}  // namespace
}  // namespace zhenan::table
