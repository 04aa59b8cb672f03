#include "modules/hazard/recurrence_rules.h"

#include <algorithm>

#include "core/text/text.h"

namespace zhenan::hazard {

double likeness(std::string_view one, std::string_view other) {
    auto pairs = [](std::string_view words) {
        auto list = text::bigrams(text::fold(words));
        std::sort(list.begin(), list.end());
        return list;
    };
    auto a = pairs(one), b = pairs(other);
    if (a.empty() || b.empty()) return 0;
    std::vector<std::string> common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    return 2.0 * static_cast<double>(common.size()) / static_cast<double>(a.size() + b.size());
}

}  // namespace zhenan::hazard
