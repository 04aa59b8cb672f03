#include <iconv.h>

#include <algorithm>
#include <cerrno>

#include "core/table/read.h"
#include "core/text/text.h"

namespace zhenan::table {

namespace {

constexpr std::string_view kMark = "\xef\xbb\xbf";

// The separators of a line outside quotes. GB18030 never uses these bytes inside a character.
char separator_of(std::string_view bytes) {
    constexpr std::string_view kSeparators = ",;\t";
    std::size_t counts[3] = {};
    bool quoted = false;
    for (char c : bytes) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        auto which = kSeparators.find(c);
        if (which != kSeparators.npos) ++counts[which];
        // A title line above the table has none; the next line decides then.
        if (c == '\n' && counts[0] + counts[1] + counts[2] > 0) break;
    }
    return kSeparators[std::max_element(counts, counts + 3) - counts];
}

// A state machine fed in pieces, so that text converted from GB18030 is never held whole.
class Records {
public:
    Records(char separator, const OnRow& on_row, const Limits& limits)
        : separator_(separator), limits_(limits), row_(on_row, limits) {}

    void feed(std::string_view piece) {
        for (char c : piece) take(c);
    }

    void finish() {
        if (state_ == State::quoted)
            throw Fault(kUnreadable, "文件最后有引号没有成对，可能不完整；请检查后再上传",
                        "A quote at the end is not closed, the file may be cut short; check it and "
                        "send it again");
        end_record();
    }

private:
    enum class State { start, plain, quoted, quote_in_quoted };

    void take(char c) {
        if (after_return_ && c == '\n') {
            after_return_ = false;
            return;
        }
        after_return_ = false;
        if (state_ == State::quoted) {
            if (c == '"') {
                state_ = State::quote_in_quoted;
            } else {
                add(c);
            }
        } else if (c == '"' && state_ == State::quote_in_quoted) {
            add(c);
            state_ = State::quoted;
        } else if (c == '"' && state_ == State::start) {
            state_ = State::quoted;
        } else if (c == separator_) {
            end_cell();
        } else if (c == '\n' || c == '\r') {
            after_return_ = c == '\r';
            end_record();
        } else {
            // Text after a closing quote is kept: people write "甲"厂 by hand.
            add(c);
            state_ = State::plain;
        }
    }

    void add(char c) {
        // Room for white space that is cut off afterwards.
        if (cell_.size() > limits_.cell_bytes + 1024) Row::too_long_cell(number_);
        cell_ += c;
    }

    void end_cell() {
        std::string text = clean(cell_);
        // The apostrophe that the writer puts before what would be a formula.
        if (text.starts_with('\'') && starts_formula(text.substr(1))) text = clean(text.substr(1));
        row_.set(number_, column_++, std::move(text));
        cell_.clear();
        state_ = State::start;
    }

    void end_record() {
        end_cell();
        row_.finish(number_++);
        column_ = 0;
    }

    char separator_;
    const Limits& limits_;
    Row row_;
    State state_ = State::start;
    bool after_return_ = false;
    std::string cell_;
    std::size_t number_ = 1;
    std::size_t column_ = 0;
};

class Converter {
public:
    Converter() : descriptor_(iconv_open("UTF-8", "GB18030")) {
        if (descriptor_ == reinterpret_cast<iconv_t>(-1)) throw Fault(kEncoding);
    }
    ~Converter() { iconv_close(descriptor_); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    template <typename Sink>
    void convert(std::string_view bytes, const Sink& sink) {
        std::string buffer(64u << 10, '\0');
        char* in = const_cast<char*>(bytes.data());
        std::size_t left = bytes.size();
        while (left > 0) {
            char* out = buffer.data();
            std::size_t room = buffer.size();
            auto status = iconv(descriptor_, &in, &left, &out, &room);
            bool failed = status == static_cast<std::size_t>(-1) && errno != E2BIG;
            if (failed) throw Fault(kEncoding);
            sink(std::string_view(buffer.data(), buffer.size() - room));
        }
    }

private:
    iconv_t descriptor_;
};

// UTF-8 whose last character is cut must not be taken for GB18030, which would read it as rubbish.
bool cut_utf8(std::string_view bytes) {
    for (std::size_t cut = 1; cut <= 3 && cut < bytes.size(); ++cut) {
        auto lead = static_cast<unsigned char>(bytes[bytes.size() - cut]);
        if (lead < 0xc2) continue;
        auto whole = bytes.substr(0, bytes.size() - cut);
        bool has_chinese = std::any_of(whole.begin(), whole.end(), [](char c) { return c < 0; });
        return has_chinese && text::valid_utf8(whole);
    }
    return false;
}

}  // namespace

void read_csv(std::string_view bytes, const OnRow& on_row, const Limits& limits) {
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) throw Fault(kEncoding);
    if (bytes.find('\0') != bytes.npos) throw Fault(kUnreadable);
    if (bytes.size() > limits.unpacked_bytes) throw Fault(kTooBig);
    bool marked = bytes.starts_with(kMark);
    if (marked) bytes.remove_prefix(kMark.size());
    if (bytes.empty()) throw Fault(kUnreadable);

    Records records(separator_of(bytes), on_row, limits);
    if (text::valid_utf8(bytes)) {
        records.feed(bytes);
    } else if (cut_utf8(bytes)) {
        throw Fault(kUnreadable);
    } else if (marked) {
        throw Fault(kEncoding);
    } else {
        Converter().convert(bytes, [&](std::string_view piece) { records.feed(piece); });
    }
    records.finish();
}

}  // namespace zhenan::table
