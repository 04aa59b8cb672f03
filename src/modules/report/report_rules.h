// The forms that a sentence takes with none, one, many, about so many, or an unknown number: pure, time is an argument.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/period.h"

namespace zhenan::report {

/// "6800", "12.5": no thousands separators in official texts.
std::string number(double value);
/// "32条"; "6800余份" where records say more than; "1205份以上" where 余 can't follow the last
/// digit.
std::string amount(double value, bool approximate, std::string_view unit);
/// "100%" only when nothing is left over; else rounded down to one decimal.
std::string percent(double value);
/// "增加10条，增长25%", "减少……，下降……", "持平"; "—" where there is nothing to compare with.
std::string change_words(std::optional<double> now, std::optional<double> then, std::string_view unit);
/// In percent of what it was; nothing without a base.
std::optional<double> growth(std::optional<double> now, std::optional<double> then);
/// "5月30日"; with the year where it isn't the one spoken of.
std::string day_words(std::string_view day, int spoken_year);
/// "1月、3月至5月"
std::string month_words(const std::vector<std::string>& months);

/// What the records allow to be said of casualties.
struct MonthOfSafety {
    std::string month;
    bool stated = false;  // a signed zero statement is there
    int accidents = 0;
};
struct Casualties {
    enum Verdict { none, accidents, unknown } verdict = unknown;
    std::vector<std::string> unstated;       // neither a statement nor an accident
    std::vector<std::string> contradictory;  // both
};
Casualties casualties(const std::vector<MonthOfSafety>& months);

/// "《中华人民共和国安全生产法》" for a short title.
std::string full_title(std::string_view law);
/// The titles in 《》 within a text, full, each once.
std::vector<std::string> titles_in(std::string_view text);
/// The drill's name without the place that stands before it already.
std::string drill_name(std::string_view title, std::string_view site);

/// What must not stand in such a text, each as a sentence that says what is right.
std::vector<std::string> objections(std::string_view text, const Period& period);

}  // namespace zhenan::report
