#include "modules/audit/audit_store.h"

#include <fmt/format.h>

namespace zhenan::audit {

namespace {
std::string select(db::Engine engine) {
    return fmt::format(
        "SELECT {}, e.seq, e.at, e.actor_id, e.actor_name, e.kind, e.record_id, e.verb, a.path, e.before, e.after "
        "FROM event e LEFT JOIN area a ON a.id = e.area_id ",
        engine == db::Engine::postgres ? "CAST(e.xid AS TEXT)" : "'0'");
}
Line read(const db::Row& row) {
    return {{row.str(0), row.integer(1)},
            row.integer(2),
            row.str(3),
            row.str(4),
            row.str(5),
            row.str(6),
            row.str(7),
            row.str(8),
            row.str(9),
            row.str(10)};
}
}  // namespace

Cursor last(db::Connection& db) {
    Cursor cursor;
    auto order = db.engine() == db::Engine::postgres
                     ? "WHERE e.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY e.xid DESC, e.seq DESC LIMIT 1"
                     : "ORDER BY e.seq DESC LIMIT 1";
    db.each(select(db.engine()) + order, std::vector<db::Value>{}, [&](auto& row) { cursor = read(row).at; });
    return cursor;
}

void after(db::Connection& db, const Cursor& cursor, std::int64_t limit,
           const std::function<void(const Line&)>& on_line) {
    auto on_row = [&](const db::Row& row) { on_line(read(row)); };
    if (db.engine() == db::Engine::postgres)
        db.each(select(db.engine()) +
                    "WHERE (e.xid, e.seq) > (CAST(? AS xid8), ?) AND e.xid < pg_snapshot_xmin(pg_current_snapshot()) "
                    "ORDER BY e.xid, e.seq LIMIT ?",
                std::vector<db::Value>{cursor.xid, cursor.seq, limit}, on_row);
    else
        db.each(select(db.engine()) + "WHERE e.seq > ? ORDER BY e.seq LIMIT ?",
                std::vector<db::Value>{cursor.seq, limit}, on_row);
}

void before(db::Connection& db, std::int64_t seq, std::int64_t limit, const std::string& kind,
            const std::string& record_id, const std::function<void(const Line&)>& on_line) {
    std::string where = "WHERE e.seq < ?";
    std::vector<db::Value> binds{seq};
    if (!kind.empty()) {
        where += " AND e.kind = ?";
        binds.emplace_back(kind);
    }
    if (!record_id.empty()) {
        where += " AND e.record_id = ?";
        binds.emplace_back(record_id);
    }
    binds.emplace_back(limit);
    db.each(select(db.engine()) + where + " ORDER BY e.seq DESC LIMIT ?", binds,
            [&](const db::Row& row) { on_line(read(row)); });
}

}  // namespace zhenan::audit
