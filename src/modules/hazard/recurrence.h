// Inside the hazard module only: the same hazard at the same place, found again.
#pragma once

#include <optional>

#include "modules/hazard/hazard.h"

namespace zhenan::hazard {

struct Question {
    std::string place_id, checklist_id, item_id, description;
    std::string on;  // the day of the new finding
};

struct Earlier {
    std::string id, description, found_on, closed_on, status, notice_numbers;
    bool fixed_on_spot = false;
    bool same_item = false;
    double likeness = 0;
};

/// For how many months back one is the same hazard again: a setting, no law says.
int recurrence_months(db::Connection& db);
/// The same item, or alike by description, within those months; the latest first, five at most.
std::vector<Earlier> earlier_like(db::Connection& db, const Question& question);
/// The latest of them that was closed by the day: what this one is a recurrence of.
std::optional<std::string> recurrence_of(db::Connection& db, const Question& question);

}  // namespace zhenan::hazard
