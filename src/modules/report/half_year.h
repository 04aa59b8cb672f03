// The half-year report's parts, each in a file of its own.
#pragma once

#include "modules/report/draft.h"

namespace zhenan::report {

Report half_year(const Subject& subject);

void write_responsibility(Draft& draft);  // （一）（二）
void write_work(Draft& draft);            // （三）（四）（五）
void write_problems(Draft& draft);

/// What the records allow to be said of casualties, as a clause; gaps are marked.
struct Safety {
    Casualties::Verdict verdict;
    Spans clause;
};
Safety safety_of(Draft& draft);

/// A record as it is named in a text.
Named named(const std::string& kind, const json::object& record, const std::string& title);

}  // namespace zhenan::report
