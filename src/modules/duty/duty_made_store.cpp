// What rules have made, and for whom.
#include <fmt/format.h>

#include <mutex>

#include "core/id.h"
#include "modules/duty/duty_store.h"
#include "modules/record/record.h"

namespace zhenan::duty {

namespace {

db::Param or_null(const std::string& text) {
    return text.empty() ? db::Param(nullptr) : db::Param(text);
}

}  // namespace

std::string rules_stamp(db::Connection& db) {
    std::string stamp;
    db.each_once("SELECT COUNT(*), COALESCE(SUM(version), 0), COALESCE(MAX(updated_at), 0) FROM duty_rule", {},
                 [&](auto& row) { stamp = row.str(0) + "/" + row.str(1) + "/" + row.str(2); });
    return stamp;
}

std::shared_ptr<const std::vector<Rule>> rules(db::Connection& db) {
    // Parsed once for all; the stamp tells states of the rules apart, whichever transaction or node made them.
    static std::mutex lock;
    static std::string read_stamp;
    static std::shared_ptr<const std::vector<Rule>> read;
    auto stamp = rules_stamp(db);
    {
        std::lock_guard guard(lock);
        if (read && read_stamp == stamp) return read;
    }
    auto list = std::make_shared<std::vector<Rule>>();
    auto& kind = record::kind("duty-rules");
    for (std::string after;;) {
        auto ids = record::next_ids(db, kind, after, 500);
        for (auto& id : ids)
            if (auto rule = record::standing(db, kind, id)) list->push_back(rule_from(*rule));
        if (ids.size() < 500) break;
        after = ids.back();
    }
    std::sort(list->begin(), list->end(),
              [](auto& a, auto& b) { return std::tie(a.name, a.effective_from) < std::tie(b.name, b.effective_from); });
    std::lock_guard guard(lock);
    read_stamp = stamp;
    read = list;
    return list;
}

std::string binding_of(const Rule& rule) {
    std::string binding = rule.bound;
    for (auto& condition : rule.where)
        binding += fmt::format(";{}={}", condition.field, fmt::join(condition.values, ","));
    if (!rule.day.empty()) binding += "@" + rule.day;
    return binding;
}

std::vector<Span> spans(db::Connection& db, const std::string& binding, std::string_view record_id) {
    std::vector<Span> list;
    db.each("SELECT since, until, anchor FROM duty_span WHERE binding = ? AND record_id = ? ORDER BY since",
            {binding, record_id}, [&](auto& row) {
                list.push_back({row.str(0), row.str(1), row.str(2)});
            });
    return list;
}

void begin_span(db::Connection& db, const std::string& binding, std::string_view record_id, std::string_view since,
                std::string_view anchor) {
    db.later(
        "INSERT INTO duty_span (binding, record_id, since, anchor) VALUES (?, ?, ?, ?) ON CONFLICT (binding, "
        "record_id, since) DO UPDATE SET until = NULL, anchor = excluded.anchor",
        {binding, record_id, since, anchor});
}

void end_span(db::Connection& db, const std::string& binding, std::string_view record_id, const Span& span,
              std::string_view until) {
    if (span.from == until)
        db.later("DELETE FROM duty_span WHERE binding = ? AND record_id = ? AND since = ?",
                 {binding, record_id, span.from});
    else
        db.later("UPDATE duty_span SET until = ? WHERE binding = ? AND record_id = ? AND since = ?",
                 {until, binding, record_id, span.from});
}

bool same(const Kept& one, const Kept& other) {
    return one.owed == other.owed && one.who_kind == other.who_kind && one.who_id == other.who_id &&
           one.area_id == other.area_id && one.category == other.category && one.lifted_why == other.lifted_why;
}

KeptDuties made_for(db::Connection& db, std::string_view record_id) {
    KeptDuties list;
    db.each(
        "SELECT id, rule, period, opened_on, ends_on, due_on, discharged_on, discharged_kind, discharged_by, who_kind, "
        "who_id, area_id, category, lifted_on, lifted_why FROM duty WHERE record_id = ? AND period IS NOT NULL",
        {record_id}, [&](auto& row) {
            Kept kept{row.str(0),
                      row.str(1),
                      {row.str(2), row.str(3), row.str(4), row.opt(5), row.str(6), row.str(7), row.str(8)},
                      row.str(9),
                      row.str(10),
                      row.str(11),
                      row.str(12),
                      row.str(13),
                      row.str(14)};
            list.emplace(std::pair{kept.rule, kept.owed.period}, std::move(kept));
        });
    return list;
}

void insert_made(db::Connection& db, const Kept& d, std::string_view record_kind, std::string_view record_id,
                 Instant now) {
    auto& o = d.owed;
    db.later(
        "INSERT INTO duty (id, rule, period, who_kind, who_id, area_id, category, owner_id, record_kind, record_id, "
        "opened_on, due_on, ends_on, discharged_on, discharged_by, discharged_kind, lifted_on, lifted_why, version, "
        "created_at, "
        "updated_at, withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, false)",
        {new_id(),
         d.rule,
         o.period,
         d.who_kind,
         d.who_id,
         d.area_id,
         or_null(d.category),
         d.who_kind == "enterprises" ? db::Param(d.who_id) : db::Param(nullptr),
         record_kind,
         record_id,
         o.opened_on,
         o.due_on,
         or_null(o.ends_on),
         or_null(o.done_on),
         or_null(o.done_id),
         or_null(o.done_kind),
         or_null(d.lifted_on),
         or_null(d.lifted_why),
         now,
         now});
}

void update_made(db::Connection& db, const Kept& d, Instant now) {
    auto& o = d.owed;
    db.later(
        "UPDATE duty SET who_kind = ?, who_id = ?, area_id = ?, category = ?, owner_id = ?, opened_on = ?, due_on = ?, "
        "ends_on = ?, discharged_on = ?, discharged_by = ?, discharged_kind = ?, lifted_on = ?, lifted_why = ?, "
        "version = version + 1, updated_at = ? WHERE id = ?",
        {d.who_kind, d.who_id, d.area_id, or_null(d.category),
         d.who_kind == "enterprises" ? db::Param(d.who_id) : db::Param(nullptr), o.opened_on, o.due_on,
         or_null(o.ends_on), or_null(o.done_on), or_null(o.done_id), or_null(o.done_kind), or_null(d.lifted_on),
         or_null(d.lifted_why), now, d.id});
}

std::vector<Exemption> exemptions_of(db::Connection& db, std::string_view record_id) {
    std::vector<Exemption> list;
    db.each(
        "SELECT rule, valid_from, valid_to FROM duty_exemption WHERE record_id = ? AND state = 'approved' AND NOT "
        "withdrawn",
        {record_id}, [&](auto& row) {
            list.push_back({row.str(0), row.str(1), row.str(2)});
        });
    return list;
}

bool exemption_waits(db::Connection& db, std::string_view rule, std::string_view record_id) {
    return db
        .text("SELECT id FROM duty_exemption WHERE record_id = ? AND rule = ? AND state = 'asked' AND NOT withdrawn",
              {record_id, rule})
        .has_value();
}

void discharge_if_first(db::Connection& db, std::string_view rule, std::string_view record_id, std::string_view period,
                        const Deed& deed, Instant now) {
    bool owed = false;
    db.each("SELECT discharged_on, discharged_by FROM duty WHERE rule = ? AND record_id = ? AND period = ?",
            {rule, record_id, period}, [&](auto& row) {
                owed = row.null(0) || row.text(0) > deed.day || (row.text(0) == deed.day && row.text(1) > deed.id);
            });
    if (owed)
        db.later(
            "UPDATE duty SET discharged_on = ?, discharged_by = ?, discharged_kind = ?, lifted_on = NULL, lifted_why = "
            "NULL, version = version + 1, updated_at = ? WHERE rule = ? AND record_id = ? AND period = ?",
            {deed.day, deed.id, deed.kind, now, rule, record_id, period});
}

std::string area_path(db::Connection& db, const std::string& area_id) {
    std::string path;
    db.each_once("SELECT path FROM area WHERE id = ?", {area_id}, [&](auto& row) { path = row.str(0); });
    return path;
}

std::vector<std::pair<std::string, std::string>> bound_by_deed(db::Connection& db, std::string_view deed_id) {
    std::vector<std::pair<std::string, std::string>> bound;
    db.each("SELECT DISTINCT record_kind, record_id FROM duty WHERE discharged_by = ? AND period IS NOT NULL",
            {deed_id}, [&](auto& row) { bound.emplace_back(row.str(0), row.str(1)); });
    return bound;
}

namespace {
std::string counted_sql(Counted which) {
    std::string sql =
        " FROM duty t WHERE t.period IS NOT NULL AND t.due_on >= ? AND t.due_on <= ? AND t.lifted_on IS NULL AND "
        "t.area_id IN (SELECT id FROM area WHERE path >= ? AND path < ?)";
    if (which == Counted::done) sql += " AND t.discharged_on IS NOT NULL";
    if (which == Counted::on_time) sql += " AND t.discharged_on <= t.due_on";
    return sql;
}
}  // namespace

std::vector<DueCount> due_between(db::Connection& db, std::string_view path, std::string_view from, std::string_view to,
                                  Counted which) {
    std::vector<DueCount> list;
    auto [low, high] = record::below(path);
    db.each("SELECT t.area_id, t.due_on, COUNT(*)" + counted_sql(which) + " GROUP BY t.area_id, t.due_on",
            {from, to, low, high}, [&](auto& row) {
                list.push_back({row.str(0), row.str(1), row.integer(2)});
            });
    return list;
}

std::vector<DueLine> each_due_between(db::Connection& db, std::string_view path, std::string_view from,
                                      std::string_view to, Counted which) {
    std::vector<DueLine> list;
    auto [low, high] = record::below(path);
    db.each(
        "SELECT t.id, COALESCE((SELECT r.title FROM duty_rule r WHERE r.name = t.rule AND NOT r.withdrawn ORDER BY "
        "r.effective_from DESC LIMIT 1), t.rule), t.due_on, (SELECT a.name FROM area a WHERE a.id = t.area_id)" +
            counted_sql(which) + " ORDER BY t.due_on, t.id",
        {from, to, low, high}, [&](auto& row) {
            list.push_back({row.str(0), row.str(1), row.str(2), row.str(3)});
        });
    return list;
}

std::optional<Making> making(db::Connection& db, std::string_view kind) {
    std::optional<Making> found;
    db.each("SELECT made_for, done_to, stamp FROM duty_making WHERE kind = ?", {kind}, [&](auto& row) {
        found = Making{row.str(0), row.str(1), row.str(2)};
    });
    return found;
}

std::vector<std::string> kinds_made(db::Connection& db) {
    std::vector<std::string> kinds;
    db.each("SELECT kind FROM duty_making", {}, [&](auto& row) { kinds.push_back(row.str(0)); });
    return kinds;
}

void put_making(db::Connection& db, std::string_view kind, const Making& m) {
    db.run(
        "INSERT INTO duty_making (kind, made_for, done_to, stamp) VALUES (?, ?, ?, ?) ON CONFLICT (kind) DO UPDATE SET "
        "made_for = excluded.made_for, done_to = excluded.done_to, stamp = excluded.stamp",
        {kind, m.made_for, m.done_to, m.stamp});
}

}  // namespace zhenan::duty
