// Inside the inspection module only: its SQL.
#pragma once

#include <optional>

#include "modules/inspection/inspection.h"

namespace zhenan::inspection {

/// The latest inspection of a place before an instant.
std::optional<std::string> last_at(db::Connection& db, std::string_view place_id, Instant before);
std::int64_t inspections_of(db::Connection& db, std::string_view outing_id);

}  // namespace zhenan::inspection
