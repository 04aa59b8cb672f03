#include <gtest/gtest.h>

#include "modules/record/record.h"

using namespace zhenan;

TEST(Scope, a_grant_over_everything_after_a_narrow_one_leaves_nothing_bound) {
    Actor actor;
    actor.grants = {{"leader", "/town/village/", {}, {}}, {"leader", "/", {}, {}}};
    std::vector<db::Value> binds = {std::string("before")};
    EXPECT_EQ(record::scope_condition(record::kind("areas"), actor, binds), "true");
    EXPECT_EQ(binds.size(), 1u);
}

TEST(Scope, nobody_without_a_grant_sees_anything) {
    std::vector<db::Value> binds;
    EXPECT_EQ(record::scope_condition(record::kind("areas"), Actor{}, binds), "false");
    EXPECT_TRUE(binds.empty());
}
