// Inside the notice module only: its SQL.
#pragma once

#include "modules/notice/notice.h"
#include "modules/notice/notice_paper.h"

namespace zhenan::notice {

/// The next number of an organ's kind and year. `used`: a back-entry from paper bears the number that comes of it
/// between `head` and `tail` already; asked at once, for taking a number is what others wait for.
struct Taken {
    std::int64_t value = 0;
    bool used = false;
};
Taken take_number(db::Connection& db, const std::string& organ, const std::string& kind, int year, std::int64_t first,
                  const std::string& head, const std::string& tail);
bool number_used(db::Connection& db, const std::string& organ, const std::string& number);
/// The words for a notice in force on its day.
Words words_on(db::Connection& db, Type type, Basis basis, const std::string& day);
/// What a recheck notice follows: the latest order, opinion or decision for a place by a day, if there is one that
/// carries the hazard.
std::optional<std::string> latest_demand(db::Connection& db, std::string_view place_id, std::string_view by_day,
                                         std::string_view hazard_id);
/// What stands below a printed notice: ten characters that name it to who may see it, and tell nothing to others.
std::string code_of(std::string_view id);
std::optional<std::string> id_of_code(db::Connection& db, const std::string& code);
/// The notices that follow one: rechecks of it, and those that carry what is left of it.
std::vector<json::object> following(db::Connection& db, std::string_view id);
/// Gives older notices their code, and their hazards the link to them.
void complete_old(db::Connection& db);

}  // namespace zhenan::notice
