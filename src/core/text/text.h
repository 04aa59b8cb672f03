// Chinese office text by code points: what search, limits on length and checks of input need. All
// texts are UTF-8; inside it works on std::u32string, so that characters outside the BMP (𠮷) are
// one character.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan::text {

/// Strict: no overlong forms, no surrogates, nothing above U+10FFFF. NUL is valid UTF-8 and passes.
bool valid_utf8(std::string_view text);

/// What isn't UTF-8 becomes U+FFFD.
std::u32string decode(std::string_view text);
std::string encode(std::u32string_view characters);

/// Number of characters (code points).
std::size_t length(std::string_view text);

/// The first `characters` code points.
std::string truncate(std::string_view text, std::size_t characters);

/// The form in which texts are searched: full-width to half-width, lower case, every space as
/// U+0020, invisible characters left out. Fold both the text and the query.
std::string fold(std::string_view text);

/// The two-character strings of every run of letters, digits and ideographs, in order and with
/// repeats; a run of one character gives that character. "氨罐 a" -> 氨罐, a.
std::vector<std::string> bigrams(std::string_view folded);

/// The same as numbers, for comparing one text with many.
std::vector<std::uint64_t> pairs(std::string_view folded);

/// The alphabet of RFC 4648 with its padding, without breaks of lines.
std::string base64(std::string_view bytes);

}  // namespace zhenan::text
