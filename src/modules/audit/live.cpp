#include "modules/audit/live.h"

#include <fmt/format.h>

#include <map>

#include "core/event/announced.h"
#include "modules/record/record.h"

namespace zhenan::audit {

namespace {

constexpr std::int64_t kSlice = 500, kReplayed = 1000;
constexpr std::uint64_t kHeartbeat = 15;  // pumps, one a second

std::string place(const Cursor& at) {
    return fmt::format("id: {}-{}\n", at.xid, at.seq);
}

std::string told(const Line& line) {
    return fmt::format("{}event: change\ndata: {{\"kind\":\"{}\",\"id\":\"{}\",\"verb\":\"{}\"}}\n\n", place(line.at),
                       line.kind, line.record_id, line.verb);
}

/// Answers for one event; people of one post have one answer, and it is asked once.
class Hearing {
public:
    Hearing(db::Connection& db, const Line& line) : db_(db), line_(line), kind_(record::current_kind(db, line.kind)) {}

    bool may(const Actor& actor) {
        if (Announced::kinds().count(line_.kind)) return true;
        if (!kind_ || line_.path.empty() || !actor.has_any(kind_->readers())) return false;
        bool ask = !kind_->handler_column.empty() || kind_->upward;
        for (auto& grant : actor.grants) {
            bool limited = !grant.categories.empty() && !kind_->category_column.empty();
            if (!grant.owner.empty())
                ask |= !kind_->owner_column.empty();
            else if (line_.path.starts_with(grant.path) && !limited)
                return true;
            else if (line_.path.starts_with(grant.path))
                ask = true;
        }
        return ask && in_scope(actor);
    }

private:
    bool in_scope(const Actor& actor) {
        std::string key;
        for (auto& grant : actor.grants) {
            key += grant.path + '\x1f' + grant.owner;
            for (auto& category : grant.categories) key += '\x1f' + category;
            key += '\x1e';
        }
        auto known = answers_.find(key);
        if (known != answers_.end()) return known->second;
        return answers_[key] = record::visible(db_, actor, *kind_, line_.record_id);
    }

    db::Connection& db_;
    const Line& line_;
    const record::Kind* kind_;
    std::map<std::string, bool> answers_;
};

std::vector<Line> lines_after(db::Connection& db, const Cursor& cursor, std::int64_t limit) {
    std::vector<Line> lines;
    after(db, cursor, limit, [&](const Line& line) { lines.push_back(line); });
    return lines;
}

}  // namespace

void Live::add(http::Request request, const Actor& actor, http::Send send, std::optional<Cursor> heard, Cursor now) {
    std::lock_guard lock(mutex_);
    listeners_.push_back({std::move(request), actor, std::move(send), heard.value_or(now)});
}

void Live::pump(http::App& app, db::Store& store) {
    std::lock_guard lock(mutex_);
    ++beats_;
    if (listeners_.empty()) {
        started_ = false;
        return;
    }
    store.read([&](db::Connection& db) {
        if (!started_) cursor_ = last(db);
        started_ = true;
        for (bool more = true; more;) {
            auto lines = lines_after(db, cursor_, kSlice);
            if (!lines.empty()) cursor_ = lines.back().at;
            tell(db, lines);
            more = static_cast<std::int64_t>(lines.size()) == kSlice;
        }
        // One snapshot: who joins now has heard all up to where the others stand.
        for (auto& listener : listeners_)
            if (!listener.joined) replay(db, listener);
        if (beats_ % kHeartbeat == 0) beat(app, db);
    });
    listeners_.remove_if([](auto& listener) { return listener.gone; });
}

void Live::tell(db::Connection& db, const std::vector<Line>& lines) {
    for (auto& line : lines) {
        Hearing hearing(db, line);
        std::string text;
        for (auto& listener : listeners_) {
            if (!listener.joined || listener.gone || !hearing.may(listener.actor)) continue;
            if (text.empty()) text = told(line);
            listener.gone = !listener.send(text);
        }
    }
}

void Live::replay(db::Connection& db, Listener& listener) {
    auto missed = lines_after(db, listener.from, kReplayed);
    listener.joined = true;
    if (static_cast<std::int64_t>(missed.size()) == kReplayed) {
        // Too long away: it looks at everything anew and goes on from here.
        listener.gone = !listener.send(place(cursor_) + "event: reset\ndata: {}\n\n");
        return;
    }
    for (auto& line : missed)
        if (Hearing(db, line).may(listener.actor)) listener.gone = !listener.send(told(line));
    if (!listener.gone) listener.gone = !listener.send(place(cursor_) + "\n");
}

void Live::beat(http::App& app, db::Connection& db) {
    auto still = ": \n" + place(cursor_) + "\n";  // what comes back later begins here, not at its last event
    for (auto& listener : listeners_) {
        if (listener.gone) continue;
        auto actor = app.still_signed_in(app, db, listener.request);
        if (actor) {
            listener.actor = std::move(*actor);
            listener.gone = !listener.send(still);
            continue;
        }
        listener.send("event: ended\ndata: {}\n\n");
        listener.send("");
        listener.gone = true;
    }
}

}  // namespace zhenan::audit
