// Working days, and the holidays that a town prepares for: pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan::duty {

/// What the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知) changes of the week.
struct HolidayYear {
    int year = 0;
    struct Holiday {
        std::string name_zh, name_en, from, to;  // days off, both within
    };
    std::vector<Holiday> holidays;
    std::vector<std::string> make_up_days;  // Saturdays and Sundays on which one works
    std::string source, certainty;
    // C only when an administrator said so, naming the notice that it was held against.
    std::string document_number, confirmed_by, confirmed_on;
};

class Calendar {
public:
    Calendar() = default;
    explicit Calendar(std::vector<HolidayYear> years);

    bool knows(int year) const { return years_.count(year) > 0; }
    const std::map<int, HolidayYear>& years() const { return years_; }
    /// Nothing where the year's table is missing: nobody guesses.
    std::optional<bool> working(std::string_view day) const;
    /// The n-th working day after a day (行政处罚法 85: terms in working days leave holidays out).
    std::optional<std::string> after(std::string_view day, int working_days) const;

private:
    std::map<int, HolidayYear> years_;
};

/// What is wrong with a year's table, in words of the office; nothing if it can stand.
struct CalendarFault {
    std::string zh, en;
};
std::optional<CalendarFault> fault_of(const HolidayYear& year);

}  // namespace zhenan::duty
