// Inside the hazard module only: what is done to a hazard after it was found.
#pragma once

#include "modules/duty/duty.h"
#include "modules/hazard/hazard.h"

namespace zhenan::hazard {

/// The terms that are in force on a business day.
Limits limits(db::Connection& db, std::string_view day);
/// Who owes what, as the duty table keeps it.
duty::Duty duty_of(const json::object& hazard, const Owed& owed, const std::string& opened_on);
State state_of(const json::object& hazard);

/// Does the verb with the call's input to the hazard of the call's path; answers the record with its timeline.
json::object act(http::Call& call, Verb verb);
/// Rechecks several hazards of one place, all or none; answers them.
json::array recheck_several(http::Call& call);
const Schema& input_of(Verb verb);
const Schema& bulk_recheck_input();
const Schema& plan_fields();
const std::vector<Option>& answer_results();
/// The verbs that the actor may do to it now.
json::array verbs_for(http::Call& call, const json::object& hazard);

}  // namespace zhenan::hazard
