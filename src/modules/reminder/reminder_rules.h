// What a reminder says, when it may leave, and when it is tried again: pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/day.h"

namespace zhenan::reminder {

struct Line {
    std::string what, who, due_on;
};

/// What is owed in an area, as one message: never ten.
struct Digest {
    std::string day, area;
    std::int64_t late = 0, soon = 0;  // all of them; the lines are the first
    std::vector<Line> late_lines, soon_lines;
    int late_days = 0, days_before = 0;
    bool english = false;
};

/// In the language that the channel asks for, lines as long as they fit into so many bytes; the count of the rest is
/// always said.
std::string words(const Digest& digest, std::size_t most);

/// The subject of a mail.
std::string subject(const Digest& digest);

/// Within quiet hours, from the one hour to the other, also over midnight; equal: never quiet.
bool quiet(int hour, int from, int to);
/// The hour of day (+08:00).
int hour_of(Instant at);
/// When to try again after so many tries: 1, 5, 15 minutes, then each hour. Nothing after a week.
std::optional<Instant> next_try(int tries, Instant now, Instant first);

/// "a@b.cn, c@d.cn" as single addresses; nothing if one of them is none.
std::optional<std::vector<std::string>> mail_addresses(std::string_view text);
/// A mail as it goes over the wire: UTF-8, base64, lines of 76.
std::string mail(std::string_view from, const std::vector<std::string>& to, std::string_view subject,
                 std::string_view text, std::string_view id, Instant at);

}  // namespace zhenan::reminder
