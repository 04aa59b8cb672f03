// Saved views of lists: filters, order and columns under a name, of an account or of the whole town.
#pragma once

#include <optional>

#include "core/clock.h"
#include "core/db/db.h"
#include "core/field.h"

namespace zhenan::view {

struct View {
    std::string id, account_id, by_name, kind, name;
    json::object query;
    json::array columns;
    bool shared = false;
    bool first = false;  // opened when the list is
    std::int64_t version = 1;
};

/// The account's own and the shared ones; of one kind, or of all.
std::vector<View> views_for(db::Connection& db, const std::string& account, const std::string& kind);
std::optional<View> find(db::Connection& db, const std::string& id);
void insert(db::Connection& db, const View& view, Instant now);
void update(db::Connection& db, const View& view);
void remove(db::Connection& db, const std::string& id);
/// Only one view of a kind opens first: the account's, or among the shared ones the town's.
void clear_first(db::Connection& db, const View& view);
std::int64_t count_of(db::Connection& db, const std::string& account);

}  // namespace zhenan::view
