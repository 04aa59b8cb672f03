// Records by what they name, without scope: for parts that derive something from other parts' records.
#include <fmt/format.h>

#include "modules/record/record_store.h"

namespace zhenan::record {

namespace {

void each_where(db::Connection& db, const Kind& kind, std::string where, std::vector<db::Value> binds,
                const std::function<void(const json::object&)>& on_record, const Names* only = nullptr) {
    if (kind.entry()) {
        where += " AND t.kind = ?";
        binds.emplace_back(kind.name);
    }
    auto columns = columns_of(kind, {}, only);
    std::string text;
    db.each(fmt::format("SELECT {} FROM {} t{} WHERE NOT t.withdrawn AND {}", columns.select, kind.table, columns.joins,
                        where),
            binds, [&](auto& row) {
                text.clear();
                append_record(text, kind, row);
                on_record(json::parse(text).as_object());
            });
}

}  // namespace

void each_naming(db::Connection& db, const Kind& kind, const Field& field, std::string_view value,
                 const std::function<void(const json::object&)>& on_record, const Names* only) {
    std::string where;
    if (!kind.entry() || field.name == "areaId")
        where = fmt::format("t.{} = ?", kind.entry() ? "area_id" : field.column());
    else
        where = fmt::format(
            "t.id IN (SELECT f.entry_id FROM entry_key f WHERE f.kind = '{}' AND f.field = '{}' AND f.text = ?)",
            kind.name, field.name);
    each_where(db, kind, where, {std::string(value)}, on_record, only);
}

std::optional<json::object> standing(db::Connection& db, const Kind& kind, std::string_view id) {
    std::optional<json::object> found;
    each_where(db, kind, "t.id = ?", {std::string(id)}, [&](auto& record) { found = record; });
    return found;
}

std::vector<std::string> next_ids(db::Connection& db, const Kind& kind, std::string_view after, std::int64_t limit) {
    std::vector<std::string> ids;
    std::vector<db::Value> binds{std::string(after)};
    std::string where = "NOT t.withdrawn AND t.id > ?";
    if (kind.entry()) {
        where += " AND t.kind = ?";
        binds.emplace_back(kind.name);
    }
    binds.emplace_back(limit);
    db.each(fmt::format("SELECT t.id FROM {} t WHERE {} ORDER BY t.id LIMIT ?", kind.table, where), binds,
            [&](auto& row) { ids.push_back(row.str(0)); });
    return ids;
}

}  // namespace zhenan::record
