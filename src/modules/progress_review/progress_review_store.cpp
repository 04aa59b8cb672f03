#include "modules/progress_review/progress_review_store.h"

namespace zhenan::progress_review {

namespace {
db::Param or_null(const std::string& text) {
    return text.empty() ? db::Param(nullptr) : db::Param(text);
}
}  // namespace

std::vector<Line> lines_of(db::Connection& db, std::string_view review_id) {
    std::vector<Line> found;
    db.each(
        "SELECT l.id, l.topic, l.title, l.detail, l.area_id, l.link, l.count, l.records, l.decision, l.task, l.reason, "
        "l.decided_by, l.follow_up_id, a.name FROM progress_review_line l LEFT JOIN area a ON a.id = l.area_id WHERE "
        "l.review_id = ? ORDER BY l.position, l.id",
        {review_id}, [&](auto& row) {
            Line one{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5), row.integer(6)};
            one.records = json::parse(row.text(7)).as_array();
            one.decision = row.str(8);
            if (!row.null(9)) one.task = json::parse(row.text(9)).as_object();
            one.reason = row.str(10);
            one.decided_by = row.str(11);
            one.follow_up_id = row.str(12);
            one.area_name = row.str(13);
            found.push_back(std::move(one));
        });
    return found;
}

std::optional<Line> line(db::Connection& db, std::string_view review_id, std::string_view id) {
    for (auto& one : lines_of(db, review_id))
        if (one.id == id) return one;
    return {};
}

void add_line(db::Connection& db, std::string_view review_id, std::int64_t position, const Line& one) {
    db.later(
        "INSERT INTO progress_review_line (id, review_id, position, topic, title, detail, area_id, count, link, "
        "records) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {one.id, review_id, position, one.topic, one.title, or_null(one.detail), one.area_id, one.count,
         or_null(one.link), json::serialize(one.records)});
}

void remove_undecided(db::Connection& db, std::string_view review_id) {
    db.later("DELETE FROM progress_review_line WHERE review_id = ? AND decision IS NULL AND topic <> 'other'",
             {review_id});
}

void move_line(db::Connection& db, std::string_view id, std::int64_t position) {
    db.later("UPDATE progress_review_line SET position = ? WHERE id = ?", {position, id});
}

void decide_line(db::Connection& db, const Line& one, Instant now) {
    db.later(
        "UPDATE progress_review_line SET decision = ?, task = ?, reason = ?, decided_by = ?, decided_at = ? WHERE id = "
        "?",
        {one.decision, one.task.empty() ? db::Param(nullptr) : db::Param(json::serialize(one.task)),
         or_null(one.reason), one.decided_by, now, one.id});
}

void set_follow_up(db::Connection& db, std::string_view line_id, std::string_view follow_up_id) {
    db.later("UPDATE progress_review_line SET follow_up_id = ? WHERE id = ?", {follow_up_id, line_id});
}

std::optional<Previous> previous(db::Connection& db, std::string_view area_id, std::string_view period,
                                 std::string_view held_on) {
    std::optional<Previous> found;
    db.each(
        "SELECT id, held_on, figures FROM progress_review WHERE area_id = ? AND period = ? AND held_on < ? AND status "
        "= 'closed' AND NOT withdrawn ORDER BY held_on DESC, id DESC LIMIT 1",
        {area_id, period, held_on}, [&](auto& row) {
            found = Previous{row.str(0), row.str(1), row.str(2)};
        });
    return found;
}

}  // namespace zhenan::progress_review
