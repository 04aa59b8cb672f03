#include "modules/area/area.h"
#include "modules/checklist/checklist.h"
#include "modules/hazard/hazard.h"
#include "modules/inspection/inspection_kind.h"
#include "modules/inspection/inspection_store.h"
#include "modules/law/law.h"
#include "modules/notice/notice.h"
#include "modules/record/record.h"

namespace zhenan::inspection {

namespace {

using http::Call;
using http::Response;

Response preparation(Call& call) {
    auto type = call.request.parameter("placeType"), id = call.request.parameter("placeId");
    if (type != "enterprises" && type != "places") throw Fault(kInvalid, "placeType");
    auto on = call.request.parameter("on");
    if (on.empty()) on = call.today();
    if (!is_day(on)) throw Fault(kInvalid, "on");
    auto record = record::get(call.db, call.actor, record::kind(type), id);
    auto place = *place::find(call.db, type, id);
    json::array lists, open;
    for (auto& c : checklist::in_force(call.db, place.category, on)) lists.push_back(c);
    for (auto& h : hazard::open_at(call.db, id, call.today())) open.push_back(h);
    json::object body{{"place", json::object{{"type", place.type},
                                             {"id", place.id},
                                             {"name", place.name},
                                             {"areaId", place.area_id},
                                             {"category", place.category},
                                             {"sector", law::sector_of(place.category)},
                                             {"address", place.address},
                                             {"person", place.person},
                                             {"phone", place.phone}}},
                      {"checklists", lists},
                      {"openHazards", open},
                      {"lastInspection", nullptr},
                      {"authority", nullptr}};
    if (auto last = last_at(call.db, id, start_of(on) + 86'400'000)) {
        auto found = *record::peek(call.db, record::kind("inspections"), *last);
        json::array hazards;
        for (auto& h : hazard::of_inspection(call.db, *last, call.today())) hazards.push_back(h);
        body["lastInspection"] = {{"id", *last},
                                  {"happenedAt", found["happenedAt"]},
                                  {"inspectorNames", found["inspectorNames"]},
                                  {"hazards", hazards}};
    }
    if (auto a = notice::authority_on(call.db, on)) body["authority"] = {{"basis", a->basis}, {"organ", a->organ}};
    return Response::of(body);
}

const http::Routes routes([](http::Router& router) {
    auto output = record::answer_schema(record::kind("inspections"));
    for (auto& field : output) field.required = field.name == "id";
    router.add({.method = "POST",
                .path = "/api/v1/inspections",
                .summary = "Records an inspection with its hazards and notices",
                .roles = {"officer", "supervisor", "office", "village", "grid_leader", "patroller"},
                .mode = http::Mode::write,
                .input = input_fields(),
                .output = output,
                .handler = [](Call& call) { return Response::of(inspect(call), 201); }});
    router.add({.method = "GET",
                .path = "/api/v1/inspections/preparation",
                .summary = "What a new inspection of a place starts from",
                .roles = record::kStaff,
                .parameters = {"placeType", "placeId", "on"},
                .handler = preparation});
});

}  // namespace

const Schema& input_fields() {
    static const Schema fields = [] {
        Schema outing;
        for (auto& field : record::kind("outings").fields) {
            if (field.readonly) continue;
            outing.push_back(field);
            outing.back().required = false;
        }
        return Schema{
            {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
            {.name = "outingId", .type = Field::ref, .zh = "检查行动", .en = "Outing", .to = "outings"},
            {.name = "outing", .type = Field::object, .zh = "新检查行动", .en = "New outing", .fields = outing},
            place::fields().type,
            {.name = "placeId", .type = Field::ref, .zh = "被检查单位", .en = "Place", .required = true},
            {.name = "checklistId", .type = Field::ref, .zh = "检查表", .en = "Checklist"},
            {.name = "kind",
             .type = Field::choice,
             .zh = "检查方式",
             .en = "Kind",
             .required = true,
             .options = kinds()},
            {.name = "enforcement", .type = Field::boolean, .zh = "执法检查", .en = "Enforcement"},
            {.name = "happenedAt", .type = Field::instant, .zh = "开始时间", .en = "Start", .required = true},
            {.name = "endedAt", .type = Field::instant, .zh = "结束时间", .en = "End"},
            {.name = "inspectorIds",
             .type = Field::ref,
             .zh = "检查人员",
             .en = "Inspectors",
             .required = true,
             .many = true,
             .upward = true,
             .to = "people"},
            {.name = "companion",
             .type = Field::object,
             .zh = "陪同人员",
             .en = "Companion",
             .fields = companion_fields()},
            {.name = "site", .zh = "检查场所", .en = "Where exactly", .max = 100},
            {.name = "situation", .type = Field::longtext, .zh = "检查情况", .en = "What was seen", .max = 2000},
            {.name = "answers", .type = Field::rows, .zh = "检查项结果", .en = "Answers", .fields = answer_fields()},
            {.name = "photos", .type = Field::attachments, .zh = "照片", .en = "Photos"},
            {.name = "hazards", .type = Field::rows, .zh = "隐患", .en = "Hazards", .fields = hazard::input_fields()},
            {.name = "notices", .type = Field::rows, .zh = "文书", .en = "Notices", .fields = notice::input_fields()}};
    }();
    return fields;
}

}  // namespace zhenan::inspection
