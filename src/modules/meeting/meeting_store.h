// Inside the meeting module only: its SQL.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/db/db.h"
#include "modules/meeting/meeting_rules.h"

namespace zhenan::meeting {

struct Agenda {
    std::string id;
    Item item;
    std::string open_items;  // JSON: how they stood when the agenda was made
};
std::vector<Agenda> agenda_of(db::Connection& db, std::string_view meeting_id);
/// Puts these in place of what was there.
void set_agenda(db::Connection& db, std::string_view meeting_id, const std::vector<Agenda>& agenda);

struct Attendance {
    std::string person_id, name, post, state, note;
};
std::vector<Attendance> attendance_of(db::Connection& db, std::string_view meeting_id);
void set_attendance(db::Connection& db, std::string_view meeting_id, const std::vector<Attendance>& attendance);

struct Decision {
    std::string id, text, follow_up_id, by_name;
};
std::vector<Decision> decisions_of(db::Connection& db, std::string_view meeting_id);
std::optional<Decision> decision(db::Connection& db, std::string_view meeting_id, std::string_view id);
void add_decision(db::Connection& db, std::string_view meeting_id, const Decision& decision, Instant now);
void withdraw_decision(db::Connection& db, std::string_view id);

}  // namespace zhenan::meeting
