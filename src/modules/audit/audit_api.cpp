// Live events for screens, and the audit trail for the auditor: read only, nobody changes it.
#include <charconv>

#include "core/day.h"
#include "core/http/app.h"
#include "core/jobs.h"
#include "core/setting.h"
#include "modules/audit/audit_words.h"
#include "modules/audit/live.h"
#include "modules/record/record.h"

namespace zhenan::audit {

namespace {

using http::Call;
using http::Response;

const std::vector<std::string> kReaders = {"auditor", "administrator"};

Live live;

const jobs::Job pumping("live", 1, [](db::Store& store, Clock&) {
    if (auto* app = http::App::current()) live.pump(*app, store);
});

/// "xid-seq"; nothing when it is none of ours.
std::optional<Cursor> cursor_of(const std::string& text) {
    auto dash = text.find('-');
    if (dash == std::string::npos || dash == 0 || dash > 19 || text.size() - dash > 19) return {};
    auto digits = [](std::string_view part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    auto xid = text.substr(0, dash), seq = text.substr(dash + 1);
    if (!digits(xid) || !digits(seq)) return {};
    return Cursor{xid, std::stoll(seq)};
}

Response events(Call& call) {
    // EventSource sends the header by itself; who opens a new one after a pause names it in the address.
    auto given = call.request.header("last-event-id");
    if (given.empty()) given = call.request.parameter("lastEventId");
    auto heard = cursor_of(given);
    http::Request session;
    for (auto name : {"authorization", "cookie"})
        if (auto value = call.request.header(name); !value.empty()) session.headers[name] = value;
    Response response;
    response.type = "text/event-stream";
    response.stream = [session, actor = call.actor, heard, now = last(call.db)](http::Send send) {
        send("retry: 3000\n\n");
        live.add(session, actor, std::move(send), heard, now);
    };
    return response;
}

Ask ask_of(Call& call) {
    Ask ask;
    if (auto cursor = call.request.parameter("cursor"); !cursor.empty()) {
        auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), ask.before);
        if (error != std::errc() || end != cursor.data() + cursor.size() || ask.before < 0)
            throw Fault(kInvalid, "cursor");
    }
    ask.kind = call.request.parameter("kind");
    ask.record_id = call.request.parameter("recordId");
    ask.verb = call.request.parameter("verb");
    ask.actor_id = call.request.parameter("accountId");
    ask.actor_name = call.request.parameter("by");
    ask.text = call.request.parameter("q");
    auto day = [&](const char* name) {
        auto value = call.request.parameter(name);
        if (!value.empty() && !is_day(value)) throw Fault(kInvalid, name);
        return value;
    };
    if (auto from = day("from"); !from.empty()) ask.from = start_of(from);
    if (auto to = day("to"); !to.empty()) ask.to = start_of(add_days(to, 1));
    auto path_of = [&](const std::string& id) {
        auto area = record::peek(call.db, record::kind("areas"), id);
        if (!area) throw Fault(kNotFound);
        return text_of(*area, "path");
    };
    if (auto area = call.request.parameter("area"); !area.empty()) ask.area_path = path_of(area);
    for (auto& grant : call.actor.grants) {
        if (std::find(kReaders.begin(), kReaders.end(), grant.role) == kReaders.end()) continue;
        if (grant.path == "/") {
            ask.within.clear();
            return ask;
        }
        ask.within.push_back(grant.path);
    }
    return ask;
}

// Beside an id the name that it has now, as records are answered.
json::object with_names(db::Connection& db, const record::Kind* kind, const std::string& text) {
    auto held = json::parse(text).as_object();
    if (!kind) return held;
    for (auto& field : kind->fields) {
        if (field.many || (field.type != Field::ref && field.type != Field::area)) continue;
        auto id = text_of(held, field.name);
        if (id.empty()) continue;
        auto title = record::title_of(db, field.type == Field::area ? "areas" : field.to, id);
        if (!title.empty()) held[field.stem() + "Name"] = title;
    }
    return held;
}

std::string title_of(db::Connection& db, const Line& line) {
    if (line.kind != "settings") return record::title_of(db, line.kind, line.record_id);
    auto* setting = Setting::find(line.record_id);
    return setting ? setting->field.zh : line.record_id;
}

json::object item_of(db::Connection& db, const Line& line) {
    json::object item{{"at", to_rfc3339(line.when)}, {"by", line.actor_name},      {"accountId", line.actor_id},
                      {"kind", line.kind},           {"recordId", line.record_id}, {"verb", line.verb}};
    if (auto title = title_of(db, line); !title.empty()) item["title"] = title;
    if (!line.area_name.empty()) item["areaName"] = line.area_name;
    auto* kind = record::find_kind(line.kind);
    if (!line.before.empty()) item["before"] = with_names(db, kind, line.before);
    if (!line.after.empty()) item["after"] = with_names(db, kind, line.after);
    return item;
}

Response read_trail(Call& call) {
    auto ask = ask_of(call);
    json::array items;
    std::int64_t lowest = 0;
    trail(call.db, ask, [&](const Line& line) {
        items.push_back(item_of(call.db, line));
        lowest = line.at.seq;
    });
    json::value next = nullptr;
    if (static_cast<std::int64_t>(items.size()) == ask.limit) next = std::to_string(lowest);
    return Response::of({{"items", items}, {"next", next}});
}

Response export_trail(Call& call, table::Format format) {
    auto ask = ask_of(call);
    ask.limit = 20'000;
    auto writer = table::writer(format, "操作记录",
                                {{"时间", table::Cell::text, 20},
                                 {"谁", table::Cell::text, 12},
                                 {"做了什么", table::Cell::text, 14},
                                 {"台账", table::Cell::text, 14},
                                 {"记录", table::Cell::text, 30},
                                 {"区域", table::Cell::text, 14},
                                 {"改了什么", table::Cell::text, 60}});
    trail(call.db, ask, [&](const Line& line) {
        auto* kind = record::find_kind(line.kind);
        writer->row({to_rfc3339(line.when), line.actor_name, verb_in_words(line.verb), kind ? kind->zh : line.kind,
                     title_of(call.db, line), line.area_name, changes_in_words(call.db, kind, line)});
    });
    bool sheet = format == table::Format::xlsx;
    return Response::file(writer->finish(),
                          sheet ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv",
                          sheet ? "操作记录.xlsx" : "操作记录.csv");
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "GET",
                .path = "/api/v1/events",
                .summary = "Live changes (server-sent events); takes up again at Last-Event-ID",
                .roles = http::kSignedIn,
                .answer = "text/event-stream",
                .parameters = {"lastEventId"},
                .handler = events});
    std::vector<std::string> filters = {"kind", "recordId", "verb", "accountId", "by", "q", "from", "to", "area"};
    auto with_cursor = filters;
    with_cursor.emplace_back("cursor");
    router.add({.method = "GET",
                .path = "/api/v1/audit",
                .summary = "The audit trail, newest first",
                .roles = kReaders,
                .parameters = with_cursor,
                .handler = read_trail});
    router.add({.method = "GET",
                .path = "/api/v1/audit/verbs",
                .summary = "What the audit trail can be asked for",
                .roles = kReaders,
                .handler = [](Call& c) {
                    json::array all;
                    for (auto& verb : verbs(c.db)) all.emplace_back(verb);
                    return Response::of({{"verbs", all}});
                }});
    for (auto [ending, format] : {std::pair{".xlsx", table::Format::xlsx}, std::pair{".csv", table::Format::csv}})
        router.add({.method = "GET",
                    .path = std::string("/api/v1/audit") + ending,
                    .summary = "The audit trail as a file, the newest 20,000 lines",
                    .roles = kReaders,
                    .answer = format == table::Format::xlsx
                                  ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                                  : "text/csv",
                    .parameters = filters,
                    .handler = [format = format](Call& c) { return export_trail(c, format); }});
});

}  // namespace

}  // namespace zhenan::audit
