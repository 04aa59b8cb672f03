// What may happen to a hazard, what it is afterwards, and what is then owed: pure, time is an argument.
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
    std::string recheck_due_on;
    std::string first_due_on;                                            // before any extension
    int extensions = 0;                                                  // granted ones
    std::string referred_on, answer_due_on, answered_on, answer_result;  // accepted, returned, dealt_with
    std::string listed_state;                                            // listed, review, lifted; empty: never listed
    std::string listed_on, listed_due_on, lifted_on;

    bool operator==(const State&) const = default;
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
    listing,
    governance_plan,
    progress,
    lifting_request,
    lifting,
    withdrawal
};

/// All of them, in the order in which pages offer them.
const std::vector<Verb>& all_verbs();
std::string_view name_of(Verb verb);
/// The roles that may do it, scope aside.
const std::vector<std::string>& roles_for(Verb verb);
/// Does the state allow it? If not, `why` is a fault's code ("hazard.closed" ...).
bool allowed(Verb verb, const State& state, std::string* why = nullptr);

/// One step as far as the rules ask: what was said, on which day.
struct Deed {
    Verb verb;
    std::string day;
    bool yes = false;           // passed, approved, granted
    std::string due_on;         // the term that is asked for or set
    std::string level;          // the county's verdict
    std::string result;         // the answer to a referral
    std::string answer_due_on;  // referral, an accepted one: when an answer is owed
    bool has_note = false;
    bool by_leader = false;
};

/// What the town has set for itself; no law fixes these days.
struct Limits {
    int recheck_days = 10;
    int extension_days = 30;  // beyond the first term, without a leader's note
};

/// Why the rules refuse the deed though the state allows its verb; nothing if they don't.
struct Refusal {
    std::string code, field;
};
std::optional<Refusal> refusal(const State& state, const Deed& deed, const Limits& limits);
/// The state after an allowed deed that was not refused.
State next(State state, const Deed& deed, const Limits& limits);

/// What somebody owes in this state, by which day.
struct Owed {
    std::string rule, due_on;
    bool operator==(const Owed&) const = default;
};
std::vector<Owed> owed(const State& state);

/// Two clocks. The enterprise is late when its term has ended and nothing is reported done.
bool enterprise_late(const State& state, std::string_view today);
/// The day by which the town owes the recheck: recheck_days after the report, or after the term's end when nothing was
/// reported; whichever comes first.
std::string recheck_due(std::string_view due_on, std::string_view reported_on, int recheck_days);

/// After a failed recheck: a general one may get a new term (reason, leader's approval), a major one is only referred.
bool new_term_possible(const State& state);
/// A second extension, or one beyond the town's own limit, is a leader's to grant.
bool leader_must_grant(const State& state, std::string_view due_on, const Limits& limits);

}  // namespace zhenan::hazard
