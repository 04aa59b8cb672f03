#include "modules/ledger/ledger_live.h"

#include <spdlog/spdlog.h>

#include <atomic>
#include <mutex>

#include "core/event/announced.h"
#include "core/jobs.h"
#include "core/search/search.h"

namespace zhenan::ledger {

namespace {

std::atomic<std::int64_t> known{0};
std::mutex loading;

// Whoever asks for a kind asks here first. A number that is not higher than the known one is an older snapshot's.
void refresh(db::Connection& db) {
    if (last_number(db) <= known.load(std::memory_order_acquire)) return;
    std::lock_guard lock(loading);
    auto number = last_number(db);
    if (number <= known.load(std::memory_order_acquire)) return;
    std::vector<record::Kind> kinds;
    std::vector<measure::Declared> counted;
    for (auto& row : all_rows(db)) {
        try {
            if (row.own && carried(row.kind))
                throw std::runtime_error("this version of the program carries a ledger of that name");
            auto declared = declare(whole(row));
            declared.kind.own = row.own;
            if (!row.retired_reason.empty()) {
                declared.kind.retired = true;
                declared.kind.create = declared.kind.edit = declared.kind.import = declared.kind.withdraw = false;
            }
            counted.push_back({row.kind, declared.contributions, declared.measures});
            kinds.push_back(std::move(declared.kind));
        } catch (const std::exception& error) {
            spdlog::error("ledger {}: {}", row.kind, error.what());
        }
    }
    measure::publish(std::move(counted));
    record::publish(std::move(kinds));
    known.store(number, std::memory_order_release);
}

const struct Hook {
    Hook() { record::set_refresh(refresh); }
} hook;

// Menus and forms of every open page follow.
const Announced announced("ledgers");

// For what asks without a request at hand.
const jobs::Job noticing("ledgers", 2, [](db::Store& store, Clock&) { store.read(refresh); });

}  // namespace

json::object whole(const Row& row) {
    if (row.own) return row.declared;
    auto* theirs = carried(row.kind);
    return theirs ? merged(*theirs, row.declared) : row.declared;
}

void count_anew(db::Connection& db, const json::object& declaration) {
    auto declared = declare(declaration);
    std::string after;
    for (auto ids = ids_of(db, declared.kind.name, after); !ids.empty(); ids = ids_of(db, declared.kind.name, after))
        for (auto& id : ids) {
            auto record = record::peek(db, declared.kind, id);
            measure::follow(db, declared.kind.name, id, declared.contributions(*record), false);
            index_text(db, declared.kind.name, id, record::search_text(declared.kind, *record));
            after = id;
        }
}

}  // namespace zhenan::ledger
