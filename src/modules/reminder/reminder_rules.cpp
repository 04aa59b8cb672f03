#include "modules/reminder/reminder_rules.h"

#include <fmt/format.h>

#include <array>
#include <functional>

#include "core/text/text.h"

namespace zhenan::reminder {

namespace {
constexpr Instant kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;

std::string line_of(const Digest& digest, const Line& line, bool late) {
    auto days = late ? days_between(line.due_on, digest.day) : days_between(digest.day, line.due_on);
    if (digest.english) {
        auto when = late        ? fmt::format("{} late", days == 1 ? "1 day" : fmt::format("{} days", days))
                           : days == 0 ? std::string("due today")
                                : fmt::format("{} left", days == 1 ? "1 day" : fmt::format("{} days", days));
        return fmt::format("· {} ({}): due {}, {}\n", line.what, line.who, line.due_on, when);
    }
    auto when = late        ? fmt::format("逾期{}天", days)
                : days == 0 ? std::string("今天到期")
                            : fmt::format("还有{}天", days);
    return fmt::format("· {}（{}）{}到期，{}\n", line.what, line.who, chinese_day(line.due_on), when);
}

/// The words around the lines.
struct Frame {
    std::string head, late, soon, tail;
    std::function<std::string(std::int64_t)> rest;
};

Frame frame_of(const Digest& d) {
    if (d.english)
        return {fmt::format("[Duties] {} {}\n", d.area, d.day),
                d.late_days > 0 ? fmt::format("Late for {} days or more: {}\n", d.late_days, d.late)
                                : fmt::format("Late: {}\n", d.late),
                fmt::format("Due within {} days: {}\n", d.days_before, d.soon),
                "Enter what was done in its ledger; the duty is then discharged by itself.",
                [](std::int64_t left) { return fmt::format("· {} more: sign in to see them\n", left); }};
    return {fmt::format("【应办提醒】{} {}\n", d.area, chinese_day(d.day)),
            d.late_days > 0 ? fmt::format("逾期{}天以上 {} 项\n", d.late_days, d.late)
                            : fmt::format("逾期 {} 项\n", d.late),
            fmt::format("{}日内到期 {} 项\n", d.days_before, d.soon), "办完后记入台账，自动办结。",
            [](std::int64_t left) { return fmt::format("· 其余 {} 项请登录查看\n", left); }};
}
}  // namespace

std::string words(const Digest& d, std::size_t most) {
    auto frame = frame_of(d);
    // The words that say how many are left always have their place.
    auto room =
        most - std::min(most, frame.head.size() + frame.late.size() + frame.soon.size() + frame.tail.size() + 2 * 60);
    auto listed = [&](const std::vector<Line>& lines, std::int64_t all, bool is_late) {
        std::string text;
        std::int64_t shown = 0;
        for (auto& line : lines) {
            auto next = line_of(d, line, is_late);
            if (next.size() > room) break;
            room -= next.size();
            text += next;
            ++shown;
        }
        if (shown < all) text += frame.rest(all - shown);
        return text;
    };
    auto text = frame.head;
    if (d.late > 0) text += frame.late + listed(d.late_lines, d.late, true);
    if (d.soon > 0) text += frame.soon + listed(d.soon_lines, d.soon, false);
    return text + frame.tail;
}

std::string subject(const Digest& d) {
    return d.english ? fmt::format("Duties: {}, {} late, {} soon due", d.area, d.late, d.soon)
                     : fmt::format("应办提醒：{} 逾期 {} 项，将到期 {} 项", d.area, d.late, d.soon);
}

bool quiet(int hour, int from, int to) {
    return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

int hour_of(Instant at) {
    return static_cast<int>(((at + 8 * kHour) % kDay) / kHour);
}

std::optional<Instant> next_try(int tries, Instant now, Instant first) {
    if (now - first >= 7 * kDay) return {};
    constexpr std::array<Instant, 3> kWaits = {kMinute, 5 * kMinute, 15 * kMinute};
    auto n = static_cast<std::size_t>(std::max(tries, 1) - 1);
    return now + (n < kWaits.size() ? kWaits[n] : kHour);
}

std::optional<std::vector<std::string>> mail_addresses(std::string_view text) {
    std::vector<std::string> found;
    std::string one;
    auto take = [&] {
        if (one.empty()) return true;
        auto at = one.find('@');
        bool good = at != std::string::npos && at > 0 && at + 1 < one.size() &&
                    one.find('@', at + 1) == std::string::npos && one.find('.', at) != std::string::npos;
        // Nothing that a mail server could take for a second command.
        for (unsigned char c : one)
            good = good && c > 0x20 && c < 0x7f && c != '<' && c != '>' && c != '"' && c != '\\';
        found.push_back(one);
        one.clear();
        return good;
    };
    for (char c : text) {
        if (c != ',' && c != ';' && c != ' ' && c != '\n')
            one += c;
        else if (!take())
            return {};
    }
    if (!take() || found.empty()) return {};
    return found;
}

std::string mail(std::string_view from, const std::vector<std::string>& to, std::string_view subject,
                 std::string_view text, std::string_view id, Instant at) {
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto written = to_rfc3339(at);  // 2023-05-30T09:12:00+08:00
    auto date = fmt::format("{} {} {} {} +0800", written.substr(8, 2), kMonths[std::stoi(written.substr(5, 2)) - 1],
                            written.substr(0, 4), written.substr(11, 8));
    std::string whole = fmt::format(
        "From: <{}>\r\nTo: {}\r\nSubject: =?UTF-8?B?{}?=\r\nDate: {}\r\nMessage-ID: <{}@zhenan>\r\nMIME-Version: "
        "1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n",
        from, fmt::format("<{}>", fmt::join(to, ">, <")), text::base64(subject), date, id);
    auto body = text::base64(text);
    for (std::size_t at_byte = 0; at_byte < body.size(); at_byte += 76) whole += body.substr(at_byte, 76) + "\r\n";
    return whole;
}

}  // namespace zhenan::reminder
