// THE DOOR of follow-ups: a supervised task with an owner and a day, out of a meeting, a review, an inspection, a
// report or an incoming document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/http/http.h"

namespace zhenan::follow_up {

/// Where a task comes from.
struct Origin {
    std::string kind, id, title;  // "meetings", its id, its title
};

/// What somebody is asked for who gives a task: title, detail, area, unit or person, due day, priority. `titled`: the
/// title must be there.
Schema task_fields(bool titled);

/// Who owes it, in words; throws Fault where unit, person and area don't fit or lie outside the actor's scope.
std::string owner_name(http::Call& call, const json::object& task, const std::string& on);
/// Would `give` take it? Throws Fault as it does.
void check(http::Call& call, const json::object& task, const std::string& on);
/// Gives a task on a day; answers its id.
std::string give(http::Call& call, const json::object& task, const Origin& origin, const std::string& on);

struct Brief {
    std::string id, title, owner, area_name, due_on, status, given_on, completed_on, accepted_on, source_kind,
        source_id;
    bool late = false;
};
/// Those that came from a record, as they stand today.
std::vector<Brief> of_source(db::Connection& db, std::string_view source_id, std::string_view today);
/// Those below a path that were given before or on a day and not accepted by it, as they stood then: the late first.
std::vector<Brief> open_on(db::Connection& db, std::string_view path, std::string_view day);
json::object to_json(const Brief& brief);
/// The fields of to_json, for routes that answer it.
Schema brief_fields();

/// SQL on a column that holds the source's id: how many of its follow-ups there are, or how many are not accepted.
std::string count_sql(std::string_view id_column, bool open_only);

}  // namespace zhenan::follow_up
