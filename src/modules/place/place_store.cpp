#include "modules/enterprise/enterprise.h"
#include "modules/place/place.h"

namespace zhenan::place {

std::optional<Place> find(db::Connection& db, std::string_view type, std::string_view id) {
    if (type == "enterprises") {
        auto e = enterprise::find(db, id);
        if (!e) return {};
        return Place{"enterprises", e->id, e->name, e->area_id, e->category, e->address, e->legal_person, e->phone};
    }
    std::optional<Place> found;
    db.each_once(
        "SELECT id, name, area_id, category, address, contact, phone FROM place WHERE id = ? AND NOT withdrawn",
        {std::string(id)}, [&](auto& row) {
            found = Place{"places",   row.str(0), row.str(1), row.str(2), row.null(3) ? "other" : row.str(3),
                          row.str(4), row.str(5), row.str(6)};
        });
    return found;
}

}  // namespace zhenan::place
