// The report on a quarter, a half year or a year (安全生产工作总结), its parts each in a file of its own. What differs
// by period is asked of the subject.
#pragma once

#include "modules/report/draft.h"

namespace zhenan::report {

Report work_report(const Subject& subject);

void write_responsibility(Draft& draft);  // （一）（二）
void write_work(Draft& draft);            // （三）（四）（五）
void write_problems(Draft& draft);

/// What the records allow to be said of casualties, as a clause; gaps are marked.
struct Safety {
    Casualties::Verdict verdict;
    Spans clause;
};
Safety safety_of(Draft& draft);

/// Who signs an area's reports from now on; empty where nobody decided.
std::string kept_organ(db::Connection& db, const std::string& area_id);
void keep_organ(http::Call& call, const std::string& area_id, const std::string& organ);

/// A record as it is named in a text.
Named named(const std::string& kind, const json::object& record, const std::string& title);

}  // namespace zhenan::report
