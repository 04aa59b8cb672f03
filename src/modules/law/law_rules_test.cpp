#include "modules/law/law_rules.h"

#include <gtest/gtest.h>

using namespace zhenan::law;

TEST(Law, A_version_holds_from_its_first_to_its_last_day) {
    EXPECT_FALSE(in_force("2023-05-15", "2026-01-31", "2023-05-14"));
    EXPECT_TRUE(in_force("2023-05-15", "2026-01-31", "2023-05-15"));
    EXPECT_TRUE(in_force("2023-05-15", "2026-01-31", "2026-01-31"));
    EXPECT_FALSE(in_force("2023-05-15", "2026-01-31", "2026-02-01"));
    EXPECT_TRUE(in_force("2023-05-15", "", "2199-12-31"));
}

TEST(Law, A_version_whose_first_day_is_not_known_is_never_in_force) {
    EXPECT_FALSE(in_force("", "", "2026-02-01"));
    EXPECT_FALSE(overlap("", "", "2023-01-01", ""));
}

TEST(Law, The_day_on_which_one_version_ends_and_another_begins_belongs_to_one_of_them) {
    EXPECT_FALSE(overlap("2017-11-30", "2023-05-14", "2023-05-15", ""));
    EXPECT_TRUE(overlap("2017-11-30", "2023-05-15", "2023-05-15", ""));
    EXPECT_EQ(ends_before("", "2023-05-15"), "2023-05-14");
    EXPECT_EQ(ends_before("2020-12-31", "2023-05-15"), "2020-12-31");
}

TEST(Law, What_nobody_has_compared_is_not_printed_as_law) {
    EXPECT_FALSE(citable("M"));
    for (auto certainty : {"V", "C", "O", "own", ""}) EXPECT_TRUE(citable(certainty)) << certainty;
}

TEST(Law, Whether_a_fire_hazard_is_major_is_not_the_towns_to_say) {
    EXPECT_FALSE(town_may_judge(sector_of("hotel")));
    EXPECT_FALSE(town_may_judge(sector_of("school")));
    EXPECT_TRUE(town_may_judge(sector_of("factory")));
    EXPECT_TRUE(town_may_judge(sector_of("chemicals")));
}

TEST(Law, Titles_are_read_out_of_a_clause) {
    EXPECT_EQ(
        titles_in("《中华人民共和国消防法》第十六条，《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第八条"),
        (std::vector<std::string>{"中华人民共和国消防法", "工贸企业重大事故隐患判定标准"}));
    EXPECT_EQ(titles_in("《广东省实施《中华人民共和国消防法》办法》第三条"),
              (std::vector<std::string>{"广东省实施《中华人民共和国消防法》办法"}));
    EXPECT_TRUE(titles_in("行业通用要求").empty());
    EXPECT_TRUE(titles_in("《没有写完").empty());
}
