// Inside the audit module only: reading events in the order in which they became complete.
#pragma once

#include <functional>
#include <string>

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
};

Cursor last(db::Connection& db);
/// Events after the cursor that are complete, at most `limit`.
void after(db::Connection& db, const Cursor& cursor, std::int64_t limit,
           const std::function<void(const Line&)>& on_line);
/// Newest first, before a number, for the auditor.
void before(db::Connection& db, std::int64_t seq, std::int64_t limit, const std::string& kind,
            const std::string& record_id, const std::function<void(const Line&)>& on_line);

}  // namespace zhenan::audit
