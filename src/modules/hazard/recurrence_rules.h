// Is a hazard the same as one before? Pure.
#pragma once

#include <string_view>

namespace zhenan::hazard {

/// How alike two descriptions are, 0 to 1: the share of the search's pairs of characters that they have in common.
double likeness(std::string_view one, std::string_view other);
/// From here on two descriptions count as the same hazard.
constexpr double kAlike = 0.6;

}  // namespace zhenan::hazard
