// What may happen to a hazard and when it is due: pure, time is an argument.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan::hazard {

struct State {
    std::string status;  // rectifying, awaiting_recheck, closed, referred
    std::string level;   // general, major; nothing else (总局令16号第3条)
    bool suspected = false;
    std::string found_on, due_on, reported_on, closed_on;
    bool must_refer = false;
    std::string pending;  // "term" or "extension": waits for a leader
    std::string pending_due_on;
    std::string county_reported_on;
};

enum class Verb {
    rectification,
    recheck,
    term_decision,
    extension,
    extension_decision,
    referral,
    referral_answer,
    county_report,
    county_verdict,
    withdrawal
};

std::string_view name_of(Verb verb);
/// The roles that may do it, scope aside.
const std::vector<std::string>& roles_for(Verb verb);
/// Does the state allow it? If not, `why` is a fault's code ("hazard.closed" ...).
bool allowed(Verb verb, const State& state, std::string* why = nullptr);

/// Two clocks. The enterprise is late when its term has ended and nothing is reported done.
bool enterprise_late(const State& state, std::string_view today);
/// The day by which the town owes the recheck: recheck_days after the report, or after the term's end when nothing was
/// reported; whichever comes first.
std::string recheck_due(std::string_view due_on, std::string_view reported_on, int recheck_days);

/// After a failed recheck: a general one may get a new term (reason, leader's approval), a major one is only referred.
bool new_term_possible(const State& state);

}  // namespace zhenan::hazard
