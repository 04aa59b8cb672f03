#include "modules/enforcement_performance/enforcement_performance_rules.h"

#include <algorithm>
#include <cmath>

#include "core/day.h"

namespace zhenan::enforcement_performance {

std::optional<double> median(std::vector<int> values) {
    if (values.empty()) return {};
    std::sort(values.begin(), values.end());
    auto middle = values.size() / 2;
    if (values.size() % 2) return values[middle];
    return (values[middle - 1] + values[middle]) / 2.0;
}

bool is_small(std::int64_t base) {
    return base < 10;
}

std::optional<double> share(std::int64_t counted, std::int64_t base) {
    if (base <= 0) return {};
    return std::round(static_cast<double>(counted) * 1000 / static_cast<double>(base)) / 10;
}

bool again_within(std::string_view closed_on, std::string_view found_on) {
    return !closed_on.empty() && found_on >= closed_on && days_between(closed_on, found_on) <= kAgainDays;
}

std::optional<bool> recheck_in_time(std::string_view due_on, std::string_view discharged_on, bool by_recheck,
                                    std::string_view today) {
    if (discharged_on.empty()) {
        if (due_on < today) return false;
        return {};
    }
    if (discharged_on > due_on) return false;
    if (by_recheck) return true;
    return {};
}

std::vector<std::string> missing_in(const Paper& p) {
    std::vector<std::string> missing;
    bool demands = p.kind == "order" || p.kind == "opinion" || p.kind == "on_spot";
    // Refused, or nobody there, is a signature's place filled only by a witness.
    bool signed_ = p.recipient_state == "signed" && !p.recipient_name.empty();
    if (!signed_ && p.witness.empty()) missing.emplace_back("signature");
    // Signed for when it was handed over, it was served.
    if (demands && !signed_ && p.served_on.empty()) missing.emplace_back("service");
    if (demands && !p.clauses) missing.emplace_back("clause");
    return missing;
}

}  // namespace zhenan::enforcement_performance
