// The one source of "now" and of business days. The business zone is fixed at +08:00: GCC 12 has no time zones, and the
// mainland has had no summer time since 1991.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhenan {

/// Milliseconds since 1970-01-01T00:00:00Z.
using Instant = std::int64_t;

class Clock {
public:
    /// The real clock, or one that stands: "2023-07-10" keeps that day while the time of day runs (the demo town),
    /// "2023-07-10T09:00:00+08:00" stands still (tests).
    explicit Clock(std::string_view standing = {});
    Instant now() const;
    std::string today() const;  // business day
    /// Sets a standing clock anew; the demo town is made by moving it.
    void set(Instant instant) { fixed_ = instant; }
    void set(std::string_view standing);

private:
    std::optional<Instant> fixed_;
    std::string day_;
};

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
