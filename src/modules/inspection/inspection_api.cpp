#include "modules/area/area.h"
#include "modules/checklist/checklist.h"
#include "modules/hazard/hazard.h"
#include "modules/inspection/inspection_store.h"
#include "modules/law/law.h"
#include "modules/measure/measure.h"
#include "modules/notice/notice.h"
#include "modules/record/record.h"

namespace zhenan::inspection {

namespace {

using http::Call;
using http::Response;

const FaultCode kInUse{Kind::conflict, "outing.in_use", "这次行动下面还有检查，不能撤回",
                       "There are inspections under this outing"};
const FaultCode kHasHazards{Kind::conflict, "inspection.has_hazards",
                            "检查下面还有隐患或有效文书，请先撤回隐患、作废文书",
                            "The inspection still has hazards or valid notices; withdraw and void them first"};

record::Kind outings() {
    record::Kind k;
    k.name = "outings";
    k.table = "outing";
    k.zh = "检查行动";
    k.en = "Outings";
    k.group = "inspection";
    k.about_zh = "一次出动算一次（次），一次行动可以检查几家（家次）。";
    k.about_en = "One trip of a team on a day; it holds inspections of several places.";
    k.title = "title";
    k.day = "startedOn";
    k.fields = {
        {.name = "title", .zh = "名称", .en = "Title", .list = true, .search = true, .max = 100},
        {.name = "kind",
         .type = Field::choice,
         .zh = "检查方式",
         .en = "Kind",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true,
         .options = kinds()},
        {.name = "startedOn",
         .type = Field::day,
         .zh = "日期",
         .en = "Day",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "areaId",
         .type = Field::area,
         .zh = "区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "memberIds",
         .type = Field::ref,
         .zh = "参加人员",
         .en = "Members",
         .many = true,
         .upward = true,
         .to = "people"},
        {.name = "campaignId",
         .type = Field::ref,
         .zh = "所属专项行动",
         .en = "Campaign",
         .filter = true,
         .to = "campaigns"},
        {.name = "enforcement",
         .type = Field::boolean,
         .zh = "执法检查",
         .en = "Enforcement",
         .list = true,
         .filter = true},
        {.name = "inspections",
         .type = Field::integer,
         .zh = "检查家次",
         .en = "Inspections",
         .readonly = true,
         .list = true},
        {.name = "hazards", .type = Field::integer, .zh = "发现隐患", .en = "Hazards", .readonly = true, .list = true},
        {.name = "note", .type = Field::longtext, .zh = "备注", .en = "Note"}};
    k.sort = "-startedOn";
    k.write = {"officer", "supervisor", "office", "village", "grid_leader", "patroller"};
    k.computed = {{"inspections", "(SELECT COUNT(*) FROM inspection i WHERE i.outing_id = t.id AND NOT i.withdrawn)"},
                  {"hazards",
                   "(SELECT COUNT(*) FROM hazard h JOIN inspection i ON i.id = h.inspection_id WHERE i.outing_id = "
                   "t.id AND NOT h.withdrawn)"}};
    k.before_write = [](record::Change& change) {
        if (change.withdrawn) {
            if (inspections_of(change.call.db, change.id) > 0) throw Fault(kInUse);
            return;
        }
        if (!text_of(change.record, "title").empty()) return;
        for (auto& option : kinds())
            if (option.value == text_of(change.record, "kind"))
                change.record["title"] = chinese_day(text_of(change.record, "startedOn")) + option.zh;
    };
    k.after_write = [](record::Change& change) {
        measure::follow(change.call.db, change.kind.name, change.id, change.withdrawn ? nullptr : &change.record,
                        !change.before);
    };
    return k;
}

const Schema& answer_fields() {
    static const Schema fields = {
        {.name = "itemId", .zh = "检查项", .en = "Item", .required = true, .max = 20},
        {.name = "result",
         .type = Field::choice,
         .zh = "结果",
         .en = "Result",
         .required = true,
         .options = {{"pass", "合格", "Pass"}, {"fail", "不合格", "Fail"}, {"na", "不适用", "Not applicable"}}},
        {.name = "note", .zh = "说明", .en = "Note", .max = 300},
        {.name = "photos", .type = Field::attachments, .zh = "照片", .en = "Photos"}};
    return fields;
}

const Schema& companion_fields() {
    static const Schema fields = {{.name = "name", .zh = "姓名", .en = "Name", .max = 60},
                                  {.name = "position", .zh = "职务", .en = "Position", .max = 60},
                                  {.name = "phone", .zh = "电话", .en = "Phone", .max = 40}};
    return fields;
}

void whole(Call& call, json::object& r) {
    auto list = checklist::find(call.db, text_of(r, "checklistId"));
    if (auto* answers = r.if_contains("answers"); answers && list)
        for (auto& value : answers->as_array()) {
            auto& answer = value.as_object();
            if (auto* item = checklist::item(*list, text_of(answer, "itemId")))
                for (auto name : {"text", "textEn", "section", "clause", "certainty"})
                    if (auto* part = item->if_contains(name)) answer[name] = *part;
        }
    json::array hazards, notices, names;
    for (auto& h : hazard::of_inspection(call.db, text_of(r, "id"), call.today())) hazards.push_back(h);
    for (auto& n : notice::of_inspection(call.db, text_of(r, "id"))) notices.push_back(n);
    r["hazards"] = hazards;
    r["notices"] = notices;
}

record::Kind inspections() {
    record::Kind k;
    k.name = "inspections";
    k.table = "inspection";
    k.zh = "检查";
    k.en = "Inspections";
    k.group = "inspection";
    k.about_zh = "一家一次的检查记录。点“新检查”开始。";
    k.about_en = "One place looked at once. Start with \"New inspection\".";
    k.title = "placeName";
    k.day = "happenedOn";
    auto where = place::fields();
    where.category.list = true;
    k.fields = {
        where.name,
        {.name = "happenedOn",
         .type = Field::day,
         .zh = "检查日期",
         .en = "Day",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "kind",
         .type = Field::choice,
         .zh = "检查方式",
         .en = "Kind",
         .required = true,
         .list = true,
         .filter = true,
         .options = kinds()},
        where.area,
        where.category,
        {.name = "hazardCount",
         .type = Field::integer,
         .zh = "发现隐患",
         .en = "Hazards",
         .list = true,
         .filter = true},
        {.name = "inspectorNames",
         .zh = "检查人员",
         .en = "Inspectors",
         .required = true,
         .list = true,
         .search = true,
         .max = 500},
        {.name = "enforcement", .type = Field::boolean, .zh = "执法检查", .en = "Enforcement", .filter = true},
        {.name = "checklistTitle", .zh = "检查表", .en = "Checklist"},
        {.name = "happenedAt", .type = Field::instant, .zh = "开始时间", .en = "Start", .required = true},
        {.name = "endedAt", .type = Field::instant, .zh = "结束时间", .en = "End"},
        {.name = "receivedAt", .type = Field::instant, .zh = "登记时间", .en = "Received", .required = true},
        {.name = "outingId",
         .type = Field::ref,
         .zh = "检查行动",
         .en = "Outing",
         .required = true,
         .filter = true,
         .to = "outings"},
        where.type,
        where.id,
        where.enterprise,
        {.name = "checklistId", .zh = "检查表编号", .en = "Checklist id", .filter = true},
        {.name = "inspectorIds",
         .type = Field::ref,
         .zh = "检查人员编号",
         .en = "Inspector ids",
         .required = true,
         .many = true,
         .upward = true,
         .to = "people"},
        {.name = "companion", .type = Field::object, .zh = "陪同人员", .en = "Companion", .fields = companion_fields()},
        {.name = "site", .zh = "检查场所", .en = "Where exactly", .max = 100},
        {.name = "situation", .type = Field::longtext, .zh = "检查情况", .en = "What was seen", .max = 2000},
        {.name = "answers", .type = Field::rows, .zh = "检查项结果", .en = "Answers", .fields = answer_fields()},
        {.name = "photos", .type = Field::attachments, .zh = "照片", .en = "Photos"}};
    k.sort = "-happenedOn";
    k.read = record::kEverybody;
    k.write = {"officer", "supervisor", "office"};
    k.create = k.edit = k.import = false;
    k.category_column = "category";
    k.owner_column = "enterprise_id";
    k.detail = whole;
    k.before_write = [](record::Change& change) {
        if (!change.withdrawn) return;
        if (!hazard::of_inspection(change.call.db, change.id, change.call.today()).empty()) throw Fault(kHasHazards);
        for (auto& n : notice::of_inspection(change.call.db, change.id))
            if (text_of(n, "state") == "issued") throw Fault(kHasHazards);
    };
    k.after_write = [](record::Change& change) {
        measure::follow(change.call.db, change.kind.name, change.id, change.withdrawn ? nullptr : &change.record,
                        false);
    };
    return k;
}

const record::Kinds declared([] { return std::vector{outings(), inspections()}; });

const measure::Source outing_source("outings", [](const json::object& o) {
    std::vector<measure::Contribution> list;
    if (text_of(o, "kind") != "self" && text_of(o, "kind") != "recheck")
        list.push_back({"outings", text_of(o, "areaId"), text_of(o, "startedOn"), text_of(o, "kind")});
    return list;
});
const measure::Source inspection_source("inspections", [](const json::object& i) {
    std::vector<measure::Contribution> list;
    if (text_of(i, "kind") != "self" && text_of(i, "kind") != "recheck")
        list.push_back({"inspections", text_of(i, "areaId"), text_of(i, "happenedOn"), text_of(i, "kind")});
    return list;
});

const measure::Definitions definitions([] {
    measure::Definition outing, inspection;
    outing.name = "outings";
    outing.zh = "检查行动";
    outing.en = "Outings";
    outing.unit_zh = "次";
    outing.unit_en = "outings";
    outing.about_zh = "一次出动算一次；企业自查和复查不计。";
    outing.about_en = "One trip is one; self-inspections and rechecks do not count.";
    inspection.name = "inspections";
    inspection.zh = "检查家次";
    inspection.en = "Inspections";
    inspection.unit_zh = "家次";
    inspection.unit_en = "place-visits";
    inspection.about_zh = "一家看一次算一家次；企业自查和复查不计。";
    inspection.about_en = "One place looked at once; self-inspections and rechecks do not count.";
    for (auto* d : {&outing, &inspection}) {
        d->dimension = "kind";
        d->options = kinds();
    }
    return std::vector{outing, inspection};
});

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
