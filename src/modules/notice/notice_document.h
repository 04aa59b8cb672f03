// Inside the notice module only: a stored notice as paper, and names that its files share.
#pragma once

#include "modules/notice/notice.h"
#include "modules/notice/notice_paper.h"

namespace zhenan::notice {

const std::vector<Option>& kinds_of_notice();
const std::vector<std::string>& roles_that_issue();
std::string town_name(db::Connection& db);
paper::Paper paper_of(db::Connection& db, const json::object& notice);
paper::Paper receipt_of(db::Connection& db, const json::object& notice);

}  // namespace zhenan::notice
