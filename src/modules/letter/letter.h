// THE DOOR of responsibility letters: who owes which in a year, which are signed, the rate.
#pragma once

#include "core/db/db.h"
#include "modules/letter/letter_rules.h"

namespace zhenan::letter {

/// All that is owed below a path for the year of the day, each with the letter that fulfils it by then.
struct Standing {
    std::vector<Letter> letters;  // what `owed` points into
    std::vector<Owed> owed;
};
Standing standing(db::Connection& db, const std::string& path, const std::string& day);

}  // namespace zhenan::letter
