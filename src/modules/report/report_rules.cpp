#include "modules/report/report_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/day.h"

namespace zhenan::report {

namespace {

int digits(std::string_view text, std::size_t at, std::size_t count) {
    return std::stoi(std::string(text.substr(at, count)));
}

struct Title {
    std::string_view brief, full;
};
constexpr Title kTitles[] = {
    {"安全生产法", "中华人民共和国安全生产法"},         {"消防法", "中华人民共和国消防法"},
    {"道路交通安全法", "中华人民共和国道路交通安全法"}, {"突发事件应对法", "中华人民共和国突发事件应对法"},
    {"特种设备安全法", "中华人民共和国特种设备安全法"}, {"职业病防治法", "中华人民共和国职业病防治法"},
    {"行政处罚法", "中华人民共和国行政处罚法"},         {"烟花爆竹管理条例", "烟花爆竹安全管理条例"},
    {"危险化学品管理条例", "危险化学品安全管理条例"},
};

}  // namespace

std::string number(double value) {
    if (value == std::floor(value)) return fmt::format("{:.0f}", value);
    auto text = fmt::format("{:.2f}", value);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string amount(double value, bool approximate, std::string_view unit) {
    auto text = number(value);
    if (!approximate) return text + std::string(unit);
    bool round = value >= 10 && std::fmod(value, 10) == 0;
    return round ? text + "余" + std::string(unit) : text + std::string(unit) + "以上";
}

std::string percent(double value) {
    double shown = std::floor(value * 10 + 1e-6) / 10;
    if (value < 100) shown = std::min(shown, 99.9);
    return number(shown) + "%";
}

std::optional<double> growth(std::optional<double> now, std::optional<double> then) {
    if (!now || !then || *then == 0) return {};
    return (*now - *then) / *then * 100;
}

std::string change_words(std::optional<double> now, std::optional<double> then, std::string_view unit) {
    if (!now || !then) return "—";
    if (*now == *then) return "持平";
    bool more = *now > *then;
    auto by = std::abs(*now - *then);
    if (unit == "%") return (more ? "提高" : "下降") + number(std::floor(by * 10 + 0.5) / 10) + "个百分点";
    auto words = (more ? "增加" : "减少") + number(by) + std::string(unit);
    auto part = growth(now, then);
    if (!part) return words;
    auto shown = std::floor(std::abs(*part) * 10 + 0.5) / 10;
    return words + "，" + (more ? "增长" : "下降") + number(shown) + "%";
}

std::string day_words(std::string_view day, int spoken_year) {
    int in_year = digits(day, 0, 4);
    auto words = fmt::format("{}月{}日", digits(day, 5, 2), digits(day, 8, 2));
    return in_year == spoken_year ? words : fmt::format("{}年{}", in_year, words);
}

std::string month_words(const std::vector<std::string>& months) {
    std::string words;
    for (std::size_t i = 0; i < months.size();) {
        auto at = [&](std::size_t k) { return digits(months[k], 0, 4) * 12 + digits(months[k], 5, 2); };
        std::size_t end = i;
        while (end + 1 < months.size() && at(end + 1) == at(end) + 1) ++end;
        if (!words.empty()) words += "、";
        words += fmt::format("{}月", digits(months[i], 5, 2));
        if (end > i) words += fmt::format("{}{}月", end > i + 1 ? "至" : "、", digits(months[end], 5, 2));
        i = end + 1;
    }
    return words;
}

Casualties casualties(const std::vector<MonthOfSafety>& months) {
    Casualties found;
    bool happened = false;
    for (auto& month : months) {
        if (month.accidents > 0) happened = true;
        if (!month.stated && month.accidents == 0) found.unstated.push_back(month.month);
        if (month.stated && month.accidents > 0) found.contradictory.push_back(month.month);
    }
    found.verdict = happened                                    ? Casualties::accidents
                    : months.empty() || !found.unstated.empty() ? Casualties::unknown
                                                                : Casualties::none;
    return found;
}

std::string full_title(std::string_view law) {
    for (auto& title : kTitles)
        if (law == title.brief) return "《" + std::string(title.full) + "》";
    return "《" + std::string(law) + "》";
}

std::vector<std::string> titles_in(std::string_view text) {
    static constexpr std::string_view open = "《", close = "》";
    std::vector<std::string> titles;
    for (std::size_t at = 0; (at = text.find(open, at)) != std::string_view::npos;) {
        at += open.size();
        auto end = text.find(close, at);
        if (end == std::string_view::npos) break;
        auto title = full_title(text.substr(at, end - at));
        if (std::find(titles.begin(), titles.end(), title) == titles.end()) titles.push_back(title);
        at = end;
    }
    return titles;
}

std::string drill_name(std::string_view title, std::string_view site) {
    if (!site.empty() && title.starts_with(site) && title.size() > site.size()) title.remove_prefix(site.size());
    return std::string(title);
}

std::vector<std::string> objections(std::string_view text, const Period& period) {
    auto has = [&](std::string_view words) { return text.find(words) != std::string_view::npos; };
    std::vector<std::string> found;
    if (period.form != Period::year && has("全年")) found.emplace_back("不是年度总结，不能写“全年”");
    if (has("同时建设") || has("同时投入使用"))
        found.emplace_back("“三同时”的法定表述是同时设计、同时施工、同时投入生产和使用");
    if (has("*") || has("×")) found.emplace_back("有没填的空位");
    return found;
}

}  // namespace zhenan::report
