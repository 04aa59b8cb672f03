// Inside the audit module only: those who listen to what changes.
#pragma once

#include <list>
#include <mutex>
#include <optional>

#include "core/http/app.h"
#include "modules/audit/audit_store.h"

namespace zhenan::audit {

/// What listeners are told is a kind, an id and a verb, never content; their scope is asked at sending, their session
/// at every heartbeat.
class Live {
public:
    /// `heard`: the last event that the client has, from its Last-Event-ID; else it hears what comes after `now`.
    void add(http::Request request, const Actor& actor, http::Send send, std::optional<Cursor> heard, Cursor now);
    /// Tells what has happened since; every fifteenth time a heartbeat.
    void pump(http::App& app, db::Store& store);

private:
    struct Listener {
        http::Request request;  // its session alone
        Actor actor;
        http::Send send;
        Cursor from;
        bool joined = false, gone = false;
    };
    void tell(db::Connection& db, const std::vector<Line>& lines);
    void replay(db::Connection& db, Listener& listener);
    void beat(http::App& app, db::Connection& db);

    std::mutex mutex_;
    std::list<Listener> listeners_;
    Cursor cursor_;
    bool started_ = false;
    std::uint64_t beats_ = 0;
};

}  // namespace zhenan::audit
