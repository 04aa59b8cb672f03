#include "core/day.h"
#include "core/event/event.h"
#include "core/field.h"
#include "modules/enterprise/enterprise.h"

namespace zhenan::enterprise {

namespace {
std::string end_of(std::string_view path) {
    std::string to(path);
    ++to.back();
    return to;
}

/// The permits before what was changed from an instant on: a permit renewed in July had run out in June all the same.
json::array permits_on(db::Connection& db, const std::string& id, json::array permits, Instant after) {
    for (auto& event : history(db, id)) {
        if (event.at < after || event.verb != "changed" || event.before.find("\"permits\"") == std::string::npos)
            continue;
        auto before = json::parse(event.before).as_object();
        if (before.at("permits").is_array()) return before.at("permits").as_array();
    }
    return permits;
}
}  // namespace

std::optional<Enterprise> find(db::Connection& db, std::string_view id) {
    std::optional<Enterprise> found;
    db.each_once(
        "SELECT id, name, area_id, category, credit_code, address, legal_person, phone, state FROM enterprise WHERE id "
        "= ? AND NOT withdrawn",
        {std::string(id)}, [&](auto& row) {
            found = Enterprise{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4),
                               row.str(5), row.str(6), row.str(7), row.str(8)};
        });
    return found;
}

std::vector<ExpiredPermit> expired_permits(db::Connection& db, std::string_view path, std::string_view day) {
    std::vector<ExpiredPermit> found;
    auto after = start_of(add_days(day, 1));
    db.each(
        "SELECT e.id, e.name, e.permits FROM enterprise e JOIN area a ON a.id = e.area_id WHERE a.path >= ? AND a.path "
        "< ? AND NOT e.withdrawn AND e.permits IS NOT NULL AND (e.opened_on IS NULL OR e.opened_on <= ?) "
        "AND (e.state = 'open' OR (e.state = 'closed' AND e.closed_on > ?)) ORDER BY e.name, e.id",
        {path, end_of(path), day, day}, [&](auto& row) {
            auto permits = json::parse(row.text(2));  // named: a range-for would not keep it alive
            for (auto& item : permits_on(db, row.str(0), permits.as_array(), after)) {
                auto to = text_of(item.as_object(), "validTo");
                if (!to.empty() && to < day)
                    found.push_back({row.str(0), row.str(1), text_of(item.as_object(), "type"), to});
            }
        });
    return found;
}

std::vector<InTrade> in_trade(db::Connection& db, std::string_view path, std::string_view day, bool scale_only) {
    std::vector<InTrade> found;
    db.each(
        "SELECT e.id, e.name, e.area_id FROM enterprise e JOIN area a ON a.id = e.area_id WHERE a.path >= ? AND a.path "
        "< ? AND NOT e.withdrawn "
        "AND (e.opened_on IS NULL OR e.opened_on <= ?) AND (e.state <> 'closed' OR e.closed_on > ?) "
        "AND (e.scale_enterprise OR NOT CAST(? AS BOOLEAN)) ORDER BY e.name, e.id",
        {path, end_of(path), day, day, scale_only}, [&](auto& row) {
            found.push_back({row.str(0), row.str(1), row.str(2)});
        });
    return found;
}

std::int64_t count(db::Connection& db, std::string_view path, bool scale_only) {
    return db
        .integer(
            "SELECT COUNT(*) FROM enterprise e JOIN area a ON a.id = e.area_id WHERE a.path >= ? AND a.path < ? AND "
            "NOT e.withdrawn "
            "AND e.state <> 'closed' AND (e.scale_enterprise OR NOT CAST(? AS BOOLEAN))",
            {path, end_of(path), scale_only})
        .value_or(0);
}

}  // namespace zhenan::enterprise
