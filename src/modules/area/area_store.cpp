#include "modules/area/area.h"

namespace zhenan::area {

namespace {
Area read(const db::Row& row) {
    return {row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5)};
}
}  // namespace

std::optional<Area> find(db::Connection& db, std::string_view id) {
    std::optional<Area> found;
    db.each("SELECT id, parent_id, level, name, code, path FROM area WHERE id = ?", {id},
            [&](auto& row) { found = read(row); });
    return found;
}

std::optional<Area> find_by_code(db::Connection& db, std::string_view code) {
    std::optional<Area> found;
    db.each(
        "SELECT id, parent_id, level, name, code, path FROM area WHERE code = ? AND NOT withdrawn ORDER BY valid_from",
        {code}, [&](auto& row) { found = read(row); });
    return found;
}

std::optional<Area> root(db::Connection& db) {
    std::optional<Area> found;
    db.each(
        "SELECT id, parent_id, level, name, code, path FROM area WHERE parent_id IS NULL AND NOT withdrawn ORDER BY "
        "created_at DESC",
        {}, [&](auto& row) { found = read(row); });
    return found;
}

std::vector<Area> of_level(db::Connection& db, std::string_view path, std::string_view level, std::string_view day) {
    std::string to(path);
    ++to.back();
    std::vector<Area> found;
    db.each(
        "SELECT id, parent_id, level, name, code, path FROM area WHERE path >= ? AND path < ? AND level = ? AND NOT "
        "withdrawn "
        "AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?) ORDER BY code, name, id",
        {path, to, level, day, day}, [&](auto& row) { found.push_back(read(row)); });
    return found;
}

}  // namespace zhenan::area
