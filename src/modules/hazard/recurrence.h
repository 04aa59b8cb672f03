// Inside the hazard module only: the same hazard at the same place, found again.
#pragma once

#include <optional>

#include "modules/hazard/hazard.h"
#include "modules/hazard/recurrence_rules.h"

namespace zhenan::hazard {

struct Question {
    std::string place_id, checklist_id, item_id, description;
    std::string on;  // the day of the new finding
};

struct Earlier {
    std::string id, description, found_on, closed_on, status, notice_numbers;
    bool fixed_on_spot = false;
    std::string checklist_id, item_id;
    bool same_item = false;
    double likeness = 0;
};

/// For how many months back one is the same hazard again: a setting, no law says.
int recurrence_months(db::Connection& db);
/// The same item, or alike by description, within those months; the latest first, five at most.
std::vector<Earlier> earlier_like(db::Connection& db, const Question& question);
/// All at a place that were found before the day and closed by it, within those months; the latest first.
std::vector<Earlier> closed_before(db::Connection& db, const std::string& place_id, const std::string& on);
/// The first of them that is the same again: what a new one is a recurrence of.
std::optional<std::string> recurrence_among(const std::vector<Earlier>& closed, const Question& question);
/// Is it the same item or alike by description? Notes in it which.
bool alike(const Question& question, const Described& description, Earlier& earlier);

}  // namespace zhenan::hazard
