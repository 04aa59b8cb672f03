// Inside the periodic-report module only: its SQL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/db/db.h"

namespace zhenan::periodic_report {

/// The one of an area and a period that stands; empty if there is none.
std::string report_of(db::Connection& db, std::string_view area_id, std::string_view period);
/// All of a period within a path that were handed in.
std::vector<std::string> handed_in(db::Connection& db, std::string_view path, std::string_view period);

}  // namespace zhenan::periodic_report
