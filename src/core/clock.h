// The one source of "now" and of business days. The business zone is fixed at +08:00: GCC 12 has no time zones, and the
// mainland has had no summer time since 1991.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/day.h"

namespace zhenan {

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

}  // namespace zhenan
