// Inside the audit module only: the trail in Chinese words, for files.
#pragma once

#include <string>

#include "core/table/table.h"
#include "modules/audit/audit_store.h"
#include "modules/record/record.h"

namespace zhenan::audit {

std::string verb_in_words(const std::string& verb);
/// "负责人：甲 → 乙；电话：… → …". Nothing known of the kind: the JSON as it is.
std::string changes_in_words(db::Connection& db, const record::Kind* kind, const Line& line);

}  // namespace zhenan::audit
