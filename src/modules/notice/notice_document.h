// Inside the notice module only: a stored notice as paper, and names that its files share.
#pragma once

#include "modules/notice/notice.h"
#include "modules/notice/notice_paper.h"

namespace zhenan::notice {

const std::vector<Option>& kinds_of_notice();
const std::vector<std::string>& roles_that_issue();
const std::vector<Option>& measures_on_spot();
std::string town_name(db::Connection& db);
std::optional<Basis> basis_of(const std::optional<Authority>& authority);
/// The bytes of an attachment, or nothing.
using Read = std::function<std::optional<std::string>(const std::string& attachment)>;
/// `address`: where this program is reached, for the square code; empty: the code's letters alone are printed.
paper::Paper paper_of(db::Connection& db, const json::object& notice, const std::string& address, const Read& read);
paper::Paper receipt_of(db::Connection& db, const json::object& notice, const std::string& address);

}  // namespace zhenan::notice
