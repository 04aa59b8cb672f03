// A report on paper: GB/T 9704-2012; its tables as a workbook.
#pragma once

#include "core/paper/paper.h"
#include "modules/report/report.h"

namespace zhenan::report {

paper::Paper report_paper(const Report& report);
/// XLSX, one sheet after another for each annex.
std::string tables_of(const Report& report, bool english);

}  // namespace zhenan::report
