// Inside the document module only: its SQL.
#pragma once

#include <optional>
#include <string>

#include "core/db/db.h"

namespace zhenan::document {

struct Row {
    std::string id, title, file;
};
std::optional<Row> find_in_force(db::Connection& db, std::string_view purpose, std::string_view area_path,
                                 std::string_view day);

}  // namespace zhenan::document
