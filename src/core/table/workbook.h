// An XLSX workbook being written by libxlsxwriter; only for this folder.
#pragma once

#include <xlsxwriter.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/table/table.h"

namespace zhenan::table {

/// Length as Excel counts it.
std::size_t utf16_length(std::string_view text);

/// The number that a cell of this kind holds, if it is one that a spreadsheet keeps exactly.
std::optional<double> number_of(std::string_view text, Cell cell);

/// One workbook whose first sheet has a header row and columns of given kinds.
class Workbook {
public:
    /// `constant_memory` keeps one row in memory and allows no step back to an earlier one.
    Workbook(std::string_view sheet, const std::vector<Column>& columns, bool constant_memory);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    lxw_worksheet* sheet() { return sheet_; }
    lxw_worksheet* add_hidden_sheet(const std::string& name);
    void title(std::size_t column, bool required = false);
    void row(const std::vector<std::string>& cells);
    std::shared_ptr<TemporaryFile> finish();

private:
    lxw_format* format(const char* number_format);
    lxw_format* header(bool required);
    lxw_format* format_of(Cell cell);
    void write(lxw_col_t column, Cell cell, const std::string& value);

    std::shared_ptr<TemporaryFile> file_ = std::make_shared<TemporaryFile>();
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

}  // namespace zhenan::table
