#include "modules/inspection/inspection_store.h"

#include "modules/area/area.h"

namespace zhenan::inspection {

std::optional<std::string> last_at(db::Connection& db, std::string_view place_id, Instant before) {
    return db.text(
        "SELECT id FROM inspection WHERE place_id = ? AND happened_at < ? AND NOT withdrawn ORDER BY happened_at DESC, "
        "id DESC LIMIT 1",
        {place_id, before});
}

std::int64_t inspections_of(db::Connection& db, std::string_view outing_id) {
    return db.integer("SELECT COUNT(*) FROM inspection WHERE outing_id = ? AND NOT withdrawn", {outing_id}).value_or(0);
}

std::vector<std::string> villages_without(db::Connection& db, std::string_view path, std::string_view from,
                                          std::string_view to) {
    std::vector<std::string> names;
    for (auto& village : area::of_level(db, path, "village", to)) {
        std::string end = village.path;
        ++end.back();
        auto n = db.integer(
            "SELECT COUNT(*) FROM inspection i JOIN area a ON a.id = i.area_id WHERE i.happened_on >= ? AND "
            "i.happened_on <= ? AND NOT i.withdrawn "
            "AND a.path >= ? AND a.path < ?",
            {from, to, village.path, end});
        if (n.value_or(0) == 0) names.push_back(village.name);
    }
    return names;
}

}  // namespace zhenan::inspection
