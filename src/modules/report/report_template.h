// A report in the office's own DOCX template.
#pragma once

#include <optional>
#include <string>

#include "core/http/http.h"
#include "modules/report/report_desk.h"

namespace zhenan::report {

/// The report as the template in force on its day has it; nothing where there is none.
std::optional<std::string> in_template(http::Call& call, const Desk& desk);

}  // namespace zhenan::report
