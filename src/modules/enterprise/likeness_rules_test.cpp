#include "modules/enterprise/likeness_rules.h"

#include <gtest/gtest.h>

using namespace zhenan::enterprise;

TEST(Likeness, names_that_differ_in_writing_alone_have_one_key) {
    EXPECT_EQ(name_key("镇安（县）五金有限公司"), name_key("镇安(县)五金有限责任公司"));
    EXPECT_EQ(name_key("ＡＢＣ 五金 店"), name_key("abc五金店"));
    EXPECT_NE(name_key("镇安五金店"), name_key("镇安五金二店"));
}

TEST(Likeness, a_name_that_is_only_a_form_keeps_it) {
    EXPECT_EQ(name_key("公司"), "公司");
}

TEST(Likeness, half_of_the_pairs_make_names_similar) {
    EXPECT_TRUE(similar_names("老王五金店", "王记老王五金"));
    EXPECT_FALSE(similar_names("老王五金店", "新华书店"));
    EXPECT_FALSE(similar_names("", "新华书店"));
}

TEST(Likeness, only_a_code_that_holds_names_an_organisation) {
    EXPECT_EQ(organisation_of("91330100799655058B"), "799655058");
    EXPECT_EQ(organisation_of("91330100799655058C"), "");
    EXPECT_EQ(organisation_of(""), "");
}

TEST(Likeness, near_places_lie_in_the_same_or_the_next_cell) {
    for (double lat : {20.0, 35.0, 53.0}) {
        Point here{113.52, lat}, there{113.52 + 49 / (111320 * 0.6), lat + 0.0001};
        if (metres_between(here, there) > kNear) there = {113.52 + 0.0004, lat};
        EXPECT_LE(metres_between(here, there), kNear);
        EXPECT_LE(std::abs(cell_of(here).x - cell_of(there).x), 1);
        EXPECT_LE(std::abs(cell_of(here).y - cell_of(there).y), 1);
    }
    EXPECT_NEAR(metres_between({113, 35}, {113, 35.001}), 111.3, 0.5);
}
