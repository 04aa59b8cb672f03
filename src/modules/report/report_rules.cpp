#include "modules/report/report_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/day.h"

namespace zhenan::report {

namespace {

using namespace std::chrono;

std::string written(sys_days day) {
    year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

/// The digits from `at`, exactly `count` of them; -1 if there are others.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count) return -1;
    int value = 0;
    for (auto c : text.substr(at, count)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

Period of_months(Period::Form form, std::string_view text, int in_year, unsigned first, unsigned count,
                 std::string zh) {
    sys_days from = year{in_year} / month{first} / 1;
    sys_days to = year{in_year} / month{first + count - 1} / last;
    return {form, std::string(text), written(from), written(to), std::move(zh)};
}

std::optional<Period> of_week(std::string_view text, int in_year, int number) {
    // ISO 8601: the first week is the one with 4 January.
    auto monday_of = [](int of) {
        sys_days fourth = year{of} / January / 4;
        return fourth - days{weekday{fourth}.iso_encoding() - 1};
    };
    sys_days from = monday_of(in_year) + days{7 * (number - 1)};
    if (number < 1 || from >= monday_of(in_year + 1)) return {};
    return Period{Period::week, std::string(text), written(from), written(from + days{6}),
                  fmt::format("{}年第{}周", in_year, number)};
}

constexpr const char* kDigits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

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

std::optional<Period> parse_period(std::string_view text) {
    int in_year = digits(text, 0, 4);
    if (in_year < 1900 || in_year > 2199) return {};
    auto year_words = fmt::format("{}年", in_year);
    if (text.size() == 4) return of_months(Period::year, text, in_year, 1, 12, year_words);
    if (text.size() < 7 || text[4] != '-') return {};
    if (text[5] == 'W' && text.size() == 8) return of_week(text, in_year, digits(text, 6, 2));
    if (text.size() != 7) return {};
    int part = digits(text, 6, 1);
    if (text[5] == 'H') {
        if (part < 1 || part > 2) return {};
        return of_months(Period::half, text, in_year, part == 1 ? 1 : 7, 6,
                         year_words + (part == 1 ? "上半年" : "下半年"));
    }
    if (text[5] == 'Q') {
        if (part < 1 || part > 4) return {};
        return of_months(Period::quarter, text, in_year, unsigned(part) * 3 - 2, 3,
                         year_words + "第" + chinese_number(part) + "季度");
    }
    int in_month = digits(text, 5, 2);
    if (in_month < 1 || in_month > 12) return {};
    return of_months(Period::month, text, in_year, unsigned(in_month), 1, fmt::format("{}{}月", year_words, in_month));
}

Period next(const Period& period) {
    int in_year = period.in_year();
    auto numbered = [&](const char* letter, int count, std::size_t at, std::size_t width) {
        int part = digits(period.text, at, width);
        bool over = part >= count;
        return *parse_period(
            fmt::format("{}-{}{:0{}}", over ? in_year + 1 : in_year, letter, over ? 1 : part + 1, width));
    };
    switch (period.form) {
        case Period::half:
            return numbered("H", 2, 6, 1);
        case Period::quarter:
            return numbered("Q", 4, 6, 1);
        case Period::month:
            return numbered("", 12, 5, 2);
        case Period::week:
            if (auto after = parse_period(fmt::format("{}-W{:02}", in_year, digits(period.text, 6, 2) + 1)))
                return *after;
            return *parse_period(fmt::format("{}-W01", in_year + 1));
        case Period::year:
            break;
    }
    return *parse_period(fmt::format("{}", in_year + 1));
}

Period previous(const Period& period) {
    // The last one of its form that begins before it.
    for (int back = 1; back < 400; ++back) {
        auto day = add_days(period.from, -back);
        auto year = day.substr(0, 4);
        int month = digits(day, 5, 2);
        switch (period.form) {
            case Period::year:
                return *parse_period(year);
            case Period::half:
                return *parse_period(year + (month > 6 ? "-H2" : "-H1"));
            case Period::quarter:
                return *parse_period(fmt::format("{}-Q{}", year, (month + 2) / 3));
            case Period::month:
                return *parse_period(day.substr(0, 7));
            case Period::week:
                for (int number = 53; number > 0; --number)
                    for (int in_year = digits(day, 0, 4) + 1; in_year >= digits(day, 0, 4); --in_year)
                        if (auto week = parse_period(fmt::format("{}-W{:02}", in_year, number));
                            week && week->from <= day && day <= week->to)
                            return *week;
        }
    }
    return period;
}

Period last_year(const Period& period) {
    auto before = fmt::format("{:04}", period.in_year() - 1) + period.text.substr(4);
    if (auto found = parse_period(before)) return *found;
    return *parse_period(before.substr(0, 4) + "-W52");
}

std::string spoken_until(const Period& period, std::string_view today) {
    if (today >= period.to) return period.to;
    return today < period.from ? period.from : std::string(today);
}

std::vector<std::string> whole_months(const Period& period, std::string_view until) {
    std::vector<std::string> months;
    auto day = parse_period(period.from.substr(0, 7));
    for (; day && day->to <= period.to && day->to <= until; day = next(*day))
        if (day->from >= period.from) months.push_back(day->text);
    return months;
}

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

std::string chinese_number(int value) {
    if (value < 10) return kDigits[value];
    std::string tens = value < 20 ? "" : kDigits[value / 10];
    return tens + "十" + kDigits[value % 10];
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
