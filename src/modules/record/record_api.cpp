#include <fmt/format.h>

#include "core/event/event.h"
#include "core/http/app.h"
#include "modules/record/record_file.h"
#include "modules/record/record_store.h"

namespace zhenan::record {

namespace {

using http::Call;
using http::Mode;
using http::Response;
using http::Route;
using http::Router;

std::optional<std::int64_t> asked_version(const Call& call) {
    auto text = call.request.header("if-match");
    std::erase(text, '"');
    if (text.starts_with("W/")) text.erase(0, 2);
    if (text.empty() || text == "*") return {};
    for (char c : text)
        if (c < '0' || c > '9') throw Fault(kStale);
    return std::stoll(text.substr(0, 18));
}

Response page_answer(const Page& page) {
    Response response;
    response.body = fmt::format("{{\"items\":{},\"total\":{},\"totalAtLeast\":{},\"next\":{}}}", page.items, page.total,
                                page.at_least, page.next.empty() ? "null" : '"' + page.next + '"');
    return response;
}

Response record_answer(const json::object& record, int status) {
    auto response = Response::of(record, status);
    response.headers.emplace_back("ETag", '"' + std::to_string(integer_of(record, "version")) + '"');
    return response;
}

Schema list_schema(const Kind& kind) {
    return {{.name = "items",
             .type = Field::rows,
             .zh = "记录",
             .en = "Records",
             .required = true,
             .fields = answer_schema(kind)},
            {.name = "total", .type = Field::integer, .zh = "总数", .en = "Total", .required = true},
            {.name = "totalAtLeast", .type = Field::boolean, .zh = "至少", .en = "At least"},
            {.name = "next", .type = Field::text, .zh = "下一页", .en = "Next page"}};
}

Schema with_id(Schema fields) {
    fields.insert(fields.begin(), {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"});
    return fields;
}

std::vector<std::string> filters_of(const Kind& kind) {
    std::vector<std::string> names = {"q", "sort", "limit", "cursor", "area", "withdrawn", "ids"};
    for (auto& field : kind.fields) {
        if (!(field.filter || field.type == Field::ref || field.name == kind.day)) continue;
        names.push_back(field.name);
        if (field.type == Field::day || field.type == Field::integer || field.type == Field::decimal ||
            field.type == Field::instant) {
            names.push_back(field.name + ".from");
            names.push_back(field.name + ".to");
        }
    }
    return names;
}

std::vector<std::string> with_columns(std::vector<std::string> names) {
    names.emplace_back("columns");
    return names;
}

json::array history_items(db::Connection& db, const std::string& id) {
    json::array items;
    for (auto& event : history(db, id)) {
        json::object item{{"at", to_rfc3339(event.at)}, {"by", event.actor_name}, {"verb", event.verb}};
        if (!event.before.empty()) item["before"] = json::parse(event.before);
        if (!event.after.empty()) item["after"] = json::parse(event.after);
        items.push_back(std::move(item));
    }
    return items;
}

// For those who may take it back, and for the auditor: with who withdrew it, when and why.
json::object withdrawn_record(Call& call, const Kind& kind, const std::string& id) {
    bool may = call.actor.has_any(kind.write) || call.actor.has("auditor");
    if (!may || !exists_in_scope(call.db, call.actor, kind, id, State::withdrawn)) throw Fault(kNotFound);
    auto record = *peek(call.db, kind, id, call.today());
    json::object withdrawn;
    for (auto& event : history(call.db, id))
        if (event.verb == "withdrawn" || event.verb == "withdrawal") {
            withdrawn = {{"at", to_rfc3339(event.at)}, {"by", event.actor_name}};
            if (!event.after.empty()) withdrawn["reason"] = text_of(json::parse(event.after).as_object(), "reason");
        }
    record["withdrawn"] = withdrawn;
    return record;
}

const FaultCode kRetired{zhenan::Kind::conflict, "ledger.retired", "这本台账已停用，只能查看",
                         "This ledger is closed; it can only be read"};

/// A kind's routes find it anew at each call: the office may have changed it meanwhile.
using Find = std::function<const Kind&(Call&)>;
using LiveInput = std::function<Schema(db::Connection&, const Actor&, const std::vector<std::string>&)>;

/// What a set of routes is for: one kind that the program carries, or every kind made while it runs.
struct Served {
    std::string base, what;  // "/api/v1/trainings", "Trainings"
    const Kind* k;           // for the description
    Find read, write;
    LiveInput added, changed;
};

// A writing handler takes the kind as it was published: what its own transaction sees may not be committed yet. The
// look on a reading snapshot, just before it is queued, is live_input's.
Served carried(const Kind& kind) {
    auto& name = kind.name;
    // What lies in its own table is fixed by the table's columns.
    if (!kind.entry()) {
        Find fixed = [&kind](Call&) -> const Kind& { return kind; };
        return {kind.path(), kind.en, &kind, fixed, fixed, {}, {}};
    }
    return {kind.path(),
            kind.en,
            &kind,
            [name](Call& c) -> const Kind& { return *current_kind(c.db, name); },
            [name](Call&) -> const Kind& { return *find_kind(name); },
            [name](auto& db, auto&, auto&) { return with_id(current_kind(db, name)->fields); },
            [name](auto& db, auto&, auto&) { return current_kind(db, name)->fields; }};
}

const Kind& allowed(const Kind* kind, const Actor& actor, bool writes) {
    if (!kind || !kind->own) throw Fault(kNotFound);
    if (!actor.has_any(writes ? kind->write : kind->readers())) throw Fault(kForbidden);
    if (writes && kind->retired) throw Fault(kRetired);
    return *kind;
}

// The name of the kind stands in the path; what follows sees the same path as for the others.
Served made_while_running(const Kind& described) {
    auto rest = [](Call& c, const Kind& kind) -> const Kind& {
        c.path.erase(c.path.begin());
        return kind;
    };
    return {"/api/v1/ledgers/{kind}/entries",
            "a ledger made here",
            &described,
            [rest](Call& c) -> const Kind& { return rest(c, allowed(current_kind(c.db, c.path[0]), c.actor, false)); },
            [rest](Call& c) -> const Kind& { return rest(c, allowed(find_kind(c.path[0]), c.actor, true)); },
            [](auto& db, auto& actor, auto& path) {
                return with_id(allowed(current_kind(db, path[0]), actor, true).fields);
            },
            [](auto& db, auto& actor, auto& path) { return allowed(current_kind(db, path[0]), actor, true).fields; }};
}

const Schema kReason = {{.name = "reason", .zh = "撤回原因", .en = "Reason", .required = true}};

/// The same look for routes whose input does not depend on the kind.
LiveInput looked_up(const Served& served, const Schema& input) {
    if (!served.changed) return {};
    return [look = served.changed, input](auto& db, auto& actor, auto& path) {
        look(db, actor, path);
        return input;
    };
}

void add_reading(Router& router, const Served& served) {
    auto& base = served.base;
    auto& k = *served.k;
    auto& of = served.read;
    router.add({.method = "GET",
                .path = base,
                .summary = "List of " + served.what,
                .roles = k.readers(),
                .output = list_schema(k),
                .parameters = filters_of(k),
                .handler = [of](Call& c) { return page_answer(list(c, of(c))); }});
    router.add({.method = "GET",
                .path = base + "/{id}",
                .summary = "One of " + served.what,
                .roles = k.readers(),
                .output = answer_schema(k),
                .parameters = {"withdrawn"},
                .handler = [of](Call& c) {
                    auto& k = of(c);
                    if (c.request.parameter("withdrawn") == "true")
                        return record_answer(withdrawn_record(c, k, c.path[0]), 200);
                    if (auto successor = k.successor ? k.successor(c.db, c.path[0]) : ""; !successor.empty()) {
                        get(c.db, c.actor, k, successor);
                        Response moved;
                        moved.status = 308;
                        moved.headers.emplace_back("Location", k.path() + "/" + successor);
                        return moved;
                    }
                    auto record = get(c.db, c.actor, k, c.path[0], c.today());
                    if (k.detail) k.detail(c, record);
                    return record_answer(record, 200);
                }});
    router.add({.method = "GET",
                .path = base + "/{id}/history",
                .summary = "What happened to one of " + served.what,
                .roles = k.readers(),
                .output = {{.name = "items",
                            .type = Field::rows,
                            .zh = "历史",
                            .en = "History",
                            .fields = {{.name = "at", .type = Field::instant, .zh = "时间", .en = "When"},
                                       {.name = "by", .zh = "谁", .en = "Who"},
                                       {.name = "verb", .zh = "做了什么", .en = "What"},
                                       {.name = "before", .type = Field::object, .zh = "之前", .en = "Before"},
                                       {.name = "after", .type = Field::object, .zh = "之后", .en = "After"}}}},
                .handler = [of](Call& c) {
                    auto& k = of(c);
                    if (!exists_in_scope(c.db, c.actor, k, c.path[0], State::any)) throw Fault(kNotFound);
                    return Response::of({{"items", history_items(c.db, c.path[0])}});
                }});
    for (auto [ending, format] : {std::pair{".xlsx", table::Format::xlsx}, std::pair{".csv", table::Format::csv}})
        router.add({.method = "GET",
                    .path = base + ending,
                    .summary = "The list as a file",
                    .roles = k.readers(),
                    .mode = Mode::slow,
                    .answer = format == table::Format::xlsx
                                  ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                                  : "text/csv",
                    .parameters = with_columns(filters_of(k)),
                    .handler = [of, format = format](Call& c) {
                        Response response;
                        http::App::current()->store().read([&](db::Connection& db) {
                            Call inside{c.request, c.actor, db, c.clock, c.path, c.input};
                            response = export_file(inside, of(inside), format);
                        });
                        return response;
                    }});
}

void add_writing(Router& router, const Served& served) {
    auto& base = served.base;
    auto& k = *served.k;
    auto& of = served.write;
    if (k.create)
        router.add({.method = "POST",
                    .path = base,
                    .summary = "Adds one of " + served.what,
                    .roles = k.write,
                    .mode = Mode::write,
                    .input = with_id(k.fields),
                    .output = answer_schema(k),
                    .live_input = served.added,
                    .handler = [of](Call& c) { return record_answer(create(c, of(c), c.input), 201); }});
    if (k.edit)
        router.add({.method = "PATCH",
                    .path = base + "/{id}",
                    .summary = "Changes one of " + served.what,
                    .roles = k.write,
                    .mode = Mode::write,
                    .input = k.fields,
                    .output = answer_schema(k),
                    .live_input = served.changed,
                    .partial = true,
                    .handler = [of](Call& c) {
                        auto& k = of(c);
                        return record_answer(change(c, k, c.path[0], c.input, asked_version(c)), 200);
                    }});
    if (k.withdraw)
        router.add({.method = "DELETE",
                    .path = base + "/{id}",
                    .summary = "Withdraws one of " + served.what + ", with a reason; it is kept",
                    .roles = k.write,
                    .mode = Mode::write,
                    .input = kReason,
                    .output = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"}},
                    .live_input = looked_up(served, kReason),
                    .handler = [of](Call& c) {
                        auto& k = of(c);
                        withdraw(c, k, c.path[0], text_of(c.input, "reason"));
                        return Response::of({{"id", c.path[0]}});
                    }});
    if (k.withdraw)
        router.add(
            {.method = "POST",
             .path = base + "/{id}/restoration",
             .summary = "Takes back a withdrawn one of " + served.what + ": lists, search and figures hold it again",
             .roles = k.write,
             .mode = Mode::write,
             .output = answer_schema(k),
             .live_input = looked_up(served, {}),
             .handler = [of](Call& c) {
                 auto& k = of(c);
                 return record_answer(restore(c, k, c.path[0]), 201);
             }});
    if (k.import) {
        router.add({.method = "POST",
                    .path = base + "/import",
                    .summary = "Imports XLSX or CSV",
                    .roles = k.write,
                    .mode = Mode::slow,
                    .output = import_schema(),
                    .live_input = looked_up(served, {}),
                    .bytes = true,
                    .may_check = true,
                    .parameters = {"partial"},
                    .handler = [of](Call& c) { return import_file(c, of(c)); }});
        for (auto [ending, format] :
             {std::pair{"/template.xlsx", table::Format::xlsx}, std::pair{"/template.csv", table::Format::csv}})
            router.add({.method = "GET",
                        .path = base + ending,
                        .summary = "A file to fill in",
                        .roles = k.write,
                        .answer = "application/octet-stream",
                        .handler = [of, format = format](Call& c) {
                            refresh(c.db);
                            return template_file(of(c), format);
                        }});
    }
}

const http::Routes routes([](Router& router) {
    for (auto& kind : all_kinds()) {
        if (kind->routed) add_reading(router, carried(*kind));
        add_writing(router, carried(*kind));
    }
    // Whose fields are known only while running; each of them says who of these may.
    static const Kind described{
        .name = "entries",
        .table = "entry",
        .read = kEverybody,
        .write = {"leader", "office", "officer", "supervisor", "village", "grid_leader", "patroller", "administrator"}};
    add_reading(router, made_while_running(described));
    add_writing(router, made_while_running(described));
    router.add({.method = "GET",
                .path = "/api/v1/kinds",
                .summary = "The kinds of record and their fields",
                .roles = http::kSignedIn,
                .handler = [](Call& c) {
                    refresh(c.db);
                    json::array kinds;
                    for (auto& kind : all_kinds())
                        if (c.actor.has_any(kind->readers())) kinds.push_back(describe(*kind, c.actor));
                    return Response::of({{"kinds", kinds}});
                }});
    router.add({.method = "GET",
                .path = "/api/v1/references/{kind}",
                .summary = "Records to choose from",
                .roles = http::kSignedIn,
                .parameters = {"q", "reach", "ids"},
                .handler = [](Call& c) {
                    auto* kind = current_kind(c.db, c.path[0]);
                    if (!kind) throw Fault(kNotFound);
                    if (!c.actor.has_any(kind->readers())) throw Fault(kForbidden);
                    json::array items;
                    // Names and posts only: a village names the town's officers who came along.
                    bool upward = kind->name == "people" && c.request.parameter("reach") == "up";
                    for (auto& r : references(c, *kind, c.request.parameter("q"), upward))
                        items.push_back({{"id", r.id}, {"title", r.title}, {"hint", r.hint}});
                    return Response::of({{"items", items}});
                }});
});

}  // namespace

}  // namespace zhenan::record
