#include "modules/enterprise/likeness_store.h"

#include <fmt/format.h>

#include <map>

#include "core/text/text.h"
#include "modules/record/record.h"

namespace zhenan::enterprise {

namespace {

constexpr std::size_t kPairs = 2000;

#define CARD(t) \
#t ".id, " #t ".name, " #t "_area.name, " #t ".credit_code, " #t ".address, " #t ".legal_person, " #t ".phone"

Card card(const db::Row& row, int at) {
    return {row.str(at),     row.str(at + 1), row.str(at + 2), row.str(at + 3),
            row.str(at + 4), row.str(at + 5), row.str(at + 6)};
}

std::string in_scope(const Actor& actor, const char* column, std::vector<db::Value>& binds) {
    return fmt::format("{} IN (SELECT t.id FROM enterprise t WHERE NOT t.withdrawn AND {})", column,
                       record::scope_condition(record::kind("enterprises"), actor, binds));
}

void find_alike(http::Call& call, const std::string& id, Reason reason, const std::string& condition,
                std::vector<db::Value> binds, const std::function<bool(const db::Row&, Alike&)>& keep,
                std::vector<Alike>& found) {
    binds.emplace_back(id);
    auto scope = in_scope(call.actor, "e.id", binds);
    call.db.each("SELECT " CARD(
                     e) ", l.lng, l.lat FROM enterprise_likeness l JOIN enterprise e ON e.id = l.enterprise_id "
                        "JOIN area e_area ON e_area.id = e.area_id WHERE " +
                     condition + " AND e.id <> ? AND " + scope + " ORDER BY e.name, e.id LIMIT 20",
                 binds, [&](auto& row) {
                     Alike one{card(row, 0), reason};
                     for (auto& known : found)
                         if (known.card.id == one.card.id) return;
                     if (keep(row, one)) found.push_back(std::move(one));
                 });
}

}  // namespace

std::optional<Point> point_of(const json::object& record) {
    auto* location = record.if_contains("location");
    if (!location || !location->is_object()) return {};
    auto& point = location->as_object();
    return Point{point.at("lng").to_number<double>(), point.at("lat").to_number<double>()};
}

void remember_likeness(db::Connection& db, const std::string& id, const json::object& record) {
    auto organisation = organisation_of(text_of(record, "creditCode"));
    auto point = point_of(record);
    db::Param none(nullptr);
    auto cell = point ? cell_of(*point) : Cell{};
    db.run(
        "INSERT INTO enterprise_likeness (enterprise_id, area_id, name_key, organisation, cell_x, cell_y, lng, lat) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (enterprise_id) DO UPDATE SET area_id = excluded.area_id, "
        "name_key = excluded.name_key, organisation = excluded.organisation, cell_x = excluded.cell_x, "
        "cell_y = excluded.cell_y, lng = excluded.lng, lat = excluded.lat",
        {id, text_of(record, "areaId"), name_key(text_of(record, "name")),
         organisation.empty() ? none : db::Param(organisation), point ? db::Param(std::int64_t{cell.x}) : none,
         point ? db::Param(std::int64_t{cell.y}) : none, point ? db::Param(point->lng) : none,
         point ? db::Param(point->lat) : none});
}

void forget_likeness(db::Connection& db, const std::string& id) {
    db.run("DELETE FROM enterprise_likeness WHERE enterprise_id = ?", {id});
}

void complete_likeness(db::Connection& db) {
    std::vector<std::pair<std::string, json::object>> missing;
    db.each(
        "SELECT id, name, area_id, credit_code, location FROM enterprise WHERE NOT withdrawn AND NOT EXISTS (SELECT 1 "
        "FROM enterprise_likeness l WHERE l.enterprise_id = enterprise.id)",
        {}, [&](auto& row) {
            json::object record{{"name", row.text(1)}, {"areaId", row.text(2)}, {"creditCode", row.text(3)}};
            if (!row.null(4)) record["location"] = json::parse(row.text(4));
            missing.emplace_back(row.str(0), std::move(record));
        });
    for (auto& [id, record] : missing) remember_likeness(db, id, record);
}

std::vector<Alike> alike(http::Call& call, const std::string& id, const json::object& record) {
    std::vector<Alike> found;
    auto always = [](const db::Row&, Alike&) { return true; };
    if (auto organisation = organisation_of(text_of(record, "creditCode")); !organisation.empty())
        find_alike(call, id, Reason::organisation, "l.organisation = ?", {organisation}, always, found);
    auto name = text_of(record, "name"), area = text_of(record, "areaId");
    if (auto key = name_key(name); !key.empty() && !area.empty())
        find_alike(call, id, Reason::name, "l.area_id = ? AND l.name_key = ?", {area, key}, always, found);
    if (auto point = point_of(record)) {
        auto cell = cell_of(*point);
        find_alike(
            call, id, Reason::place, "l.cell_x BETWEEN ? AND ? AND l.cell_y BETWEEN ? AND ?",
            {std::int64_t{cell.x - 1}, std::int64_t{cell.x + 1}, std::int64_t{cell.y - 1}, std::int64_t{cell.y + 1}},
            [&](const db::Row& row, Alike& one) {
                one.metres = metres_between(*point, {row.real(7), row.real(8)});
                return one.metres <= kNear && similar_names(name, one.card.name);
            },
            found);
    }
    return found;
}

std::vector<Pair> pairs(http::Call& call, const std::string& path, const std::string& words) {
    std::map<std::pair<std::string, std::string>, Pair> found;
    auto folded = text::fold(words);
    auto look = [&](Reason reason, const char* condition) {
        auto [from, to] = record::below(path);
        std::vector<db::Value> binds{from, to};
        // Not bare columns: else SQLite walks all that is in scope for each one, instead of its neighbours.
        auto scope = in_scope(call.actor, "(a.enterprise_id || '')", binds);
        scope += " AND " + in_scope(call.actor, "(b.enterprise_id || '')", binds);
        auto sql = fmt::format(
            "SELECT {}, {}, a.lng, a.lat, b.lng, b.lat FROM enterprise_likeness a JOIN enterprise_likeness b ON {} "
            "AND (b.enterprise_id || '') > a.enterprise_id JOIN enterprise e ON e.id = a.enterprise_id JOIN area "
            "e_area ON "
            "e_area.id = e.area_id JOIN enterprise f ON f.id = b.enterprise_id JOIN area f_area ON f_area.id = "
            "f.area_id WHERE e_area.path >= ? AND e_area.path < ? AND {} AND NOT EXISTS (SELECT 1 FROM "
            "enterprise_distinct d WHERE d.one_id = a.enterprise_id AND d.other_id = b.enterprise_id) "
            "ORDER BY e.name, e.id, f.id LIMIT {}",
            CARD(e), CARD(f), condition, scope, kPairs);
        call.db.each(sql, binds, [&](auto& row) {
            auto one = card(row, 0), other = card(row, 7);
            double metres = -1;
            if (!row.null(14) && !row.null(16))
                metres = metres_between({row.real(14), row.real(15)}, {row.real(16), row.real(17)});
            if (reason == Reason::place && (metres > kNear || !similar_names(one.name, other.name))) return;
            if (!folded.empty() && text::fold(one.name + " " + other.name).find(folded) == std::string::npos) return;
            auto& pair = found[{one.id, other.id}];
            if (pair.reasons.empty()) pair = {one, other, {}, metres};
            pair.reasons.push_back(reason);
        });
    };
    look(Reason::organisation, "b.organisation = a.organisation");
    look(Reason::name, "b.area_id = a.area_id AND b.name_key = a.name_key");
    look(Reason::place,
         "b.cell_x BETWEEN a.cell_x - 1 AND a.cell_x + 1 AND b.cell_y BETWEEN a.cell_y - 1 AND a.cell_y + 1 "
         "AND ABS(b.lat - a.lat) < 0.0005 AND ABS(b.lng - a.lng) < 0.0009");
    std::vector<Pair> list;
    for (auto& [ids, pair] : found) list.push_back(std::move(pair));
    std::stable_sort(list.begin(), list.end(), [](auto& a, auto& b) {
        return std::tuple(a.reasons.front(), a.one.name) < std::tuple(b.reasons.front(), b.one.name);
    });
    return list;
}

void call_distinct(db::Connection& db, const std::string& one, const std::string& other, const Actor& actor,
                   Instant now) {
    db.run(
        "INSERT INTO enterprise_distinct (one_id, other_id, at, account_id) VALUES (?, ?, ?, ?) ON CONFLICT (one_id, "
        "other_id) DO NOTHING",
        {std::min(one, other), std::max(one, other), now, actor.account_id});
}

}  // namespace zhenan::enterprise
