#include "modules/progress_review/progress_review_rules.h"

#include <algorithm>

#include "core/day.h"

namespace zhenan::progress_review {

std::string since(std::string_view period, std::string_view held_on, std::string_view previous_held_on) {
    if (!previous_held_on.empty() && previous_held_on < held_on) return std::string(previous_held_on);
    return add_days(held_on, period == "week" ? -7 : -30);
}

const std::vector<Watched>& watched() {
    static const std::vector<Watched> all = {{"hazards-open", "未销号隐患"},
                                             {"hazards-overdue", "逾期隐患"},
                                             {"hazards-listed", "挂牌督办隐患"},
                                             {"follow-ups-overdue", "逾期督办事项"},
                                             {"signing-rate", "责任书签订率", false}};
    return all;
}

bool got_worse(const Watched& watched, std::optional<double> before, std::optional<double> now) {
    if (!before || !now) return false;
    return watched.more_is_worse ? *now > *before : *now < *before;
}

const std::vector<std::string>& topics() {
    static const std::vector<std::string> all = {"follow_ups", "major",   "enterprise_late", "town_late", "duties",
                                                 "letters",    "reports", "silent",          "worse",     "other"};
    return all;
}

std::string line_title(std::string_view topic, const std::string& area, std::int64_t count) {
    auto n = std::to_string(count);
    if (topic == "follow_ups") return area + "：逾期督办事项 " + n + " 项";
    if (topic == "enterprise_late") return area + "：企业逾期未整改的隐患 " + n + " 条";
    if (topic == "town_late") return area + "：镇逾期未复查的隐患 " + n + " 条";
    if (topic == "duties") return area + "：逾期应办事项 " + n + " 项";
    if (topic == "letters") return area + "：应签未签责任书 " + n + " 份";
    if (topic == "reports") return area + "：周报月报、零报告逾期未报 " + n + " 份";
    if (topic == "silent") return area + "：没有任何记录的网格 " + n + " 个";
    return area;
}

std::int64_t undecided(const std::vector<Decided>& lines) {
    return std::count_if(lines.begin(), lines.end(), [](auto& line) { return line.decision.empty(); });
}

}  // namespace zhenan::progress_review
