#include "modules/area/boundary_rules.h"

namespace zhenan::area {

namespace {

// The tree of areas carries all of them to every map.
constexpr std::size_t kMostPoints = 20000;

bool within(const json::value& degrees, double least, double most) {
    return degrees.is_number() && degrees.to_number<double>() >= least && degrees.to_number<double>() <= most;
}

}  // namespace

bool is_boundary(const json::value& value) {
    auto* rings = value.if_array();
    if (!rings || rings->empty()) return false;
    std::size_t points = 0;
    for (auto& ring : *rings) {
        auto* line = ring.if_array();
        if (!line || line->size() < 4 || line->front() != line->back()) return false;
        points += line->size();
        if (points > kMostPoints) return false;
        for (auto& point : *line) {
            auto* at = point.if_array();
            if (!at || at->size() != 2 || !within((*at)[0], 73, 136) || !within((*at)[1], 3, 54)) return false;
        }
    }
    return true;
}

}  // namespace zhenan::area
