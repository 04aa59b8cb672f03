#include "modules/ledger/ledger_store.h"

namespace zhenan::ledger {

namespace {
Row row_of(const db::Row& row) {
    return {row.str(0),     row.str(1), row.boolean(2), json::parse(row.str(3)).as_object(),
            row.integer(4), row.str(5), row.integer(6), row.integer(7)};
}

void keep_version(db::Connection& db, const Row& row, const std::string& declared, Instant now) {
    db.run("INSERT INTO ledger_version (kind, version, declared, at) VALUES (?, ?, ?, ?)",
           {row.kind, row.version, declared, now});
}
}  // namespace

std::int64_t last_number(db::Connection& db) {
    return db.integer("SELECT COALESCE(MAX(number), 0) FROM ledger_declaration").value_or(0);
}

std::vector<Row> all_rows(db::Connection& db) {
    std::vector<Row> rows;
    db.each(
        "SELECT id, kind, own, declared, version, COALESCE(retired_reason, ''), created_at, updated_at FROM "
        "ledger_declaration ORDER BY created_at, kind",
        {}, [&](auto& row) { rows.push_back(row_of(row)); });
    return rows;
}

std::optional<Row> find_row(db::Connection& db, const std::string& kind) {
    std::optional<Row> found;
    db.each(
        "SELECT id, kind, own, declared, version, COALESCE(retired_reason, ''), created_at, updated_at FROM "
        "ledger_declaration WHERE kind = ?",
        {kind}, [&](auto& row) { found = row_of(row); });
    return found;
}

// Two servers that declare at once take the same number: the second is refused and may try again.
void insert_row(db::Connection& db, const Row& row, Instant now) {
    auto declared = json::serialize(row.declared);
    db.run(
        "INSERT INTO ledger_declaration (id, kind, own, declared, version, number, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        {row.id, row.kind, row.own, declared, row.version, last_number(db) + 1, now, now});
    keep_version(db, row, declared, now);
}

void update_row(db::Connection& db, const Row& row, Instant now) {
    auto declared = json::serialize(row.declared);
    db.run(
        "UPDATE ledger_declaration SET declared = ?, version = ?, number = ?, retired_reason = ?, updated_at = ? WHERE "
        "kind = ?",
        {declared, row.version, last_number(db) + 1,
         row.retired_reason.empty() ? db::Param(nullptr) : db::Param(row.retired_reason), now, row.kind});
    keep_version(db, row, declared, now);
}

std::int64_t records_of(db::Connection& db, const std::string& kind) {
    return db.integer("SELECT COUNT(*) FROM entry WHERE kind = ? AND NOT withdrawn", {kind}).value_or(0);
}

Usage usage_of(db::Connection& db, const std::string& kind) {
    Usage usage;
    db.each("SELECT fields FROM entry WHERE kind = ?", {kind}, [&](auto& row) {
        ++usage.records;
        auto fields = json::parse(row.str(0)).as_object();
        for (auto& member : fields) {
            auto& value = member.value();
            if (value.is_null() || (value.is_array() && value.as_array().empty())) continue;
            ++usage.filled[std::string(member.key())];
            auto choose = [&](const json::value& one) {
                if (one.is_string() && one.as_string().size() <= 40)
                    ++usage.chosen[std::string(member.key())][std::string(one.as_string())];
            };
            if (value.is_array())
                for (auto& one : value.as_array()) choose(one);
            else
                choose(value);
        }
    });
    return usage;
}

std::vector<std::string> ids_of(db::Connection& db, const std::string& kind, const std::string& after) {
    std::vector<std::string> ids;
    db.each("SELECT id FROM entry WHERE kind = ? AND NOT withdrawn AND id > ? ORDER BY id LIMIT 500", {kind, after},
            [&](auto& row) { ids.push_back(row.str(0)); });
    return ids;
}

}  // namespace zhenan::ledger
