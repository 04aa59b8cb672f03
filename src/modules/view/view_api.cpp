// Saved views: whoever made one changes it; the office shares them with the town.
#include "core/event/event.h"
#include "core/http/http.h"
#include "modules/record/record.h"
#include "modules/view/view_store.h"

namespace zhenan::view {

namespace {

using http::Call;
using http::Mode;
using http::Response;

const FaultCode kShareOnlyOffice{zhenan::Kind::forbidden, "view.office_shares",
                                 "共享给全镇的视图由安监办或系统管理员设置",
                                 "Views for the whole town are set by the safety office or the administrator"};
const FaultCode kTooMany{zhenan::Kind::rejected, "view.too_many", "每个账号最多存 200 个视图，请先删掉不用的",
                         "An account keeps 200 views at most; remove some first"};
const FaultCode kNoKind{zhenan::Kind::rejected, "view.kind", "没有这种台账，视图存不了",
                        "There is no such kind of record"};
const FaultCode kQuery{zhenan::Kind::rejected, "view.query", "视图的条件应是文字，且不超过 40 条",
                       "A view's conditions must be texts, 40 at most"};
constexpr std::int64_t kMost = 200;

const Schema kFields = {
    {.name = "kind", .zh = "台账", .en = "Kind", .required = true, .max = 60},
    {.name = "name", .zh = "名称", .en = "Name", .required = true, .max = 40},
    {.name = "query", .type = Field::any, .zh = "条件和排序", .en = "Filters and order"},
    {.name = "columns", .zh = "栏目", .en = "Columns", .many = true},
    {.name = "shared", .type = Field::boolean, .zh = "全镇可用", .en = "For the whole town"},
    {.name = "first", .type = Field::boolean, .zh = "打开列表时先用它", .en = "Opens with the list"},
};

Schema answer_fields() {
    auto fields = kFields;
    fields.insert(fields.begin(), {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id", .required = true});
    fields.push_back({.name = "own", .type = Field::boolean, .zh = "自己存的", .en = "Own"});
    fields.push_back({.name = "byName", .zh = "谁存的", .en = "Saved by"});
    fields.push_back({.name = "version", .type = Field::integer, .zh = "版本", .en = "Version"});
    return fields;
}

bool may_share(const Actor& actor) {
    return actor.has("office") || actor.has("administrator");
}

json::object answer(const View& v, const Actor& actor) {
    return {
        {"id", v.id},           {"kind", v.kind},      {"name", v.name},   {"query", v.query},
        {"columns", v.columns}, {"shared", v.shared},  {"first", v.first}, {"own", v.account_id == actor.account_id},
        {"byName", v.by_name},  {"version", v.version}};
}

// Nobody else's private view is there for somebody; a shared one is there, but changed by its maker or the office.
View writable(Call& call) {
    auto found = find(call.db, call.path[0]);
    if (!found) throw Fault(kNotFound);
    if (found->account_id == call.actor.account_id) return *found;
    if (!found->shared) throw Fault(kNotFound);
    if (!may_share(call.actor)) throw Fault(kShareOnlyOffice);
    return *found;
}

void take(Call& call, View& v) {
    auto& in = call.input;
    if (in.contains("name")) v.name = text_of(in, "name");
    if (auto* query = in.if_contains("query"); query && !query->is_null()) {
        if (!query->is_object() || query->as_object().size() > 40) throw Fault(kQuery, "query");
        for (auto& member : query->as_object())
            if (!member.value().is_string() || member.value().as_string().size() > 500 || member.key().size() > 80)
                throw Fault(kQuery, "query");
        v.query = query->as_object();
    }
    if (in.contains("columns")) {
        v.columns.clear();
        for (auto& name : texts_of(in, "columns")) v.columns.emplace_back(name);
    }
    if (in.contains("first")) v.first = boolean_of(in, "first");
    if (in.contains("shared") && boolean_of(in, "shared") != v.shared) {
        if (!may_share(call.actor)) throw Fault(kShareOnlyOffice, "shared");
        v.shared = boolean_of(in, "shared");
    }
}

void tell(Call& call, const View& v, const char* verb) {
    // One's own order of things is nobody's business; what the town sees is.
    if (v.shared)
        record_event(call.db, call.actor, call.now(), "views", v.id, verb, "", {},
                     {{"name", v.name}, {"kind", v.kind}});
}

const http::Routes routes([](http::Router& router) {
    const std::string base = "/api/v1/views";
    auto with_id = kFields;
    with_id.insert(with_id.begin(), {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"});
    router.add(
        {.method = "GET",
         .path = base,
         .summary = "The saved views of one's own and of the town",
         .roles = http::kSignedIn,
         .output = {{.name = "items", .type = Field::rows, .zh = "视图", .en = "Views", .fields = answer_fields()}},
         .parameters = {"kind"},
         .handler = [](Call& call) {
             json::array items;
             for (auto& v : views_for(call.db, call.actor.account_id, call.request.parameter("kind")))
                 items.push_back(answer(v, call.actor));
             auto total = items.size();
             return Response::of({{"items", std::move(items)}, {"total", total}, {"next", nullptr}});
         }});
    router.add({.method = "POST",
                .path = base,
                .summary = "Saves a view",
                .roles = http::kSignedIn,
                .mode = Mode::write,
                .input = with_id,
                .output = answer_fields(),
                .handler = [](Call& call) {
                    View v{.id = text_of(call.input, "id"),
                           .account_id = call.actor.account_id,
                           .by_name = call.actor.name,
                           .kind = text_of(call.input, "kind")};
                    auto* kind = record::find_kind(v.kind);
                    if (!kind || !call.actor.has_any(kind->readers())) throw Fault(kNoKind, "kind");
                    if (count_of(call.db, v.account_id) >= kMost) throw Fault(kTooMany);
                    take(call, v);
                    if (v.first) clear_first(call.db, v);
                    insert(call.db, v, call.now());
                    tell(call, v, "created");
                    return Response::of(answer(v, call.actor), 201);
                }});
    auto changes = kFields;
    changes.erase(changes.begin());
    router.add({.method = "PATCH",
                .path = base + "/{id}",
                .summary = "Changes a view",
                .roles = http::kSignedIn,
                .mode = Mode::write,
                .input = changes,
                .output = answer_fields(),
                .partial = true,
                .handler = [](Call& call) {
                    auto v = writable(call);
                    take(call, v);
                    ++v.version;
                    if (v.first) clear_first(call.db, v);
                    update(call.db, v);
                    tell(call, v, "changed");
                    return Response::of(answer(v, call.actor));
                }});
    router.add({.method = "DELETE",
                .path = base + "/{id}",
                .summary = "Removes a view",
                .roles = http::kSignedIn,
                .mode = Mode::write,
                .output = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"}},
                .handler = [](Call& call) {
                    auto v = writable(call);
                    remove(call.db, v.id);
                    tell(call, v, "withdrawn");
                    return Response::of({{"id", v.id}});
                }});
});

}  // namespace

}  // namespace zhenan::view
