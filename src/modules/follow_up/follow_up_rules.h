// What may happen to a follow-up, what it is afterwards, and who then owes what: pure, time is an argument.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan::follow_up {

struct State {
    std::string status;  // doing, awaiting_acceptance, accepted
    std::string given_on, due_on, first_due_on;
    int extensions = 0;          // granted ones
    std::string pending_due_on;  // an extension waits for a decision
    std::string completed_on, acceptance_due_on, accepted_on;
    int returns = 0;

    bool operator==(const State&) const = default;
};

enum class Verb { progress, completion, acceptance, giving_back, extension, extension_decision, handover, withdrawal };

/// All of them, in the order in which pages offer them.
const std::vector<Verb>& all_verbs();
std::string_view name_of(Verb verb);
/// The roles that may do it, scope aside.
const std::vector<std::string>& roles_for(Verb verb);
/// Does the state allow it? If not, `why` is a fault's code ("follow_up.accepted" ...).
bool allowed(Verb verb, const State& state, std::string* why = nullptr);

/// One step as far as the rules ask.
struct Deed {
    Verb verb;
    std::string day;
    bool yes = false;         // granted
    std::string due_on = {};  // the term that is asked for, or given with what goes back
    bool by_owner = false;    // by the very person who owes it
    bool by_leader = false;
};

/// Why the rules refuse the deed though the state allows its verb; nothing if they don't.
struct Refusal {
    std::string code, field;
};
std::optional<Refusal> refusal(const State& state, const Deed& deed);
/// The state after an allowed deed that was not refused. `acceptance_days`: what the town has to accept it.
State next(State state, const Deed& deed, int acceptance_days);

/// What somebody owes in this state, by which day.
struct Owed {
    std::string rule, due_on;
    bool operator==(const Owed&) const = default;
};
inline constexpr std::string_view kCompletion = "follow_up.completion", kAcceptance = "follow_up.acceptance";
std::vector<Owed> owed(const State& state);

/// A first extension is the office's or a leader's to grant, every further one a leader's.
bool leader_must_grant(const State& state);
/// Accepted, and reported done by the day on which it was due.
bool on_time(const State& state);

}  // namespace zhenan::follow_up
