// THE DOOR of enterprises: any entity that works or trades in the town.
#pragma once

#include <string>
#include <vector>

#include "core/db/db.h"

namespace zhenan::enterprise {

struct Enterprise {
    std::string id, name, area_id, category, credit_code, address, legal_person, phone, state;
};

std::optional<Enterprise> find(db::Connection& db, std::string_view id);

/// Permits that had run out by a day, as they stood then, of enterprises in trade below a path.
struct ExpiredPermit {
    std::string enterprise_id, name, permit, valid_to;
};
std::vector<ExpiredPermit> expired_permits(db::Connection& db, std::string_view path, std::string_view day);
/// Enterprises below a path that are in trade on a day: opened by it, not closed by it. They owe letters and drills.
struct InTrade {
    std::string id, name, area_id;
};
std::vector<InTrade> in_trade(db::Connection& db, std::string_view path, std::string_view day, bool scale_only = false);
/// Enterprises in trade below a path that existed by the end of a day.
std::int64_t count(db::Connection& db, std::string_view path, bool scale_only);

}  // namespace zhenan::enterprise
