#include "core/event/event.h"
#include "core/id.h"

namespace zhenan {

namespace {
auto& observers() {
    static std::vector<std::function<void(db::Connection&, Instant, const Happening&)>> all;
    return all;
}
}  // namespace

Observer::Observer(std::function<void(db::Connection&, Instant, const Happening&)> told) {
    observers().push_back(std::move(told));
}

void record_event(db::Connection& db, const Actor& actor, Instant now, std::string_view kind,
                  std::string_view record_id, std::string_view verb, std::string_view area_id,
                  const boost::json::object& before, const boost::json::object& after) {
    auto text = [](const boost::json::object& object) {
        return object.empty() ? std::optional<std::string>() : boost::json::serialize(object);
    };
    auto before_text = text(before), after_text = text(after);
    db.later(
        "INSERT INTO event (at, actor_id, actor_name, kind, record_id, verb, area_id, before, after) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {now, actor.account_id, actor.name, kind, record_id, verb,
         area_id.empty() ? db::Param(nullptr) : db::Param(area_id), before_text, after_text});
    for (auto& told : observers()) told(db, now, {kind, record_id, verb, before, after});
}

namespace {
Event read_event(const db::Row& row) {
    return {row.integer(0), row.integer(1), row.str(2), row.str(3), row.str(4),
            row.str(5),     row.str(6),     row.str(7), row.str(8), row.str(9)};
}

// The number is left out: a restored store numbers its events anew, in the same order, and its seals stay what they
// were. Order and number of the events are held by the chain itself.
std::string chained(std::string hash, const Event& e) {
    boost::json::array parts{hash,        e.at,   e.actor_id, e.actor_name, e.kind,
                             e.record_id, e.verb, e.area_id,  e.before,     e.after};
    return sha256(boost::json::serialize(parts));
}

struct Seal {
    std::string xid = "0";
    std::int64_t seq = 0, count = 0;
    std::string hash = "zhenan";
};

void events_after(db::Connection& db, const Seal& seal, bool complete_only, std::int64_t limit,
                  const std::function<void(const Event&, const std::string& xid)>& on_event) {
    auto on_row = [&](const db::Row& row) { on_event(read_event(row), row.str(10)); };
    if (db.engine() == db::Engine::sqlite)
        db.each(
            "SELECT seq, at, actor_id, actor_name, kind, record_id, verb, area_id, before, after, '0' "
            "FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
            {seal.seq, limit}, on_row);
    // A bare xid would sort by the text that is selected ("999" after "1000").
    else if (complete_only)
        db.each(
            "SELECT seq, at, actor_id, actor_name, kind, record_id, verb, area_id, before, after, CAST(xid AS TEXT) "
            "FROM event WHERE (xid, seq) > (CAST(? AS xid8), ?) AND xid < pg_snapshot_xmin(pg_current_snapshot()) "
            "ORDER BY event.xid, event.seq LIMIT ?",
            {seal.xid, seal.seq, limit}, on_row);
    else
        db.each(
            "SELECT seq, at, actor_id, actor_name, kind, record_id, verb, area_id, before, after, CAST(xid AS TEXT) "
            "FROM event WHERE (xid, seq) > (CAST(? AS xid8), ?) ORDER BY event.xid, event.seq LIMIT ?",
            {seal.xid, seal.seq, limit}, on_row);
}
}  // namespace

std::vector<Event> history(db::Connection& db, std::string_view record_id) {
    std::vector<Event> found;
    db.each(
        "SELECT seq, at, actor_id, actor_name, kind, record_id, verb, area_id, before, after FROM event "
        "WHERE record_id = ? ORDER BY seq",
        {record_id}, [&](auto& row) { found.push_back(read_event(row)); });
    return found;
}

std::int64_t seal_events(db::Connection& db, Instant now) {
    if (!db.alone("seal")) return 0;
    Seal seal;
    db.each("SELECT last_xid, last_seq, hash FROM event_seal ORDER BY number DESC LIMIT 1", {}, [&](auto& row) {
        seal = {row.str(0), row.integer(1), 0, row.str(2)};
    });
    Seal next = seal;
    events_after(db, seal, true, 5000, [&](const Event& event, const std::string& xid) {
        next.hash = chained(next.hash, event);
        next.seq = event.seq;
        next.xid = xid;
        ++next.count;
    });
    if (next.count)
        db.run("INSERT INTO event_seal (last_xid, last_seq, count, hash, at) VALUES (?, ?, ?, ?, ?)",
               {next.xid, next.seq, next.count, next.hash, now});
    return next.count;
}

std::optional<std::string> broken_seal(db::Connection& db) {
    std::vector<std::pair<std::int64_t, Seal>> seals;
    db.each("SELECT number, last_xid, last_seq, count, hash FROM event_seal ORDER BY number", {}, [&](auto& row) {
        seals.push_back({row.integer(0), {row.str(1), row.integer(2), row.integer(3), row.str(4)}});
    });
    Seal at;
    for (auto& [number, seal] : seals) {
        std::string hash = at.hash;
        std::int64_t last = 0;
        events_after(db, at, false, seal.count, [&](const Event& event, const std::string&) {
            hash = chained(hash, event);
            last = event.seq;
        });
        if (hash != seal.hash || last != seal.seq)
            return "event seal " + std::to_string(number) + ", events up to " + std::to_string(seal.seq);
        at = seal;
    }
    return {};
}

std::optional<std::string> setting(db::Connection& db, std::string_view name) {
    std::optional<std::string> found;
    db.each_once("SELECT value FROM setting WHERE name = ?", {std::string(name)},
                 [&](auto& row) { found = row.str(0); });
    return found;
}

void set_setting(db::Connection& db, std::string_view name, std::string_view value) {
    db.run("INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
           {name, value});
}

}  // namespace zhenan
