// How the record of long work is answered; only for this folder.
#pragma once

#include "core/work/work_store.h"

namespace zhenan::work {

json::object json_of(const Record& record, bool english);
/// What failed, in both languages, to be answered later in the reader's.
std::string problem_text(const Fault& fault);
/// True if the work is under way in this program.
bool cancel_here(const std::string& id);

}  // namespace zhenan::work
