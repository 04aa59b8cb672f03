// Inside the letter module only: its SQL.
#pragma once

#include "core/db/db.h"
#include "modules/letter/letter_rules.h"

namespace zhenan::letter {

std::vector<Letter> letters_of(db::Connection& db, std::string_view path, std::string_view year);

}  // namespace zhenan::letter
