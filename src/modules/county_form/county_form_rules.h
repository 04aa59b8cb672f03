// Which days a cell of a form speaks of. Pure.
#pragma once

#include <optional>
#include <string>

namespace zhenan::county_form {

struct Span {
    std::string from, to;
};

/// A month ("2023-06") and what a cell counts: month, last_month, quarter, half, year_to_date. Nothing if either is
/// none.
std::optional<Span> span_of(const std::string& month, const std::string& period);
/// "2023年6月"
std::string month_words(const std::string& month);

}  // namespace zhenan::county_form
