#include "modules/assessment/assessment_store.h"

#include <fmt/format.h>

#include "modules/enforcement_performance/enforcement_performance.h"
#include "modules/record/record.h"

namespace zhenan::assessment {

namespace {

std::pair<std::string, std::string> range(std::string_view path) {
    return path == "/" ? std::pair<std::string, std::string>{"/", "0"} : record::below(path);
}
std::vector<std::string> texts_in(std::string_view text) {
    std::vector<std::string> list;
    if (text.empty()) return list;
    auto read = json::parse(text);
    for (auto& one : read.as_array()) list.emplace_back(one.as_string());
    return list;
}
db::Param maybe(const std::string& text) {
    return text.empty() ? db::Param(nullptr) : db::Param(text);
}

constexpr const char* kResult =
    "SELECT t.id, t.round_id, t.area_id, t.subject_area_id, t.subject_type, t.subject_id, t.subject, t.title, "
    "t.category, t.peer_group, t.stage, t.score, t.grade, t.veto, t.veto_reason, t.waiting, t.open_appeals, "
    "t.closed_on, t.enterprise_id, t.person_id, t.body, t.version FROM assessment_result t ";

Result read(const db::Row& row) {
    Result r{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5),
             row.str(6), row.str(7), row.str(8), row.str(9), row.str(10)};
    if (!row.null(11)) r.score = row.real(11);
    r.grade = row.str(12);
    r.veto = row.boolean(13);
    r.veto_reason = row.str(14);
    r.waiting = row.integer(15);
    r.open_appeals = row.integer(16);
    r.closed_on = row.str(17);
    r.enterprise_id = row.str(18);
    r.person_id = row.str(19);
    r.body = json::parse(row.text(20)).as_object();
    r.version = row.integer(21);
    return r;
}

}  // namespace

std::vector<Subject> subjects_in(db::Connection& db, std::string_view type, std::string_view path,
                                 const std::string& from, const std::string& to) {
    auto [low, high] = range(path);
    std::vector<Subject> found;
    auto ended = [&](const std::string& day) { return !day.empty() && day < to ? day : std::string(); };
    if (type == "village")
        db.each(
            "SELECT id, name, path, valid_to FROM area WHERE level = 'village' AND path >= ? AND path < ? AND NOT "
            "withdrawn AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?) ORDER BY code, name, id",
            {low, high, to, from}, [&](auto& row) {
                found.push_back({row.str(0), row.str(1), row.str(0), row.str(2), {}, ended(row.str(3)), ""});
            });
    if (type == "enterprise")
        db.each(
            "SELECT e.id, e.name, e.area_id, a.path, e.category, e.closed_on FROM enterprise e JOIN area a ON a.id = "
            "e.area_id WHERE a.path >= ? AND a.path < ? AND NOT e.withdrawn AND (e.opened_on IS NULL OR e.opened_on <= "
            "?) AND (e.state <> 'closed' OR e.closed_on >= ?) ORDER BY e.name, e.id",
            {low, high, to, from}, [&](auto& row) {
                found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), {row.str(4)}, ended(row.str(5)), ""});
            });
    if (type == "member_unit")
        db.each(
            "SELECT u.id, u.name, u.area_id, a.path, u.categories FROM member_unit u JOIN area a ON a.id = u.area_id "
            "WHERE a.path >= ? AND a.path < ? AND NOT u.withdrawn ORDER BY u.name, u.id",
            {low, high}, [&](auto& row) {
                found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), texts_in(row.text(4)), "", ""});
            });
    if (type == "patroller")
        db.each(
            "SELECT p.id, MAX(p.name), MIN(t.area_id), MIN(a.path), MAX(COALESCE(t.valid_to, '9999-12-31')) FROM "
            "appointment t JOIN person p ON p.id = t.person_id JOIN area a ON a.id = t.area_id WHERE t.role = "
            "'patroller' AND NOT t.withdrawn AND NOT p.withdrawn AND a.path >= ? AND a.path < ? AND t.valid_from <= ? "
            "AND (t.valid_to IS NULL OR t.valid_to >= ?) GROUP BY p.id ORDER BY MAX(p.name), p.id",
            {low, high, to, from}, [&](auto& row) {
                auto until = row.str(4);
                found.push_back(
                    {row.str(0), row.str(1), row.str(2), row.str(3), {}, until < to ? until : std::string(), ""});
            });
    if (type == "officer" || type == "unit")
        for (auto& one : enforcement_performance::subjects(db, type, {std::string(path), from, to, to}))
            found.push_back({one.id, one.name, one.area_id, one.path, {}, "", ""});
    if (type == "town")
        db.each("SELECT id, name, path FROM area WHERE path = ?", {path}, [&](auto& row) {
            found.push_back({row.str(0), row.str(1), row.str(0), row.str(2), {}, "", ""});
        });
    return found;
}

void put_result(db::Connection& db, const Result& r, Instant now) {
    db.later(
        "INSERT INTO assessment_result (id, round_id, area_id, subject_area_id, subject_type, subject_id, subject, "
        "title, category, peer_group, stage, score, grade, veto, veto_reason, waiting, open_appeals, closed_on, "
        "enterprise_id, owner_id, person_id, body, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT (id) DO UPDATE SET area_id = excluded.area_id, "
        "subject_area_id = excluded.subject_area_id, subject = excluded.subject, title = excluded.title, category = "
        "excluded.category, peer_group = excluded.peer_group, stage = excluded.stage, score = excluded.score, grade = "
        "excluded.grade, veto = excluded.veto, veto_reason = excluded.veto_reason, waiting = excluded.waiting, "
        "open_appeals = excluded.open_appeals, closed_on = excluded.closed_on, body = excluded.body, withdrawn = "
        "false, version = assessment_result.version + 1, updated_at = excluded.updated_at",
        {r.id,
         r.round_id,
         r.area_id,
         r.subject_area_id,
         r.subject_type,
         r.subject_id,
         r.subject,
         r.title,
         maybe(r.category),
         maybe(r.peer_group),
         r.stage,
         r.score,
         maybe(r.grade),
         r.veto,
         maybe(r.veto_reason),
         r.waiting,
         r.open_appeals,
         maybe(r.closed_on),
         maybe(r.enterprise_id),
         r.stage == "draft" ? db::Param(nullptr) : maybe(r.enterprise_id),
         maybe(r.person_id),
         json::serialize(r.body),
         now,
         now});
}

std::optional<Result> result_at(db::Connection& db, std::string_view id) {
    std::optional<Result> found;
    db.each(std::string(kResult) + "WHERE t.id = ? AND NOT t.withdrawn", {id}, [&](auto& row) { found = read(row); });
    return found;
}

std::vector<Result> results_of(db::Connection& db, std::string_view round_id, std::int64_t limit, std::int64_t offset) {
    std::vector<Result> found;
    db.each(std::string(kResult) +
                "WHERE t.round_id = ? AND NOT t.withdrawn ORDER BY t.peer_group NULLS FIRST, t.subject, t.id LIMIT ? "
                "OFFSET ?",
            {round_id, limit ? limit : 1'000'000, offset}, [&](auto& row) { found.push_back(read(row)); });
    return found;
}

std::vector<Result> results_of_person(db::Connection& db, std::string_view person_id, const std::string& today) {
    std::vector<Result> found;
    db.each(std::string(kResult) +
                "WHERE NOT t.withdrawn AND t.stage <> 'draft' AND (t.person_id = ? OR (t.subject_type = 'member_unit' "
                "AND t.subject_id IN (SELECT p.member_unit_id FROM appointment p WHERE p.person_id = ? AND NOT "
                "p.withdrawn AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to >= ?)))) ORDER BY "
                "t.created_at DESC, t.id",
            {person_id, person_id, today, today}, [&](auto& row) { found.push_back(read(row)); });
    return found;
}

bool in_member_unit(db::Connection& db, std::string_view person_id, std::string_view unit_id,
                    const std::string& today) {
    return db
        .integer(
            "SELECT 1 FROM appointment WHERE person_id = ? AND member_unit_id = ? AND NOT withdrawn AND valid_from <= "
            "? AND (valid_to IS NULL OR valid_to >= ?) LIMIT 1",
            {person_id, unit_id, today, today})
        .has_value();
}

void set_stage(db::Connection& db, std::string_view round_id, std::string_view stage, bool seen, std::string_view town,
               Instant now) {
    // Until the self-check the assessed don't see it: it lies with the town. Persons' and units' results stay there.
    db.run(
        "UPDATE assessment_result SET stage = ?, area_id = CASE WHEN ? AND subject_type IN ('village', 'enterprise') "
        "THEN subject_area_id ELSE ? END, owner_id = CASE WHEN ? THEN enterprise_id END, version = version + 1, "
        "updated_at = ? WHERE round_id = ?",
        {stage, seen, town, seen, now, round_id});
}

void set_withdrawn(db::Connection& db, std::string_view round_id, bool withdrawn) {
    db.run("UPDATE assessment_result SET withdrawn = ? WHERE round_id = ?", {withdrawn, round_id});
}

Open open_in(db::Connection& db, std::string_view round_id) {
    Open open;
    db.each(
        "SELECT SUM(CASE WHEN waiting > 0 THEN 1 ELSE 0 END), SUM(open_appeals), COUNT(*), MIN(CASE WHEN waiting > 0 "
        "OR "
        "open_appeals > 0 THEN subject END) FROM assessment_result WHERE round_id = ? AND NOT withdrawn AND closed_on "
        "IS NULL",
        {round_id}, [&](auto& row) {
            open = {row.integer(0), row.integer(1), row.integer(2), row.str(3)};
        });
    return open;
}

bool used(db::Connection& db, std::string_view scheme_id) {
    return db.integer("SELECT 1 FROM assessment_round WHERE scheme_id = ? AND NOT withdrawn LIMIT 1", {scheme_id})
        .has_value();
}

std::string in_ledger(db::Connection& db, std::int64_t year, std::string_view term, std::string_view subject_type,
                      std::string_view subject, std::string_view area_id) {
    std::string found;
    db.each(
        "SELECT t.id, t.fields FROM entry_key y JOIN entry t ON t.id = y.entry_id WHERE y.kind = 'assessments' AND "
        "y.field = 'year' AND y.number = ? AND t.area_id = ? AND NOT t.withdrawn ORDER BY t.id",
        {year, area_id}, [&](auto& row) {
            auto fields = json::parse(row.text(1)).as_object();
            if (text_of(fields, "term") == term && text_of(fields, "subjectType") == subject_type &&
                text_of(fields, "subject") == subject)
                found = row.str(0);
        });
    return found;
}

std::map<std::string, std::pair<std::string, std::string>> paths_and_levels(db::Connection& db) {
    std::map<std::string, std::pair<std::string, std::string>> all;
    db.each("SELECT id, path, level FROM area", {}, [&](auto& row) { all[row.str(0)] = {row.str(1), row.str(2)}; });
    return all;
}

Counts count_by(db::Connection& db, By by, std::string_view path, const std::string& from, const std::string& to) {
    auto [low, high] = range(path);
    Counts counts;
    bool own = by == By::enterprise;
    auto ask = [&](const char* key, const char* columns, const char* table, const char* where,
                   const std::vector<db::Value>& binds, const std::vector<const char*>& names) {
        auto all = binds;
        all.insert(all.end(), {low, high});
        db.each(
            fmt::format("SELECT t.{0}, {1} FROM {2} t JOIN area a ON a.id = t.area_id WHERE t.{0} IS NOT NULL AND {3} "
                        "AND NOT t.withdrawn AND a.path >= ? AND a.path < ? GROUP BY t.{0}",
                        key, columns, table, where),
            all, [&](auto& row) {
                for (std::size_t i = 0; i < names.size(); ++i)
                    counts[row.str(0)][names[i]] += row.integer(static_cast<int>(i) + 1);
            });
    };
    ask(own ? "owner_id" : "category",
        "COUNT(*), SUM(CASE WHEN t.discharged_on IS NOT NULL THEN 1 ELSE 0 END), SUM(CASE WHEN t.discharged_on <= "
        "t.due_on THEN 1 ELSE 0 END)",
        "duty", "t.period IS NOT NULL AND t.lifted_on IS NULL AND t.due_on >= ? AND t.due_on <= ?", {from, to},
        {"duties_expected", "duties_done", "duties_done_on_time"});
    const char* of = own ? "enterprise_id" : "category";
    ask(of, "COUNT(*), SUM(CASE WHEN t.level = 'major' THEN 1 ELSE 0 END)", "hazard",
        "t.found_on >= ? AND t.found_on <= ?", {from, to}, {"hazards_found", "hazards_major"});
    ask(of, "COUNT(*), SUM(CASE WHEN t.due_on IS NULL OR t.closed_on <= t.due_on THEN 1 ELSE 0 END)", "hazard",
        "t.closed_on >= ? AND t.closed_on <= ?", {from, to}, {"hazards_closed", "hazards_closed_in_time"});
    ask(of, "COUNT(*)", "hazard", "t.found_on <= ? AND t.due_on < ? AND (t.closed_on IS NULL OR t.closed_on > ?)",
        {to, to, to}, {"hazards_overdue"});
    ask(of, "COUNT(*)", "inspection", "t.kind NOT IN ('self', 'recheck') AND t.happened_on >= ? AND t.happened_on <= ?",
        {from, to}, {"inspections"});
    return counts;
}

void each_visit(db::Connection& db, std::string_view path, const std::string& from, const std::string& to,
                const std::function<void(const std::vector<std::string>& persons, const std::string& place,
                                         std::int64_t found, std::int64_t closed)>& on_visit) {
    auto [low, high] = range(path);
    db.each(
        "SELECT t.inspector_ids, t.place_id, (SELECT COUNT(*) FROM hazard h WHERE h.inspection_id = t.id AND NOT "
        "h.withdrawn), (SELECT COUNT(*) FROM hazard h WHERE h.inspection_id = t.id AND NOT h.withdrawn AND h.closed_on "
        "IS NOT NULL) FROM inspection t JOIN area a ON a.id = t.area_id WHERE t.happened_on >= ? AND t.happened_on <= "
        "? "
        "AND NOT t.withdrawn AND t.kind <> 'self' AND a.path >= ? AND a.path < ?",
        {from, to, low, high},
        [&](auto& row) { on_visit(texts_in(row.text(0)), row.str(1), row.integer(2), row.integer(3)); });
}

void each_training(db::Connection& db, const std::string& from, const std::string& to,
                   const std::function<void(const std::vector<std::string>& persons, double hours,
                                            const std::string& path)>& on_training) {
    db.each(
        "SELECT t.fields, a.path FROM entry t JOIN area a ON a.id = t.area_id WHERE t.kind = 'trainings' AND NOT "
        "t.withdrawn AND t.day >= ? AND t.day <= ? ORDER BY t.id",
        {from, to}, [&](auto& row) {
            auto fields = json::parse(row.text(0)).as_object();
            auto* hours = fields.if_contains("hours");
            // Somebody who was entered twice was there once.
            auto persons = texts_of(fields, "participantIds");
            std::sort(persons.begin(), persons.end());
            persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
            on_training(persons, hours && hours->is_number() ? hours->template to_number<double>() : 0, row.str(1));
        });
}

std::vector<std::pair<std::string, std::string>> places_in_trade(db::Connection& db, std::string_view path,
                                                                 const std::string& day) {
    auto [low, high] = range(path);
    std::vector<std::pair<std::string, std::string>> found;
    db.each(
        "SELECT a.path, e.id FROM enterprise e JOIN area a ON a.id = e.area_id WHERE a.path >= ? AND a.path < ? AND "
        "NOT "
        "e.withdrawn AND (e.opened_on IS NULL OR e.opened_on <= ?) AND (e.state <> 'closed' OR e.closed_on > ?) ORDER "
        "BY a.path",
        {low, high, day, day}, [&](auto& row) { found.emplace_back(row.str(0), row.str(1)); });
    return found;
}

}  // namespace zhenan::assessment
