#include "modules/law/law_rules.h"

#include <algorithm>

#include "core/day.h"

namespace zhenan::law {

const std::vector<Option>& certainties() {
    static const std::vector<Option> all = {{"V", "已核对", "Verified"},
                                            {"C", "已确认", "Confirmed"},
                                            {"M", "未核实", "Unconfirmed"},
                                            {"O", "检查人员自填", "The officer's own"},
                                            {"own", "本单位设定", "Set by the office"}};
    return all;
}

bool citable(std::string_view certainty) {
    return certainty != "M";
}

bool in_force(std::string_view from, std::string_view to, std::string_view day) {
    return !from.empty() && from <= day && (to.empty() || day <= to);
}

bool overlap(std::string_view from, std::string_view to, std::string_view other_from, std::string_view other_to) {
    if (from.empty() || other_from.empty()) return false;
    return (other_to.empty() || from <= other_to) && (to.empty() || other_from <= to);
}

std::string ends_before(std::string_view to, std::string_view next_from) {
    auto last = add_days(next_from, -1);
    return to.empty() || last < to ? last : std::string(to);
}

const std::vector<Option>& sectors() {
    static const std::vector<Option> all = {{"industry", "工贸", "Industry and trade"},
                                            {"chemicals", "危险化学品", "Hazardous chemicals"},
                                            {"fireworks", "烟花爆竹", "Fireworks"},
                                            {"building", "房屋市政", "Building and municipal works"},
                                            {"fire", "消防", "Fire"},
                                            {"gas", "城镇燃气", "Town gas"},
                                            {"mine", "矿山", "Mines"},
                                            {"explosives", "民用爆炸物品", "Civil explosives"},
                                            {"power", "电力", "Power"},
                                            {"general", "综合", "General"}};
    return all;
}

std::string sector_of(std::string_view category) {
    static const std::vector<std::pair<std::string_view, const char*>> known = {
        {"factory", "industry"},      {"chemicals", "chemicals"}, {"fireworks", "fireworks"}, {"gas", "gas"},
        {"construction", "building"}, {"transport", "general"},   {"farming", "general"}};
    for (auto& [name, sector] : known)
        if (name == category) return sector;
    // Places where people gather, live, trade or store have no criteria of their own: what is feared there is fire.
    return "fire";
}

bool town_may_judge(std::string_view sector) {
    return sector != "fire";
}

std::vector<std::string> titles_in(std::string_view clause) {
    static constexpr std::string_view open = "《", close = "》";
    std::vector<std::string> titles;
    for (std::size_t at = 0; (at = clause.find(open, at)) != std::string_view::npos;) {
        // A title may hold another in 〈〉, never in 《》; one that does is closed by the last mark.
        auto end = clause.find(close, at);
        if (end == std::string_view::npos) break;
        auto title = clause.substr(at + open.size(), end - at - open.size());
        if (title.find(open) != std::string_view::npos) {
            auto last = clause.find(close, end + close.size());
            if (last != std::string_view::npos) {
                title = clause.substr(at + open.size(), last - at - open.size());
                end = last;
            }
        }
        titles.emplace_back(title);
        at = end + close.size();
    }
    return titles;
}

}  // namespace zhenan::law
