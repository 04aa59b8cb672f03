// Business days and instants: pure arithmetic, no clock. The business zone is fixed at +08:00.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhenan {

/// Milliseconds since 1970-01-01T00:00:00Z.
using Instant = std::int64_t;

/// The business day (YYYY-MM-DD, +08:00) in which the instant lies.
std::string day_of(Instant instant);
/// The first instant of a business day. Throws std::invalid_argument on a day that doesn't exist.
Instant start_of(std::string_view day);
/// "2023-05-30T09:12:00+08:00" (milliseconds only if there are any).
std::string to_rfc3339(Instant instant);
/// RFC 3339 with an offset; nothing if it is none, or the day doesn't exist.
std::optional<Instant> from_rfc3339(std::string_view text);
/// YYYY-MM-DD and such a day exists (1900 to 2199).
bool is_day(std::string_view text);
std::string add_days(std::string_view day, int days);
int days_between(std::string_view from, std::string_view to);
/// "2023年5月30日"
std::string chinese_day(std::string_view day);

}  // namespace zhenan
