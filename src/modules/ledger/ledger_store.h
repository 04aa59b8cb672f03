// Declarations in the store. A number that grows with each change tells every server that something is new.
#pragma once

#include <map>

#include "core/clock.h"
#include "core/db/db.h"
#include "modules/ledger/ledger_rules.h"

namespace zhenan::ledger {

struct Row {
    std::string id, kind;
    bool own = true;
    json::object declared;  // the whole of an own ledger; of a carried one what the office added
    std::int64_t version = 0;
    std::string retired_reason;
    Instant created_at = 0, updated_at = 0;
};

std::int64_t last_number(db::Connection& db);
std::vector<Row> all_rows(db::Connection& db);
std::optional<Row> find_row(db::Connection& db, const std::string& kind);
void insert_row(db::Connection& db, const Row& row, Instant now);
void update_row(db::Connection& db, const Row& row, Instant now);

std::int64_t records_of(db::Connection& db, const std::string& kind);
/// What is filled in, of all records, withdrawn ones too.
Usage usage_of(db::Connection& db, const std::string& kind);
std::vector<std::string> ids_of(db::Connection& db, const std::string& kind, const std::string& after);

}  // namespace zhenan::ledger
