#include "core/text/text.h"

#include <sodium.h>

namespace zhenan::text {

namespace {

constexpr char32_t kReplacement = 0xfffd;

struct Decoded {
    char32_t character;
    std::size_t bytes;  // 0: not UTF-8
};

Decoded decode_first(std::string_view text) {
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < bytes) return {kReplacement, 0};
    char32_t character = lead & (0xff >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {kReplacement, 0};
        character = character << 6 | (byte(i) & 0x3f);
    }
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    bool surrogate = character >= 0xd800 && character <= 0xdfff;
    if (character < kSmallest[bytes] || surrogate || character > 0x10ffff) return {kReplacement, 0};
    return {character, bytes};
}

// Radicals that PDF files and old input methods put for the ideographs they look like; U+2F00 on.
constexpr std::u32string_view kRadicals =
    U"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山"
    U"巛工己巾"
    U"干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉"
    U"瓜瓦甘生"
    U"用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾"
    U"見角言谷"
    U"豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥"
    U"鹵鹿麥麻"
    U"黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
static_assert(kRadicals.size() == 214);

bool between(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

bool is_space(char32_t c) {
    return c <= 0x20 || c == 0x7f || c == 0x85 || c == 0xa0 || between(c, 0x2000, 0x200a) ||
           between(c, 0x2028, 0x2029) || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool is_invisible(char32_t c) {
    return c == 0xad || between(c, 0x200b, 0x200f) || between(c, 0x202a, 0x202e) || between(c, 0x2060, 0x2064) ||
           between(c, 0xfe00, 0xfe0f) || c == 0xfeff || between(c, 0xe0100, 0xe01ef);
}

char32_t fold_one(char32_t c) {
    if (is_space(c)) return ' ';
    if (between(c, 0xff01, 0xff5e)) c -= 0xff01 - '!';
    if (between(c, 'A', 'Z') || (between(c, 0xc0, 0xde) && c != 0xd7)) return c + 0x20;
    if (between(c, 0x2160, 0x216f)) return c + 0x10;  // Roman numerals: "Ⅳ级" and "ⅳ级"
    if (between(c, 0x2f00, 0x2fd5)) return kRadicals[c - 0x2f00];
    if (c == 0xffe5) return 0xa5;  // full-width yen
    return c;
}

// By ranges of whole blocks; a table of every character's category would need ICU.
bool is_word(char32_t c) {
    if (c < 0x80) return between(c, '0', '9') || between(c, 'a', 'z') || between(c, 'A', 'Z');
    if (c == 0xd7 || c == 0xf7 || c == 0x30fb) return false;
    constexpr char32_t kRanges[][2] = {
        {0xc0, 0x24f},       // Latin
        {0x370, 0x52f},      // Greek, Cyrillic
        {0x2160, 0x2188},    // Roman numerals
        {0x2460, 0x249b},    // ① ⑴ ⒈
        {0x3005, 0x3007},    // 々 〇
        {0x3041, 0x312f},    // kana, bopomofo
        {0x3220, 0x3229},    // ㈠
        {0x3400, 0x4dbf},    // extension A
        {0x4e00, 0x9fff},    // ideographs
        {0xac00, 0xd7a3},    // Hangul
        {0xf900, 0xfaff},    // compatibility ideographs
        {0x20000, 0x323af},  // extensions B to H
    };
    for (auto& range : kRanges)
        if (between(c, range[0], range[1])) return true;
    return false;
}

void append(std::string& result, char32_t c) {
    auto add = [&](char32_t byte) { result += static_cast<char>(byte); };
    if (c > 0x10ffff || between(c, 0xd800, 0xdfff)) c = kReplacement;
    if (c < 0x80) {
        add(c);
    } else if (c < 0x800) {
        add(0xc0 | c >> 6);
        add(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        add(0xe0 | c >> 12);
        add(0x80 | (c >> 6 & 0x3f));
        add(0x80 | (c & 0x3f));
    } else {
        add(0xf0 | c >> 18);
        add(0x80 | (c >> 12 & 0x3f));
        add(0x80 | (c >> 6 & 0x3f));
        add(0x80 | (c & 0x3f));
    }
}

}  // namespace

bool valid_utf8(std::string_view text) {
    while (!text.empty()) {
        auto decoded = decode_first(text);
        if (decoded.bytes == 0) return false;
        text.remove_prefix(decoded.bytes);
    }
    return true;
}

std::u32string decode(std::string_view text) {
    std::u32string characters;
    characters.reserve(text.size());
    while (!text.empty()) {
        auto decoded = decode_first(text);
        characters += decoded.character;
        text.remove_prefix(decoded.bytes == 0 ? 1 : decoded.bytes);
    }
    return characters;
}

std::string encode(std::u32string_view characters) {
    std::string text;
    text.reserve(characters.size() * 3);
    for (char32_t c : characters) append(text, c);
    return text;
}

std::size_t length(std::string_view text) {
    return decode(text).size();
}

std::string truncate(std::string_view text, std::size_t characters) {
    return encode(decode(text).substr(0, characters));
}

// Not the whole of NFKC, which would need ICU: the ranges that Chinese office text really mixes up.
// Left alone are ㈠ ① ㎡, half-width kana, compatibility ideographs and combining marks.
std::string fold(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    while (!text.empty()) {
        auto [c, bytes] = decode_first(text);
        text.remove_prefix(bytes == 0 ? 1 : bytes);
        if (!is_invisible(c)) append(folded, fold_one(c));
    }
    return folded;
}

namespace {
// Each pair of a run of word characters, in order; a run of one is told as that character and nothing.
template <class Told>
void each_pair(std::string_view folded, Told told) {
    char32_t before = 0;
    bool paired = false;
    auto end_run = [&] {
        if (before && !paired) told(before, char32_t{0});
        before = 0;
        paired = false;
    };
    while (!folded.empty()) {
        auto [c, bytes] = decode_first(folded);
        folded.remove_prefix(bytes == 0 ? 1 : bytes);
        if (!is_word(c)) {
            end_run();
            continue;
        }
        if (before) {
            told(before, c);
            paired = true;
        }
        before = c;
    }
    end_run();
}
}  // namespace

std::vector<std::string> bigrams(std::string_view folded) {
    std::vector<std::string> result;
    result.reserve(folded.size() / 3);
    each_pair(folded, [&](char32_t first, char32_t second) {
        std::string pair;
        append(pair, first);
        if (second) append(pair, second);
        result.push_back(std::move(pair));
    });
    return result;
}

std::vector<std::uint64_t> pairs(std::string_view folded) {
    std::vector<std::uint64_t> result;
    result.reserve(folded.size() / 3);
    each_pair(folded, [&](char32_t first, char32_t second) { result.push_back(std::uint64_t{first} << 32 | second); });
    return result;
}

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

}  // namespace zhenan::text
