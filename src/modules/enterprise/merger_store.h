// Enterprises that were found to be one; only for this folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/db/db.h"

namespace zhenan::enterprise {

struct Merger {
    std::string id, kept_id, other_id;
    Instant at = 0;
    std::string on_day, account_id, by_name, fields_before, moved;
    bool undone = false;
    std::string other_name, other_code;  // as they stand in its row
};
void insert_merger(db::Connection& db, const Merger& merger);
std::optional<Merger> find_merger(db::Connection& db, std::string_view id);
/// What was merged into an enterprise and stands so, latest first.
std::vector<Merger> mergers_of(db::Connection& db, std::string_view kept_id);
void set_undone(db::Connection& db, std::string_view id, Instant now);
/// The enterprise that this one was merged into; at the end of the chain. Empty if it wasn't.
std::string merged_into(db::Connection& db, std::string_view id);
void set_merged_into(db::Connection& db, std::string_view id, const std::optional<std::string>& kept);

}  // namespace zhenan::enterprise
