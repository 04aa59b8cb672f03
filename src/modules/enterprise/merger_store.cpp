#include "modules/enterprise/merger_store.h"

namespace zhenan::enterprise {

namespace {
#define MERGER                                                                                                         \
    "SELECT m.id, m.kept_id, m.other_id, m.at, m.on_day, m.account_id, m.by_name, m.fields_before, m.moved, "          \
    "CASE WHEN m.undone_at IS NULL THEN 0 ELSE 1 END, e.name, e.credit_code FROM enterprise_merger m JOIN enterprise " \
    "e ON e.id = m.other_id "

Merger read(const db::Row& row) {
    return {row.str(0), row.str(1), row.str(2), row.integer(3),      row.str(4),  row.str(5),
            row.str(6), row.str(7), row.str(8), row.integer(9) != 0, row.str(10), row.str(11)};
}
}  // namespace

void insert_merger(db::Connection& db, const Merger& m) {
    db.run(
        "INSERT INTO enterprise_merger (id, kept_id, other_id, at, on_day, account_id, by_name, fields_before, moved) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {m.id, m.kept_id, m.other_id, m.at, m.on_day, m.account_id, m.by_name, m.fields_before, m.moved});
}

std::optional<Merger> find_merger(db::Connection& db, std::string_view id) {
    std::optional<Merger> found;
    db.each(MERGER "WHERE m.id = ?", {id}, [&](auto& row) { found = read(row); });
    return found;
}

std::vector<Merger> mergers_of(db::Connection& db, std::string_view kept_id) {
    std::vector<Merger> found;
    db.each(MERGER "WHERE m.kept_id = ? AND m.undone_at IS NULL ORDER BY m.at DESC, m.id DESC", {kept_id},
            [&](auto& row) { found.push_back(read(row)); });
    return found;
}

void set_undone(db::Connection& db, std::string_view id, Instant now) {
    db.run("UPDATE enterprise_merger SET undone_at = ? WHERE id = ?", {now, id});
}

std::string merged_into(db::Connection& db, std::string_view id) {
    std::string at(id);
    for (int steps = 0; steps < 50; ++steps) {
        auto next =
            db.text("SELECT merged_into FROM enterprise WHERE id = ? AND withdrawn AND merged_into IS NOT NULL", {at});
        if (!next) break;
        at = *next;
    }
    return at == id ? std::string() : at;
}

void set_merged_into(db::Connection& db, std::string_view id, const std::optional<std::string>& kept) {
    db.run("UPDATE enterprise SET merged_into = ? WHERE id = ?", {kept, id});
}

}  // namespace zhenan::enterprise
