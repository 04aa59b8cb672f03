// What no sequence of steps may do to a hazard, whatever it is; steps come from RapidCheck.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "core/day.h"
#include "modules/hazard/hazard_rules.h"
#include "modules/hazard/recurrence_rules.h"

using namespace zhenan;
using namespace zhenan::hazard;

namespace {

State found(bool major, bool suspected) {
    State s;
    s.status = "rectifying";
    s.level = major ? "major" : "general";
    s.suspected = suspected && !major;
    s.found_on = "2023-05-01";
    s.due_on = "2023-05-15";
    s.recheck_due_on = "2023-05-25";
    return s;
}

/// Any step at all, sensible or not, on a day not before the one before it.
Deed any_deed(const std::string& not_before) {
    Deed d{*rc::gen::elementOf(all_verbs()), add_days(not_before, *rc::gen::inRange(0, 12))};
    d.yes = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) d.due_on = add_days(d.day, *rc::gen::inRange(-5, 60));
    d.level = *rc::gen::element<std::string>("general", "major");
    d.result = *rc::gen::element<std::string>("", "accepted", "returned", "dealt_with");
    if (*rc::gen::arbitrary<bool>()) d.answer_due_on = add_days(d.day, *rc::gen::inRange(-2, 30));
    d.has_note = *rc::gen::arbitrary<bool>();
    d.by_leader = *rc::gen::arbitrary<bool>();
    return d;
}

/// Plays steps as the program does: what state or rules refuse leaves everything; `each` sees what was done.
template <class Each>
State play(Each each) {
    State s = found(*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>());
    Limits limits;
    std::string day = s.found_on;
    int steps = *rc::gen::inRange(1, 25);
    for (int i = 0; i < steps; ++i) {
        Deed d = any_deed(day);
        if (!allowed(d.verb, s) || refusal(s, d, limits)) continue;
        day = d.day;
        State after = next(s, d, limits);
        each(s, d, after);
        s = after;
    }
    return s;
}

bool holds(const std::function<void()>& property) {
    return rc::check(property);
}

bool owes(const State& s, std::string_view rule) {
    auto list = owed(s);
    return std::any_of(list.begin(), list.end(), [&](auto& one) { return one.rule == rule; });
}

}  // namespace

TEST(HazardProperty, No_sequence_of_steps_closes_a_hazard_without_a_passed_recheck) {
    EXPECT_TRUE(holds([] {
        play([](const State& before, const Deed& d, const State& after) {
            if (before.status == "closed" || after.status != "closed") return;
            RC_ASSERT(d.verb == Verb::recheck);
            RC_ASSERT(d.yes);
            RC_ASSERT(after.closed_on == d.day);
        });
    }));
}

TEST(HazardProperty, A_closed_hazard_stays_closed_and_keeps_its_day) {
    EXPECT_TRUE(holds([] {
        play([](const State& before, const Deed&, const State& after) {
            if (before.status != "closed") return;
            RC_ASSERT(after.status == "closed");
            RC_ASSERT(after.closed_on == before.closed_on);
            RC_ASSERT(after.due_on == before.due_on);
        });
    }));
}

TEST(HazardProperty, Somebody_owes_something_as_long_as_it_is_neither_closed_nor_referred) {
    EXPECT_TRUE(holds([] {
        State s = play([](const State&, const Deed&, const State&) {});
        bool open = s.status == "rectifying" || s.status == "awaiting_recheck";
        RC_ASSERT(owes(s, "hazard.recheck") == open);
        RC_ASSERT(owes(s, "hazard.rectification") == (s.status == "rectifying"));
    }));
}

TEST(HazardProperty, The_enterprises_word_never_settles_what_waits_for_a_leader) {
    EXPECT_TRUE(holds([] {
        play([](const State& before, const Deed& d, const State& after) {
            if (before.pending.empty() || after.pending == before.pending) return;
            RC_ASSERT(d.verb == Verb::term_decision || d.verb == Verb::extension_decision || d.verb == Verb::referral ||
                      d.verb == Verb::recheck);
        });
    }));
}

TEST(HazardProperty, A_term_only_moves_by_a_decision_or_because_the_county_returned_it) {
    EXPECT_TRUE(holds([] {
        play([](const State& before, const Deed& d, const State& after) {
            if (after.due_on == before.due_on) return;
            bool decided = (d.verb == Verb::term_decision || d.verb == Verb::extension_decision) && d.yes;
            RC_ASSERT(decided || (d.verb == Verb::referral_answer && d.result == "returned"));
        });
    }));
}

TEST(HazardProperty, An_extension_beyond_the_first_or_the_limit_has_a_leader_behind_it) {
    EXPECT_TRUE(holds([] {
        Limits limits;
        play([&](const State& before, const Deed& d, const State& after) {
            if (after.extensions == before.extensions) return;
            bool more = before.extensions > 0 || after.due_on > add_days(after.first_due_on, limits.extension_days);
            if (more) RC_ASSERT(d.by_leader);
            RC_ASSERT(after.due_on > before.due_on);
        });
    }));
}

TEST(HazardProperty, A_general_hazard_is_never_listed_and_a_listed_one_is_lifted_by_the_county_alone) {
    EXPECT_TRUE(holds([] {
        play([](const State& before, const Deed& d, const State& after) {
            if (before.listed_state == after.listed_state) return;
            if (after.listed_state == "lifted") RC_ASSERT(d.verb == Verb::lifting && d.yes);
            if (d.verb == Verb::listing) RC_ASSERT(before.level == "major");
        });
    }));
}

TEST(HazardProperty, Likeness_lies_between_nothing_and_the_same_and_has_no_direction) {
    EXPECT_TRUE(holds([] {
        auto piece =
            rc::gen::element<std::string>("安全出口", "上锁", "灭火器", "过期", "二楼", "疏散通道", "堵塞", "。");
        auto join = [](const std::vector<std::string>& parts) {
            std::string text;
            for (auto& part : parts) text += part;
            return text;
        };
        auto a = join(*rc::gen::container<std::vector<std::string>>(piece));
        auto b = join(*rc::gen::container<std::vector<std::string>>(piece));
        RC_ASSERT(Described(a).likeness(b) == Described(b).likeness(a));
        RC_ASSERT(Described(a).likeness(b) >= 0 && Described(a).likeness(b) <= 1);
        if (Described(a).likeness(a) > 0) RC_ASSERT(Described(a).likeness(a) == 1);
    }));
}
