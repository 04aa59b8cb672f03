#include "modules/report/report_numbers_rules.h"

#include <cstdlib>

namespace zhenan::report {

namespace {

constexpr std::string_view kUnits[] = {"家次", "车次", "场次", "人次", "辆次", "万元", "次", "条", "份", "家", "个",
                                       "期",   "起",   "人",   "支",   "项",   "处",   "张", "场", "宗", "件", "名"};
constexpr std::string_view kDigits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool takes(std::string_view& text, std::string_view begin) {
    if (!text.starts_with(begin)) return false;
    text.remove_prefix(begin.size());
    return true;
}

/// The characters that a Chinese number may have, from the start.
std::string_view chinese_at(std::string_view text) {
    std::size_t end = 0;
    for (bool more = true; more && end < 9;) {
        more = text.substr(end).starts_with("十");
        for (auto digit : kDigits) more = more || text.substr(end).starts_with(digit);
        if (more) end += 3;
    }
    return text.substr(0, end);
}

/// The clause that a number stands in, up to it.
std::string clause_before(std::string_view text) {
    for (std::string_view stop : {"，", "。", "；", "：", "、", "（"})
        if (auto at = text.rfind(stop); at != std::string_view::npos) text.remove_prefix(at + stop.size());
    return std::string(text);
}

}  // namespace

std::string unit_at(std::string_view text) {
    for (auto unit : kUnits)
        if (text.starts_with(unit)) return std::string(unit);
    return {};
}

std::vector<TypedNumber> typed_numbers(std::string_view text) {
    std::vector<TypedNumber> found;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < text.size() &&
               (is_digit(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1]))))
            ++end;
        TypedNumber number{.value = std::strtod(std::string(text.substr(at, end - at)).c_str(), nullptr),
                           .before = clause_before(text.substr(0, at)),
                           .unit = {},
                           .quote = {}};
        auto rest = text.substr(end);
        for (auto word : {"余", "多"}) number.more_than = number.more_than || takes(rest, word);
        number.unit = unit_at(rest);
        if (number.unit.empty() && (rest.starts_with("%") || rest.starts_with("％"))) number.unit = "%";
        auto length = text.size() - at - rest.size() + number.unit.size();
        number.quote = std::string(text.substr(at, length));
        if (rest.substr(number.unit.size()).starts_with("以上")) number.more_than = true;
        found.push_back(std::move(number));
        at = end;
    }
    return found;
}

int value_of_chinese(std::string_view number) {
    auto digit = [](std::string_view one) {
        for (int i = 0; i < 9; ++i)
            if (kDigits[i] == one) return i + 1;
        return 0;
    };
    auto ten = number.find("十");
    if (ten == std::string_view::npos) return digit(number);
    auto tens = number.substr(0, ten), ones = number.substr(ten + 3);
    int value = tens.empty() ? 10 : digit(tens) * 10;
    if (value == 0 || (!ones.empty() && digit(ones) == 0)) return 0;
    return value + (ones.empty() ? 0 : digit(ones));
}

LeadingNumber leading_number(std::string_view text) {
    auto rest = text;
    auto quote = [&] { return std::string(text.substr(0, text.size() - rest.size())); };
    bool bracket = takes(rest, "（");
    auto chinese = chinese_at(rest);
    if (int value = value_of_chinese(chinese)) {
        rest.remove_prefix(chinese.size());
        if (takes(rest, bracket ? "）" : "、")) return {bracket ? 2 : 1, value, quote()};
        return {};
    }
    std::size_t digits = 0;
    while (digits < rest.size() && is_digit(rest[digits])) ++digits;
    if (digits == 0 || digits > 2) return {};
    int value = std::atoi(std::string(rest.substr(0, digits)).c_str());
    rest.remove_prefix(digits);
    if (bracket) return takes(rest, "）") ? LeadingNumber{4, value, quote()} : LeadingNumber{};
    if (rest.starts_with(".") && rest.size() > 1 && is_digit(rest[1])) return {};
    return takes(rest, ".") || takes(rest, "．") ? LeadingNumber{3, value, quote()} : LeadingNumber{};
}

}  // namespace zhenan::report
