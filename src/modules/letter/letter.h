// THE DOOR of responsibility letters: who owes which in a year, which are signed, the rate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/db/db.h"
#include "modules/letter/letter_rules.h"

namespace zhenan::letter {

/// All that is owed below a path in a year, as it stood at the end of a day.
struct Standing {
    std::vector<Letter> letters;        // what `owed` points into
    std::vector<Exemption> exemptions;  // what `exempted` points into
    std::vector<Owed> owed;
    std::vector<Exempted> exempted;
};
Standing standing(db::Connection& db, const std::string& path, const std::string& day);
/// The same for the letters of another year than the day's: those of the next are made in December.
Standing standing(db::Connection& db, const std::string& path, int year, const std::string& day);

}  // namespace zhenan::letter
