#include "core/period.h"

#include <fmt/format.h>

#include <chrono>

#include "core/day.h"

namespace zhenan {

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

}  // namespace

std::string chinese_number(int value) {
    if (value < 10) return kDigits[value];
    std::string tens = value < 20 ? "" : kDigits[value / 10];
    return tens + "十" + kDigits[value % 10];
}

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

Period period_of(Period::Form form, std::string_view day) {
    auto in_year = std::string(day.substr(0, 4));
    int month = digits(day, 5, 2);
    switch (form) {
        case Period::half:
            return *parse_period(in_year + (month > 6 ? "-H2" : "-H1"));
        case Period::quarter:
            return *parse_period(fmt::format("{}-Q{}", in_year, (month + 2) / 3));
        case Period::month:
            return *parse_period(day.substr(0, 7));
        case Period::week: {
            // The year of a week is that of its Thursday.
            sys_days at = std::chrono::year{digits(day, 0, 4)} / digits(day, 5, 2) / digits(day, 8, 2);
            auto thursday = at + days{4 - int(weekday{at}.iso_encoding())};
            year_month_day date{thursday};
            auto number = (thursday - sys_days{date.year() / January / 1}).count() / 7 + 1;
            return *parse_period(fmt::format("{:04}-W{:02}", int(date.year()), number));
        }
        case Period::year:
            break;
    }
    return *parse_period(in_year);
}

Period previous(const Period& period) {
    return period_of(period.form, add_days(period.from, -1));
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

std::string add_months(std::string_view day, int months) {
    auto at = [&](std::size_t from, std::size_t count) { return digits(day, from, count); };
    auto later = year{at(0, 4)} / month(at(5, 2)) / int(at(8, 2)) + std::chrono::months{months};
    return written(later.ok() ? sys_days{later} : sys_days{later.year() / later.month() / last});
}

std::vector<std::string> whole_months(const Period& period, std::string_view until) {
    std::vector<std::string> months;
    auto day = parse_period(period.from.substr(0, 7));
    for (; day && day->to <= period.to && day->to <= until; day = next(*day))
        if (day->from >= period.from) months.push_back(day->text);
    return months;
}

}  // namespace zhenan
