// What the figures come to: pure, days are arguments.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan::enforcement_performance {

/// Of an even number the mean of the two in the middle; nothing of none.
std::optional<double> median(std::vector<int> values);
/// Too few to say anything about a person.
bool is_small(std::int64_t base);
/// Percent to one decimal; nothing from nothing.
std::optional<double> share(std::int64_t counted, std::int64_t base);

constexpr int kAgainDays = 90;
/// Was the same hazard found again by the ninetieth day after its closing?
bool again_within(std::string_view closed_on, std::string_view found_on);

/// A recheck owed by a day: does it count, and was it in time? Nothing while it is not due yet, or when the term was
/// moved, or the recheck fell away, before its day.
std::optional<bool> recheck_in_time(std::string_view due_on, std::string_view discharged_on, bool by_recheck,
                                    std::string_view today);

struct Paper {
    std::string kind;
    std::string recipient_state, recipient_name, witness, served_on;
    bool clauses = true;  // every hazard on it has its clause
};
/// What a document lacks: "signature", "service", "clause".
std::vector<std::string> missing_in(const Paper& paper);

}  // namespace zhenan::enforcement_performance
