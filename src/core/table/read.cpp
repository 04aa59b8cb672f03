#include "core/table/read.h"

#include <fmt/format.h>

#include <algorithm>

namespace zhenan::table {

const FaultCode kUnreadable{
    Kind::invalid, "table.unreadable",
    "这个文件读不出表格，可能不完整或不是表格；请用 Excel 或 WPS 打开，另存为 .xlsx 再上传",
    "No table can be read from this file; it may be cut short or be no table. Open it in Excel or "
    "WPS, save it as .xlsx and send it again"};
const FaultCode kEncrypted{
    Kind::rejected, "table.encrypted", "这个文件设了密码，读不了；请在 Excel 或 WPS 中去掉密码，另存为 .xlsx 再上传",
    "This file is protected by a password; remove the password in Excel or WPS, save it as .xlsx "
    "and send it again"};
const FaultCode kTooBig{Kind::too_large, "table.too_large", "表格太大；请删去多余的行、列和工作表，或分成几个文件上传",
                        "The table is too large; remove rows, columns and sheets that are not "
                        "needed, or send it in several files"};
const FaultCode kEncoding{Kind::invalid, "table.encoding",
                          "文件的文字编码认不出来；请另存为 .xlsx，或“CSV UTF-8（逗号分隔）”再上传",
                          "The encoding of the text is unknown; save the file as .xlsx or as \"CSV UTF-8 (comma "
                          "delimited)\" and send it again"};

namespace {

// Byte length of a white space or invisible character at the start of `text`, else 0.
std::size_t space_at(std::string_view text) {
    if (text.empty()) return 0;
    if (static_cast<unsigned char>(text[0]) <= ' ' || text[0] == '\x7f') return 1;
    if (text.starts_with("\u00a0")) return 2;
    for (std::string_view space : {"\u3000", "\ufeff", "\u2028", "\u2029", "\u202f", "\u205f"})
        if (text.starts_with(space)) return 3;
    bool general_punctuation = text.starts_with("\xe2\x80") && text.size() > 2;
    unsigned char third = general_punctuation ? static_cast<unsigned char>(text[2]) : 0;
    return third >= 0x80 && third <= 0x8f ? 3 : 0;  // U+2000 to U+200F
}

std::string_view trim(std::string_view text) {
    while (auto length = space_at(text)) text.remove_prefix(length);
    for (bool again = true; again;) {
        again = false;
        for (std::size_t length = 1; length <= 3 && length <= text.size() && !again; ++length)
            if (space_at(text.substr(text.size() - length)) == length) {
                text.remove_suffix(length);
                again = true;
            }
    }
    return text;
}

bool holds(std::string_view bytes, std::u16string_view name) {
    std::string wanted;
    for (char16_t unit : name) wanted += {static_cast<char>(unit), '\0'};
    return bytes.find(wanted) != std::string_view::npos;
}

// Excel puts an encrypted .xlsx into the container that old .xls files use.
[[noreturn]] void refuse_compound(std::string_view bytes) {
    bool old_workbook = holds(bytes, u"Workbook") || holds(bytes, u"Book");
    if (holds(bytes, u"EncryptedPackage") || !old_workbook) throw Fault(kEncrypted);
    throw Fault(kUnreadable, "这是旧版 .xls 文件；请用 Excel 或 WPS 打开，另存为 .xlsx 再上传",
                "This is an old .xls file; open it in Excel or WPS, save it as .xlsx and send it "
                "again");
}

// Many systems give HTML or XML the name .xls; read as CSV it would make rows of rubbish.
bool markup_or_document(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    std::string start(trim(bytes.substr(0, 64)));
    std::transform(start.begin(), start.end(), start.begin(),
                   [](unsigned char c) { return c < 0x80 ? std::tolower(c) : c; });
    for (std::string_view mark : {"<html", "<!doctype", "<table", "<?xml", "%pdf-", "{\\rtf"})
        if (start.starts_with(mark)) return true;
    return false;
}

}  // namespace

std::string clean(std::string_view text) {
    text = trim(text);
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned char c = text[i];
        if (c == '\r') {
            if (i + 1 < text.size() && text[i + 1] == '\n') continue;
            result += '\n';
        } else if ((c >= ' ' && c != 0x7f) || c == '\n' || c == '\t') {
            result += text[i];
        }
    }
    return result;
}

bool starts_formula(std::string_view text) {
    auto first = text.find_first_not_of(' ');
    return first != text.npos && std::string_view("=+-@\t\r").find(text[first]) != text.npos;
}

void Row::too_long_cell(std::size_t number) {
    throw Fault(kTooBig, fmt::format("第 {} 行有一格内容太长，或引号没有成对；请改正后再上传", number),
                fmt::format("A cell in row {} is too long, or a quote is not closed; correct it "
                            "and send the file again",
                            number));
}

void Row::set(std::size_t number, std::size_t column, std::string text) {
    if (text.empty()) return;
    if (text.size() > limits_.cell_bytes) too_long_cell(number);
    if (column >= limits_.columns)
        throw Fault(kTooBig, fmt::format("第 {} 行的列数超过 {}；请删去多余的列", number, limits_.columns),
                    fmt::format("Row {} has more than {} columns; remove those not needed", number, limits_.columns));
    if (cells_.size() <= column) cells_.resize(column + 1);
    cells_[column] = std::move(text);
}

void Row::finish(std::size_t number) {
    if (cells_.empty()) return;
    if (++rows_ > limits_.rows)
        throw Fault(kTooBig, fmt::format("表格超过 {} 行；请分成几个文件上传", limits_.rows),
                    fmt::format("The table has more than {} rows; send it in several files", limits_.rows));
    on_row_(number, cells_);
    cells_.clear();
}

void read(std::string_view bytes, const OnRow& on_row, const Limits& limits) {
    if (bytes.starts_with("\xd0\xcf\x11\xe0")) refuse_compound(bytes);
    if (bytes.starts_with("PK\x03\x04")) return read_xlsx(bytes, on_row, limits);
    if (bytes.starts_with("PK\x05\x06") || markup_or_document(bytes)) throw Fault(kUnreadable);
    read_csv(bytes, on_row, limits);
}

}  // namespace zhenan::table
