// What the readers of tables share; only for this folder.
#pragma once

#include <string>
#include <string_view>

#include "core/fault.h"
#include "core/table/table.h"

namespace zhenan::table {

extern const FaultCode kUnreadable;  // table.unreadable
extern const FaultCode kEncrypted;   // table.encrypted
extern const FaultCode kTooBig;      // table.too_large
extern const FaultCode kEncoding;    // table.encoding

void read_xlsx(std::string_view bytes, const OnRow& on_row, const Limits& limits);
void read_csv(std::string_view bytes, const OnRow& on_row, const Limits& limits);

/// Trimmed of every kind of white space that office files carry, line ends as \n, no control
/// characters.
std::string clean(std::string_view text);

/// Whether a spreadsheet that opens a CSV could take this text for a formula.
bool starts_formula(std::string_view text);

/// Collects the cells of a row, holds them to the limits and hands the row on if it isn't empty.
class Row {
public:
    Row(const OnRow& on_row, const Limits& limits) : on_row_(on_row), limits_(limits) {}
    /// `column` is 0-based; an empty text leaves no trace.
    void set(std::size_t number, std::size_t column, std::string text);
    void finish(std::size_t number);
    [[noreturn]] static void too_long_cell(std::size_t number);

private:
    const OnRow& on_row_;
    const Limits& limits_;
    std::vector<std::string> cells_;
    std::size_t rows_ = 0;
};

}  // namespace zhenan::table
