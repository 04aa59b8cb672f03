// Inside the area module only: what may be kept as the boundary of an area.
#pragma once

#include "core/field.h"

namespace zhenan::area {

/// One or more closed rings of [longitude, latitude] in degrees within the country, as in a GeoJSON polygon.
bool is_boundary(const json::value& value);

}  // namespace zhenan::area
