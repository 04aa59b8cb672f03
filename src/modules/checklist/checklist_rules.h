// What of an edition goes over into the next, and what may still be changed. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "core/field.h"

namespace zhenan::checklist {

/// The category of the checklist that fits every place.
inline constexpr std::string_view kGeneral = "general_fire";

/// An edition that has begun is never overwritten: inspections were made by it.
bool begun(std::string_view effective_from, std::string_view today);
/// Items as they are kept: one that stands word for word in `known` keeps its certainty and who confirmed it; every
/// other is unconfirmed, whatever the sender says.
json::array carried(const json::array& items, const json::array* known);
/// The first code that stands twice, or nothing.
std::string code_twice(const json::array& items);
/// Marks the items of these codes; answers the codes that are not there or cite nothing.
std::vector<std::string> mark(json::array& items, const std::vector<std::string>& codes, const json::object& changes);

}  // namespace zhenan::checklist
