#include "modules/duty/duty_rules.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "core/day.h"
#include "core/fault.h"

using namespace zhenan;
using namespace zhenan::duty;

namespace {

Rule every(const char* period) {
    Rule r;
    r.name = "drill";
    r.bound = "enterprises";
    r.every = period;
    r.effective_from = "2020-01-01";
    r.by = "drills";
    r.by_field = "enterpriseId";
    return r;
}
std::vector<std::string> told(const std::vector<Owed>& list) {
    std::vector<std::string> words;
    for (auto& one : list)
        words.push_back(one.period + " due " + one.due_on.value_or("?") +
                        (one.done_on.empty() ? "" : " done " + one.done_on));
    return words;
}
using Words = std::vector<std::string>;
const std::vector<Span> kLongAgo = {{"2022-01-01", ""}};
const Calendar kNone;

HolidayYear labour_day() {
    return {2023,
            {{"劳动节", "Labour Day", "2023-04-29", "2023-05-03"}, {"清明节", "Qingming", "2023-04-05", "2023-04-05"}},
            {"2023-04-23", "2023-05-06"},
            "notice",
            "C"};
}

}  // namespace

TEST(Duties, a_hotel_owes_a_drill_in_each_half_year) {
    auto owed = owed_by(every("half"), kLongAgo, {{"drills", "1", "2023-03-15"}}, kNone, "2023-07-10");
    EXPECT_EQ(told(owed), (Words{"2022-H1 due 2022-06-30", "2022-H2 due 2022-12-31",
                                 "2023-H1 due 2023-06-30 done 2023-03-15", "2023-H2 due 2023-12-31"}));
}

TEST(Duties, a_second_drill_in_the_same_half_year_does_not_count_for_the_next) {
    auto owed = owed_by(every("half"), {{"2023-01-01", ""}},
                        {{"drills", "1", "2023-03-15"}, {"drills", "2", "2023-06-15"}}, kNone, "2023-07-10");
    EXPECT_EQ(told(owed), (Words{"2023-H1 due 2023-06-30 done 2023-03-15", "2023-H2 due 2023-12-31"}));
}

TEST(Duties, a_rolling_rule_owes_nothing_before_its_day_and_leaves_the_rest_to_its_next_version) {
    auto rule = every("");
    rule.form = Rule::rolling;
    rule.months = 6;
    const std::vector<Deed> deeds = {{"drills", "a", "2023-03-10"}};
    rule.effective_from = "2023-07-01";
    EXPECT_TRUE(owed_by(rule, kLongAgo, deeds, kNone, "2023-06-30").empty());
    EXPECT_EQ(told(owed_by(rule, kLongAgo, deeds, kNone, "2023-07-01")), Words{"2023-03-10 due 2023-09-10"});
    auto old = rule;
    old.effective_from = "2022-01-01";
    old.effective_to = "2023-06-30";
    EXPECT_EQ(told(owed_by(old, kLongAgo, deeds, kNone, "2023-07-01")),
              Words{"2022-01-01 due 2022-07-01 done 2023-03-10"});
}

TEST(Duties, by_rolling_months_the_term_runs_from_the_last_time) {
    auto rule = every("");
    rule.form = Rule::rolling;
    rule.months = 6;
    auto owed = owed_by(rule, {{"2023-01-01", ""}}, {{"drills", "1", "2023-03-31"}}, kNone, "2023-07-10");
    EXPECT_EQ(told(owed), (Words{"2023-01-01 due 2023-07-01 done 2023-03-31", "2023-03-31 due 2023-09-30"}));
}

TEST(Duties, who_joins_in_the_second_half_of_a_period_owes_from_the_next) {
    EXPECT_EQ(told(owed_by(every("half"), {{"2023-06-20", ""}}, {}, kNone, "2023-07-10")),
              (Words{"2023-H2 due 2023-12-31"}));
    EXPECT_EQ(told(owed_by(every("half"), {{"2023-02-20", ""}}, {}, kNone, "2023-06-10")),
              (Words{"2023-H1 due 2023-06-30"}));
}

TEST(Duties, who_closed_before_the_end_owes_nothing_unless_it_was_done) {
    EXPECT_TRUE(owed_by(every("half"), {{"2023-01-01", "2023-05-01"}}, {}, kNone, "2023-07-10").empty());
    EXPECT_EQ(told(owed_by(every("half"), {{"2023-01-01", "2023-05-01"}}, {{"drills", "1", "2023-03-01"}}, kNone,
                           "2023-07-10")),
              (Words{"2023-H1 due 2023-06-30 done 2023-03-01"}));
}

TEST(Duties, a_statement_goes_by_the_period_that_it_names_not_by_its_day) {
    auto rule = every("quarter");
    rule.days = 15;
    rule.by_period = "period";
    auto owed =
        owed_by(rule, {{"2023-01-01", ""}}, {{"statistics", "1", "2023-06-01", "2023-Q1"}}, kNone, "2023-06-30");
    EXPECT_EQ(told(owed), (Words{"2023-Q1 due 2023-04-15 done 2023-06-01", "2023-Q2 due 2023-07-15"}));
}

TEST(Duties, a_term_in_working_days_leaves_holidays_out_and_counts_days_made_up) {
    Rule rule = every("");
    rule.form = Rule::after;
    rule.bound = "plans";
    rule.day = "approvedOn";
    rule.by.clear();
    rule.by_day = "filedOn";
    rule.days = 5;
    rule.working = true;
    Calendar calendar({labour_day()});
    // 27 and 28 April, 4, 5 and the made-up 6 May.
    auto owed = owed_by(rule, {{"2023-04-26", "", "2023-04-26"}}, {{"plans", "p", ""}}, calendar, "2023-04-26");
    EXPECT_EQ(told(owed), (Words{"2023-04-26 due 2023-05-06"}));
    EXPECT_EQ(told(owed_by(rule, {{"2024-04-26", "", "2024-04-26"}}, {}, calendar, "2024-04-26")),
              (Words{"2024-04-26 due ?"}))
        << "without the year's table nobody guesses";
}

TEST(Duties, a_permit_owes_its_renewal_before_it_runs_out_and_the_new_day_discharges_it) {
    Rule rule = every("");
    rule.form = Rule::expiry;
    rule.bound = "permits";
    rule.day = "validTo";
    rule.lead = 30;
    EXPECT_TRUE(owed_by(rule, {{"2023-01-01", "", "2023-08-31"}}, {}, kNone, "2023-07-10").empty());
    EXPECT_EQ(told(owed_by(rule, {{"2023-01-01", "", "2023-08-31"}}, {}, kNone, "2023-08-10")),
              (Words{"2023-08-31 due 2023-08-31"}));
    EXPECT_EQ(told(owed_by(rule, {{"2023-01-01", "2023-08-20", "2023-08-31"}, {"2023-08-20", "", "2025-08-31"}}, {},
                           kNone, "2023-08-21")),
              (Words{"2023-08-31 due 2023-08-31 done 2023-08-20"}));
    EXPECT_TRUE(owed_by(rule, {{"2023-01-01", "2023-08-20", "2023-08-31"}, {"2023-08-20", "", "2023-08-01"}}, {}, kNone,
                        "2023-08-20")
                    .size() == 1)
        << "moved back it was a mistake: only the right day is owed";
}

TEST(Duties, a_window_may_cross_the_end_of_a_year) {
    Rule rule = every("");
    rule.form = Rule::window;
    rule.opens = "11-01";
    rule.closes = "02-29";
    auto owed = owed_by(rule, kLongAgo, {{"campaigns", "1", "2023-01-10"}}, kNone, "2023-11-05");
    EXPECT_EQ(told(owed), (Words{"2022-11-01 due 2023-02-28 done 2023-01-10", "2023-11-01 due 2024-02-29"}))
        << "the one that began before they were bound is not owed";
}

TEST(Duties, before_longer_holidays_only) {
    Rule rule = every("");
    rule.form = Rule::holiday;
    rule.lead = 10;
    EXPECT_EQ(told(owed_by(rule, kLongAgo, {}, Calendar({labour_day()}), "2023-06-01")),
              (Words{"2023-04-29 due 2023-04-28"}));
}

TEST(Duties, months_are_added_to_days_that_the_month_has) {
    EXPECT_EQ(add_months("2024-02-29", 12), "2025-02-28");
    EXPECT_EQ(add_months("2023-08-31", 6), "2024-02-29");
    EXPECT_EQ(add_months("2023-01-15", -1), "2022-12-15");
    EXPECT_EQ(add_months("2023-12-31", 2), "2024-02-29");
}

TEST(Duties, nobody_owes_for_what_was_over_before_they_were_entered) {
    auto since = since_of("2026-11-24", "2019-03-01");
    EXPECT_EQ(since, "2026-07-01") << "not years back";
    EXPECT_EQ(since_of("2026-11-24", "2026-10-08"), "2026-10-08");
    EXPECT_EQ(since_of("2026-11-24", ""), "2026-11-24");
    EXPECT_EQ(since_of("2026-11-24", "2026-12-01"), "2026-11-24") << "a day yet to come binds no earlier and no later";
    auto first = [&](const char* period) {
        auto rule = every(period);
        return owed_by(rule, owing(rule, {{since, ""}}, "2026-11-24"), {}, kNone, "2026-11-24").front().period;
    };
    EXPECT_EQ(first("month"), "2026-11");
    EXPECT_EQ(first("quarter"), "2026-Q4");
    EXPECT_EQ(first("half"), "2026-H2");
    EXPECT_EQ(first("year"), "2026");
    auto window = every("");
    window.form = Rule::window;
    window.opens = "06-01";
    window.closes = "08-31";
    EXPECT_TRUE(owed_by(window, owing(window, {{since, ""}}, "2026-11-24"), {}, kNone, "2026-11-24").empty());
    window.closes = "12-31";
    EXPECT_EQ(owed_by(window, owing(window, {{since, ""}}, "2026-11-24"), {}, kNone, "2026-11-24").size(), 1u)
        << "the one that they were entered in, bound in its first half";
}

TEST(Duties, a_town_made_today_owes_nothing_for_the_time_before) {
    auto rule = every("month");
    rule.bound = "areas";
    rule.by_field = "areaId";
    auto owed = [&](const char* entered, const char* today) {
        return told(owed_by(rule, owing(rule, {{"2026-07-01", ""}}, entered), {}, kNone, today));
    };
    EXPECT_EQ(owed("2026-11-24", "2026-11-24"), Words{});
    EXPECT_EQ(owed("2026-11-24", "2026-12-01"), (Words{"2026-12 due 2026-12-31"}));
    EXPECT_EQ(owed("2026-11-03", "2026-11-24"), (Words{"2026-11 due 2026-11-30"})) << "in the first half: that one";
    rule.every = "year";
    EXPECT_EQ(owed("2026-11-24", "2026-11-24"), Words{});
    EXPECT_EQ(owed("2026-03-24", "2026-11-24"), (Words{"2026 due 2026-12-31"}));
}

TEST(Duties, days_of_the_record_itself_are_owed_whenever_it_was_entered) {
    auto rule = every("");
    rule.form = Rule::after;
    rule.bound = "plans";
    rule.day = "approvedOn";
    rule.days = 20;
    std::vector<Span> spans{{"2026-07-01", "", "2026-05-01"}};
    EXPECT_EQ(told(owed_by(rule, owing(rule, spans, "2026-11-24"), {}, kNone, "2026-11-24")),
              (Words{"2026-05-01 due 2026-05-21"}));
}

TEST(Duties, periods_and_terms_go_over_the_end_of_a_year) {
    EXPECT_EQ(told(owed_by(every("month"), {{"2023-12-01", ""}}, {{"drills", "1", "2023-12-31"}}, kNone, "2024-01-01")),
              (Words{"2023-12 due 2023-12-31 done 2023-12-31", "2024-01 due 2024-01-31"}));
    auto late = every("year");
    late.days = 15;
    auto owed = owed_by(late, {{"2023-01-01", ""}}, {{"drills", "1", "2024-01-10"}}, kNone, "2024-01-10");
    EXPECT_EQ(told(owed), (Words{"2023 due 2024-01-15 done 2024-01-10", "2024 due 2025-01-15"}))
        << "done within the term after the year it counts for that year, and only for that";
    auto term = every("");
    term.form = Rule::after;
    term.day = "approvedOn";
    term.days = 2;
    term.working = true;
    EXPECT_EQ(told(owed_by(term, {{"2022-12-30", "", "2022-12-30"}}, {},
                           Calendar({{2022, {{"春节", "Spring", "2022-01-31", "2022-02-06"}}, {}, "", ""},
                                     {2023, {{"元旦", "New Year", "2022-12-31", "2023-01-02"}}, {}, "", ""}}),
                           "2023-01-10")),
              (Words{"2022-12-30 due 2023-01-04"}))
        << "days off of the new year may begin in the old one";
    EXPECT_EQ(
        told(owed_by(term, {{"2022-12-30", "", "2022-12-30"}}, {},
                     Calendar({{2022, {{"春节", "Spring", "2022-01-31", "2022-02-06"}}, {}, "", ""}}), "2023-01-10")),
        (Words{"2022-12-30 due ?"}))
        << "a term that reaches into a year without a table is not guessed";
}

TEST(Duties, the_29_of_february_is_the_28th_in_other_years) {
    auto rolling = every("");
    rolling.form = Rule::rolling;
    rolling.months = 12;
    EXPECT_EQ(told(owed_by(rolling, {{"2024-02-01", ""}}, {{"drills", "1", "2024-02-29"}}, kNone, "2024-03-01")),
              (Words{"2024-02-01 due 2025-02-01 done 2024-02-29", "2024-02-29 due 2025-02-28"}));
    auto expiry = every("");
    expiry.form = Rule::expiry;
    expiry.day = "validTo";
    expiry.months = 12;
    expiry.lead = 30;
    EXPECT_EQ(told(owed_by(expiry, {{"2024-01-01", "", "2024-02-29"}}, {}, kNone, "2025-02-01")),
              (Words{"2024-02-29 due 2025-02-28"}));
    EXPECT_EQ(told(owed_by(every("month"), {{"2024-02-01", ""}}, {}, kNone, "2024-02-10")),
              (Words{"2024-02 due 2024-02-29"}));
}

TEST(Duties, a_year_without_a_holiday_table_has_no_duties_before_holidays_and_no_working_days) {
    Rule rule = every("");
    rule.form = Rule::holiday;
    rule.lead = 10;
    EXPECT_TRUE(owed_by(rule, {{"2024-01-01", ""}}, {}, Calendar({labour_day()}), "2024-12-31").empty());
    EXPECT_FALSE(Calendar({labour_day()}).working("2024-05-06"));
    EXPECT_FALSE(Calendar().after("2023-05-06", 1));
    EXPECT_EQ(Calendar().after("2023-05-06", 0), "2023-05-06");
}

TEST(Duties, a_rule_that_binds_nobody_makes_nothing_and_two_alike_make_each_their_own) {
    EXPECT_TRUE(owed_by(every("half"), {}, {{"drills", "1", "2023-03-15"}}, kNone, "2023-07-10").empty());
    std::vector<Where> nobody{{"category", {"hotel"}}, {"category", {"shop"}}};
    EXPECT_FALSE(fits(nobody, {{"category", "hotel"}}));
    EXPECT_FALSE(fits({{"category", {}}}, {{"category", "hotel"}})) << "no value is none, not any";
    EXPECT_TRUE(fits({}, {{"category", "hotel"}})) << "no condition binds everybody";
    // Bound twice over the same days, by spans that touch: once for each period all the same.
    auto owed = owed_by(every("half"), {{"2023-01-01", "2023-03-01"}, {"2023-03-01", ""}}, {}, kNone, "2023-06-10");
    EXPECT_EQ(told(owed), (Words{"2023-H1 due 2023-06-30"}));
}

TEST(Duties, no_rule_is_discharged_by_itself_or_by_duties) {
    auto rule = every("half");
    rule.by = "duty-rules";
    EXPECT_THROW(check_shape(rule), Fault);
    rule = every("half");
    rule.bound = "duties";
    EXPECT_THROW(check_shape(rule), Fault);
    rule = every("half");
    rule.by = rule.bound;
    rule.by_field = "id";
    EXPECT_THROW(check_shape(rule), Fault);
    rule.by.clear();
    rule.by_day = "openedOn";
    EXPECT_THROW(check_shape(rule), Fault) << "its own day discharges a term, not a period that comes again";
}

TEST(Duties, a_rule_that_its_own_record_would_discharge_is_refused) {
    auto loop = every("half");
    loop.by = "duties";
    EXPECT_THROW(check_shape(loop), Fault);
    Rule own = every("");
    own.form = Rule::after;
    own.day = "approvedOn";
    own.by.clear();
    own.by_day = "approvedOn";
    EXPECT_THROW(check_shape(own), Fault);
    EXPECT_NO_THROW(check_shape(every("half")));
}

TEST(Holidays, a_table_that_contradicts_itself_is_refused) {
    EXPECT_FALSE(fault_of(labour_day()));
    auto both = labour_day();
    both.make_up_days.push_back("2023-04-30");
    EXPECT_TRUE(fault_of(both));
    auto weekday = labour_day();
    weekday.make_up_days = {"2023-04-25"};
    EXPECT_TRUE(fault_of(weekday));
    auto other_year = labour_day();
    other_year.holidays[0].from = "2025-04-29";
    EXPECT_TRUE(fault_of(other_year));
    EXPECT_TRUE(fault_of({2024, {}, {}, "", ""}));
}

namespace {

Rule any_rule() {
    Rule rule = every("half");
    rule.form = *rc::gen::element(Rule::period, Rule::rolling, Rule::window);
    rule.every = *rc::gen::element<std::string>("week", "month", "quarter", "half", "year");
    rule.months = *rc::gen::inRange(1, 12);
    rule.opens = "11-01";
    rule.closes = "02-10";
    rule.days = *rc::gen::inRange(0, 30);
    rule.grace = *rc::gen::inRange(0, 5);
    return rule;
}
std::vector<Deed> any_deeds() {
    std::vector<Deed> deeds;
    int n = *rc::gen::inRange(0, 12);
    for (int i = 0; i < n; ++i)
        deeds.push_back({"drills", std::to_string(i), add_days("2022-06-01", *rc::gen::inRange(0, 700))});
    return deeds;
}
std::vector<Span> any_spans() {
    std::vector<Span> spans;
    std::string day = "2022-01-01";
    int n = *rc::gen::inRange(1, 4);
    for (int i = 0; i < n; ++i) {
        auto from = add_days(day, *rc::gen::inRange(1, 200));
        day = add_days(from, *rc::gen::inRange(1, 300));
        spans.push_back({from, day});
    }
    if (*rc::gen::arbitrary<bool>()) spans.back().to.clear();
    return spans;
}

template <class Property>
bool holds(Property property) {
    return rc::check(property);
}

}  // namespace

TEST(DutyProperty, the_same_records_make_the_same_duties_in_whatever_order_they_came) {
    EXPECT_TRUE(holds([] {
        auto rule = any_rule();
        auto spans = any_spans();
        auto deeds = any_deeds();
        auto owed = owed_by(rule, spans, deeds, kNone, "2024-01-10");
        auto other = *rc::gen::element(0, 1, 2);
        if (other == 0) std::reverse(deeds.begin(), deeds.end());
        if (other == 1) std::rotate(deeds.begin(), deeds.begin() + static_cast<long>(deeds.size() / 2), deeds.end());
        RC_ASSERT(owed == owed_by(rule, spans, deeds, kNone, "2024-01-10"));
    }));
}

TEST(DutyProperty, a_record_discharges_one_duty_and_only_within_its_days) {
    EXPECT_TRUE(holds([] {
        auto rule = any_rule();
        auto owed = owed_by(rule, any_spans(), any_deeds(), kNone, "2024-01-10");
        std::set<std::string> used, periods;
        for (auto& one : owed) {
            RC_ASSERT(one.opened_on <= "2024-01-10");
            if (one.done_on.empty()) continue;
            RC_ASSERT(used.insert(one.done_id).second);
            RC_ASSERT(one.ends_on.empty() || one.done_on <= one.ends_on);
        }
    }));
}

TEST(DutyProperty, what_is_owed_stays_owed_as_days_go_by) {
    EXPECT_TRUE(holds([] {
        auto rule = any_rule();
        // Without an end of the binding: only time passes.
        std::vector<Span> spans{{add_days("2022-01-01", *rc::gen::inRange(0, 300)), ""}};
        auto today = add_days("2023-01-01", *rc::gen::inRange(0, 300)),
             later = add_days(today, *rc::gen::inRange(0, 100));
        auto now = owed_by(rule, spans, {}, kNone, today), then = owed_by(rule, spans, {}, kNone, later);
        RC_ASSERT(then.size() >= now.size());
        for (std::size_t i = 0; i < now.size(); ++i) RC_ASSERT(now[i] == then[i]);
    }));
}
