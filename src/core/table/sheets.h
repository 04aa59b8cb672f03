// Small finished tables, each on a sheet of its own, as an office prints them.
#pragma once

#include <string>
#include <vector>

#include "core/table/table.h"

namespace zhenan::table {

struct Sheet {
    std::string name, title;
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;  // a text that is no number stays a text
    bool with_sum = false;                       // the last row is drawn as the sum
};

/// XLSX: title over all columns, thin borders, A4 fitted to one page's width, the header repeated on each page.
std::string workbook_of(const std::vector<Sheet>& sheets);

}  // namespace zhenan::table
