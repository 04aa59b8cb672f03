// Inside the law module only: its SQL.
#pragma once

#include "modules/law/law.h"

namespace zhenan::law {

using Key = std::vector<std::pair<std::string, std::string>>;  // columns and what they hold

struct Version {
    std::string id, from, to, certainty;
};
/// The versions of one line, oldest first; `withdrawn_too` for what was shipped once.
std::vector<Version> versions(db::Connection& db, const record::Kind& kind, const Key& key, bool withdrawn_too = false);

}  // namespace zhenan::law
