// Texts of an XLSX: rich runs, escapes and the table of shared strings; only for this folder.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/table/package.h"
#include "core/table/read.h"

namespace zhenan::table {

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
    Number number{};
    auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return {};
    return number;
}

/// Characters that XML can't hold stand as _x000D_.
std::string unescape(std::string_view text);

/// Joins the runs of a rich text and leaves out the phonetic guides beside it (rPh).
class RichText {
public:
    explicit RichText(const Limits& limits) : limits_(limits) {}
    void begin(std::string_view name) {
        if (name == "rPh") ++guides_;
        if (name == "t") in_text_ = guides_ == 0;
    }
    void end(std::string_view name) {
        if (name == "rPh") --guides_;
        if (name == "t") in_text_ = false;
    }
    void text(std::string_view piece) {
        if (!in_text_) return;
        if (text_.size() + piece.size() > limits_.cell_bytes) throw Fault(kTooBig);
        text_ += piece;
    }
    /// The whole text, cleaned; the next one starts empty.
    std::string take();

private:
    const Limits& limits_;
    std::string text_;
    int guides_ = 0;
    bool in_text_ = false;
};

/// All texts in one block: a million one-letter strings must not cost a million allocations.
class SharedStrings : public XmlEvents {
public:
    explicit SharedStrings(const Limits& limits) : rich_text_(limits) {}
    std::string_view at(std::string_view stored) const;

private:
    void begin(std::string_view name, const Attributes&) override { rich_text_.begin(name); }
    void end(std::string_view name) override {
        rich_text_.end(name);
        if (name != "si") return;
        block_ += rich_text_.take();
        ends_.push_back(block_.size());
    }
    void text(std::string_view piece) override { rich_text_.text(piece); }

    RichText rich_text_;
    std::string block_;
    std::vector<std::size_t> ends_;
};

}  // namespace zhenan::table
