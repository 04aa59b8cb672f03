// Inside the follow-up module only: its SQL.
#pragma once

#include <optional>

#include "core/actor.h"
#include "core/clock.h"
#include "modules/follow_up/follow_up.h"

namespace zhenan::follow_up {

struct Step {
    std::string id, verb, on, by_name;
    Instant received_at = 0;
    json::object content;
};
void insert_step(db::Connection& db, const std::string& id, const std::string& follow_up_id, std::string_view verb,
                 std::string_view on, Instant received_at, const Actor& actor, const json::object& content);
std::vector<Step> steps_of(db::Connection& db, std::string_view follow_up_id);

/// SQL on the alias t: is it the person's own, their unit's, or their area's without a name? Bind the person's id
/// three times.
extern const char* const kMine;

}  // namespace zhenan::follow_up
