// Live events for screens, and the audit trail for the auditor.
#include <fmt/format.h>

#include <condition_variable>
#include <list>
#include <mutex>

#include "core/http/app.h"
#include "core/jobs.h"
#include "modules/audit/audit_store.h"
#include "modules/record/record.h"

namespace zhenan::audit {

namespace {

using http::Call;
using http::Response;

/// Those who listen. What they are told is a kind, an id and a verb, never content; scope is checked at sending.
class Live {
public:
    void add(const Actor& actor, http::Send send) {
        std::lock_guard lock(mutex_);
        listeners_.push_back({actor, std::move(send)});
    }

    void pump(db::Store& store) {
        std::lock_guard lock(mutex_);
        if (listeners_.empty()) {
            started_ = false;
            return;
        }
        store.read([&](db::Connection& db) {
            if (!started_) {
                cursor_ = last(db);
                started_ = true;
                return;
            }
            after(db, cursor_, 500, [&](const Line& line) {
                cursor_ = line.at;
                auto text =
                    fmt::format("id: {}-{}\nevent: change\ndata: {{\"kind\":\"{}\",\"id\":\"{}\",\"verb\":\"{}\"}}\n\n",
                                line.at.xid, line.at.seq, line.kind, line.record_id, line.verb);
                for (auto& listener : listeners_)
                    if (may_hear(db, listener.actor, line)) listener.send(text);
            });
        });
        if (++beats_ % 20 == 0) listeners_.remove_if([](auto& listener) { return !listener.send(": \n\n"); });
    }

private:
    struct Listener {
        Actor actor;
        http::Send send;
    };

    static bool may_hear(db::Connection& db, const Actor& actor, const Line& line) {
        auto* kind = record::find_kind(line.kind);
        if (!kind || line.path.empty() || !actor.has_any(kind->readers())) return false;
        for (auto& grant : actor.grants)
            if (grant.owner.empty() && line.path.starts_with(grant.path) && of_category(db, grant, *kind, line))
                return true;
        return false;
    }

    static bool of_category(db::Connection& db, const Grant& grant, const record::Kind& kind, const Line& line) {
        if (grant.categories.empty() || kind.category_column.empty()) return true;
        auto record = record::peek(db, kind, line.record_id);
        return record && std::find(grant.categories.begin(), grant.categories.end(), text_of(*record, "category")) !=
                             grant.categories.end();
    }

    std::mutex mutex_;
    std::list<Listener> listeners_;
    Cursor cursor_;
    bool started_ = false;
    std::uint64_t beats_ = 0;
};

Live live;

const jobs::Job pumping("live", 1, [](db::Store& store, Clock&) { live.pump(store); });

Response trail(Call& call) {
    auto cursor = call.request.parameter("cursor");
    if (!std::all_of(cursor.begin(), cursor.end(), [](char c) { return c >= '0' && c <= '9'; }) || cursor.size() > 17)
        throw Fault(kInvalid, "cursor");
    constexpr std::int64_t kPage = 100;
    json::array items;
    std::int64_t lowest = 0;
    before(call.db, cursor.empty() ? INT64_MAX : std::stoll(cursor), kPage, call.request.parameter("kind"),
           call.request.parameter("recordId"), [&](const Line& line) {
               json::object item{{"at", to_rfc3339(line.when)}, {"by", line.actor_name},
                                 {"accountId", line.actor_id},  {"kind", line.kind},
                                 {"recordId", line.record_id},  {"verb", line.verb}};
               if (!line.before.empty()) item["before"] = json::parse(line.before);
               if (!line.after.empty()) item["after"] = json::parse(line.after);
               items.push_back(std::move(item));
               lowest = line.at.seq;
           });
    json::value next = nullptr;
    if (items.size() == kPage) next = std::to_string(lowest);
    return Response::of({{"items", items}, {"next", next}});
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "GET",
                .path = "/api/v1/events",
                .summary = "Live changes (server-sent events)",
                .roles = http::kSignedIn,
                .answer = "text/event-stream",
                .handler = [](Call& call) {
                    Response response;
                    response.type = "text/event-stream";
                    response.stream = [actor = call.actor](http::Send send) {
                        send("retry: 3000\n\n");
                        live.add(actor, std::move(send));
                    };
                    return response;
                }});
    router.add({.method = "GET",
                .path = "/api/v1/audit",
                .summary = "The audit trail, newest first",
                .roles = {"auditor", "administrator"},
                .parameters = {"cursor", "kind", "recordId"},
                .handler = trail});
});

}  // namespace

}  // namespace zhenan::audit
