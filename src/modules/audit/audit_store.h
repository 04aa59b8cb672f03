// Inside the audit module only: reading events in the order in which they became complete.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/event/event.h"

namespace zhenan::audit {

struct Cursor {
    std::string xid = "0";
    std::int64_t seq = 0;
};

struct Line {
    Cursor at;
    std::int64_t when = 0;
    std::string actor_id, actor_name, kind, record_id, verb, path, before, after;
    std::string area_name;
};

Cursor last(db::Connection& db);
/// Events after the cursor that are complete, at most `limit`.
void after(db::Connection& db, const Cursor& cursor, std::int64_t limit,
           const std::function<void(const Line&)>& on_line);

/// What the auditor asks of the trail; empty is any.
struct Ask {
    std::int64_t before = INT64_MAX;  // a number
    std::int64_t limit = 100;
    std::string kind, record_id, verb, actor_id, actor_name, area_path, text;
    std::int64_t from = 0, to = INT64_MAX;  // instants
    std::vector<std::string> within;        // paths; empty = all, also what belongs to no area
};
/// Newest first.
void trail(db::Connection& db, const Ask& ask, const std::function<void(const Line&)>& on_line);
/// The verbs that the trail holds.
std::vector<std::string> verbs(db::Connection& db);

}  // namespace zhenan::audit
