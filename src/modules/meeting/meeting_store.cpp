#include "modules/meeting/meeting_store.h"

#include "core/id.h"

namespace zhenan::meeting {

namespace {
db::Param or_null(const std::string& text) {
    return text.empty() ? db::Param(nullptr) : db::Param(text);
}
}  // namespace

std::vector<Agenda> agenda_of(db::Connection& db, std::string_view meeting_id) {
    std::vector<Agenda> found;
    db.each(
        "SELECT id, kind, title, presenter, outcome, open_items FROM meeting_agenda WHERE meeting_id = ? ORDER BY "
        "position",
        {meeting_id}, [&](auto& row) {
            found.push_back({row.str(0), {row.str(1), row.str(2), row.str(3), row.str(4)}, row.str(5)});
        });
    return found;
}

void set_agenda(db::Connection& db, std::string_view meeting_id, const std::vector<Agenda>& agenda) {
    db.later("DELETE FROM meeting_agenda WHERE meeting_id = ?", {meeting_id});
    std::int64_t position = 0;
    for (auto& one : agenda)
        db.later(
            "INSERT INTO meeting_agenda (id, meeting_id, position, kind, title, presenter, outcome, open_items) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            {new_id(), meeting_id, ++position, one.item.kind, one.item.title, or_null(one.item.presenter),
             or_null(one.item.outcome), or_null(one.open_items)});
}

std::vector<Attendance> attendance_of(db::Connection& db, std::string_view meeting_id) {
    std::vector<Attendance> found;
    db.each("SELECT person_id, name, post, state, note FROM meeting_attendance WHERE meeting_id = ? ORDER BY position",
            {meeting_id}, [&](auto& row) {
                found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4)});
            });
    return found;
}

void set_attendance(db::Connection& db, std::string_view meeting_id, const std::vector<Attendance>& attendance) {
    db.later("DELETE FROM meeting_attendance WHERE meeting_id = ?", {meeting_id});
    std::int64_t position = 0;
    for (auto& one : attendance)
        db.later(
            "INSERT INTO meeting_attendance (id, meeting_id, position, person_id, name, post, state, note) VALUES (?, "
            "?, ?, ?, ?, ?, ?, ?)",
            {new_id(), meeting_id, ++position, or_null(one.person_id), one.name, or_null(one.post), one.state,
             or_null(one.note)});
}

std::vector<Decision> decisions_of(db::Connection& db, std::string_view meeting_id) {
    std::vector<Decision> found;
    db.each(
        "SELECT id, text, follow_up_id, by_name FROM meeting_decision WHERE meeting_id = ? AND NOT withdrawn ORDER BY "
        "position, id",
        {meeting_id}, [&](auto& row) {
            found.push_back({row.str(0), row.str(1), row.str(2), row.str(3)});
        });
    return found;
}

std::optional<Decision> decision(db::Connection& db, std::string_view meeting_id, std::string_view id) {
    for (auto& one : decisions_of(db, meeting_id))
        if (one.id == id) return one;
    return {};
}

void add_decision(db::Connection& db, std::string_view meeting_id, const Decision& one, Instant now) {
    db.later(
        "INSERT INTO meeting_decision (id, meeting_id, position, text, follow_up_id, by_name, created_at) VALUES (?, "
        "?, (SELECT COUNT(*) FROM meeting_decision WHERE meeting_id = ?), ?, ?, ?, ?)",
        {one.id, meeting_id, meeting_id, one.text, or_null(one.follow_up_id), one.by_name, now});
}

void withdraw_decision(db::Connection& db, std::string_view id) {
    db.later("UPDATE meeting_decision SET withdrawn = ? WHERE id = ?", {true, id});
}

}  // namespace zhenan::meeting
