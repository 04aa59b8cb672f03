// Ledgers as such: the office makes one, extends one, closes one. Their records: /api/v1/ledgers/{kind}/entries.
#include <fmt/format.h>

#include "core/event/event.h"
#include "core/id.h"
#include "modules/area/area.h"
#include "modules/ledger/ledger_live.h"

namespace zhenan::ledger {

namespace {

using http::Call;
using http::Mode;
using http::Response;

const FaultCode kFaulty{zhenan::Kind::rejected, "ledger.faulty", "台账的设置有问题，请改好标出的几处",
                        "The ledger's declaration has faults; mend what is marked"};
const FaultCode kCarried{
    zhenan::Kind::conflict, "ledger.carried", "自带的台账不能停用，自带的栏目和指标不能改；可以加栏目和指标",
    "A ledger that the program carries cannot be closed, nor its own fields changed; fields can be added"};
const FaultCode kNoPlain{zhenan::Kind::conflict, "ledger.not_plain", "这类记录有自己的办理流程，不能在这里改栏目",
                         "This kind of record has a life of its own; its fields cannot be changed here"};
const FaultCode kTownOnly{zhenan::Kind::forbidden, "ledger.town_only", "台账由全镇的系统管理员设置",
                          "Ledgers are set up by the administrator of the whole town"};
const FaultCode kOpen{zhenan::Kind::conflict, "ledger.open", "这本台账没有停用", "This ledger is not closed"};

const std::vector<std::string> kAdministrator = {"administrator"};
// Counts over the whole town are not a village's.
const std::vector<std::string> kReaders = {"office", "administrator", "auditor"};

const Schema kDeclaration = {
    {.name = "kind", .zh = "代号", .en = "Name", .max = 40},
    {.name = "zh", .zh = "名称", .en = "Chinese title", .max = 60},
    {.name = "en", .zh = "英文名称", .en = "English title", .max = 100},
    {.name = "group", .zh = "菜单", .en = "Menu", .max = 40},
    {.name = "about", .type = Field::any, .zh = "说明", .en = "About"},
    {.name = "title", .zh = "记录名称用哪个栏目", .en = "Field that names a record", .max = 60},
    {.name = "day", .zh = "业务日期用哪个栏目", .en = "Field of the business day", .max = 60},
    {.name = "sort", .zh = "默认排序", .en = "Order", .max = 60},
    {.name = "write", .zh = "谁可以登记", .en = "Who may add", .many = true},
    {.name = "fields", .type = Field::any, .zh = "栏目", .en = "Fields"},
    {.name = "measures", .type = Field::any, .zh = "指标", .en = "Measures"},
};

const Schema kAnswer = {
    {.name = "kind", .zh = "代号", .en = "Name", .required = true},
    {.name = "zh", .zh = "名称", .en = "Chinese title", .required = true},
    {.name = "en", .zh = "英文名称", .en = "English title", .required = true},
    {.name = "group", .zh = "菜单", .en = "Menu"},
    {.name = "own", .type = Field::boolean, .zh = "本单位自建", .en = "Made here", .required = true},
    {.name = "extended", .type = Field::boolean, .zh = "加过栏目", .en = "Extended"},
    {.name = "retired", .type = Field::boolean, .zh = "已停用", .en = "Closed", .required = true},
    {.name = "retiredReason", .zh = "停用原因", .en = "Reason"},
    {.name = "version", .type = Field::integer, .zh = "版本", .en = "Version", .required = true},
    {.name = "records", .type = Field::integer, .zh = "记录数", .en = "Records"},
    {.name = "fieldCount", .type = Field::integer, .zh = "栏目数", .en = "Fields"},
    {.name = "measureCount", .type = Field::integer, .zh = "指标数", .en = "Measures"},
    {.name = "declaration", .type = Field::object, .zh = "设置", .en = "Declaration"},
    {.name = "filled", .type = Field::object, .zh = "各栏目填过的记录数", .en = "Records that hold a field"},
    {.name = "chosen", .type = Field::object, .zh = "各选项选过的记录数", .en = "Records that hold a choice"},
    {.name = "effects",
     .type = Field::rows,
     .zh = "保存后会怎样",
     .en = "What saving will do",
     .fields = {{.name = "zh", .type = Field::longtext, .zh = "中文", .en = "Chinese"},
                {.name = "en", .type = Field::longtext, .zh = "英文", .en = "English"}}},
};

Surroundings around(const std::string& kind, bool carried) {
    Surroundings s;
    s.carried = carried;
    for (auto* other : record::all_kinds()) {
        if (other->name != kind) s.kinds.insert(other->name);
        s.referable.insert(other->name);
    }
    for (auto name : {"kinds", "references", "home", "sync", "me", "sessions", "events", "reports", "measures",
                      "ledgers", "attachments", "openapi", "county-forms", "views", "jobs", "search"})
        s.kinds.insert(name);
    for (auto& one : measure::all()) s.measures.insert(one.name);
    return s;
}

void forget_own_measures(Surroundings& s, const json::object& before) {
    if (auto* list = before.if_contains("measures"))
        for (auto& one : list->as_array()) s.measures.erase(text_of(one.as_object(), "name"));
}

void of_the_town(Call& call) {
    auto root = area::root(call.db);
    if (!root || !record::reaches(call.db, call.actor, kAdministrator, root->id)) throw Fault(kTownOnly);
}

/// The ledger as it stands: kept in the store, or as the program carries it.
Row row_of(db::Connection& db, const std::string& kind) {
    if (auto row = find_row(db, kind)) return *row;
    if (!carried(kind)) throw Fault(record::find_kind(kind) ? kNoPlain : kNotFound);
    return {.kind = kind, .own = false};
}

json::object counts_json(const std::map<std::string, std::int64_t>& counts) {
    json::object out;
    for (auto& [name, n] : counts) out[name] = n;
    return out;
}

std::int64_t length(const json::object& object, const char* name) {
    auto* list = object.if_contains(name);
    return list && list->is_array() ? static_cast<std::int64_t>(list->as_array().size()) : 0;
}

json::object answer(db::Connection& db, const Row& row) {
    auto declaration = whole(row);
    json::object out;
    for (auto name : {"kind", "zh", "en", "group"}) out[name] = text_of(declaration, name);
    out["own"] = row.own;
    out["extended"] = !row.own && row.version > 0;
    out["retired"] = !row.retired_reason.empty();
    if (!row.retired_reason.empty()) out["retiredReason"] = row.retired_reason;
    out["version"] = row.version;
    out["records"] = records_of(db, row.kind);
    out["fieldCount"] = length(declaration, "fields");
    out["measureCount"] = length(declaration, "measures");
    return out;
}

json::object whole_answer(db::Connection& db, const Row& row) {
    auto out = answer(db, row);
    auto usage = usage_of(db, row.kind);
    out["declaration"] = whole(row);
    out["filled"] = counts_json(usage.filled);
    json::object chosen;
    // Only of choices: other fields' values are what records say.
    auto kind = declare(whole(row)).kind;
    for (auto& field : kind.fields)
        if (auto counts = usage.chosen.find(field.name); field.type == Field::choice && counts != usage.chosen.end())
            chosen[field.name] = counts_json(counts->second);
    out["chosen"] = chosen;
    return out;
}

Response answered(json::object body, int status) {
    auto version = integer_of(body, "version");
    auto response = Response::of(std::move(body), status);
    response.headers.emplace_back("ETag", '"' + std::to_string(version) + '"');
    return response;
}

json::array sentences(const std::vector<Sentence>& said) {
    json::array list;
    for (auto& one : said) list.push_back({{"zh", one.zh}, {"en", one.en}});
    return list;
}

void tell(Call& call, const Row& row, const char* verb, const json::object& before, const json::object& after) {
    auto root = area::root(call.db);
    record_event(call.db, call.actor, call.now(), "ledgers", row.id, verb, root ? root->id : "", before, after);
}

Response list(Call& call) {
    json::array items;
    std::set<std::string> kept;
    for (auto& row : all_rows(call.db)) {
        items.push_back(answer(call.db, row));
        kept.insert(row.kind);
    }
    for (auto* kind : record::all_kinds())
        if (!kept.count(kind->name) && carried(kind->name))
            items.push_back(answer(call.db, {.kind = kind->name, .own = false}));
    auto total = items.size();
    return Response::of({{"items", std::move(items)}, {"total", total}, {"next", nullptr}});
}

Response create(Call& call) {
    of_the_town(call);
    auto declaration = regular(call.input);
    auto kind = text_of(declaration, "kind");
    auto errors = faults_of(declaration, around(find_row(call.db, kind) ? "" : kind, false));
    if (carried(kind) || record::find_kind(kind))
        errors.push_back({"kind", "ledger.name_taken", fmt::format("代号“{}”已经用了，请换一个", kind),
                          fmt::format("The name \"{}\" is taken; choose another", kind)});
    if (!errors.empty()) throw Fault(kFaulty, std::move(errors));
    Row row{.id = text_of(call.input, "id"), .kind = kind, .own = true, .declared = declaration, .version = 1};
    auto effects = sentences(effects_of(nullptr, declaration, {}));
    if (call.request.only_checks()) return Response::of({{"effects", effects}});
    declare(declaration);
    insert_row(call.db, row, call.now());
    tell(call, row, "created", {}, {{"kind", kind}, {"zh", text_of(declaration, "zh")}, {"declaration", declaration}});
    auto body = whole_answer(call.db, row);
    body["effects"] = effects;
    return answered(std::move(body), 201);
}

/// What the office's part of a carried ledger is: what the program does not carry.
json::object own_part(const json::object& theirs, const json::object& wanted) {
    json::object own;
    for (auto name : {"fields", "measures"}) {
        json::array list;
        std::map<std::string, const json::object*> carried_ones;
        if (auto* all = theirs.if_contains(name))
            for (auto& one : all->as_array()) carried_ones[text_of(one.as_object(), "name")] = &one.as_object();
        std::size_t met = 0;
        for (auto& one : wanted.at(name).as_array()) {
            auto found = carried_ones.find(text_of(one.as_object(), "name"));
            if (found == carried_ones.end()) {
                list.push_back(one);
                continue;
            }
            ++met;
            if (std::string(name) == "fields" && field_to_json(field_from_json(*found->second)) != one.as_object())
                throw Fault(kCarried,
                            {{"fields", std::string(kCarried.code),
                              fmt::format("“{}”是自带的栏目，不能改", text_of(*found->second, "zh")),
                              fmt::format("\"{}\" is carried by the program", text_of(*found->second, "en"))}});
        }
        if (met != carried_ones.size()) throw Fault(kCarried);
        own[name] = list;
    }
    return own;
}

std::optional<std::int64_t> asked_version(const Call& call) {
    auto text = call.request.header("if-match");
    std::erase(text, '"');
    if (text.empty() || text == "*") return {};
    if (text.size() > 15 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        throw Fault(kStale);
    return std::stoll(text);
}

Response change(Call& call) {
    of_the_town(call);
    auto row = row_of(call.db, call.path[0]);
    if (auto version = asked_version(call); version && *version != row.version) throw Fault(kStale);
    auto before = regular(whole(row));
    auto wanted = before;
    for (auto& member : call.input) wanted[member.key()] = member.value().is_null() ? json::value("") : member.value();
    if (text_of(wanted, "kind") != row.kind)
        throw Fault(kFaulty, {{"kind", "ledger.name_fixed", "代号用在网址里，建好后不能改",
                               "The name is part of addresses and stays"}});
    auto after = regular(wanted);
    auto surroundings = around(row.kind, !row.own);
    forget_own_measures(surroundings, before);
    json::object checked = after;
    if (!row.own) {
        auto own = own_part(*carried(row.kind), after);
        checked = merged(*carried(row.kind), own);
        row.declared = own;
        after = regular(checked);
    } else {
        row.declared = after;
    }
    auto usage = usage_of(call.db, row.kind);
    auto errors = faults_of(checked, surroundings);
    for (auto& error : faults_of_change(before, after, usage)) errors.push_back(error);
    if (!errors.empty()) throw Fault(kFaulty, std::move(errors));
    auto effects = sentences(effects_of(&before, after, usage));
    if (call.request.only_checks()) return Response::of({{"effects", effects}});
    declare(whole(row));
    ++row.version;
    if (row.version == 1) {
        row.id = new_id();
        insert_row(call.db, row, call.now());
    } else {
        update_row(call.db, row, call.now());
    }
    if (counts_differ(before, after)) count_anew(call.db, whole(row));
    tell(call, row, "changed", {{"declaration", before}}, {{"declaration", after}});
    auto body = whole_answer(call.db, row);
    body["effects"] = effects;
    return answered(std::move(body), 200);
}

Response retire(Call& call) {
    of_the_town(call);
    auto row = row_of(call.db, call.path[0]);
    if (!row.own) throw Fault(kCarried);
    if (!row.retired_reason.empty()) throw Fault(kConflict);
    row.retired_reason = text_of(call.input, "reason");
    ++row.version;
    update_row(call.db, row, call.now());
    tell(call, row, "retired", {}, {{"reason", row.retired_reason}});
    return answered(answer(call.db, row), 200);
}

Response reopen(Call& call) {
    of_the_town(call);
    auto row = row_of(call.db, call.path[0]);
    if (row.retired_reason.empty()) throw Fault(kOpen);
    row.retired_reason.clear();
    ++row.version;
    update_row(call.db, row, call.now());
    tell(call, row, "reopened", {}, {});
    return answered(answer(call.db, row), 201);
}

// Names are compared with what is published; it is brought up to date before, on a reading snapshot.
Schema refreshed(db::Connection& db, const Schema& schema) {
    record::refresh(db);
    return schema;
}

const http::Routes routes([](http::Router& router) {
    const std::string base = "/api/v1/ledgers", one = base + "/{kind}";
    auto with_id = kDeclaration;
    with_id.insert(with_id.begin(), {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"});
    router.add({.method = "GET",
                .path = base,
                .summary = "The plain ledgers: carried and made here",
                .roles = kReaders,
                .output = {{.name = "items", .type = Field::rows, .zh = "台账", .en = "Ledgers", .fields = kAnswer}},
                .handler = [](Call& c) {
                    record::refresh(c.db);
                    return list(c);
                }});
    router.add({.method = "POST",
                .path = base,
                .summary = "Makes a ledger",
                .roles = kAdministrator,
                .mode = Mode::write,
                .input = with_id,
                .output = kAnswer,
                .live_input = [with_id](auto& db, auto&, auto&) { return refreshed(db, with_id); },
                .may_check = true,
                .handler = create});
    router.add({.method = "GET",
                .path = one,
                .summary = "One ledger's declaration and what its records hold",
                .roles = kReaders,
                .output = kAnswer,
                .handler = [](Call& c) {
                    record::refresh(c.db);
                    auto row = row_of(c.db, c.path[0]);
                    return answered(whole_answer(c.db, row), 200);
                }});
    router.add({.method = "PATCH",
                .path = one,
                .summary = "Changes a ledger, or adds to one that the program carries",
                .roles = kAdministrator,
                .mode = Mode::write,
                .input = kDeclaration,
                .output = kAnswer,
                .live_input = [](auto& db, auto&, auto&) { return refreshed(db, kDeclaration); },
                .partial = true,
                .may_check = true,
                .handler = change});
    router.add({.method = "DELETE",
                .path = one,
                .summary = "Closes a ledger made here, with a reason; its records stay readable",
                .roles = kAdministrator,
                .mode = Mode::write,
                .input = {{.name = "reason", .zh = "停用原因", .en = "Reason", .required = true}},
                .output = kAnswer,
                .handler = retire});
    router.add({.method = "POST",
                .path = one + "/reopening",
                .summary = "Takes a closed ledger into use again",
                .roles = kAdministrator,
                .mode = Mode::write,
                .output = kAnswer,
                .handler = reopen});
    router.add(
        {.method = "GET",
         .path = one + "/history",
         .summary = "What was changed in a ledger",
         .roles = kReaders,
         .output = {{.name = "items",
                     .type = Field::rows,
                     .zh = "经过",
                     .en = "History",
                     .fields = {{.name = "at", .type = Field::instant, .zh = "时间", .en = "When"},
                                {.name = "by", .zh = "谁", .en = "Who"},
                                {.name = "verb", .zh = "做了什么", .en = "What"}}}},
         .handler = [](Call& c) {
             auto row = row_of(c.db, c.path[0]);
             json::array items;
             if (!row.id.empty())
                 for (auto& event : history(c.db, row.id))
                     items.push_back({{"at", to_rfc3339(event.at)}, {"by", event.actor_name}, {"verb", event.verb}});
             return Response::of({{"items", items}});
         }});
});

}  // namespace

}  // namespace zhenan::ledger
