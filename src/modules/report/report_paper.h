// A report on paper: GB/T 9704-2012.
#pragma once

#include "core/paper/paper.h"
#include "modules/report/report.h"

namespace zhenan::report {

paper::Paper report_paper(const Report& report);

}  // namespace zhenan::report
