#include "core/clock.h"

#include <chrono>
#include <stdexcept>

namespace zhenan {

namespace {
constexpr Instant kZone = 8 * 3600 * 1000;
constexpr Instant kDay = 24 * 3600 * 1000;

Instant real_now() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}
}  // namespace

Clock::Clock(std::string_view standing) {
    set(standing);
}

void Clock::set(std::string_view standing) {
    fixed_.reset();
    day_.clear();
    if (standing.empty()) return;
    if (is_day(standing)) {
        day_ = standing;
        return;
    }
    fixed_ = from_rfc3339(standing);
    if (!fixed_) throw std::invalid_argument("not a day or RFC 3339 time: " + std::string(standing));
}

Instant Clock::now() const {
    if (fixed_) return *fixed_;
    Instant now = real_now();
    if (!day_.empty()) return start_of(day_) + (now + kZone) % kDay;
    return now;
}

std::string Clock::today() const {
    return day_of(now());
}

}  // namespace zhenan
