#include "modules/periodic_report/periodic_report_rules.h"

#include <fmt/format.h>

#include <algorithm>

namespace zhenan::periodic_report {

const std::vector<std::string>& measures() {
    static const std::vector<std::string> all = {
        "outings", "inspections", "hazards-found", "hazards-closed", "hazards-open", "hazards-overdue", "accidents",
        "deaths",  "meetings",    "trainings",     "drills",         "leaflets",     "slogans"};
    return all;
}

std::optional<Period> period_of_report(std::string_view text) {
    auto period = parse_period(text);
    if (!period || (period->form != Period::week && period->form != Period::month)) return {};
    return period;
}

Period last_ended(std::string_view form, std::string_view today) {
    return previous(period_of(form == "week" ? Period::week : Period::month, today));
}

std::string title_of(const std::string& area, const Period& period) {
    return fmt::format("{}{}安全生产{}", area, period.zh, period.form == Period::week ? "周报" : "月报");
}

std::string dhis2_period(const Period& period) {
    // DHIS2 writes weeks without a leading zero: 2023W5.
    if (period.form == Period::week)
        return fmt::format("{}W{}", period.text.substr(0, 4), std::stoi(period.text.substr(6)));
    return period.text.substr(0, 4) + period.text.substr(5, 2);
}

bool all_zero(const Figures& figures) {
    return !figures.empty() &&
           std::all_of(figures.begin(), figures.end(), [](auto& one) { return one.second && *one.second == 0; });
}

std::vector<std::string> differing(const Figures& handed_in, const Figures& now) {
    std::vector<std::string> names;
    for (auto& [name, value] : handed_in) {
        auto is = now.find(name);
        if (is == now.end() || is->second != value) names.push_back(name);
    }
    return names;
}

std::string refusal(Verb verb, std::string_view state, const Period& period, std::string_view today) {
    if (state == "accepted") return "accepted";
    if (verb == Verb::submission) {
        if (state == "submitted") return "submitted";
        // On its last day it may be handed in: what comes in later that day shows as a difference.
        if (today < period.to) return "not_ended";
        return {};
    }
    return state == "submitted" ? "" : "not_submitted";
}

const std::vector<std::string>& acceptors(std::string_view level) {
    static const std::vector<std::string> of_grid = {"leader", "office", "supervisor", "village"},
                                          of_village = {"leader", "office", "supervisor"}, of_town = {"leader"};
    return level == "grid" ? of_grid : level == "village" ? of_village : of_town;
}

std::string_view level_below(std::string_view level) {
    return level == "town" ? "village" : level == "village" ? "grid" : "";
}

}  // namespace zhenan::periodic_report
