#include "core/table/workbook.h"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>

#include "core/table/read.h"
#include "core/text/text.h"

namespace zhenan::table {

namespace {

constexpr std::size_t kLongestCell = 32'767;  // Excel's limit, in UTF-16 units
constexpr std::size_t kLongestSheetName = 31;
constexpr double kLargestExact = 9'007'199'254'740'992;  // 2^53: above it Excel changes digits

template <typename Number>
std::optional<Number> whole(std::string_view text) {
    Number number{};
    auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return {};
    return number;
}

std::optional<lxw_datetime> day_of(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    auto year = whole<int>(text.substr(0, 4));
    auto month = whole<unsigned>(text.substr(5, 2));
    auto day = whole<unsigned>(text.substr(8, 2));
    if (!year || !month || !day || *year < 1900) return {};
    std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(*month), std::chrono::day(*day)};
    if (!date.ok()) return {};
    return lxw_datetime{*year, static_cast<int>(*month), static_cast<int>(*day), 0, 0, 0};
}

// Excel refuses some names that are good titles elsewhere.
std::string sheet_name(std::string_view title) {
    std::string name = text::truncate(title, kLongestSheetName);
    for (char& c : name)
        if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = '_';
    while (utf16_length(name) > kLongestSheetName) name = text::truncate(name, text::length(name) - 1);
    return name.empty() ? "Sheet1" : name;
}

Fault write_fault() {
    return Fault(errno == ENOSPC ? kFull : kInternal);
}

void check(lxw_error error) {
    if (error != LXW_NO_ERROR) throw Fault(kInternal);
}

}  // namespace

std::size_t utf16_length(std::string_view text) {
    std::size_t units = 0;
    for (char32_t c : text::decode(text)) units += c > 0xffff ? 2 : 1;
    return units;
}

std::optional<double> number_of(std::string_view text, Cell cell) {
    std::optional<double> number;
    if (cell == Cell::integer) {
        if (auto integer = whole<long long>(text)) number = static_cast<double>(*integer);
    } else if (cell == Cell::decimal) {
        number = whole<double>(text);
    }
    if (number && (!std::isfinite(*number) || std::fabs(*number) > kLargestExact)) return {};
    return number;
}

Workbook::Workbook(std::string_view sheet, const std::vector<Column>& columns, bool constant_memory)
    : columns_(columns) {
    lxw_workbook_options options = {};
    options.constant_memory = constant_memory;
    workbook_ = workbook_new_opt(file_->path(), &options);
    if (!workbook_) throw write_fault();
    sheet_ = workbook_add_worksheet(workbook_, sheet_name(sheet).c_str());
    if (!sheet_) {
        lxw_workbook_free(workbook_);
        throw write_fault();
    }
    header_ = header(false);
    required_header_ = header(true);
    // A text cell stays text when somebody edits it: 007 stays 007, =1+1 is no formula.
    text_ = format("@");
    integer_ = format("0");
    day_ = format("yyyy-mm-dd");
    long_text_ = format(nullptr);
    format_set_text_wrap(long_text_);
    for (lxw_col_t i = 0; i < columns_.size(); ++i)
        worksheet_set_column(sheet_, i, i, columns_[i].width, format_of(columns_[i].cell));
    worksheet_freeze_panes(sheet_, 1, 0);
}

Workbook::~Workbook() {
    if (workbook_) lxw_workbook_free(workbook_);
}

lxw_worksheet* Workbook::add_hidden_sheet(const std::string& name) {
    bool taken = workbook_get_worksheet_by_name(workbook_, name.c_str()) != nullptr;
    lxw_worksheet* added = workbook_add_worksheet(workbook_, taken ? nullptr : name.c_str());
    if (!added) throw write_fault();
    worksheet_hide(added);
    return added;
}

void Workbook::title(std::size_t column, bool required) {
    check(worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(column), columns_[column].title.c_str(),
                                 required ? required_header_ : header_));
}

void Workbook::row(const std::vector<std::string>& cells) {
    ++row_;
    if (row_ >= LXW_ROW_MAX) throw Fault(kTooBig);
    for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i)
        if (!cells[i].empty()) write(static_cast<lxw_col_t>(i), columns_[i].cell, cells[i]);
}

std::shared_ptr<TemporaryFile> Workbook::finish() {
    if (!columns_.empty()) worksheet_autofilter(sheet_, 0, 0, row_, static_cast<lxw_col_t>(columns_.size() - 1));
    lxw_error error = workbook_close(workbook_);
    workbook_ = nullptr;  // closing frees it, also when it fails
    if (error != LXW_NO_ERROR) throw write_fault();
    return file_;
}

lxw_format* Workbook::format(const char* number_format) {
    lxw_format* made = workbook_add_format(workbook_);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    if (number_format) format_set_num_format(made, number_format);
    return made;
}

lxw_format* Workbook::header(bool required) {
    lxw_format* made = format(nullptr);
    format_set_bold(made);
    format_set_bg_color(made, 0xE8EEF4);
    format_set_border(made, LXW_BORDER_THIN);
    if (required) format_set_font_color(made, 0xB00020);
    return made;
}

lxw_format* Workbook::format_of(Cell cell) {
    switch (cell) {
        case Cell::text:
            return text_;
        case Cell::integer:
            return integer_;
        case Cell::decimal:
            return nullptr;
        case Cell::day:
            return day_;
    }
    return nullptr;
}

void Workbook::write(lxw_col_t column, Cell cell, const std::string& value) {
    if (auto number = number_of(value, cell)) {
        check(worksheet_write_number(sheet_, row_, column, *number, format_of(cell)));
    } else if (auto day = cell == Cell::day ? day_of(value) : std::nullopt) {
        check(worksheet_write_datetime(sheet_, row_, column, &*day, day_));
    } else {
        if (utf16_length(value) > kLongestCell) Row::too_long_cell(row_ + 1);
        // Older Excel shows a text format of more than 255 characters as ####.
        bool long_text = value.size() > 255 || value.find('\n') != value.npos;
        check(worksheet_write_string(sheet_, row_, column, value.c_str(), long_text ? long_text_ : text_));
    }
}

}  // namespace zhenan::table
