// All records of a period, for reports: one query for a whole ledger.
#include <fmt/format.h>

#include "modules/record/record_store.h"

namespace zhenan::record {

void each_between(db::Connection& db, const Kind& kind, std::string_view path, std::string_view from,
                  std::string_view to, const std::function<void(const json::object&)>& on_record, const Names* only) {
    auto* field = find_field(kind.fields, kind.day);
    auto day = kind.entry() ? std::string("t.day") : "t." + field->column();
    auto columns = columns_of(kind, to, only);
    auto [low, high] = below(path);
    std::vector<db::Value> binds{std::string(from), std::string(to), low, high};
    std::string where = fmt::format(
        "NOT t.withdrawn AND {0} >= ? AND {0} <= ? AND t.{1} IN (SELECT id FROM area WHERE path >= "
        "? AND path < ?)",
        day, kind.area_column);
    if (kind.entry()) {
        where += " AND t.kind = ?";
        binds.emplace_back(kind.name);
    }
    std::string text;
    db.each(fmt::format("SELECT {} FROM {} t{} WHERE {} ORDER BY {}, t.id", columns.select, kind.table, columns.joins,
                        where, day),
            binds, [&](auto& row) {
                text.clear();
                append_record(text, kind, row);
                on_record(json::parse(text).as_object());
            });
}

}  // namespace zhenan::record
