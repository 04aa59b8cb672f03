// Calendar periods and their names (2023-W23, 2023-06, 2023-Q2, 2023-H1, 2023): pure, time is an argument.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan {

struct Period {
    enum Form { week, month, quarter, half, year } form = half;
    std::string text;      // "2023-H1"
    std::string from, to;  // days, both within
    std::string zh;        // "2023年上半年"
    int in_year() const { return std::stoi(text.substr(0, 4)); }
};

/// 2023-W23, 2023-06, 2023-Q2, 2023-H1 or 2023; nothing if it is none of them.
std::optional<Period> parse_period(std::string_view text);
Period next(const Period& period);
Period previous(const Period& period);
/// The one of a form in which a day lies.
Period period_of(Period::Form form, std::string_view day);
/// The same part of the year before; of a week, the week of the same number (or the last one).
Period last_year(const Period& period);
/// The part of it that its sentences may speak of: up to today, never before its first day.
std::string spoken_until(const Period& period, std::string_view today);
/// The months ("2023-06") that ended within the period by a day.
std::vector<std::string> whole_months(const Period& period, std::string_view until);

/// A day the number of months later; the last of the month where it has no such day (29 February, 31).
std::string add_months(std::string_view day, int months);

/// 一, 十, 十二, 二十三
std::string chinese_number(int value);

}  // namespace zhenan
