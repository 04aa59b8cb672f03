#include <fmt/format.h>

#include <map>
#include <unordered_set>

#include "core/id.h"
#include "modules/duty/duty.h"

namespace zhenan::duty {

namespace {
std::vector<VerbRule>& named() {
    static std::vector<VerbRule> all;
    return all;
}
}  // namespace

VerbRules::VerbRules(std::vector<VerbRule> rules) {
    named().insert(named().end(), rules.begin(), rules.end());
}

const std::vector<VerbRule>& verb_rules() {
    return named();
}

namespace {
std::vector<Excuse>& excusing() {
    static std::vector<Excuse> all;
    return all;
}
}  // namespace

Excuses::Excuses(Excuse excuse) {
    excusing().push_back(std::move(excuse));
}

const std::vector<Excuse>& excuses() {
    return excusing();
}

void open(db::Connection& db, const Duty& d) {
    db.later(
        "INSERT INTO duty (id, rule, who_kind, who_id, area_id, category, owner_id, record_kind, record_id, opened_on, "
        "due_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {new_id(), d.rule, d.who_kind, d.who_id, d.area_id,
         d.category.empty() ? db::Param(nullptr) : db::Param(d.category),
         d.who_kind == "enterprises" ? db::Param(d.who_id) : db::Param(nullptr), d.record_kind, d.record_id,
         d.opened_on, d.due_on});
}

void discharge(db::Connection& db, std::string_view rule, std::string_view record_id, std::string_view on,
               std::string_view by) {
    db.later(
        "UPDATE duty SET discharged_on = ?, discharged_by = ? WHERE record_id = ? AND rule = ? AND discharged_on IS "
        "NULL",
        {on, by, record_id, rule});
}

void move(db::Connection& db, const Duty& renewed, std::string_view on, std::string_view by) {
    discharge(db, renewed.rule, renewed.record_id, on, by);
    open(db, renewed);
}

void hand_over(db::Connection& db, std::string_view record_id, std::string_view who_kind, std::string_view from,
               std::string_view to) {
    db.run(
        "UPDATE duty SET who_id = ?, owner_id = CASE WHEN owner_id = ? THEN CAST(? AS TEXT) ELSE owner_id END WHERE "
        "record_id = ? AND who_kind = ? AND who_id = ?",
        {to, from, to, record_id, who_kind, from});
}

std::string late_sql(std::string_view rule, std::string_view id_column) {
    return fmt::format(
        "EXISTS (SELECT 1 FROM duty y WHERE y.record_id = {} AND y.rule = '{}' AND y.period IS NULL AND "
        "y.discharged_on IS NULL AND y.due_on < $TODAY)",
        id_column, rule);
}

std::vector<Late> late_on(db::Connection& db, std::string_view path, std::string_view day,
                          const std::vector<std::string>& rules) {
    std::string to(path);
    ++to.back();
    std::vector<Late> found;
    for (auto& rule : rules)
        db.each(
            // Two halves, each from the index of verbs' duties; an OR would read every duty of the rule.
            "SELECT y.rule, y.record_kind, y.record_id, y.area_id, y.due_on FROM ("
            "SELECT * FROM duty WHERE rule = ? AND period IS NULL AND discharged_on IS NULL AND due_on < ? UNION ALL "
            "SELECT * FROM duty WHERE rule = ? AND period IS NULL AND discharged_on > ? AND due_on < ?) y JOIN area a "
            "ON a.id = y.area_id "
            "WHERE y.opened_on <= ? AND a.path >= ? AND a.path < ? ORDER BY y.due_on, y.record_id",
            {rule, day, rule, day, day, day, path, to}, [&](auto& row) {
                found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4)});
            });
    return found;
}

std::vector<LateCount> late_counts(db::Connection& db, std::string_view path, std::string_view day,
                                   const std::vector<std::string>& rules) {
    std::string to(path);
    ++to.back();
    std::unordered_set<std::string> seen;
    std::map<std::pair<std::string, std::string>, std::int64_t> counts;
    const std::string within =
        " AND period IS NULL AND due_on < ? AND opened_on <= ? AND area_id IN (SELECT id FROM area WHERE path >= ? AND "
        "path < ?)";
    for (auto& rule : rules)
        db.each("SELECT area_id, record_id FROM duty WHERE rule = ? AND discharged_on IS NULL" + within +
                    " UNION ALL SELECT area_id, record_id FROM duty WHERE rule = ? AND discharged_on > ?" + within,
                {rule, day, day, path, to, rule, day, day, day, path, to}, [&](auto& row) {
                    if (seen.insert(row.str(1)).second) ++counts[{row.str(0), rule}];
                });
    std::vector<LateCount> list;
    for (auto& [key, n] : counts) list.push_back({key.first, key.second, n});
    return list;
}

}  // namespace zhenan::duty
