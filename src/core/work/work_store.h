// The records of long work.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/db/db.h"
#include "core/field.h"
#include "core/work/work.h"

namespace zhenan::work {

struct Record {
    std::string id, account_id, account_name, kind, title_zh, title_en, state, step;
    std::int64_t done = 0, total = 0;
    Instant created_at = 0, started_at = 0, ended_at = 0;
    std::string node, answer, problem;
};

void insert(db::Connection& db, const Record& record);
/// Sets progress; has somebody asked to cancel it?
bool set_progress(db::Connection& db, std::string_view id, std::string_view step, std::int64_t done, std::int64_t total,
                  Instant now);
void set_ended(db::Connection& db, std::string_view id, std::string_view state, std::string_view answer,
               std::string_view problem, Instant now);
void ask_cancel(db::Connection& db, std::string_view id);
std::optional<Record> find(db::Connection& db, std::string_view id);
std::vector<Record> of_account(db::Connection& db, std::string_view account_id);
/// Work of a node that has not ended.
std::vector<Record> open_on(db::Connection& db, std::string_view node);
void forget_before(db::Connection& db, Instant before);

}  // namespace zhenan::work
