#include "core/table/read.h"
#include "core/table/workbook.h"

namespace zhenan::table {

namespace {

class XlsxWriter : public Writer {
public:
    XlsxWriter(std::string_view sheet, const std::vector<Column>& columns) : workbook_(sheet, columns, true) {
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
        for (std::size_t i = 0; i < columns_.size(); ++i) add(i, i < cells.size() ? cells[i] : "", columns_[i].cell);
        bytes_ += "\r\n";
    }
    std::string finish() override { return std::move(bytes_); }

private:
    void add(std::size_t column, const std::string& value, Cell cell) {
        if (column > 0) bytes_ += ',';
        bool guard = starts_formula(value) && !number_of(value, cell);
        bool quote = value.find_first_of(",;\t\"\r\n") != value.npos || value.starts_with(' ') || value.ends_with(' ');
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

}  // namespace

std::unique_ptr<Writer> writer(Format format, std::string_view sheet, const std::vector<Column>& columns) {
    if (format == Format::csv) return std::make_unique<CsvWriter>(columns);
    return std::make_unique<XlsxWriter>(sheet, columns);
}

}  // namespace zhenan::table
