#include "modules/hazard/hazard_store.h"

#include "core/id.h"

namespace zhenan::hazard {

void insert_step(db::Connection& db, const std::string& id, const std::string& hazard_id, std::string_view verb,
                 Instant happened_at, Instant received_at, const Actor& actor, const json::object& content) {
    db.later(
        "INSERT INTO hazard_step (id, hazard_id, verb, happened_at, received_at, account_id, by_name, content, seq) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT COUNT(*) FROM hazard_step WHERE hazard_id = ?))",
        {id.empty() ? new_id() : id, hazard_id, verb, happened_at, received_at, actor.account_id, actor.name,
         json::serialize(content), hazard_id});
}

std::vector<Step> steps_of(db::Connection& db, std::string_view hazard_id) {
    std::vector<Step> steps;
    db.each(
        "SELECT id, verb, by_name, happened_at, received_at, content FROM hazard_step WHERE hazard_id = ? ORDER BY "
        "happened_at, received_at, seq, id",
        {hazard_id}, [&](auto& row) {
            steps.push_back({row.str(0), row.str(1), row.str(2), row.integer(3), row.integer(4),
                             json::parse(row.text(5)).as_object()});
        });
    return steps;
}

void append_notice_number(db::Connection& db, std::string_view id, const std::string& number) {
    db.later(
        "UPDATE hazard SET notice_numbers = CASE WHEN notice_numbers IS NULL THEN CAST(? AS TEXT) ELSE notice_numbers "
        "|| '、' || CAST(? AS TEXT) END WHERE id = ?",
        {number, number, id});
}

namespace {
std::vector<json::object> records(db::Connection& db, const std::string& sql, std::string_view key,
                                  std::string_view today) {
    std::vector<std::string> ids;
    db.each(sql, {key}, [&](auto& row) { ids.push_back(row.str(0)); });
    std::vector<json::object> found;
    for (auto& id : ids) found.push_back(*record::peek(db, record::kind("hazards"), id, today));
    return found;
}
}  // namespace

std::vector<json::object> of_inspection(db::Connection& db, std::string_view inspection_id, std::string_view today) {
    // Found in one transaction they share the time; the events keep the order.
    return records(db,
                   "SELECT h.id FROM hazard h JOIN event e ON e.record_id = h.id AND e.verb = 'found' "
                   "WHERE h.inspection_id = ? AND NOT h.withdrawn ORDER BY e.seq",
                   inspection_id, today);
}

std::vector<json::object> open_at(db::Connection& db, std::string_view place_id, std::string_view today) {
    return records(
        db, "SELECT id FROM hazard WHERE place_id = ? AND NOT withdrawn AND status <> 'closed' ORDER BY found_on, id",
        place_id, today);
}

std::optional<json::object> find(db::Connection& db, std::string_view id) {
    if (!db.integer("SELECT 1 FROM hazard WHERE id = ? AND NOT withdrawn", {id})) return {};
    return record::peek(db, record::kind("hazards"), id);
}

std::optional<Recheck> last_recheck(db::Connection& db, std::string_view id) {
    std::optional<Recheck> last;
    for (auto& step : steps_of(db, id))
        if (step.verb == "recheck")
            last = Recheck{boolean_of(step.content, "passed"), text_of(step.content, "note"), day_of(step.happened_at)};
    return last;
}

std::pair<Seen, Seen> before_and_after(db::Connection& db, const json::object& hazard) {
    Seen before{text_of(hazard, "foundOn"), texts_of(hazard, "photos")}, after;
    bool looked = false;
    for (auto& step : steps_of(db, text_of(hazard, "id"))) {
        bool recheck = step.verb == "recheck";
        auto photos = texts_of(step.content, "photos");
        // The town's own pictures go before those that the enterprise reported with.
        if (photos.empty() || (!recheck && (looked || step.verb != "rectification"))) continue;
        looked = recheck;
        after = {day_of(step.happened_at), std::move(photos)};
    }
    return {before, after};
}

std::vector<Span> open_at_end_of(db::Connection& db, std::string_view path, std::string_view day) {
    auto [from, to] = record::below(path);
    if (path == "/") from = "/", to = "0";
    std::vector<Span> found;
    db.each(
        "SELECT h.area_id, h.found_on, h.level, h.id, h.description, a.name FROM hazard h JOIN area a ON a.id = "
        "h.area_id "
        "WHERE NOT h.withdrawn AND h.found_on <= ? AND (h.closed_on IS NULL OR h.closed_on > ?) AND a.path >= ? AND "
        "a.path < ? "
        "ORDER BY h.found_on, h.id",
        {day, day, from, to}, [&](auto& row) {
            found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5)});
        });
    return found;
}

std::vector<Span> listed_at_end_of(db::Connection& db, std::string_view path, std::string_view day) {
    auto [from, to] = record::below(path);
    if (path == "/") from = "/", to = "0";
    std::vector<Span> found;
    db.each(
        "SELECT h.area_id, h.listed_on, h.level, h.id, h.description, a.name FROM hazard h JOIN area a ON a.id = "
        "h.area_id WHERE h.listed_on IS NOT NULL AND NOT h.withdrawn AND h.listed_on <= ? AND (h.lifted_on IS NULL OR "
        "h.lifted_on > ?) AND a.path >= ? AND a.path < ? ORDER BY h.listed_on, h.id",
        {day, day, from, to}, [&](auto& row) {
            found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5)});
        });
    return found;
}

void link_notice(db::Connection& db, const std::string& id, const std::string& notice_id, std::int64_t position) {
    db.later(
        "INSERT INTO hazard_notice (hazard_id, notice_id, position) VALUES (?, ?, ?) ON CONFLICT (notice_id, "
        "hazard_id) DO NOTHING",
        {id, notice_id, position});
}

std::vector<Standing> standing_of(db::Connection& db, std::string_view notice_id) {
    std::vector<Standing> found;
    db.each(
        "SELECT h.id, h.status, h.closed_on, h.due_on, h.description, h.withdrawn FROM hazard_notice l JOIN hazard h "
        "ON h.id = l.hazard_id WHERE l.notice_id = ? ORDER BY l.position, h.id",
        {notice_id}, [&](auto& row) {
            found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), "", row.boolean(5)});
        });
    return found;
}

std::string on_notice_sql(std::string_view notice_column, bool closed_only) {
    return "(SELECT COUNT(*) FROM hazard_notice l JOIN hazard h ON h.id = l.hazard_id WHERE l.notice_id = " +
           std::string(notice_column) + " AND NOT h.withdrawn" + (closed_only ? " AND h.status = 'closed'" : "") + ")";
}

std::vector<Failed> failed_again(db::Connection& db, std::string_view path, std::string_view from,
                                 std::string_view to) {
    auto [low, high] = record::below(path);
    if (path == "/") low = "/", high = "0";
    std::vector<Failed> found;
    db.each(
        "SELECT h.place_name, MIN(h.id), COUNT(*) FROM hazard_step s JOIN hazard h ON h.id = s.hazard_id JOIN area a "
        "ON a.id = h.area_id "
        "WHERE s.verb = 'recheck' AND s.content LIKE '%\"passed\":false%' AND s.happened_at >= ? AND s.happened_at < ? "
        "AND NOT h.withdrawn "
        "AND a.path >= ? AND a.path < ? GROUP BY h.place_id, h.place_name ORDER BY h.place_name",
        {start_of(from), start_of(add_days(to, 1)), low, high}, [&](auto& row) {
            found.push_back({row.str(0), row.str(1), row.integer(2)});
        });
    return found;
}

}  // namespace zhenan::hazard
