// What a weekly or monthly report consists of, when it may be handed in and by whom it is accepted: pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/period.h"

namespace zhenan::periodic_report {

/// The measures of a report, in their order; the list is declared and the same for every area and period.
const std::vector<std::string>& measures();

/// A week or a month, else nothing.
std::optional<Period> period_of_report(std::string_view text);
/// The one that ended last before a day ("week" or "month").
Period last_ended(std::string_view form, std::string_view today);
/// "下黎村2023年6月安全生产月报"
std::string title_of(const std::string& area, const Period& period);
/// As DHIS2 writes it: 202306, 2023W22.
std::string dhis2_period(const Period& period);

using Figures = std::map<std::string, std::optional<double>>;
/// Said, not assumed: every figure is known to be nothing. What is unknown is no zero.
bool all_zero(const Figures& figures);
/// The measures whose figures are others now than those that were handed in.
std::vector<std::string> differing(const Figures& handed_in, const Figures& now);

enum class Verb { submission, giving_back, acceptance };
/// Why it can't be done now; empty if it can: "not_ended", "submitted", "accepted", "not_submitted".
std::string refusal(Verb verb, std::string_view state, const Period& period, std::string_view today);
/// The roles that accept a report of an area of this level; for a grid or village they are those of the area above.
const std::vector<std::string>& acceptors(std::string_view level);
/// The level of the areas whose reports roll up into this one's; empty for a grid.
std::string_view level_below(std::string_view level);

}  // namespace zhenan::periodic_report
