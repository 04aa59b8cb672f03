// Inside the hazard module only: what is done to a hazard after it was found.
#pragma once

#include "modules/duty/duty.h"
#include "modules/hazard/hazard.h"

namespace zhenan::hazard {

/// The term of a recheck that is in force on a business day.
int recheck_days(db::Connection& db, std::string_view day);
duty::Duty rectification_duty(const json::object& hazard, const std::string& opened_on, const std::string& due_on);
duty::Duty recheck_duty(const json::object& hazard, const std::string& opened_on, const std::string& due_on);
State state_of(const json::object& hazard);

/// Does the verb with the call's input to the hazard of the call's path; answers the record with its timeline.
json::object act(http::Call& call, Verb verb);
const Schema& input_of(Verb verb);
/// The verbs that the actor may do to it now.
json::array verbs_for(http::Call& call, const json::object& hazard);

}  // namespace zhenan::hazard
