#include "modules/hazard/hazard_rules.h"

#include <algorithm>

#include "core/day.h"

namespace zhenan::hazard {

std::string_view name_of(Verb verb) {
    switch (verb) {
        case Verb::rectification:
            return "rectification";
        case Verb::recheck:
            return "recheck";
        case Verb::term_decision:
            return "term-decision";
        case Verb::extension:
            return "extension";
        case Verb::extension_decision:
            return "extension-decision";
        case Verb::referral:
            return "referral";
        case Verb::referral_answer:
            return "referral-answer";
        case Verb::county_report:
            return "county-report";
        case Verb::county_verdict:
            return "county-verdict";
        case Verb::withdrawal:
            return "withdrawal";
    }
    return "";
}

const std::vector<std::string>& roles_for(Verb verb) {
    static const std::vector<std::string> report = {"enterprise", "village", "grid_leader", "patroller",
                                                    "office",     "officer", "supervisor"};
    static const std::vector<std::string> check = {"officer", "supervisor", "office"};
    static const std::vector<std::string> decide = {"leader"};
    static const std::vector<std::string> extend = {"leader", "office"};
    static const std::vector<std::string> office = {"office", "officer", "supervisor", "leader"};
    static const std::vector<std::string> withdraw = {"office"};
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
    if (s.status == "closed" && verb != Verb::withdrawal && verb != Verb::county_verdict && verb != Verb::county_report)
        return no("hazard.closed");
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
        case Verb::county_report:
            return (s.suspected || s.level == "major") || no("hazard.not_major");
        case Verb::county_verdict:
            return s.suspected || no("hazard.not_suspected");
        case Verb::withdrawal:
            return true;
    }
    return false;
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

}  // namespace zhenan::hazard
