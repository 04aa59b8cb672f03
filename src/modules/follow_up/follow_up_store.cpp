#include "modules/follow_up/follow_up_store.h"

#include <fmt/format.h>

#include "core/id.h"
#include "modules/record/record.h"

namespace zhenan::follow_up {

void insert_step(db::Connection& db, const std::string& id, const std::string& follow_up_id, std::string_view verb,
                 std::string_view on, Instant received_at, const Actor& actor, const json::object& content) {
    db.later(
        "INSERT INTO follow_up_step (id, follow_up_id, verb, happened_on, received_at, account_id, by_name, content, "
        "seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT COUNT(*) FROM follow_up_step WHERE follow_up_id = ?))",
        {id.empty() ? new_id() : id, follow_up_id, verb, on, received_at, actor.account_id, actor.name,
         json::serialize(content), follow_up_id});
}

std::vector<Step> steps_of(db::Connection& db, std::string_view follow_up_id) {
    std::vector<Step> steps;
    db.each(
        "SELECT id, verb, happened_on, by_name, received_at, content FROM follow_up_step WHERE follow_up_id = ? ORDER "
        "BY seq, id",
        {follow_up_id}, [&](auto& row) {
            steps.push_back(
                {row.str(0), row.str(1), row.str(2), row.str(3), row.integer(4), json::parse(row.text(5)).as_object()});
        });
    return steps;
}

namespace {

constexpr const char* kBrief =
    "SELECT t.id, t.title, t.owner_name, a.name, t.due_on, t.status, t.given_on, t.completed_on, t.accepted_on, "
    "t.source_kind, t.source_id FROM follow_up t JOIN area a ON a.id = t.area_id WHERE NOT t.withdrawn AND ";

Brief read(const db::Row& row, std::string_view day) {
    Brief one{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5),
              row.str(6), row.str(7), row.str(8), row.str(9), row.str(10)};
    // As it stood on that day: what was reported or accepted later was not.
    bool done = !one.completed_on.empty() && one.completed_on <= day;
    one.late = !done && one.due_on < day && (one.accepted_on.empty() || one.accepted_on > day);
    return one;
}

}  // namespace

std::vector<Brief> of_source(db::Connection& db, std::string_view source_id, std::string_view today) {
    std::vector<Brief> found;
    db.each(std::string(kBrief) + "t.source_id = ? ORDER BY t.created_at, t.id", {source_id},
            [&](auto& row) { found.push_back(read(row, today)); });
    return found;
}

std::vector<Brief> open_on(db::Connection& db, std::string_view path, std::string_view day) {
    auto [from, to] = record::below(path);
    if (path == "/") from = "/", to = "0";
    std::vector<Brief> found;
    db.each(std::string(kBrief) +
                "t.given_on <= ? AND (t.accepted_on IS NULL OR t.accepted_on > ?) AND a.path >= ? AND a.path < ? ORDER "
                "BY t.due_on, t.id",
            {day, day, from, to}, [&](auto& row) { found.push_back(read(row, day)); });
    return found;
}

std::string count_sql(std::string_view id_column, bool open_only) {
    return fmt::format("(SELECT COUNT(*) FROM follow_up fu WHERE fu.source_id = {} AND NOT fu.withdrawn{})", id_column,
                       open_only ? " AND fu.status <> 'accepted'" : "");
}

const char* const kMine =
    "(t.person_id = ? OR (t.person_id IS NULL AND t.member_unit_id IN (SELECT p.member_unit_id FROM appointment p "
    "WHERE p.person_id = ? AND NOT p.withdrawn AND p.valid_from <= $TODAY AND (p.valid_to IS NULL OR p.valid_to >= "
    "$TODAY))) OR (t.person_id IS NULL AND t.member_unit_id IS NULL AND t.area_id IN (SELECT p.area_id FROM "
    "appointment p WHERE p.person_id = ? AND NOT p.withdrawn AND p.valid_from <= $TODAY AND (p.valid_to IS NULL OR "
    "p.valid_to >= $TODAY))))";

}  // namespace zhenan::follow_up
