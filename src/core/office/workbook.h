// The sheets of an XLSX as they are seen, and some cells filled in; styles, merged cells, formulas and everything else
// stay as they were.
#pragma once

#include <optional>

#include "core/office/package.h"

namespace zhenan::office {

struct SheetCell {
    int row = 1, column = 1;  // from 1
    std::string text;         // what stands there; of a formula its last value
    bool formula = false;
};
struct Merged {
    int row = 1, column = 1, rows = 1, columns = 1;
};
struct Sheet {
    std::string name, part;
    std::vector<SheetCell> cells;
    std::vector<Merged> merged;
};

/// The visible sheets, up to 400 rows and 60 columns of each. Throws office.no_sheets if it is no workbook.
std::vector<Sheet> sheets_of(Package& package);

struct Filled {
    std::string sheet, cell;      // "表一", "C5"
    std::optional<double> value;  // a number, else the text
    std::string text;
};
/// Writes the cells and has the workbook calculated anew when it is opened. A cell that holds a formula, or that the
/// sheet does not have, is passed over.
void fill(Package& package, const std::vector<Filled>& cells);

/// "BC12" as row and column.
std::optional<std::pair<int, int>> place_of(std::string_view cell);
std::string cell_name(int row, int column);

}  // namespace zhenan::office
