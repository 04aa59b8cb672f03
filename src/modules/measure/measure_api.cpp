#include "core/clock.h"
#include "modules/area/area.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"

namespace zhenan::measure {

namespace {

using http::Call;
using http::Response;

const char* form_name(const Definition& d) {
    if (d.form == Definition::rate) return "rate";
    return d.form == Definition::stock || d.at_end ? "stock" : "flow";
}

json::value number(const Value& v) {
    if (!v.value) return nullptr;
    if (*v.value == static_cast<double>(static_cast<std::int64_t>(*v.value)))
        return static_cast<std::int64_t>(*v.value);
    return *v.value;
}

// A rate of what stands is asked for the same day as its parts.
bool stands_at_end(const Definition& d) {
    if (d.form == Definition::rate) return stands_at_end(*find(d.denominator));
    return d.form == Definition::stock || d.at_end;
}

Ask ask_of(Call& call, const Definition& definition) {
    auto day = [&](const char* name, std::string otherwise) {
        auto text = call.request.parameter(name);
        if (text.empty()) return otherwise;
        if (!is_day(text)) throw Fault(kInvalid, name);
        return text;
    };
    auto to = day("to", call.today());
    auto from = day("from", to.substr(0, 4) + "-01-01");
    if (from > to) throw Fault(kInvalid, "from");
    // What stands at the end of a period that still runs is what stands today: nobody is late on a day to come.
    if (stands_at_end(definition)) {
        to = std::min(to, call.today());
        from = std::min(from, to);
    }
    return {call.db, asked_path(call, call.request.parameter("area")), from, to, call.request.parameter("member")};
}

json::object definition_json(const Definition& d) {
    json::object item{{"name", d.name},       {"zh", d.zh},
                      {"en", d.en},           {"unit", json::object{{"zh", d.unit_zh}, {"en", d.unit_en}}},
                      {"form", form_name(d)}, {"about", json::object{{"zh", d.about_zh}, {"en", d.about_en}}}};
    if (!d.dimension.empty()) item["by"] = d.dimension;
    if (!d.options.empty()) {
        json::array options;
        for (auto& option : d.options)
            options.push_back({{"value", option.value}, {"zh", option.zh}, {"en", option.en}});
        item["options"] = options;
    }
    if (!d.by_zh.empty()) item["byTitle"] = json::object{{"zh", d.by_zh}, {"en", d.by_en}};
    if (d.form == Definition::rate) {
        item["numerator"] = d.numerator;
        item["denominator"] = d.denominator;
    }
    return item;
}

Response one(Call& call) {
    record::refresh(call.db);
    auto* d = find(call.path[0]);
    if (!d) throw Fault(kNotFound);
    auto ask = ask_of(call, *d);
    auto v = value(ask, d->name);
    json::object body{{"name", d->name},
                      {"zh", d->zh},
                      {"en", d->en},
                      {"unit", call.request.english() ? d->unit_en : d->unit_zh},
                      {"form", form_name(*d)},
                      {"from", ask.from},
                      {"to", ask.to},
                      {"value", number(v)},
                      {"approximate", v.approximate}};
    if (auto what = call.request.parameter("by"); !what.empty()) {
        json::array rows;
        for (auto& [key, part] : by(ask, d->name, what)) {
            json::object row{{"key", key}, {"value", number(part)}};
            if (part.approximate) row["approximate"] = true;
            if (what == "area") {
                if (auto a = area::find(call.db, key)) row["name"] = a->name;
            } else {
                row["name"] = key;
                for (auto& option : d->options)
                    if (option.value == key) row["name"] = call.request.english() ? option.en : option.zh;
            }
            rows.push_back(std::move(row));
        }
        body["rows"] = rows;
    }
    return Response::of(body);
}

std::int64_t whole(Call& call, const char* name, std::int64_t otherwise, std::int64_t most) {
    auto text = call.request.parameter(name);
    if (text.empty()) return otherwise;
    if (text.size() > 9 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        throw Fault(kInvalid, name);
    return std::min<std::int64_t>(std::stoll(text), most);
}

Response behind(Call& call) {
    record::refresh(call.db);
    auto* d = find(call.path[0]);
    if (!d) throw Fault(kNotFound);
    auto ask = ask_of(call, *d);
    auto limit = whole(call, "limit", 50, 500), offset = whole(call, "cursor", 0, 100'000'000);
    std::int64_t total = 0;
    json::array items;
    for (auto& line : records(ask, d->name, limit, offset, total))
        items.push_back({{"kind", line.kind},
                         {"id", line.id},
                         {"title", line.title},
                         {"day", line.day},
                         {"areaName", line.area_name},
                         {"n", line.n}});
    json::value next = nullptr;
    if (offset + limit < total) next = std::to_string(offset + limit);
    return Response::of({{"items", items}, {"total", total}, {"next", next}});
}

const Schema kOne = {{.name = "name", .zh = "名称", .en = "Name", .required = true},
                     {.name = "zh", .zh = "中文", .en = "Chinese"},
                     {.name = "en", .zh = "英文", .en = "English"},
                     {.name = "unit", .zh = "单位", .en = "Unit", .required = true},
                     {.name = "form", .zh = "形式", .en = "Form"},
                     {.name = "from", .type = Field::day, .zh = "从", .en = "From"},
                     {.name = "to", .type = Field::day, .zh = "到", .en = "To"},
                     {.name = "value", .type = Field::any, .zh = "值", .en = "Value"},
                     {.name = "approximate", .type = Field::boolean, .zh = "约", .en = "Approximately"},
                     {.name = "rows",
                      .type = Field::rows,
                      .zh = "分项",
                      .en = "Rows",
                      .fields = {{.name = "key", .zh = "键", .en = "Key"},
                                 {.name = "name", .zh = "名称", .en = "Name"},
                                 {.name = "value", .type = Field::any, .zh = "值", .en = "Value"},
                                 {.name = "approximate", .type = Field::boolean, .zh = "约", .en = "Approximately"}}}};

const http::Routes routes([](http::Router& router) {
    router.add({.method = "GET",
                .path = "/api/v1/measures",
                .summary = "All measures and what they mean",
                .roles = record::kStaff,
                .handler = [](Call& call) {
                    record::refresh(call.db);
                    json::array items;
                    for (auto& d : all()) items.push_back(definition_json(d));
                    return Response::of({{"items", items}});
                }});
    router.add({.method = "GET",
                .path = "/api/v1/measures/{name}",
                .summary = "A measure over an area and a period",
                .roles = record::kStaff,
                .output = kOne,
                .parameters = {"area", "from", "to", "by", "member"},
                .handler = one});
    router.add({.method = "GET",
                .path = "/api/v1/measures/{name}/records",
                .summary = "The records behind a measure",
                .roles = record::kStaff,
                .parameters = {"area", "from", "to", "member", "limit", "cursor"},
                .handler = behind});
});

const Definitions areas([] {
    auto villages = [](const Ask& ask) { return area::of_level(ask.db, ask.path, "village", ask.to); };
    Definition d;
    d.name = "villages";
    d.form = Definition::computed;
    d.at_end = true;
    d.zh = "村（居）委会数";
    d.en = "Villages";
    d.unit_zh = "个";
    d.unit_en = "villages";
    d.about_zh = "期末有效的村（居）委会。";
    d.about_en = "Villages and residents' committees that exist at the end of the period.";
    d.cells = [villages](const Ask& ask) {
        std::vector<Cell> cells;
        for (auto& a : villages(ask)) cells.push_back({a.id, ask.to, "", 1, 0});
        return cells;
    };
    d.records = [villages](const Ask& ask) {
        std::vector<RecordLine> lines;
        for (auto& a : villages(ask)) lines.push_back({"areas", a.id, a.name, ask.to, a.name, 1});
        return lines;
    };
    return std::vector{d};
});

}  // namespace

}  // namespace zhenan::measure
