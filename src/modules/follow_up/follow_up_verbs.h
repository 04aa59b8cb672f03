// Inside the follow-up module only: what is done to a follow-up after it was given.
#pragma once

#include "modules/duty/duty.h"
#include "modules/follow_up/follow_up.h"
#include "modules/follow_up/follow_up_rules.h"
#include "modules/record/record.h"

namespace zhenan::follow_up {

State state_of(const json::object& follow_up);
duty::Duty duty_of(db::Connection& db, const json::object& follow_up, const Owed& owed, const std::string& opened_on);
const Schema& input_of(Verb verb);
/// Does the verb with the call's input to the follow-up of the call's path; answers it with its timeline.
json::object act(http::Call& call, Verb verb);
/// Timeline, source as far as the actor sees it, and the verbs that the actor may do now.
json::object with_timeline(http::Call& call, json::object record);
/// Where it comes from; throws Fault where there is no such record in the actor's scope.
std::string source_title(http::Call& call, const std::string& kind, const std::string& id);
const std::vector<Option>& source_kinds();
const std::vector<Option>& priorities();

}  // namespace zhenan::follow_up
