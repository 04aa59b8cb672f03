// The kinds outings and inspections.
#include "modules/inspection/inspection_kind.h"

#include "modules/area/area.h"
#include "modules/checklist/checklist.h"
#include "modules/hazard/hazard.h"
#include "modules/inspection/inspection_store.h"
#include "modules/measure/measure.h"
#include "modules/notice/notice.h"
#include "modules/record/record.h"

namespace zhenan::inspection {

namespace {

using http::Call;

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

}  // namespace

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

}  // namespace zhenan::inspection
