#include <fstream>

#include "core/fault.h"
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
    std::shared_ptr<TemporaryFile> finish_file() override { return workbook_.finish(); }

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
        if (bytes_.size() > kPiece) write_out();
    }
    std::shared_ptr<TemporaryFile> finish_file() override {
        write_out();
        out_.close();
        if (!out_) throw Fault(kFull);
        return file_;
    }

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

    void write_out() {
        out_.write(bytes_.data(), static_cast<std::streamsize>(bytes_.size()));
        if (!out_) throw Fault(kFull);
        bytes_.clear();
    }

    static constexpr std::size_t kPiece = 64 << 10;
    std::vector<Column> columns_;
    std::string bytes_ = "\xef\xbb\xbf";
    std::shared_ptr<TemporaryFile> file_ = std::make_shared<TemporaryFile>();
    std::ofstream out_{file_->path(), std::ios::binary};
};

}  // namespace

std::unique_ptr<Writer> writer(Format format, std::string_view sheet, const std::vector<Column>& columns) {
    if (format == Format::csv) return std::make_unique<CsvWriter>(columns);
    return std::make_unique<XlsxWriter>(sheet, columns);
}

}  // namespace zhenan::table
