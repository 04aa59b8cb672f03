#include "modules/county_form/county_form_rules.h"

#include <fmt/format.h>

#include "core/day.h"

namespace zhenan::county_form {

namespace {
std::string last_day(int year, int month) {
    return add_days(month == 12 ? fmt::format("{:04}-01-01", year + 1) : fmt::format("{:04}-{:02}-01", year, month + 1),
                    -1);
}
}  // namespace

std::optional<Span> span_of(const std::string& month, const std::string& period) {
    if (month.size() != 7 || !is_day(month + "-01")) return {};
    int year = std::stoi(month.substr(0, 4)), number = std::stoi(month.substr(5));
    auto first = [&](int m) { return fmt::format("{:04}-{:02}-01", year, m); };
    auto end = last_day(year, number);
    if (period == "month") return Span{first(number), end};
    if (period == "quarter") return Span{first((number - 1) / 3 * 3 + 1), end};
    if (period == "half") return Span{first(number <= 6 ? 1 : 7), end};
    if (period == "year_to_date") return Span{first(1), end};
    if (period == "last_month") {
        int before = number == 1 ? 12 : number - 1;
        year -= number == 1;
        return Span{first(before), last_day(year, before)};
    }
    return {};
}

std::string month_words(const std::string& month) {
    return fmt::format("{}年{}月", month.substr(0, 4), std::stoi(month.substr(5)));
}

}  // namespace zhenan::county_form
