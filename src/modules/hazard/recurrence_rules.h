// Is a hazard the same as one before? Pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace zhenan::hazard {

/// A description to compare with others.
class Described {
public:
    explicit Described(std::string_view words);
    /// How alike, 0 to 1: the share of the search's pairs of characters that both have in common.
    double likeness(std::string_view words) const;

private:
    std::vector<std::uint64_t> pairs_;  // sorted
};
/// From here on two descriptions count as the same hazard.
constexpr double kAlike = 0.6;

}  // namespace zhenan::hazard
