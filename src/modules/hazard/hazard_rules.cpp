#include "modules/hazard/hazard_rules.h"

#include <algorithm>

#include "core/day.h"

namespace zhenan::hazard {

const std::vector<Verb>& all_verbs() {
    static const std::vector<Verb> all = {
        Verb::rectification,      Verb::recheck,  Verb::term_decision,   Verb::extension,
        Verb::extension_decision, Verb::referral, Verb::referral_answer, Verb::county_report,
        Verb::county_verdict,     Verb::listing,  Verb::governance_plan, Verb::progress,
        Verb::lifting_request,    Verb::lifting,  Verb::withdrawal};
    return all;
}

std::string_view name_of(Verb verb) {
    static constexpr std::string_view names[] = {"rectification",      "recheck",  "term-decision",   "extension",
                                                 "extension-decision", "referral", "referral-answer", "county-report",
                                                 "county-verdict",     "listing",  "governance-plan", "progress",
                                                 "lifting-request",    "lifting",  "withdrawal"};
    return names[static_cast<std::size_t>(verb)];
}

const std::vector<std::string>& roles_for(Verb verb) {
    static const std::vector<std::string> report = {"enterprise", "village", "grid_leader", "patroller",
                                                    "office",     "officer", "supervisor"};
    static const std::vector<std::string> check = {"officer", "supervisor", "office"};
    static const std::vector<std::string> decide = {"leader"};
    static const std::vector<std::string> extend = {"leader", "office"};
    static const std::vector<std::string> office = {"office", "officer", "supervisor", "leader"};
    static const std::vector<std::string> withdraw = {"office"};
    static const std::vector<std::string> govern = {"enterprise", "office", "officer", "supervisor"};
    switch (verb) {
        case Verb::rectification:
        case Verb::extension:
            return report;
        case Verb::recheck:
            return check;
        case Verb::term_decision:
            return decide;
        case Verb::extension_decision:
            return extend;
        case Verb::governance_plan:
        case Verb::progress:
        case Verb::lifting_request:
            return govern;
        case Verb::withdrawal:
            return withdraw;
        default:
            return office;
    }
}

bool allowed(Verb verb, const State& s, std::string* why) {
    auto no = [&](const char* code) {
        if (why) *why = code;
        return false;
    };
    bool open = s.status == "rectifying" || s.status == "awaiting_recheck";
    bool listed = s.listed_state == "listed" || s.listed_state == "review";
    switch (verb) {
        // The county's own acts may come after the town's recheck.
        case Verb::county_verdict:
            return s.suspected || no("hazard.not_suspected");
        case Verb::county_report:
            return (s.suspected || s.level == "major") || no("hazard.not_major");
        case Verb::governance_plan:
        case Verb::progress:
            return listed || no("hazard.not_listed");
        case Verb::lifting_request:
            if (s.listed_state == "review") return no("hazard.review_asked");
            return listed || no("hazard.not_listed");
        case Verb::lifting:
            return listed || no("hazard.not_listed");
        case Verb::withdrawal:
            return true;
        default:
            break;
    }
    if (s.status == "closed") return no("hazard.closed");
    switch (verb) {
        case Verb::rectification:
            return open || no("hazard.referred");
        // A referred one may still be looked at again and closed.
        case Verb::recheck:
            return true;
        case Verb::term_decision:
            return s.pending == "term" || no("hazard.nothing_pending");
        case Verb::extension:
            if (!s.pending.empty()) return no("hazard.pending");
            return s.status == "rectifying" || no("hazard.reported");
        case Verb::extension_decision:
            return s.pending == "extension" || no("hazard.nothing_pending");
        case Verb::referral:
            return open || no("hazard.referred");
        case Verb::referral_answer:
            return s.status == "referred" || no("hazard.not_referred");
        case Verb::listing:
            if (listed) return no("hazard.listed");
            return s.level == "major" || no("hazard.not_major_listed");
        default:
            return true;
    }
}

bool enterprise_late(const State& s, std::string_view today) {
    return s.status == "rectifying" && !s.due_on.empty() && s.due_on < today && s.reported_on.empty();
}

std::string recheck_due(std::string_view due_on, std::string_view reported_on, int recheck_days) {
    auto from = reported_on.empty() ? due_on : due_on.empty() ? reported_on : std::min(due_on, reported_on);
    return from.empty() ? std::string() : add_days(from, recheck_days);
}

bool new_term_possible(const State& state) {
    return state.level == "general";
}

bool leader_must_grant(const State& s, std::string_view due_on, const Limits& limits) {
    auto first = s.first_due_on.empty() ? s.due_on : s.first_due_on;
    return s.extensions > 0 || (!first.empty() && due_on > add_days(first, limits.extension_days));
}

std::optional<Refusal> refusal(const State& s, const Deed& d, const Limits& limits) {
    switch (d.verb) {
        case Verb::recheck:
            if (d.yes || d.due_on.empty() || s.status == "referred") return {};
            if (!new_term_possible(s)) return Refusal{"hazard.major_no_new_term", "newTerm"};
            if (d.due_on <= d.day || d.due_on <= s.due_on) return Refusal{"hazard.term", "newTerm.dueOn"};
            return {};
        case Verb::extension:
            // What has ended cannot be made longer: then it is a recheck, and a new term if that fails.
            if (!s.due_on.empty() && d.day > s.due_on) return Refusal{"hazard.extension_late", "dueOn"};
            if (d.due_on <= s.due_on) return Refusal{"hazard.term", "dueOn"};
            return {};
        case Verb::extension_decision:
            if (!d.yes || !leader_must_grant(s, s.pending_due_on, limits)) return {};
            if (!d.by_leader) return Refusal{"hazard.leader_grants", "granted"};
            if (s.extensions == 0 && !d.has_note) return Refusal{"hazard.leader_note", "note"};
            return {};
        case Verb::referral_answer:
            if (d.result == "returned" && !d.due_on.empty() && d.due_on < d.day) return Refusal{"hazard.term", "dueOn"};
            if (!s.referred_on.empty() && d.day < s.referred_on) return Refusal{"hazard.answer_before", "on"};
            return {};
        case Verb::referral:
            if (!d.answer_due_on.empty() && d.answer_due_on < d.day) return Refusal{"hazard.answer_due", "answerDueOn"};
            return {};
        case Verb::listing:
            if (!d.due_on.empty() && d.due_on < d.day) return Refusal{"hazard.term", "dueOn"};
            return {};
        case Verb::lifting:
            if (d.day < s.listed_on) return Refusal{"hazard.lifted_before", "on"};
            return {};
        default:
            return {};
    }
}

namespace {

void set_term(State& s, const std::string& due, const Limits& limits) {
    s.due_on = due;
    s.must_refer = false;
    s.reported_on.clear();
    s.recheck_due_on = recheck_due(due, "", limits.recheck_days);
}

void settle_pending(State& s) {
    s.pending.clear();
    s.pending_due_on.clear();
}

void recheck(State& s, const Deed& d, const Limits& limits) {
    if (d.yes) {
        s.status = "closed";
        s.closed_on = d.day;
        s.must_refer = false;
        settle_pending(s);
        if (s.reported_on.empty()) s.reported_on = d.day;
        return;
    }
    s.reported_on.clear();
    if (s.status == "referred") return;
    s.status = "rectifying";
    s.must_refer = true;
    s.recheck_due_on = add_days(d.day, limits.recheck_days);
    if (d.due_on.empty()) return;
    s.pending = "term";
    s.pending_due_on = d.due_on;
}

void answer(State& s, const Deed& d, const Limits& limits) {
    s.answered_on = d.day;
    s.answer_result = d.result.empty() ? "accepted" : d.result;
    // An accepted one is still owed its outcome where the county named a day.
    s.answer_due_on = s.answer_result == "accepted" ? d.answer_due_on : "";
    if (s.answer_result != "returned") return;
    s.status = "rectifying";
    s.reported_on.clear();
    if (!d.due_on.empty()) s.due_on = d.due_on;
    s.recheck_due_on = add_days(std::max(d.day, s.due_on), limits.recheck_days);
}

}  // namespace

State next(State s, const Deed& d, const Limits& limits) {
    switch (d.verb) {
        case Verb::rectification:
            s.status = "awaiting_recheck";
            s.reported_on = d.day;
            s.recheck_due_on = recheck_due(s.due_on, d.day, limits.recheck_days);
            break;
        case Verb::recheck:
            recheck(s, d, limits);
            break;
        case Verb::term_decision:
            if (d.yes)
                set_term(s, s.pending_due_on, limits);
            else
                s.must_refer = true;
            settle_pending(s);
            break;
        case Verb::extension:
            s.pending = "extension";
            s.pending_due_on = d.due_on;
            break;
        case Verb::extension_decision:
            if (d.yes) {
                if (s.first_due_on.empty()) s.first_due_on = s.due_on;
                ++s.extensions;
                set_term(s, s.pending_due_on, limits);
            }
            settle_pending(s);
            break;
        case Verb::referral:
            s.status = "referred";
            s.must_refer = false;
            settle_pending(s);
            s.referred_on = d.day;
            s.answer_due_on = d.answer_due_on;
            s.answered_on.clear();
            s.answer_result.clear();
            break;
        case Verb::referral_answer:
            answer(s, d, limits);
            break;
        case Verb::county_report:
            s.county_reported_on = d.day;
            break;
        case Verb::county_verdict:
            s.suspected = false;
            s.level = d.level;
            // Who decides about it has been told.
            if (s.county_reported_on.empty()) s.county_reported_on = d.day;
            break;
        case Verb::listing:
            s.listed_state = "listed";
            s.listed_on = d.day;
            s.listed_due_on = d.due_on;
            s.lifted_on.clear();
            break;
        case Verb::lifting_request:
            s.listed_state = "review";
            break;
        case Verb::lifting:
            if (d.yes) {
                s.listed_state = "lifted";
                s.lifted_on = d.day;
            } else {
                s.listed_state = "listed";
            }
            break;
        case Verb::governance_plan:
        case Verb::progress:
        case Verb::withdrawal:
            break;
    }
    return s;
}

std::vector<Owed> owed(const State& s) {
    std::vector<Owed> list;
    bool open = s.status == "rectifying" || s.status == "awaiting_recheck";
    if (s.status == "rectifying" && !s.due_on.empty()) list.push_back({"hazard.rectification", s.due_on});
    if (open && !s.recheck_due_on.empty()) list.push_back({"hazard.recheck", s.recheck_due_on});
    if ((s.suspected || s.level == "major") && s.county_reported_on.empty())
        list.push_back({"hazard.county_report", s.found_on});
    if (s.status == "referred" && !s.answer_due_on.empty()) list.push_back({"hazard.referral_answer", s.answer_due_on});
    if ((s.listed_state == "listed" || s.listed_state == "review") && !s.listed_due_on.empty())
        list.push_back({"hazard.listed", s.listed_due_on});
    return list;
}

}  // namespace zhenan::hazard
