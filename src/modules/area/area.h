// THE DOOR of areas: province, city, county, town, village, grid and park as one tree. Only this table keeps the path.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/db/db.h"
#include "core/field.h"

namespace zhenan::area {

struct Area {
    std::string id, parent_id, level, name, code, path;
};

std::optional<Area> find(db::Connection& db, std::string_view id);
std::optional<Area> find_by_code(db::Connection& db, std::string_view code);
/// The town that this store serves, or the topmost area. Nothing in an empty store.
std::optional<Area> root(db::Connection& db);
/// Areas of a level below (or at) a path that are valid on a day, by code and name.
std::vector<Area> of_level(db::Connection& db, std::string_view path, std::string_view level, std::string_view day);

/// 12 digits of a statistical division code: GB/T 2260 (6), GB/T 10114 (3), village level (3).
bool is_division_code(std::string_view code);
/// "village" for 440000...201, "town" for ...100000, and so on.
std::string level_of_code(std::string_view code);
/// The code of the next level up, e.g. the town of a village; empty for a province.
std::string parent_code(std::string_view code);

/// Supervision categories (管行业必须管安全): what an enterprise is, for checklists and member units' scope.
const std::vector<Option>& categories();

}  // namespace zhenan::area
