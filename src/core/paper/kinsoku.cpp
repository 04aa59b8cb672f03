#include "core/paper/kinsoku.h"

#include <string_view>

namespace zhenan::paper {

namespace {

constexpr std::u32string_view kNoStart =
    U"!%),.:;>?]}°·ˇ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～￠";
constexpr std::u32string_view kNoEnd = U"$([{£¥‘“〈《「『【〔〖〝＄（．［｛￡￥";
constexpr std::u32string_view kPairs = U"—…";  // 破折号 and 省略号 are two characters, never parted

bool in(std::u32string_view set, char32_t character) {
    return set.find(character) != std::u32string_view::npos;
}

bool is_wide(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
           (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x20000 && c <= 0x3FFFF);
}

// Unicode takes these quotes for ambiguous and forbids a break on both sides.
bool is_quote(char32_t c) {
    return c == U'“' || c == U'”' || c == U'‘' || c == U'’';
}

}  // namespace

bool may_break(char32_t before, char32_t after, bool pango) {
    if (in(kNoStart, after) || in(kNoEnd, before)) return false;
    if (before == after && in(kPairs, before)) return false;
    bool chinese = is_wide(before) || is_wide(after) || is_quote(before) || is_quote(after);
    // An apostrophe or a quote inside of Latin text follows Unicode.
    if (chinese && (is_wide(before) || is_wide(after) || before == U'”' || after == U'“')) {
        return !is_blank(after);
    }
    return pango;
}

bool may_hang(char32_t character) {
    return in(U"，。、；：！？", character);
}

bool is_blank(char32_t character) {
    return character == U' ';
}

}  // namespace zhenan::paper
