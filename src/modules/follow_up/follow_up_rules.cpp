#include "modules/follow_up/follow_up_rules.h"

#include "core/day.h"

namespace zhenan::follow_up {

const std::vector<Verb>& all_verbs() {
    static const std::vector<Verb> all = {Verb::progress,    Verb::completion, Verb::acceptance,
                                          Verb::giving_back, Verb::extension,  Verb::extension_decision,
                                          Verb::handover,    Verb::withdrawal};
    return all;
}

std::string_view name_of(Verb verb) {
    static constexpr std::string_view names[] = {"progress",  "completion",         "acceptance", "return",
                                                 "extension", "extension-decision", "handover",   "withdrawal"};
    return names[static_cast<std::size_t>(verb)];
}

const std::vector<std::string>& roles_for(Verb verb) {
    static const std::vector<std::string> owners = {"leader",  "office",      "officer",  "supervisor",
                                                    "village", "grid_leader", "patroller"};
    static const std::vector<std::string> deciders = {"leader", "office"};
    switch (verb) {
        case Verb::progress:
        case Verb::completion:
        case Verb::extension:
            return owners;
        default:
            return deciders;
    }
}

bool allowed(Verb verb, const State& s, std::string* why) {
    auto no = [&](const char* code) {
        if (why) *why = code;
        return false;
    };
    if (verb == Verb::withdrawal) return true;
    if (s.status == "accepted") return no("follow_up.accepted");
    bool waits = s.status == "awaiting_acceptance";
    switch (verb) {
        case Verb::completion:
            return !waits || no("follow_up.completed");
        case Verb::acceptance:
        case Verb::giving_back:
            return waits || no("follow_up.not_completed");
        case Verb::extension:
            if (!s.pending_due_on.empty()) return no("follow_up.pending");
            return !waits || no("follow_up.completed");
        case Verb::extension_decision:
            return !s.pending_due_on.empty() || no("follow_up.nothing_pending");
        case Verb::handover:
            return !waits || no("follow_up.completed");
        default:
            return true;
    }
}

bool leader_must_grant(const State& state) {
    return state.extensions > 0;
}

bool on_time(const State& state) {
    return state.status == "accepted" && !state.completed_on.empty() && state.completed_on <= state.due_on;
}

std::optional<Refusal> refusal(const State& s, const Deed& d) {
    if (d.day < s.given_on) return Refusal{"follow_up.before_given", "on"};
    switch (d.verb) {
        case Verb::acceptance:
            if (d.by_owner) return Refusal{"follow_up.own_work", ""};
            if (d.day < s.completed_on) return Refusal{"follow_up.before_completed", "on"};
            return {};
        case Verb::giving_back:
            if (d.day < s.completed_on) return Refusal{"follow_up.before_completed", "on"};
            if (!d.due_on.empty() && d.due_on < d.day) return Refusal{"follow_up.term", "dueOn"};
            return {};
        case Verb::extension:
            // Also after its term: that it was late stays in the past.
            if (d.due_on <= s.due_on || d.due_on < d.day) return Refusal{"follow_up.term", "dueOn"};
            return {};
        case Verb::extension_decision:
            if (d.by_owner) return Refusal{"follow_up.own_request", ""};
            if (d.yes && leader_must_grant(s) && !d.by_leader) return Refusal{"follow_up.leader_grants", "granted"};
            return {};
        default:
            return {};
    }
}

State next(State s, const Deed& d, int acceptance_days) {
    switch (d.verb) {
        case Verb::completion:
            s.status = "awaiting_acceptance";
            s.completed_on = d.day;
            s.acceptance_due_on = add_days(d.day, acceptance_days);
            // What was asked for is no longer needed.
            s.pending_due_on.clear();
            break;
        case Verb::acceptance:
            s.status = "accepted";
            s.accepted_on = d.day;
            break;
        case Verb::giving_back:
            s.status = "doing";
            s.completed_on.clear();
            s.acceptance_due_on.clear();
            ++s.returns;
            if (!d.due_on.empty()) {
                if (s.first_due_on.empty()) s.first_due_on = s.due_on;
                s.due_on = d.due_on;
            }
            break;
        case Verb::extension:
            s.pending_due_on = d.due_on;
            break;
        case Verb::extension_decision:
            if (d.yes) {
                if (s.first_due_on.empty()) s.first_due_on = s.due_on;
                s.due_on = s.pending_due_on;
                ++s.extensions;
            }
            s.pending_due_on.clear();
            break;
        default:
            break;
    }
    return s;
}

std::vector<Owed> owed(const State& s) {
    if (s.status == "doing") return {{std::string(kCompletion), s.due_on}};
    if (s.status == "awaiting_acceptance") return {{std::string(kAcceptance), s.acceptance_due_on}};
    return {};
}

}  // namespace zhenan::follow_up
