// A scheme is checked as it is typed, and made anew as an edition; the shipped ones.
#include <fmt/format.h>

#include "core/embedded.h"
#include "core/id.h"
#include "core/install.h"
#include "core/search/search.h"
#include "modules/area/area.h"
#include "modules/assessment/assessment_desk.h"
#include "modules/assessment/assessment_figures.h"
#include "modules/assessment/assessment_rules.h"
#include "modules/record/record.h"

namespace zhenan::assessment {

namespace {

using http::Call;
using http::Response;

json::object checked_scheme(Call& call) {
    record::refresh(call.db);
    auto input = call.input;
    make_regular(input);
    auto scheme = scheme_from(input);
    json::array errors;
    for (auto& error : wrong_with(scheme, names_for(scheme.subject_type)))
        errors.push_back(
            {{"field", error.field}, {"code", error.code}, {"message", call.request.english() ? error.en : error.zh}});
    Cents sum = 0;
    for (auto& item : scheme.items) sum += item.points;
    return {{"errors", errors}, {"points", points(sum)}, {"total", points(scheme.total)}};
}

json::object checked_formula(Call& call) {
    record::refresh(call.db);
    auto type = text_of(call.input, "subjectType");
    auto text = formula::regular(text_of(call.input, "formula"));
    json::object answer{{"formula", text}, {"ok", true}, {"names", json::array()}};
    auto names = names_for(type);
    if (auto wrong = formula::wrong_with(text, names)) {
        answer["ok"] = false;
        answer["position"] = wrong->position;
        answer["token"] = wrong->token;
        answer["message"] = call.request.english() ? wrong->en : wrong->zh;
        return answer;
    }
    json::array read;
    formula::Formula parsed(text, names);
    for (auto& figure : figures_for(type))
        for (auto& name : parsed.names())
            if (figure.name == name) read.push_back({{"name", name}, {"zh", figure.zh}, {"en", figure.en}});
    answer["names"] = read;
    return answer;
}

Response figures(Call& call) {
    record::refresh(call.db);
    json::array items;
    for (auto& f : figures_for(call.request.parameter("subjectType")))
        items.push_back(
            {{"name", f.name}, {"zh", f.zh}, {"en", f.en}, {"unit", call.request.english() ? f.unit_en : f.unit_zh}});
    return Response::of({{"items", items}});
}

// A copy that may be changed; the earlier one stays for what it was used for.
Response edition(Call& call) {
    auto& kind = record::kind("assessment-schemes");
    auto before = record::get(call.db, call.actor, kind, call.path[0]);
    json::object next;
    for (auto& field : kind.fields)
        if (auto* value = before.if_contains(field.name); value && field.name != "used") next[field.name] = *value;
    next["edition"] = integer_of(before, "edition", 1) + 1;
    next["earlierId"] = call.path[0];
    next["enabled"] = false;
    if (auto id = text_of(call.input, "id"); !id.empty()) next["id"] = id;
    if (call.input.contains("year")) next["year"] = call.input.at("year");
    if (auto title = text_of(call.input, "title"); !title.empty()) next["title"] = title;
    return Response::of(record::create(call, kind, next), 201);
}

const http::Routes routes([](http::Router& router) {
    auto all = scheme_fields();
    Schema open;
    for (auto field : all) {
        if (field.readonly) continue;
        field.required = field.name == "subjectType";
        open.push_back(field);
    }
    router.add({.method = "POST",
                .path = "/api/v1/assessment-schemes/check",
                .summary = "What is wrong with a scheme as it is typed; nothing is written",
                .roles = {"office", "administrator"},
                .input = open,
                .handler = [](Call& call) { return Response::of(checked_scheme(call)); }});
    router.add({.method = "POST",
                .path = "/api/v1/assessment-schemes/formula-check",
                .summary = "What is wrong with a formula, and where; nothing is written",
                .roles = {"office", "administrator"},
                .input = {{.name = "subjectType",
                           .type = Field::choice,
                           .zh = "考核对象",
                           .en = "Who",
                           .required = true,
                           .options = kSubjectTypes},
                          {.name = "formula", .zh = "公式", .en = "Formula", .max = 600}},
                .handler = [](Call& call) { return Response::of(checked_formula(call)); }});
    router.add({.method = "GET",
                .path = "/api/v1/assessment-figures",
                .summary = "The figures that formulas may name",
                .roles = record::kStaff,
                .parameters = {"subjectType"},
                .handler = figures});
    router.add(
        {.method = "POST",
         .path = "/api/v1/assessment-schemes/{id}/edition",
         .summary = "A new edition of a scheme, to be changed",
         .roles = {"office", "administrator"},
         .mode = http::Mode::write,
         .input = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
                   {.name = "year", .type = Field::integer, .zh = "年度", .en = "Year", .min = 2000, .max = 2100},
                   {.name = "title", .zh = "方案名称", .en = "Title", .max = 100}},
         .handler = edition});
});

const Shipped shipped{"assessment_scheme"};
// Shipped once: what an office made of it afterwards stays.
const Install install([](db::Connection& db, Instant now) {
    auto& kind = record::kind("assessment-schemes");
    for (auto& file : embedded::ending("/assessment_scheme.json")) {
        auto record = json::parse(file.bytes).as_object();
        auto id = text_of(record, "id");
        if (record::peek(db, kind, id)) continue;
        record.erase("id");
        record["enabled"] = false;
        record["edition"] = 1;
        record::insert_row(db, kind, id, record, now);
        index_text(db, kind.name, id, record::search_text(kind, record), true);
    }
});

}  // namespace

}  // namespace zhenan::assessment
