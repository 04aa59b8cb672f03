#include "core/table/number_format.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace zhenan::table {

namespace {

// Cuts what is only literal text: quotes, escapes, padding, colours and languages; keeps [h].
std::string letters_of(std::string_view code) {
    std::string kept;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        char c = code[i];
        if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            auto end = std::min(code.find(']', i), code.size());
            auto inside = code.substr(i + 1, end - i - 1);
            if (inside.find_first_not_of("hHmMsS") == inside.npos) kept += inside;
            i = end;
        } else {
            kept += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        }
    }
    for (std::string_view word : {"general", "am/pm", "a/p"})
        for (auto at = kept.find(word); at != kept.npos; at = kept.find(word)) kept.erase(at, word.size());
    return kept;
}

// Fifteen digits, as spreadsheets keep them, never with an exponent where people write none.
std::string plain_number(double value) {
    if (value == 0) return "0";
    std::string digits = fmt::format("{:.14e}", std::fabs(value));  // "d.dddddddddddddde+xx"
    int exponent = std::stoi(digits.substr(digits.find('e') + 1));
    digits = digits.substr(0, 1) + digits.substr(2, 14);
    digits.erase(digits.find_last_not_of('0') + 1);
    std::string sign = value < 0 ? "-" : "";
    int count = static_cast<int>(digits.size());
    if (exponent > 30 || exponent < -15)
        return sign + (count > 1 ? digits.insert(1, ".") : digits) + fmt::format("E{}", exponent);
    if (exponent < 0) return sign + "0." + std::string(-exponent - 1, '0') + digits;
    if (count <= exponent + 1) return sign + digits + std::string(exponent + 1 - count, '0');
    return sign + digits.insert(exponent + 1, ".");
}

std::string day_text(long long serial, bool since_1904) {
    using namespace std::chrono;
    if (!since_1904 && serial == 60) return "1900-02-29";  // Lotus's error, kept by Excel
    sys_days start = since_1904    ? sys_days{year{1904} / 1 / 1}
                     : serial < 60 ? sys_days{year{1899} / 12 / 31}
                                   : sys_days{year{1899} / 12 / 30};
    year_month_day day{start + days{serial}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

}  // namespace

NumberFormat NumberFormat::of_code(std::string_view code) {
    std::string letters = letters_of(code);
    NumberFormat format;
    if (letters.size() > 1 && letters.find_first_not_of('0') == letters.npos) format.zeros = letters.size();
    if (letters.find_first_of("0#?") != letters.npos && letters.find_first_of("yhs") == letters.npos)
        return format;  // also 0.00E+00
    format.time = letters.find_first_of("hs") != letters.npos;
    format.day = letters.find_first_of("ydea") != letters.npos || (letters.find('m') != letters.npos && !format.time);
    return format;
}

NumberFormat NumberFormat::built_in(int id) {
    bool day = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
               id == 57 || id == 58;
    bool time = (id >= 18 && id <= 22) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56;
    return {day, time, 0};
}

std::string show_number(std::string_view stored, NumberFormat format, bool since_1904) {
    double value = 0;
    auto end = stored.data() + stored.size();
    auto parsed = std::from_chars(stored.data(), end, value);
    if (parsed.ec != std::errc() || parsed.ptr != end || !std::isfinite(value)) return std::string(stored);

    constexpr double kLastDay = 2'958'466;  // after it comes the year 10000
    bool in_calendar = value >= 0 && value < kLastDay;
    if (in_calendar && (format.day || format.time)) {
        long long seconds = std::llround(value * 86'400);
        long long day = seconds / 86'400;
        long long minute = seconds % 86'400 / 60;
        if (format.time && !format.day && day == 0) return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
        if (day > 0 || since_1904) {
            std::string text = day_text(day, since_1904);
            // Midnight is what a day looks like in a column of times.
            if (format.time && minute != 0) text += fmt::format(" {:02}:{:02}", minute / 60, minute % 60);
            return text;
        }
    }
    std::string text = plain_number(value);
    if (text.size() < format.zeros && text.find_first_not_of("0123456789") == text.npos)
        text.insert(0, format.zeros - text.size(), '0');
    return text;
}

std::string show_iso(std::string_view stored) {
    std::string text(stored.substr(0, 10));
    if (stored.size() >= 16 && stored[10] == 'T' && stored.substr(11, 5) != "00:00")
        text += " " + std::string(stored.substr(11, 5));
    return text;
}

}  // namespace zhenan::table
