#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "core/table/read.h"
#include "core/text/text.h"

namespace zhenan::table {

namespace {

constexpr std::size_t kLongestCell = 32'767;  // Excel's limit, in UTF-16 units
constexpr std::size_t kLongestSheetName = 31;
constexpr std::size_t kLongestInlineList = 255;
constexpr double kLargestExact = 9'007'199'254'740'992;  // 2^53: above it Excel changes digits
constexpr const char* kListSheet = "选项";

std::size_t utf16_length(std::string_view text) {
    std::size_t units = 0;
    for (char32_t c : text::decode(text)) units += c > 0xffff ? 2 : 1;
    return units;
}

template <typename Number>
std::optional<Number> whole(std::string_view text) {
    Number number{};
    auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return {};
    return number;
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

std::optional<lxw_datetime> day_of(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    auto year = whole<int>(text.substr(0, 4));
    auto month = whole<unsigned>(text.substr(5, 2));
    auto day = whole<unsigned>(text.substr(8, 2));
    if (!year || !month || !day || *year < 1900) return {};
    std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(*month),
                                     std::chrono::day(*day)};
    if (!date.ok()) return {};
    return lxw_datetime{*year, static_cast<int>(*month), static_cast<int>(*day), 0, 0, 0};
}

// A temporary file that is gone when its owner is.
class TemporaryFile {
public:
    TemporaryFile() : path_((std::filesystem::temp_directory_path() / "tableXXXXXX").string()) {
        int descriptor = mkstemp(path_.data());
        if (descriptor < 0) throw Fault(errno == ENOSPC ? kFull : kInternal);
        close(descriptor);
    }
    ~TemporaryFile() { unlink(path_.c_str()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const char* path() const { return path_.c_str(); }
    std::string bytes() const {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    std::string path_;
};

// Excel refuses some names that are good titles elsewhere.
std::string sheet_name(std::string_view title) {
    std::string name = text::truncate(title, kLongestSheetName);
    for (char& c : name)
        if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = '_';
    while (utf16_length(name) > kLongestSheetName)
        name = text::truncate(name, text::length(name) - 1);
    return name.empty() ? "Sheet1" : name;
}

// One workbook with a header row and columns of given kinds.
class Workbook {
public:
    Workbook(std::string_view sheet, const std::vector<Column>& columns, bool constant_memory)
        : columns_(columns) {
        lxw_workbook_options options = {};
        options.constant_memory = constant_memory;
        workbook_ = workbook_new_opt(file_.path(), &options);
        if (!workbook_) throw Fault(kInternal);
        sheet_ = workbook_add_worksheet(workbook_, sheet_name(sheet).c_str());
        if (!sheet_) {
            lxw_workbook_free(workbook_);
            throw Fault(kInternal);
        }
        header_ = format(nullptr);
        format_set_bold(header_);
        format_set_bg_color(header_, 0xE8EEF4);
        format_set_border(header_, LXW_BORDER_THIN);
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
    ~Workbook() {
        if (workbook_) lxw_workbook_free(workbook_);
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    lxw_worksheet* sheet() { return sheet_; }
    lxw_workbook* workbook() { return workbook_; }

    lxw_format* required_header() {
        if (!required_header_) {
            required_header_ = format(nullptr);
            format_set_bold(required_header_);
            format_set_font_color(required_header_, 0xB00020);
            format_set_bg_color(required_header_, 0xE8EEF4);
            format_set_border(required_header_, LXW_BORDER_THIN);
        }
        return required_header_;
    }

    void title(std::size_t column, bool required = false) {
        check(worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(column),
                                     columns_[column].title.c_str(),
                                     required ? required_header() : header_));
    }

    void row(const std::vector<std::string>& cells) {
        ++row_;
        if (row_ >= LXW_ROW_MAX) throw Fault(kTooBig);
        for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i)
            if (!cells[i].empty()) write(static_cast<lxw_col_t>(i), columns_[i].cell, cells[i]);
    }

    std::string finish() {
        if (!columns_.empty())
            worksheet_autofilter(sheet_, 0, 0, row_, static_cast<lxw_col_t>(columns_.size() - 1));
        lxw_error error = workbook_close(workbook_);
        workbook_ = nullptr;
        if (error != LXW_NO_ERROR) throw Fault(errno == ENOSPC ? kFull : kInternal);
        return file_.bytes();
    }

private:
    lxw_format* format(const char* number_format) {
        lxw_format* made = workbook_add_format(workbook_);
        format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
        if (number_format) format_set_num_format(made, number_format);
        return made;
    }

    lxw_format* format_of(Cell cell) {
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

    void write(lxw_col_t column, Cell cell, const std::string& value) {
        if (auto number = number_of(value, cell)) {
            check(worksheet_write_number(sheet_, row_, column, *number, format_of(cell)));
        } else if (auto day = cell == Cell::day ? day_of(value) : std::nullopt) {
            check(worksheet_write_datetime(sheet_, row_, column, &*day, day_));
        } else {
            if (utf16_length(value) > kLongestCell) Row::too_long_cell(row_ + 1);
            // Older Excel shows a text format of more than 255 characters as ####.
            bool long_text = value.size() > 255 || value.find('\n') != value.npos;
            check(worksheet_write_string(sheet_, row_, column, value.c_str(),
                                         long_text ? long_text_ : text_));
        }
    }

    static void check(lxw_error error) {
        if (error != LXW_NO_ERROR) throw Fault(kInternal);
    }

    TemporaryFile file_;
    std::vector<Column> columns_;
    lxw_workbook* workbook_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* header_ = nullptr;
    lxw_format* required_header_ = nullptr;
    lxw_format* text_ = nullptr;
    lxw_format* integer_ = nullptr;
    lxw_format* day_ = nullptr;
    lxw_format* long_text_ = nullptr;
    lxw_row_t row_ = 0;
};

class XlsxWriter : public Writer {
public:
    XlsxWriter(std::string_view sheet, const std::vector<Column>& columns)
        : workbook_(sheet, columns, true) {
        for (std::size_t i = 0; i < columns.size(); ++i) workbook_.title(i);
    }
    void row(const std::vector<std::string>& cells) override { workbook_.row(cells); }
    std::string finish() override { return workbook_.finish(); }

private:
    Workbook workbook_;
};

class CsvWriter : public Writer {
public:
    explicit CsvWriter(const std::vector<Column>& columns) : columns_(columns) {
        for (std::size_t i = 0; i < columns.size(); ++i) add(i, columns[i].title, Cell::text);
        if (!columns.empty()) bytes_ += "\r\n";
    }
    void row(const std::vector<std::string>& cells) override {
        for (std::size_t i = 0; i < columns_.size(); ++i)
            add(i, i < cells.size() ? cells[i] : "", columns_[i].cell);
        bytes_ += "\r\n";
    }
    std::string finish() override { return std::move(bytes_); }

private:
    void add(std::size_t column, const std::string& value, Cell cell) {
        if (column > 0) bytes_ += ',';
        bool guard = starts_formula(value) && !number_of(value, cell);
        bool quote = value.find_first_of(",;\t\"\r\n") != value.npos || value.starts_with(' ') ||
                     value.ends_with(' ');
        if (quote) bytes_ += '"';
        if (guard) bytes_ += '\'';
        for (char c : value) {
            if (c == '"') bytes_ += '"';
            bytes_ += c;
        }
        if (quote) bytes_ += '"';
    }

    std::vector<Column> columns_;
    std::string bytes_ = "\xef\xbb\xbf";
};

bool fits_inline(const std::vector<std::string>& choices) {
    std::size_t units = choices.size() - 1;
    for (auto& choice : choices) {
        units += utf16_length(choice);
        // A comma would split the choice; a leading = would make a formula.
        if (choice.find_first_of(",\"") != choice.npos || choice.starts_with('=')) return false;
    }
    return units <= kLongestInlineList;
}

// Offers lists of choices; those too long for Excel's inline list stand on a hidden second sheet.
class Choices {
public:
    explicit Choices(Workbook& workbook) : workbook_(workbook) {}

    void offer(std::size_t column, const std::vector<std::string>& choices) {
        std::vector<const char*> list;
        for (auto& choice : choices) list.push_back(choice.c_str());
        list.push_back(nullptr);
        std::string range;
        std::string error_title = "不在选项中 Not in the list";
        std::string error_message = "请从下拉列表中选择。Choose from the drop-down list.";

        lxw_data_validation validation = {};
        validation.error_title = error_title.data();
        validation.error_message = error_message.data();
        if (fits_inline(choices)) {
            validation.validate = LXW_VALIDATION_TYPE_LIST;
            validation.value_list = const_cast<char**>(list.data());
        } else {
            range = put_on_list_sheet(choices);
            validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
            validation.value_formula = range.data();
        }
        auto error = worksheet_data_validation_range(
            workbook_.sheet(), 1, static_cast<lxw_col_t>(column), LXW_ROW_MAX - 1,
            static_cast<lxw_col_t>(column), &validation);
        if (error != LXW_NO_ERROR) throw Fault(kInternal);
    }

private:
    std::string put_on_list_sheet(const std::vector<std::string>& choices) {
        if (!sheet_) {
            sheet_ = workbook_add_worksheet(workbook_.workbook(), kListSheet);
            if (!sheet_)  // the first sheet has this name
                sheet_ = workbook_add_worksheet(workbook_.workbook(), nullptr);
            if (!sheet_) throw Fault(kInternal);
            worksheet_hide(sheet_);
        }
        for (std::size_t i = 0; i < choices.size(); ++i)
            worksheet_write_string(sheet_, static_cast<lxw_row_t>(i), next_column_,
                                   choices[i].c_str(), nullptr);
        char name[LXW_MAX_COL_NAME_LENGTH];
        lxw_col_to_name(name, next_column_++, 1);
        return fmt::format("='{}'!{}$1:{}${}", sheet_->name, name, name, choices.size());
    }

    Workbook& workbook_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_col_t next_column_ = 0;
};

}  // namespace

std::unique_ptr<Writer> writer(Format format, std::string_view sheet,
                               const std::vector<Column>& columns) {
    if (format == Format::csv) return std::make_unique<CsvWriter>(columns);
    return std::make_unique<XlsxWriter>(sheet, columns);
}

std::string fill_in_template(Format format, std::string_view sheet,
                             const std::vector<TemplateColumn>& columns) {
    std::vector<Column> plain;
    for (auto& column : columns) plain.push_back(column.column);
    if (format == Format::csv) return writer(format, sheet, plain)->finish();

    Workbook workbook(sheet, plain, false);
    Choices choices(workbook);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        workbook.title(i, columns[i].required);
        // The title itself stays as it is: an import must find it again.
        std::string note = columns[i].required ? "必填 Required" : "";
        if (!columns[i].note.empty()) note += (note.empty() ? "" : "\n") + columns[i].note;
        if (!note.empty())
            worksheet_write_comment(workbook.sheet(), 0, static_cast<lxw_col_t>(i), note.c_str());
        if (!columns[i].choices.empty()) choices.offer(i, columns[i].choices);
    }
    return workbook.finish();
}

}  // namespace zhenan::table
