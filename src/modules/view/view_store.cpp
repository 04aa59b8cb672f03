#include "modules/view/view_store.h"

namespace zhenan::view {

namespace {
View view_of(const db::Row& row) {
    return {row.str(0),
            row.str(1),
            row.str(2),
            row.str(3),
            row.str(4),
            json::parse(row.str(5)).as_object(),
            json::parse(row.str(6)).as_array(),
            row.boolean(7),
            row.boolean(8),
            row.integer(9)};
}
}  // namespace

std::vector<View> views_for(db::Connection& db, const std::string& account, const std::string& kind) {
    std::vector<View> found;
    db.each(
        "SELECT id, account_id, by_name, kind, name, query, columns, shared, first, version FROM saved_view "
        "WHERE (account_id = ? OR shared) AND (kind = ? OR ? = '') ORDER BY kind, shared, name, id",
        {account, kind, kind}, [&](auto& row) { found.push_back(view_of(row)); });
    return found;
}

std::optional<View> find(db::Connection& db, const std::string& id) {
    std::optional<View> found;
    db.each(
        "SELECT id, account_id, by_name, kind, name, query, columns, shared, first, version FROM saved_view WHERE id = "
        "?",
        {id}, [&](auto& row) { found = view_of(row); });
    return found;
}

void insert(db::Connection& db, const View& v, Instant now) {
    auto query = json::serialize(v.query), columns = json::serialize(v.columns);
    db.run(
        "INSERT INTO saved_view (id, account_id, by_name, kind, name, query, columns, shared, first, version, "
        "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {v.id, v.account_id, v.by_name, v.kind, v.name, query, columns, v.shared, v.first, v.version, now});
}

void update(db::Connection& db, const View& v) {
    auto query = json::serialize(v.query), columns = json::serialize(v.columns);
    db.run("UPDATE saved_view SET name = ?, query = ?, columns = ?, shared = ?, first = ?, version = ? WHERE id = ?",
           {v.name, query, columns, v.shared, v.first, v.version, v.id});
}

void remove(db::Connection& db, const std::string& id) {
    db.run("DELETE FROM saved_view WHERE id = ?", {id});
}

void clear_first(db::Connection& db, const View& v) {
    db.run(
        "UPDATE saved_view SET first = false WHERE kind = ? AND id <> ? AND shared = ? AND (shared OR account_id = ?)",
        {v.kind, v.id, v.shared, v.account_id});
}

std::int64_t count_of(db::Connection& db, const std::string& account) {
    return db.integer("SELECT COUNT(*) FROM saved_view WHERE account_id = ?", {account}).value_or(0);
}

}  // namespace zhenan::view
