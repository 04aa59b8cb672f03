// Tables in and out of office files: XLSX and CSV (UTF-8 or GB18030). No business word; rows of texts.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/table/temporary_file.h"

namespace zhenan::table {

/// Limits that stop a zip bomb or a sheet of a million empty rows.
struct Limits {
    std::size_t rows = 200'000;
    std::size_t columns = 200;
    std::size_t cell_bytes = 32'767 * 4;
    std::size_t unpacked_bytes = 512u << 20;
    std::size_t ratio = 200;  // unpacked / packed of one part, looked at above 10 MB
};

/// One row that holds at least one non-empty cell. `number` is the row's number in the file, 1-based, as Excel shows
/// it. Cells are trimmed texts: numbers without a trailing ".0", dates of date-formatted cells as YYYY-MM-DD (with a
/// time: YYYY-MM-DD HH:MM), booleans as true/false, formulas as their stored value. A number shown by a format of zeros
/// only (000000) keeps its leading zeros.
using OnRow = std::function<void(std::size_t number, const std::vector<std::string>& cells)>;

/// Reads the first visible sheet of an XLSX, or a CSV, told apart by the first bytes. CSV: UTF-8 with or without BOM,
/// else GB18030; comma, semicolon or tab; quotes as RFC 4180; the Writer's apostrophe before = + - @ is taken off.
/// Streams; memory does not grow with rows (but for shared strings). Throws Fault: table.unreadable (not a table, cut),
/// table.encrypted, table.too_large, table.encoding.
void read(std::string_view bytes, const OnRow& on_row, const Limits& limits = {});

enum class Format { xlsx, csv };
enum class Cell { text, integer, decimal, day };

struct Column {
    std::string title;
    Cell cell = Cell::text;
    double width = 14;  // characters
};

/// Writes row by row with flat memory (XLSX: libxlsxwriter constant memory in a temporary file). A text that would
/// start a formula (= + - @ tab CR) is never written as one: XLSX as a string cell, CSV with a leading apostrophe. CSV
/// is UTF-8 with BOM and CRLF, as Excel and WPS in Chinese Windows want it. XLSX: header bold, frozen, filtered.
class Writer {
public:
    virtual ~Writer() = default;
    virtual void row(const std::vector<std::string>& cells) = 0;  // empty = empty cell; integer/decimal/day parsed
    /// Ends the file; it is gone with its last owner.
    virtual std::shared_ptr<TemporaryFile> finish_file() = 0;
    std::string finish() { return finish_file()->bytes(); }
};
std::unique_ptr<Writer> writer(Format format, std::string_view sheet, const std::vector<Column>& columns);

/// A fill-in template: header row, per column an optional note shown on the title's cell and an optional drop-down
/// list.
struct TemplateColumn {
    Column column;
    bool required = false;
    std::string note;
    std::vector<std::string> choices;
};
std::string fill_in_template(Format format, std::string_view sheet, const std::vector<TemplateColumn>& columns);

}  // namespace zhenan::table
