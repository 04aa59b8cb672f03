#include "modules/hazard/recurrence_rules.h"

#include <algorithm>

#include "core/text/text.h"

namespace zhenan::hazard {

Described::Described(std::string_view words) : pairs_(text::pairs(text::fold(words))) {
    std::sort(pairs_.begin(), pairs_.end());
}

double Described::likeness(std::string_view words) const {
    auto& a = pairs_;
    const auto b = Described(words).pairs_;
    if (a.empty() || b.empty()) return 0;
    std::size_t common = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i < *j) {
            ++i;
        } else if (*j < *i) {
            ++j;
        } else {
            ++common, ++i, ++j;
        }
    }
    return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

}  // namespace zhenan::hazard
