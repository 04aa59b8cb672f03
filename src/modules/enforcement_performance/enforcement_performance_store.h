// The SQL of enforcement performance; only for this folder.
#pragma once

#include "modules/enforcement_performance/enforcement_performance.h"

namespace zhenan::enforcement_performance {

/// Every case of a figure below a path, with the persons whose it is.
std::vector<Case> cases_of(db::Connection& db, std::string_view figure, const Span& span);

/// Appointments of officers within the period, by person's name.
struct Held {
    std::string person_id, person, unit_id, unit, area_id, area_path, valid_to;
};
std::vector<Held> officers_in(db::Connection& db, const std::string& from, const std::string& to);

}  // namespace zhenan::enforcement_performance
