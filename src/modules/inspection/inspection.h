// THE DOOR of outings (次) and inspections (家次): a team goes out, looks at places with a checklist, finds hazards.
#pragma once

#include <string>
#include <vector>

#include "core/http/http.h"

namespace zhenan::inspection {

/// Records an inspection with its hazards and notices in one transaction; answers the whole.
json::object inspect(http::Call& call);
const Schema& input_fields();
const std::vector<Option>& kinds();

/// Villages below a path without any inspection in a period.
std::vector<std::string> villages_without(db::Connection& db, std::string_view path, std::string_view from,
                                          std::string_view to);

}  // namespace zhenan::inspection
