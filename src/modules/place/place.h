// THE DOOR of places: named places and households that are no enterprise and can be inspected too.
#pragma once

#include <optional>
#include <string>

#include "core/db/db.h"
#include "core/field.h"

namespace zhenan::place {

/// Anything that can be inspected: an enterprise or another place.
struct Place {
    std::string type;  // "enterprises" or "places"
    std::string id, name, area_id, category, address, person, phone;
};

std::optional<Place> find(db::Connection& db, std::string_view type, std::string_view id);

/// What every kind of record that is about a place says of it; each puts them where they belong in its order.
struct Fields {
    Field name, area, category, type, id, enterprise;
};
Fields fields();

}  // namespace zhenan::place
