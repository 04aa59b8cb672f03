#include "modules/hazard/hazard_rules.h"

#include <gtest/gtest.h>

using namespace zhenan::hazard;

namespace {
State open_state() {
    State s;
    s.status = "rectifying";
    s.level = "general";
    s.found_on = "2023-05-01";
    s.due_on = "2023-05-15";
    return s;
}
}  // namespace

TEST(Hazard, the_enterprise_is_late_only_after_its_term_has_ended) {
    auto s = open_state();
    EXPECT_FALSE(enterprise_late(s, "2023-05-15"));
    EXPECT_TRUE(enterprise_late(s, "2023-05-16"));
}

TEST(Hazard, an_enterprise_that_reported_is_not_late_however_long_the_town_takes) {
    auto s = open_state();
    s.status = "awaiting_recheck";
    s.reported_on = "2023-05-14";
    EXPECT_FALSE(enterprise_late(s, "2023-08-01"));
}

TEST(Hazard, the_recheck_is_due_after_the_report_or_the_terms_end_whichever_comes_first) {
    EXPECT_EQ(recheck_due("2023-05-15", "2023-05-10", 10), "2023-05-20");
    EXPECT_EQ(recheck_due("2023-05-15", "", 10), "2023-05-25");
    EXPECT_EQ(recheck_due("2023-05-15", "2023-05-20", 10), "2023-05-25");
}

TEST(Hazard, a_closed_one_takes_no_further_verbs) {
    auto s = open_state();
    s.status = "closed";
    std::string why;
    for (auto verb : {Verb::rectification, Verb::recheck, Verb::extension, Verb::referral}) {
        EXPECT_FALSE(allowed(verb, s, &why));
        EXPECT_EQ(why, "hazard.closed");
    }
}

TEST(Hazard, a_major_one_gets_no_new_term) {
    auto s = open_state();
    EXPECT_TRUE(new_term_possible(s));
    s.level = "major";
    EXPECT_FALSE(new_term_possible(s));
}

TEST(Hazard, an_extension_is_asked_once_and_before_anything_is_reported) {
    auto s = open_state();
    EXPECT_TRUE(allowed(Verb::extension, s));
    s.pending = "extension";
    EXPECT_FALSE(allowed(Verb::extension, s));
    EXPECT_TRUE(allowed(Verb::extension_decision, s));
    s = open_state();
    s.status = "awaiting_recheck";
    EXPECT_FALSE(allowed(Verb::extension, s));
}

TEST(Hazard, only_a_suspected_or_major_one_is_reported_to_the_county) {
    auto s = open_state();
    EXPECT_FALSE(allowed(Verb::county_report, s));
    s.suspected = true;
    EXPECT_TRUE(allowed(Verb::county_report, s));
    EXPECT_TRUE(allowed(Verb::county_verdict, s));
}

TEST(Hazard, only_a_leader_decides_on_a_new_term) {
    EXPECT_EQ(roles_for(Verb::term_decision), std::vector<std::string>{"leader"});
}
