#include "modules/follow_up/follow_up_rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/day.h"

namespace zhenan::follow_up {

namespace {

State given() {
    return {.status = "doing", .given_on = "2023-06-01", .due_on = "2023-06-10"};
}
State completed(const std::string& day = "2023-06-05") {
    return next(given(), {Verb::completion, day}, 5);
}
std::string why(Verb verb, const State& state) {
    std::string code;
    return allowed(verb, state, &code) ? "" : code;
}

TEST(FollowUp, Only_what_was_reported_done_is_accepted_or_goes_back) {
    EXPECT_EQ(why(Verb::acceptance, given()), "follow_up.not_completed");
    EXPECT_EQ(why(Verb::giving_back, given()), "follow_up.not_completed");
    EXPECT_EQ(why(Verb::acceptance, completed()), "");
    auto accepted = next(completed(), {Verb::acceptance, "2023-06-06"}, 5);
    for (auto verb : all_verbs())
        EXPECT_EQ(why(verb, accepted), verb == Verb::withdrawal ? "" : "follow_up.accepted") << name_of(verb);
}

TEST(FollowUp, The_owner_owes_it_until_the_report_then_the_town_owes_the_acceptance) {
    EXPECT_EQ(owed(given()), (std::vector<Owed>{{std::string(kCompletion), "2023-06-10"}}));
    EXPECT_EQ(owed(completed()), (std::vector<Owed>{{std::string(kAcceptance), "2023-06-10"}}));
    EXPECT_TRUE(owed(next(completed(), {Verb::acceptance, "2023-06-06"}, 5)).empty());
}

TEST(FollowUp, What_goes_back_is_owed_by_its_old_day_unless_a_new_one_is_given) {
    auto back = next(completed(), {Verb::giving_back, "2023-06-06"}, 5);
    EXPECT_EQ(back.due_on, "2023-06-10");
    EXPECT_EQ(back.returns, 1);
    auto longer = next(completed(), {.verb = Verb::giving_back, .day = "2023-06-06", .due_on = "2023-06-20"}, 5);
    EXPECT_EQ(longer.due_on, "2023-06-20");
    EXPECT_EQ(longer.first_due_on, "2023-06-10");
}

TEST(FollowUp, A_second_extension_is_a_leaders_to_grant) {
    auto asked = next(given(), {.verb = Verb::extension, .day = "2023-06-02", .due_on = "2023-06-20"}, 5);
    Deed granted{.verb = Verb::extension_decision, .day = "2023-06-02", .yes = true};
    EXPECT_FALSE(refusal(asked, granted));
    auto again =
        next(next(asked, granted, 5), {.verb = Verb::extension, .day = "2023-06-03", .due_on = "2023-06-30"}, 5);
    EXPECT_EQ(refusal(again, granted)->code, "follow_up.leader_grants");
    granted.by_leader = true;
    EXPECT_FALSE(refusal(again, granted));
    granted.by_leader = granted.yes = false;
    EXPECT_FALSE(refusal(again, granted));
}

TEST(FollowUp, Nobody_accepts_their_own_work) {
    EXPECT_EQ(refusal(completed(), {.verb = Verb::acceptance, .day = "2023-06-06", .by_owner = true})->code,
              "follow_up.own_work");
}

TEST(FollowUp, On_time_is_what_was_reported_within_its_term_however_late_it_was_accepted) {
    EXPECT_TRUE(on_time(next(completed("2023-06-10"), {Verb::acceptance, "2023-06-30"}, 5)));
    EXPECT_FALSE(on_time(next(completed("2023-06-11"), {Verb::acceptance, "2023-06-11"}, 5)));
    EXPECT_FALSE(on_time(completed()));
}

RC_GTEST_PROP(FollowUp, After_any_steps_at_most_one_thing_is_owed_and_the_first_term_is_kept,
              (const std::vector<std::tuple<unsigned, unsigned, bool>>& steps)) {
    auto state = given();
    std::string day = "2023-06-01";
    for (auto [which, days, yes] : steps) {
        day = add_days(day, static_cast<int>(days % 4));
        Deed deed{all_verbs()[which % 7], day, yes, add_days(day, static_cast<int>(days % 30)), false, yes};
        if (!allowed(deed.verb, state) || refusal(state, deed)) continue;
        auto before = state;
        state = next(state, deed, 5);
        RC_ASSERT(owed(state).size() == (state.status == "accepted" ? 0u : 1u));
        RC_ASSERT(state.status != "accepted" || before.status == "awaiting_acceptance");
        RC_ASSERT(state.extensions >= before.extensions);
        RC_ASSERT((state.first_due_on.empty() ? state.due_on : state.first_due_on) == std::string("2023-06-10"));
    }
}

}  // namespace

}  // namespace zhenan::follow_up
