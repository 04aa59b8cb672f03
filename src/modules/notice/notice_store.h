// Inside the notice module only: its SQL.
#pragma once

#include "modules/notice/notice.h"
#include "modules/notice/notice_paper.h"

namespace zhenan::notice {

/// The next number of a series; `first` starts a new one. Locks the series until the transaction ends: taken last.
std::int64_t take_number(db::Connection& db, const std::string& organ, const std::string& kind, int year,
                         std::int64_t first);
bool number_used(db::Connection& db, const std::string& organ, const std::string& number);
/// The words for a notice in force on its day.
Words words_on(db::Connection& db, Type type, Basis basis, const std::string& day);
std::optional<std::string> id_of_inspection(db::Connection& db, std::string_view inspection_id, std::string_view kind);
/// The latest order or opinion for a place by a day: what a recheck notice follows.
std::optional<std::string> latest_demand(db::Connection& db, std::string_view place_id, std::string_view by_day);

}  // namespace zhenan::notice
