#include <set>

#include "modules/area/area.h"
#include "modules/duty/duty.h"
#include "modules/hazard/hazard_store.h"
#include "modules/hazard/hazard_verbs.h"
#include "modules/law/law.h"
#include "modules/measure/measure.h"

namespace zhenan::hazard {

namespace {

using http::Call;
using http::Response;

record::Kind declare() {
    record::Kind k;
    k.name = "hazards";
    k.table = "hazard";
    k.zh = "隐患";
    k.en = "Hazards";
    k.group = "inspection";
    k.about_zh = "检查发现的隐患，从发现到复查合格销号。隐患由检查产生：先做一次检查。";
    k.about_en = "What inspections found, until a recheck closes it. Hazards come from inspections: make one first.";
    k.title = "description";
    k.day = "foundOn";
    k.fields = {
        {.name = "description",
         .type = Field::longtext,
         .zh = "隐患描述",
         .en = "Description",
         .required = true,
         .list = true,
         .search = true,
         .max = 500},
        {.name = "placeName",
         .zh = "被检查单位",
         .en = "Place",
         .required = true,
         .list = true,
         .sort = true,
         .search = true},
        {.name = "areaId",
         .type = Field::area,
         .zh = "区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "level",
         .type = Field::choice,
         .zh = "级别",
         .en = "Level",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true,
         .options = {{"general", "一般", "General"}, {"major", "重大", "Major"}}},
        {.name = "suspected", .type = Field::boolean, .zh = "疑似重大", .en = "Suspected major", .filter = true},
        {.name = "status",
         .type = Field::choice,
         .zh = "状态",
         .en = "State",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true,
         .options = {{"rectifying", "整改中", "Being put right"},
                     {"awaiting_recheck", "待复查", "Awaiting recheck"},
                     {"closed", "已销号", "Closed"},
                     {"referred", "已移送", "Referred"}}},
        {.name = "late",
         .type = Field::choice,
         .zh = "逾期",
         .en = "Late",
         .readonly = true,
         .list = true,
         .options = {{"enterprise", "企业逾期", "Enterprise late"}, {"town", "镇复查逾期", "Town late"}}},
        {.name = "foundOn",
         .type = Field::day,
         .zh = "发现日期",
         .en = "Found",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "dueOn",
         .type = Field::day,
         .zh = "整改期限",
         .en = "Due",
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "reportedOn", .type = Field::day, .zh = "报整改完成", .en = "Reported done", .filter = true},
        {.name = "recheckDueOn",
         .type = Field::day,
         .zh = "应复查日期",
         .en = "Recheck due",
         .filter = true,
         .sort = true},
        {.name = "closedOn", .type = Field::day, .zh = "销号日期", .en = "Closed", .filter = true, .sort = true},
        {.name = "category",
         .type = Field::choice,
         .zh = "行业类别",
         .en = "Category",
         .required = true,
         .filter = true,
         .options = area::categories()},
        {.name = "clause", .zh = "依据", .en = "Clause", .search = true},
        {.name = "site", .zh = "部位", .en = "Where exactly", .search = true},
        {.name = "certainty",
         .type = Field::choice,
         .zh = "依据核实",
         .en = "Certainty of the clause",
         .filter = true,
         .options = law::certainties()},
        {.name = "criterion", .zh = "判定标准", .en = "Criterion"},
        {.name = "criterionCertainty",
         .type = Field::choice,
         .zh = "判定标准核实",
         .en = "Certainty of the criterion",
         .options = law::certainties()},
        {.name = "sector",
         .type = Field::choice,
         .zh = "疑似领域",
         .en = "Sector of the suspicion",
         .filter = true,
         .options = law::sectors()},
        {.name = "standard", .zh = "疑似所依标准", .en = "Suspected under"},
        {.name = "fixedOnSpot", .type = Field::boolean, .zh = "当场整改", .en = "Fixed on the spot", .filter = true},
        {.name = "mustRefer", .type = Field::boolean, .zh = "应移送", .en = "To be referred", .filter = true},
        {.name = "pending",
         .type = Field::choice,
         .zh = "待决定",
         .en = "Waiting for a decision",
         .filter = true,
         .options = {{"term", "再给期限", "New term"}, {"extension", "延期", "Extension"}}},
        {.name = "pendingDueOn", .type = Field::day, .zh = "申请期限", .en = "Asked term"},
        {.name = "countyReportedOn", .type = Field::day, .zh = "报县日期", .en = "Reported to the county"},
        {.name = "noticeNumbers", .zh = "文书编号", .en = "Notices", .search = true, .max = 1000},
        {.name = "placeType",
         .type = Field::choice,
         .zh = "对象类型",
         .en = "Kind of place",
         .required = true,
         .options = {{"enterprises", "企业", "Enterprise"}, {"places", "其他场所", "Other place"}}},
        {.name = "placeId", .zh = "对象编号", .en = "Place id", .required = true, .filter = true},
        {.name = "enterpriseId",
         .type = Field::ref,
         .zh = "企业",
         .en = "Enterprise",
         .filter = true,
         .to = "enterprises"},
        {.name = "handlerAreaId", .type = Field::area, .zh = "经办区域", .en = "Handled by", .required = true},
        {.name = "inspectionId", .zh = "检查编号", .en = "Inspection id", .required = true, .filter = true},
        {.name = "checklistId", .zh = "检查表编号", .en = "Checklist id"},
        {.name = "itemId", .zh = "检查项", .en = "Item"},
        {.name = "photos", .type = Field::attachments, .zh = "照片", .en = "Photos"}};
    k.sort = "-foundOn";
    k.read = record::kEverybody;
    k.write = {"office"};
    k.create = k.edit = k.import = k.withdraw = false;
    k.handler_column = "handler_area_id";
    k.category_column = "category";
    k.owner_column = "enterprise_id";
    k.computed = {{"late", "CASE WHEN t.status IN ('closed', 'referred') THEN NULL WHEN " +
                               duty::late_sql("hazard.rectification", "t.id") + " THEN 'enterprise' WHEN " +
                               duty::late_sql("hazard.recheck", "t.id") + " THEN 'town' END"}};
    k.extra_filter = [](std::string_view name, std::string_view value, std::string_view, std::string& condition,
                        std::vector<db::Value>& binds) {
        if (name == "late") {
            auto enterprise = duty::late_sql("hazard.rectification", "t.id"),
                 town = duty::late_sql("hazard.recheck", "t.id");
            if (value == "enterprise")
                condition = enterprise;
            else if (value == "town")
                condition = town;
            else if (value == "any" || value == "true")
                condition = "(" + enterprise + " OR " + town + ")";
            else
                throw Fault(kInvalid, "late");
            return true;
        }
        if (name == "open") {
            condition =
                value == "true" ? "t.status IN ('rectifying', 'awaiting_recheck', 'referred')" : "t.status = 'closed'";
            return true;
        }
        (void)binds;
        return false;
    };
    k.after_write = [](record::Change& change) {
        measure::follow(change.call.db, change.kind.name, change.id, change.withdrawn ? nullptr : &change.record,
                        false);
    };
    k.detail = [](Call& call, json::object& record) { record = with_timeline(call, std::move(record)); };
    return k;
}

const record::Kinds kinds([] { return std::vector{declare()}; });

const measure::Source source("hazards", [](const json::object& h) {
    std::vector<measure::Contribution> list{
        {"hazards-found", text_of(h, "areaId"), text_of(h, "foundOn"), text_of(h, "level")}};
    if (auto closed = text_of(h, "closedOn"); !closed.empty())
        list.push_back({"hazards-closed", text_of(h, "areaId"), closed, text_of(h, "level")});
    return list;
});

const std::vector<Option> kLevels = {{"general", "一般", "General"}, {"major", "重大", "Major"}};

measure::Definition flow(const char* name, const char* zh, const char* en, const char* about_zh, const char* about_en) {
    measure::Definition d;
    d.name = name;
    d.zh = zh;
    d.en = en;
    d.unit_zh = "条";
    d.unit_en = "hazards";
    d.about_zh = about_zh;
    d.about_en = about_en;
    d.dimension = "level";
    d.options = kLevels;
    return d;
}

const measure::Definitions definitions([] {
    auto found = flow("hazards-found", "排查隐患", "Hazards found", "按发现日期计，每处隐患一条。",
                      "By the day of finding, each hazard once.");
    auto closed = flow("hazards-closed", "整改销号隐患", "Hazards closed", "按复查合格之日计；企业自报整改完成不算。",
                       "By the day of the passed recheck; an enterprise's word does not count.");
    auto open = flow("hazards-open", "未销号隐患", "Open hazards", "期末已发现而未复查合格的。",
                     "Found and not closed at the end of the period.");
    open.form = measure::Definition::computed;
    open.at_end = true;
    open.cells = [](const measure::Ask& ask) {
        // All that were found until then, without those closed until then: both are folded, whole years cost little.
        auto cells = measure::stock_of(ask, "hazards-found");
        for (auto& cell : measure::stock_of(ask, "hazards-closed")) {
            cells.push_back(cell);
            cells.back().n = -cell.n;
        }
        return cells;
    };
    open.records = [](const measure::Ask& ask) {
        std::vector<measure::RecordLine> lines;
        for (auto& span : open_at_end_of(ask.db, ask.path, ask.to))
            lines.push_back({"hazards", span.id, span.title, span.found_on, span.area_name, 1, span.level});
        return lines;
    };
    auto overdue = flow(
        "hazards-overdue", "逾期隐患", "Overdue hazards", "期末企业超过整改期限未报完成，或镇超过复查期限未复查的。",
        "At the end of the period: the term ended with nothing reported, or the town's recheck is late.");
    overdue.form = measure::Definition::computed;
    overdue.at_end = true;
    overdue.dimension = "who";
    overdue.options = {{"enterprise", "企业逾期", "Enterprise late"}, {"town", "镇复查逾期", "Town late"}};
    static const std::vector<std::string> kRules = {"hazard.rectification", "hazard.recheck"};
    auto spans = [](const measure::Ask& ask) {
        // A hazard counts once, the enterprise's lateness first.
        std::vector<duty::Late> late;
        std::set<std::string> seen;
        for (auto& span : duty::late_on(ask.db, ask.path, ask.to, kRules))
            if (seen.insert(span.record_id).second) late.push_back(span);
        return late;
    };
    overdue.cells = [](const measure::Ask& ask) {
        std::vector<measure::Cell> cells;
        for (auto& late : duty::late_counts(ask.db, ask.path, ask.to, kRules))
            cells.push_back({late.area_id, ask.to, late.rule == "hazard.recheck" ? "town" : "enterprise", late.n, 0});
        return cells;
    };
    overdue.records = [spans](const measure::Ask& ask) {
        std::vector<measure::RecordLine> lines;
        for (auto& span : spans(ask)) {
            auto a = area::find(ask.db, span.area_id);
            lines.push_back({"hazards", span.record_id, record::title_of(ask.db, "hazards", span.record_id),
                             span.due_on, a ? a->name : "", 1, span.rule == "hazard.recheck" ? "town" : "enterprise"});
        }
        return lines;
    };
    return std::vector{found, closed, open, overdue};
});

const http::Routes routes([](http::Router& router) {
    for (auto verb :
         {Verb::rectification, Verb::recheck, Verb::term_decision, Verb::extension, Verb::extension_decision,
          Verb::referral, Verb::referral_answer, Verb::county_report, Verb::county_verdict, Verb::withdrawal}) {
        auto output = record::answer_schema(record::kind("hazards"));
        for (auto& field : output) field.required = field.name == "id";
        router.add({.method = "POST",
                    .path = "/api/v1/hazards/{id}/" + std::string(name_of(verb)),
                    .summary = "Hazard: " + std::string(name_of(verb)),
                    .roles = roles_for(verb),
                    .mode = http::Mode::write,
                    .input = input_of(verb),
                    .output = std::move(output),
                    .handler = [verb](Call& call) { return Response::of(act(call, verb), 201); }});
    }
});

}  // namespace

json::object with_timeline(Call& call, json::object record) {
    json::array timeline, notices;
    // It was found when the inspection was made, which may have been written down later.
    auto inspection =
        record::peek(call.db, record::kind("inspections"), text_of(record, "inspectionId")).value_or(json::object{});
    auto found_at = text_of(inspection, "happenedAt");
    timeline.push_back({{"at", found_at.empty() ? text_of(record, "createdAt") : found_at},
                        {"by", text_of(inspection, "inspectorNames")},
                        {"day", text_of(record, "foundOn")},
                        {"verb", "found"},
                        {"text", text_of(record, "description")},
                        {"photos", record.contains("photos") ? record.at("photos") : json::value(json::array{})}});
    for (auto& step : steps_of(call.db, text_of(record, "id"))) {
        json::object line{{"id", step.id},
                          {"at", to_rfc3339(step.happened_at)},
                          {"receivedAt", to_rfc3339(step.received_at)},
                          {"by", step.by_name},
                          {"verb", step.verb}};
        std::string text;
        for (auto name : {"description", "note", "reason", "answer"})
            if (auto part = text_of(step.content, name); !part.empty()) text = part;
        if (auto* term = step.content.if_contains("newTerm")) line["newTerm"] = *term;
        line["text"] = text;
        for (auto name : {"passed", "approved", "granted", "dueOn", "to", "on", "document", "level", "number",
                          "noticeId", "photos", "onSpot"})
            if (auto* value = step.content.if_contains(name)) line[name] = *value;
        if (step.verb == "notice")
            notices.push_back({{"id", text_of(step.content, "noticeId")}, {"number", text_of(step.content, "number")}});
        timeline.push_back(std::move(line));
    }
    record["timeline"] = timeline;
    record["notices"] = notices;
    record["verbs"] = verbs_for(call, record);
    return record;
}

}  // namespace zhenan::hazard
