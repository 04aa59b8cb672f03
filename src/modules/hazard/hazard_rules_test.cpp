#include "modules/hazard/hazard_rules.h"

#include "modules/hazard/recurrence_rules.h"

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

TEST(Hazard, an_extension_is_not_asked_for_after_the_term_has_ended) {
    auto s = open_state();
    Deed d{Verb::extension, "2023-05-15"};
    d.due_on = "2023-05-25";
    EXPECT_FALSE(refusal(s, d, {}));
    d.day = "2023-05-16";
    EXPECT_EQ(refusal(s, d, {})->code, "hazard.extension_late");
}

TEST(Hazard, a_second_extension_needs_the_leader) {
    auto s = open_state();
    s.extensions = 1;
    s.first_due_on = "2023-05-05";
    s.pending = "extension";
    s.pending_due_on = "2023-05-20";
    Deed d{Verb::extension_decision, "2023-05-14"};
    d.yes = true;
    EXPECT_EQ(refusal(s, d, {})->code, "hazard.leader_grants");
    d.by_leader = true;
    EXPECT_FALSE(refusal(s, d, {}));
}

TEST(Hazard, an_extension_beyond_the_towns_limit_needs_the_leaders_words) {
    auto s = open_state();
    s.pending = "extension";
    s.pending_due_on = "2023-06-15";
    Deed d{Verb::extension_decision, "2023-05-14"};
    d.yes = true;
    d.by_leader = true;
    EXPECT_EQ(refusal(s, d, {})->code, "hazard.leader_note");
    d.has_note = true;
    EXPECT_FALSE(refusal(s, d, {}));
    s.pending_due_on = "2023-06-14";
    d.has_note = d.by_leader = false;
    EXPECT_FALSE(refusal(s, d, {}));
}

TEST(Hazard, a_returned_referral_goes_on_with_a_recheck_owed) {
    auto s = open_state();
    s.status = "referred";
    s.referred_on = "2023-05-20";
    Deed d{Verb::referral_answer, "2023-06-01"};
    d.result = "returned";
    auto after = next(s, d, {});
    EXPECT_EQ(after.status, "rectifying");
    EXPECT_EQ(after.recheck_due_on, "2023-06-11");
    EXPECT_TRUE(allowed(Verb::referral, after));
}

TEST(Hazard, a_listed_one_may_be_closed_by_the_town_and_is_lifted_by_the_county) {
    auto s = open_state();
    s.level = "major";
    Deed listing{Verb::listing, "2023-05-10"};
    listing.due_on = "2023-08-10";
    s = next(s, listing, {});
    Deed pass{Verb::recheck, "2023-07-01"};
    pass.yes = true;
    // Closing before the lifting is not refused: the clause that binds the two is unconfirmed (M).
    EXPECT_FALSE(refusal(s, pass, {}));
    s = next(s, pass, {});
    EXPECT_EQ(s.status, "closed");
    EXPECT_EQ(s.listed_state, "listed");
    EXPECT_TRUE(allowed(Verb::lifting, s));
}

TEST(Recurrence, the_same_thing_said_a_little_differently_is_alike) {
    EXPECT_GE(Described("二楼安全出口上锁").likeness("二楼安全出口被上锁"), kAlike);
    EXPECT_GE(Described("灭火器过期").likeness("灭火器已过期"), kAlike);
    EXPECT_LT(Described("二楼安全出口上锁").likeness("灭火器压力不足"), kAlike);
}
