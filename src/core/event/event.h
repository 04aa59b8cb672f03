// Every change of state is a record and an event in one transaction. Events are the history, the audit trail and what
// live screens listen to. They are only ever added.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>

#include "core/actor.h"
#include "core/clock.h"
#include "core/db/db.h"

namespace zhenan {

struct Event {
    std::int64_t seq = 0;
    Instant at = 0;
    std::string actor_id, actor_name;
    std::string kind, record_id, verb;
    std::string area_id;
    std::string before, after;  // JSON or empty
};

/// Writes the event of a change, in the transaction of the change.
void record_event(db::Connection& db, const Actor& actor, Instant now, std::string_view kind,
                  std::string_view record_id, std::string_view verb, std::string_view area_id,
                  const boost::json::object& before, const boost::json::object& after);

/// What parts that derive something from others' records are told of, in the transaction of the change.
struct Happening {
    std::string_view kind, record_id, verb;
    const boost::json::object &before, &after;
};
/// A static object of this type is told of every event; it may read and write.
struct Observer {
    explicit Observer(std::function<void(db::Connection&, Instant now, const Happening&)> told);
};

/// A record's history, oldest first.
std::vector<Event> history(db::Connection& db, std::string_view record_id);

/// Hashes events that are complete (below the snapshot's horizon) into a chain of seals; returns how many. Anything
/// changed later breaks the chain.
std::int64_t seal_events(db::Connection& db, Instant now);
/// The place of the first broken seal, or nothing.
std::optional<std::string> broken_seal(db::Connection& db);

/// Settings of the whole store (town's name, recheck days).
std::optional<std::string> setting(db::Connection& db, std::string_view name);
void set_setting(db::Connection& db, std::string_view name, std::string_view value);

}  // namespace zhenan
