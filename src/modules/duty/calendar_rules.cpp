#include "modules/duty/calendar_rules.h"

#include <algorithm>

#include "core/day.h"

namespace zhenan::duty {

namespace {
int year_of(std::string_view day) {
    return std::stoi(std::string(day.substr(0, 4)));
}
// 1970-01-01 was a Thursday.
bool weekend(std::string_view day) {
    return (days_between("1970-01-05", day) % 7 + 7) % 7 >= 5;
}
}  // namespace

Calendar::Calendar(std::vector<HolidayYear> years) {
    for (auto& year : years) {
        int number = year.year;
        years_.insert_or_assign(number, std::move(year));
    }
}

std::optional<bool> Calendar::working(std::string_view day) const {
    auto own = years_.find(year_of(day));
    if (own == years_.end()) return {};
    auto off = [&](const HolidayYear& year) {
        return std::any_of(year.holidays.begin(), year.holidays.end(),
                           [&](auto& holiday) { return holiday.from <= day && day <= holiday.to; });
    };
    // New Year's days off may begin in the December before.
    auto next = years_.find(own->first + 1);
    if (off(own->second) || (next != years_.end() && off(next->second))) return false;
    auto makes_up = [&](const HolidayYear& year) {
        return std::find(year.make_up_days.begin(), year.make_up_days.end(), day) != year.make_up_days.end();
    };
    if (makes_up(own->second) || (next != years_.end() && makes_up(next->second))) return true;
    return !weekend(day);
}

std::optional<std::string> Calendar::after(std::string_view day, int working_days) const {
    std::string at(day);
    for (int counted = 0; counted < working_days;) {
        at = add_days(at, 1);
        auto works = working(at);
        if (!works) return {};
        counted += *works;
    }
    return at;
}

std::optional<CalendarFault> fault_of(const HolidayYear& year) {
    if (year.year < 2000 || year.year > 2199)
        return CalendarFault{"年份要在2000到2199之间", "The year must lie between 2000 and 2199"};
    if (year.holidays.empty())
        return CalendarFault{"一年的放假安排不能是空的", "A year without a single holiday is none"};
    auto near = [&](std::string_view day) {
        return is_day(day) && (year_of(day) == year.year || year_of(day) == year.year - 1);
    };
    for (auto& holiday : year.holidays) {
        if (holiday.name_zh.empty()) return CalendarFault{"每个假期都要有名称", "Each holiday needs a name"};
        if (!near(holiday.from) || !near(holiday.to) || holiday.from > holiday.to)
            return CalendarFault{holiday.name_zh + "的起止日期不对", "The days of " + holiday.name_en + " are wrong"};
        if (days_between(holiday.from, holiday.to) > 15)
            return CalendarFault{holiday.name_zh + "超过了16天", holiday.name_en + " is longer than 16 days"};
        for (auto& day : year.make_up_days)
            if (holiday.from <= day && day <= holiday.to)
                return CalendarFault{day + "既放假又补班", day + " is both off and worked"};
    }
    for (auto& day : year.make_up_days) {
        if (!near(day)) return CalendarFault{"补班日期不对：" + day, "Not a day to make up: " + day};
        if (!weekend(day))
            return CalendarFault{"补班日要是周六或周日：" + day, "A make-up day is a Saturday or Sunday: " + day};
    }
    return {};
}

}  // namespace zhenan::duty
