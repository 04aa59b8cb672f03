// Declarations of the store as kinds of record, and what follows from a change of one.
#pragma once

#include "core/http/http.h"
#include "modules/ledger/ledger.h"
#include "modules/ledger/ledger_store.h"

namespace zhenan::ledger {

/// The whole declaration of a row: of a carried ledger, its own fields come first.
json::object whole(const Row& row);
/// Counts and indexes every record as the declaration says now, in the transaction that changed it.
void count_anew(db::Connection& db, const json::object& declaration);

}  // namespace zhenan::ledger
