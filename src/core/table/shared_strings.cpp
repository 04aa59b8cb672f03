#include "core/table/shared_strings.h"

#include "core/text/text.h"

namespace zhenan::table {

std::string unescape(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned unit = 0;
        bool escaped = text[i] == '_' && i + 6 < text.size() && text[i + 1] == 'x' && text[i + 6] == '_' &&
                       std::from_chars(&text[i + 2], &text[i + 6], unit, 16).ptr == &text[i + 6];
        // Halves of a pair (U+D800 to U+DFFF) stay as they are.
        if (!escaped || (unit >= 0xd800 && unit <= 0xdfff)) {
            result += text[i];
            continue;
        }
        char32_t character = unit;
        result += text::encode({&character, 1});
        i += 6;
    }
    return result;
}

std::string RichText::take() {
    std::string result = clean(unescape(text_));
    text_.clear();
    return result;
}

std::string_view SharedStrings::at(std::string_view stored) const {
    auto index = number_of<std::size_t>(stored);
    if (!index || *index >= ends_.size()) throw Fault(kUnreadable);
    std::size_t start = *index == 0 ? 0 : ends_[*index - 1];
    return std::string_view(block_).substr(start, ends_[*index] - start);
}

}  // namespace zhenan::table
