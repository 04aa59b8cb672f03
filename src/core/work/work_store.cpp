#include "core/work/work_store.h"

namespace zhenan::work {

namespace {

Record read(const db::Row& row) {
    return {row.str(0),      row.str(1),  row.str(2),     row.str(3),     row.str(4),      row.str(5),
            row.str(6),      row.str(7),  row.integer(8), row.integer(9), row.integer(10), row.integer(11),
            row.integer(12), row.str(13), row.str(14),    row.str(15)};
}

#define JOB_SELECT                                                                                          \
    "SELECT id, account_id, account_name, kind, title_zh, title_en, state, step, done, total, created_at, " \
    "started_at, "                                                                                          \
    "ended_at, node, answer, problem FROM job "

}  // namespace

void insert(db::Connection& db, const Record& r) {
    db.run(
        "INSERT INTO job (id, account_id, account_name, kind, title_zh, title_en, state, step, done, total, "
        "created_at, "
        "node) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)",
        {r.id, r.account_id, r.account_name, r.kind, r.title_zh, r.title_en, r.state, r.step, r.created_at, r.node});
}

bool set_progress(db::Connection& db, std::string_view id, std::string_view step, std::int64_t done, std::int64_t total,
                  Instant now) {
    bool asked = false;
    db.each(
        "UPDATE job SET state = 'running', step = ?, done = ?, total = ?, started_at = COALESCE(started_at, ?) "
        "WHERE id = ? AND ended_at IS NULL RETURNING cancel_asked",
        {step, done, total, now, id}, [&](auto& row) { asked = row.boolean(0); });
    return asked;
}

void set_ended(db::Connection& db, std::string_view id, std::string_view state, std::string_view answer,
               std::string_view problem, Instant now) {
    auto maybe = [](std::string_view text) { return text.empty() ? db::Param(nullptr) : db::Param(text); };
    db.run(
        "UPDATE job SET state = ?, answer = ?, problem = ?, ended_at = ?, "
        "done = CASE WHEN ? = 'done' THEN total ELSE done END WHERE id = ?",
        {state, maybe(answer), maybe(problem), now, state, id});
}

void ask_cancel(db::Connection& db, std::string_view id) {
    db.run("UPDATE job SET cancel_asked = true WHERE id = ? AND ended_at IS NULL", {id});
}

std::optional<Record> find(db::Connection& db, std::string_view id) {
    std::optional<Record> found;
    db.each(JOB_SELECT "WHERE id = ?", {id}, [&](auto& row) { found = read(row); });
    return found;
}

std::vector<Record> of_account(db::Connection& db, std::string_view account_id) {
    std::vector<Record> found;
    db.each(JOB_SELECT "WHERE account_id = ? ORDER BY created_at DESC, id DESC LIMIT 50", {account_id},
            [&](auto& row) { found.push_back(read(row)); });
    return found;
}

std::vector<Record> open_on(db::Connection& db, std::string_view node) {
    std::vector<Record> found;
    db.each(JOB_SELECT "WHERE state IN ('waiting', 'running') AND node = ? ORDER BY created_at", {node},
            [&](auto& row) { found.push_back(read(row)); });
    return found;
}

void forget_before(db::Connection& db, Instant before) {
    db.run("DELETE FROM job WHERE ended_at < ?", {before});
}

}  // namespace zhenan::work
