// What a progress review goes through and when it may end: pure, days and figures are arguments.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan::progress_review {

/// The first day that a review looks at: the day of the one before, else a week or thirty days back.
std::string since(std::string_view period, std::string_view held_on, std::string_view previous_held_on);

/// A figure that is watched from one review to the next; more is worse, or less is.
struct Watched {
    const char *measure, *zh;
    bool more_is_worse = true;
};
const std::vector<Watched>& watched();
/// Nothing is worse than a figure that was not known.
bool got_worse(const Watched& watched, std::optional<double> before, std::optional<double> now);

/// The topics in the order in which they are gone through.
const std::vector<std::string>& topics();
/// What a line is called: "下黎村：企业逾期未整改的隐患 3 条".
std::string line_title(std::string_view topic, const std::string& area, std::int64_t count);

/// May it end? Every line was given to somebody or put aside.
struct Decided {
    std::string decision;  // given, aside, empty
};
std::int64_t undecided(const std::vector<Decided>& lines);

}  // namespace zhenan::progress_review
