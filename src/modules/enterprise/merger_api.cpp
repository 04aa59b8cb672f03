// Suspected duplicates, and merging two that are one.
#include <charconv>

#include "modules/enterprise/likeness_store.h"
#include "modules/enterprise/merger.h"

namespace zhenan::enterprise {

namespace {

using http::Call;
using http::Mode;
using http::Response;

const std::vector<std::string> kMergers = {"office", "administrator"};

const char* word(Reason reason) {
    switch (reason) {
        case Reason::organisation:
            return "organisation";
        case Reason::name:
            return "name";
        case Reason::place:
            return "place";
    }
    return "";
}

json::object json_of(const Card& c) {
    return {{"id", c.id},           {"name", c.name},   {"areaName", c.area_name},      {"creditCode", c.credit_code},
            {"address", c.address}, {"phone", c.phone}, {"legalPerson", c.legal_person}};
}

Schema card_schema() {
    return {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id", .required = true},
            {.name = "name", .zh = "名称", .en = "Name", .required = true},
            {.name = "areaName", .zh = "区域", .en = "Area"},
            {.name = "creditCode", .zh = "统一社会信用代码", .en = "Credit code"},
            {.name = "address", .zh = "地址", .en = "Address"},
            {.name = "phone", .zh = "电话", .en = "Phone"},
            {.name = "legalPerson", .zh = "主要负责人", .en = "Person in charge"}};
}

const std::vector<Option> kReasons = {{"organisation", "同一主体代码", "Same organisation"},
                                      {"name", "同村同名", "Same name in the same area"},
                                      {"place", "位置相近、名称相似", "Near and alike in name"}};

std::int64_t number(const Call& call, const char* name, std::int64_t otherwise, std::int64_t most) {
    auto text = call.request.parameter(name);
    if (text.empty()) return otherwise;
    std::int64_t n = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc() || end != text.data() + text.size() || n < 0 || n > most) throw Fault(kInvalid, name);
    return n;
}

Response duplicates(Call& call) {
    auto limit = number(call, "limit", 50, 500), from = number(call, "cursor", 0, 1'000'000);
    std::string path = "/";
    if (auto area = call.request.parameter("area"); !area.empty())
        path = text_of(record::get(call.db, call.actor, record::kind("areas"), area), "path");
    auto list = pairs(call, path, call.request.parameter("q"));
    json::array items;
    for (auto i = static_cast<std::size_t>(from); i < list.size() && items.size() < static_cast<std::size_t>(limit);
         ++i) {
        auto& pair = list[i];
        json::array reasons;
        for (auto reason : pair.reasons) reasons.emplace_back(word(reason));
        json::object item{{"id", pair.one.id + ":" + pair.other.id},
                          {"reasons", reasons},
                          {"one", json_of(pair.one)},
                          {"other", json_of(pair.other)}};
        if (pair.metres >= 0) item["metres"] = static_cast<std::int64_t>(pair.metres + 0.5);
        items.push_back(std::move(item));
    }
    auto next = from + static_cast<std::int64_t>(items.size());
    bool more = next < static_cast<std::int64_t>(list.size());
    return Response::of({{"items", items},
                         {"total", list.size()},
                         {"next", more ? json::value(std::to_string(next)) : json::value(nullptr)}});
}

Response similar(Call& call) {
    json::object record;
    for (auto name : {"name", "areaId", "creditCode"}) record[name] = call.request.parameter(name);
    auto lng = call.request.parameter("lng"), lat = call.request.parameter("lat");
    if (!lng.empty() && !lat.empty()) {
        double x = 0, y = 0;
        auto bad = [](const std::string& text, double& to) {
            auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
            return error != std::errc() || end != text.data() + text.size();
        };
        if (bad(lng, x) || bad(lat, y) || !(x > -180 && x < 180 && y > -90 && y < 90)) throw Fault(kInvalid, "lng");
        record["location"] = json::object{{"lng", x}, {"lat", y}};
    }
    json::array items;
    for (auto& one : alike(call, call.request.parameter("id"), record)) {
        auto item = json_of(one.card);
        item["reason"] = word(one.reason);
        if (one.reason == Reason::place) item["metres"] = static_cast<std::int64_t>(one.metres + 0.5);
        items.push_back(std::move(item));
    }
    return Response::of({{"items", items}});
}

const http::Routes routes([](http::Router& router) {
    auto& kind = record::kind("enterprises");
    auto answer = record::answer_schema(kind);
    answer.push_back({.name = "moved", .type = Field::integer, .zh = "转移的记录", .en = "Records moved"});
    answer.push_back({.name = "merged",
                      .type = Field::rows,
                      .zh = "并入的单位",
                      .en = "Merged into it",
                      .fields = {{.name = "mergerId", .type = Field::ref, .zh = "合并编号", .en = "Merger"},
                                 {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
                                 {.name = "name", .zh = "名称", .en = "Name"},
                                 {.name = "creditCode", .zh = "统一社会信用代码", .en = "Credit code"},
                                 {.name = "at", .type = Field::instant, .zh = "时间", .en = "When"},
                                 {.name = "by", .zh = "谁", .en = "Who"},
                                 {.name = "undoable", .type = Field::boolean, .zh = "可撤销", .en = "Can be undone"}}});
    auto similar_fields = card_schema();
    similar_fields.push_back(
        {.name = "reason", .type = Field::choice, .zh = "原因", .en = "Reason", .options = kReasons});
    similar_fields.push_back({.name = "metres", .type = Field::integer, .zh = "相距（米）", .en = "Metres apart"});
    router.add(
        {.method = "GET",
         .path = "/api/v1/enterprises/duplicates",
         .summary = "Pairs of enterprises that may be one",
         .roles = record::kStaff,
         .output =
             {{.name = "items",
               .type = Field::rows,
               .zh = "疑似重复",
               .en = "Pairs",
               .required = true,
               .fields =
                   {{.name = "id", .zh = "编号", .en = "Id", .required = true},
                    {.name = "reasons",
                     .type = Field::choice,
                     .zh = "原因",
                     .en = "Reasons",
                     .many = true,
                     .options = kReasons},
                    {.name = "metres", .type = Field::integer, .zh = "相距（米）", .en = "Metres apart"},
                    {.name = "one", .type = Field::object, .zh = "一家", .en = "One", .fields = card_schema()},
                    {.name = "other", .type = Field::object, .zh = "另一家", .en = "Other", .fields = card_schema()}}},
              {.name = "total", .type = Field::integer, .zh = "总数", .en = "Total", .required = true},
              {.name = "next", .zh = "下一页", .en = "Next page"}},
         .parameters = {"q", "area", "limit", "cursor"},
         .handler = duplicates});
    router.add({.method = "GET",
                .path = "/api/v1/enterprises/similar",
                .summary = "Enterprises that may be the one that is about to be added",
                .roles = record::kStaff,
                .output = {{.name = "items",
                            .type = Field::rows,
                            .zh = "相似的单位",
                            .en = "Alike",
                            .required = true,
                            .fields = similar_fields}},
                .parameters = {"name", "areaId", "creditCode", "lng", "lat", "id"},
                .handler = similar});
    router.add(
        {.method = "POST",
         .path = "/api/v1/enterprises/duplicates/dismissal",
         .summary = "Says that two are not one",
         .roles = kMergers,
         .mode = Mode::write,
         .input =
             {{.name = "oneId", .type = Field::ref, .zh = "一家", .en = "One", .required = true, .to = "enterprises"},
              {.name = "otherId",
               .type = Field::ref,
               .zh = "另一家",
               .en = "Other",
               .required = true,
               .to = "enterprises"}},
         .output =
             {{.name = "dismissed", .type = Field::boolean, .zh = "不再提示", .en = "Dismissed", .required = true}},
         .handler = [&kind](Call& call) {
             auto one = text_of(call.input, "oneId"), other = text_of(call.input, "otherId");
             record::get(call.db, call.actor, kind, one);
             record::get(call.db, call.actor, kind, other);
             call_distinct(call.db, one, other, call.actor, call.now());
             return Response::of({{"dismissed", true}});
         }});
    Schema input = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
                    {.name = "otherId",
                     .type = Field::ref,
                     .zh = "另一家",
                     .en = "The other",
                     .required = true,
                     .to = "enterprises"},
                    {.name = "keep", .type = Field::any, .zh = "各项保留哪一家的", .en = "Whose value of each field"}};
    router.add({.method = "POST",
                .path = "/api/v1/enterprises/{id}/merger",
                .summary = "Merges another enterprise into this one: its records follow, it keeps its row and history",
                .roles = kMergers,
                .mode = Mode::write,
                .input = input,
                .output = answer,
                .handler = [](Call& call) { return Response::of(merge(call), 201); }});
    router.add({.method = "POST",
                .path = "/api/v1/enterprises/{id}/merger-undoing",
                .summary = "Undoes a merger of the same day",
                .roles = kMergers,
                .mode = Mode::write,
                .input = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
                          {.name = "mergerId", .type = Field::ref, .zh = "合并编号", .en = "Merger", .required = true}},
                .output = answer,
                .handler = [](Call& call) { return Response::of(undo_merger(call), 201); }});
});

}  // namespace

}  // namespace zhenan::enterprise
