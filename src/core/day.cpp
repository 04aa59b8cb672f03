#include "core/day.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace zhenan {

namespace {
using namespace std::chrono;
constexpr Instant kZone = 8 * 3600 * 1000;
constexpr Instant kDay = 24 * 3600 * 1000;

std::optional<int> number(std::string_view text) {
    int value = 0;
    if (text.empty()) return {};
    for (char c : text) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<sys_days> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    auto y = number(text.substr(0, 4)), m = number(text.substr(5, 2)), d = number(text.substr(8, 2));
    if (!y || !m || !d || *y < 1900 || *y > 2199) return {};
    year_month_day day{year{*y}, month(*m), std::chrono::day(*d)};
    if (!day.ok()) return {};
    return sys_days{day};
}

std::string format_day(sys_days days) {
    year_month_day day{days};
    return fmt::format("{:04}-{:02}-{:02}", int(day.year()), unsigned(day.month()), unsigned(day.day()));
}

sys_days need_day(std::string_view text) {
    auto day = parse_day(text);
    if (!day) throw std::invalid_argument("not a day: " + std::string(text));
    return *day;
}

}  // namespace

std::string day_of(Instant instant) {
    return format_day(sys_days{floor<days>(milliseconds(instant + kZone))});
}

Instant start_of(std::string_view day) {
    return duration_cast<milliseconds>(need_day(day).time_since_epoch()).count() - kZone;
}

std::string to_rfc3339(Instant instant) {
    Instant local = instant + kZone;
    Instant of_day = ((local % kDay) + kDay) % kDay;
    auto text =
        fmt::format("{}T{:02}:{:02}:{:02}", day_of(instant), of_day / 3600000, of_day / 60000 % 60, of_day / 1000 % 60);
    if (of_day % 1000) text += fmt::format(".{:03}", of_day % 1000);
    return text + "+08:00";
}

std::optional<Instant> from_rfc3339(std::string_view text) {
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't')) return {};
    auto day = parse_day(text.substr(0, 10));
    auto h = number(text.substr(11, 2)), m = number(text.substr(14, 2)), s = number(text.substr(17, 2));
    if (!day || !h || !m || !s || text[13] != ':' || text[16] != ':' || *h > 23 || *m > 59 || *s > 60) return {};
    Instant instant =
        duration_cast<milliseconds>(day->time_since_epoch()).count() + ((*h * 60 + *m) * 60 + *s) * 1000LL;
    std::size_t at = 19;
    if (text[at] == '.') {
        Instant scale = 100;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
            instant += (text[at] - '0') * scale;
    }
    // A leap second ends a day of UTC and counts as the first of the next; anywhere else there is no 60th second.
    auto real = [&](Instant utc) { return *s < 60 || utc / 1000 % 86400 == 0 ? std::optional(utc) : std::nullopt; };
    auto zone = text.substr(at);
    if (zone == "Z" || zone == "z") return real(instant);
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return {};
    auto zh = number(zone.substr(1, 2)), zm = number(zone.substr(4, 2));
    if (!zh || !zm || *zh > 14 || *zm > 59) return {};
    Instant offset = (*zh * 60 + *zm) * 60000LL;
    return real(zone[0] == '+' ? instant - offset : instant + offset);
}

bool is_day(std::string_view text) {
    return parse_day(text).has_value();
}

std::string add_days(std::string_view day, int count) {
    return format_day(need_day(day) + days(count));
}

int days_between(std::string_view from, std::string_view to) {
    return int((need_day(to) - need_day(from)).count());
}

std::string chinese_day(std::string_view text) {
    year_month_day day{need_day(text)};
    return fmt::format("{}年{}月{}日", int(day.year()), unsigned(day.month()), unsigned(day.day()));
}

}  // namespace zhenan
