#include "modules/audit/audit_store.h"

#include <fmt/format.h>

namespace zhenan::audit {

namespace {
std::string select(db::Engine engine) {
    return fmt::format(
        "SELECT {}, e.seq, e.at, e.actor_id, e.actor_name, e.kind, e.record_id, e.verb, a.path, e.before, e.after, "
        "a.name "
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
            row.str(10),
            row.str(11)};
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

void trail(db::Connection& db, const Ask& ask, const std::function<void(const Line&)>& on_line) {
    std::string where = "WHERE e.seq < ? AND e.at >= ? AND e.at < ?";
    std::vector<db::Value> binds{ask.before, ask.from, ask.to};
    auto equal = [&](const char* column, const std::string& value) {
        if (value.empty()) return;
        where += std::string(" AND ") + column + " = ?";
        binds.emplace_back(value);
    };
    equal("e.kind", ask.kind);
    equal("e.record_id", ask.record_id);
    equal("e.verb", ask.verb);
    equal("e.actor_id", ask.actor_id);
    equal("e.actor_name", ask.actor_name);
    auto below = [&](const std::string& path) {
        std::string to = path;
        ++to.back();
        binds.emplace_back(path);
        binds.emplace_back(to);
        return "a.path >= ? AND a.path < ?";
    };
    if (!ask.area_path.empty()) where += std::string(" AND ") + below(ask.area_path);
    if (!ask.within.empty()) {
        std::string any;
        for (auto& path : ask.within) any += (any.empty() ? "(" : " OR (") + std::string(below(path)) + ")";
        where += " AND (" + any + ")";
    }
    if (!ask.text.empty()) {
        where += " AND (e.after LIKE ? ESCAPE '\\' OR e.before LIKE ? ESCAPE '\\' OR e.actor_name LIKE ? ESCAPE '\\')";
        std::string pattern = "%";
        for (char c : ask.text) {
            if (c == '%' || c == '_' || c == '\\') pattern += '\\';
            pattern += c;
        }
        for (int i = 0; i < 3; ++i) binds.emplace_back(pattern + "%");
    }
    binds.emplace_back(ask.limit);
    db.each(select(db.engine()) + where + " ORDER BY e.seq DESC LIMIT ?", binds,
            [&](const db::Row& row) { on_line(read(row)); });
}

std::vector<std::string> verbs(db::Connection& db) {
    std::vector<std::string> found;
    db.each("SELECT DISTINCT verb FROM event ORDER BY verb", {}, [&](auto& row) { found.push_back(row.str(0)); });
    return found;
}

}  // namespace zhenan::audit
