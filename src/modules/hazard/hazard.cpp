#include "modules/hazard/hazard.h"

#include <fmt/format.h>

#include "core/event/event.h"
#include "core/id.h"
#include "core/search/search.h"
#include "modules/duty/duty.h"
#include "modules/hazard/hazard_store.h"
#include "modules/hazard/hazard_verbs.h"
#include "modules/hazard/recurrence.h"
#include "modules/law/law.h"
#include "modules/measure/measure.h"

namespace zhenan::hazard {

namespace {

const FaultCode kDueBefore{Kind::rejected, "hazard.due_before", "整改期限不能早于发现之日",
                           "The term cannot end before the finding"};
const FaultCode kNoTerm{Kind::rejected, "hazard.no_term", "请填整改期限，或注明当场已整改",
                        "Give a term, or say that it was fixed on the spot"};
const FaultCode kNoCriterion{Kind::rejected, "hazard.no_criterion",
                             "重大隐患必须写明命中的判定标准条目；拿不准就选“疑似重大”，当日报县",
                             "A major hazard must name the criterion that it meets; if in doubt choose \"suspected "
                             "major\" and report to the county today"};
const FaultCode kFire{Kind::rejected, "hazard.fire_authority",
                      "火灾隐患是否重大由消防救援机构判定：请选“疑似重大”，移送消防救援机构",
                      "Only the fire authority says that a fire hazard is major: choose \"suspected\" and refer it"};
const FaultCode kTwice{Kind::rejected, "hazard.suspected_and_major", "已定为重大的不再选“疑似”",
                       "A major one is no longer suspected"};

}  // namespace

const Schema& input_fields() {
    static const Schema fields = {
        {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
        {.name = "itemId", .zh = "检查项", .en = "Item", .max = 20},
        {.name = "description",
         .type = Field::longtext,
         .zh = "隐患描述",
         .en = "Description",
         .required = true,
         .max = 500},
        {.name = "clause", .zh = "依据", .en = "Clause", .max = 200},
        {.name = "level",
         .type = Field::choice,
         .zh = "级别",
         .en = "Level",
         .options = {{"general", "一般", "General"}, {"major", "重大", "Major"}}},
        {.name = "criterionId", .zh = "判定标准", .en = "Criterion", .max = 200},
        {.name = "suspected", .type = Field::boolean, .zh = "疑似重大", .en = "Suspected major"},
        {.name = "sector",
         .type = Field::choice,
         .zh = "疑似领域",
         .en = "Sector of the suspicion",
         .options = law::sectors()},
        {.name = "site", .zh = "部位", .en = "Where exactly", .max = 100},
        {.name = "photos", .type = Field::attachments, .zh = "照片", .en = "Photos"},
        {.name = "fixedOnSpot", .type = Field::boolean, .zh = "当场整改", .en = "Fixed on the spot"},
        {.name = "dueOn", .type = Field::day, .zh = "整改期限", .en = "Due"}};
    return fields;
}

json::object add(http::Call& call, const Finding& finding, const json::object& input) {
    auto& db = call.db;
    auto id = text_of(input, "id");
    if (id.empty()) id = new_id();
    auto level = text_of(input, "level");
    if (level.empty()) level = "general";
    bool fixed = boolean_of(input, "fixedOnSpot"), suspected = boolean_of(input, "suspected");
    auto due = text_of(input, "dueOn"), criterion = text_of(input, "criterionId");
    if (!fixed && due.empty()) throw Fault(kNoTerm, "dueOn");
    if (!due.empty() && due < finding.on) throw Fault(kDueBefore, "dueOn");
    std::string criterion_certainty;
    if (level == "major") {
        if (suspected) throw Fault(kTwice, "suspected");
        auto known = law::criterion(db, criterion, finding.on);
        if (!known) throw Fault(kNoCriterion, "criterionId");
        if (!law::town_may_judge(known->sector)) throw Fault(kFire, "level");
        criterion = known->code;
        criterion_certainty = known->certainty;
    } else if (auto known = law::criterion(db, criterion, finding.on)) {
        criterion = known->code;
        criterion_certainty = known->certainty;
    }
    auto& kind = record::kind("hazards");
    json::object h{{"id", id},
                   {"areaId", finding.place.area_id},
                   {"handlerAreaId", finding.place.area_id},
                   {"category", finding.place.category},
                   {"placeType", finding.place.type},
                   {"placeId", finding.place.id},
                   {"placeName", finding.place.name},
                   {"inspectionId", finding.inspection_id},
                   {"description", input.at("description")},
                   {"level", level},
                   {"suspected", suspected},
                   {"fixedOnSpot", fixed},
                   {"mustRefer", false},
                   {"foundOn", finding.on}};
    if (finding.place.type == "enterprises") h["enterpriseId"] = finding.place.id;
    if (!finding.checklist_id.empty()) h["checklistId"] = finding.checklist_id;
    // The certainty comes from the checklist's item; the inspection sets it, no client does.
    for (auto name : {"itemId", "clause", "certainty", "site", "photos"})
        if (auto* value = input.if_contains(name)) h[name] = *value;
    if (!criterion.empty()) h["criterion"] = criterion;
    if (!criterion_certainty.empty()) h["criterionCertainty"] = criterion_certainty;
    if (suspected) {
        auto sector = text_of(input, "sector");
        if (sector.empty()) sector = law::sector_of(finding.place.category);
        h["sector"] = sector;
        // Suspected under the standard of that day; whose verdict it waits for, judges by it.
        if (auto standard = law::standard_of(db, sector, finding.on)) h["standard"] = law::cited(*standard);
    }
    if (fixed) {
        // The inspector saw it put right: that is the recheck which closes it.
        h["status"] = "closed";
        h["reportedOn"] = finding.on;
        h["closedOn"] = finding.on;
    } else {
        h["status"] = "rectifying";
        h["dueOn"] = due;
        h["recheckDueOn"] = recheck_due(due, "", limits(db, finding.on).recheck_days);
    }
    if (!finding.closed_before)
        finding.closed_before =
            std::make_shared<const std::vector<Earlier>>(closed_before(db, finding.place.id, finding.on));
    if (auto earlier =
            recurrence_among(*finding.closed_before, {finding.place.id, finding.checklist_id, text_of(input, "itemId"),
                                                      text_of(input, "description"), finding.on}))
        h["recurrenceOf"] = *earlier;
    record::insert_row(db, kind, id, h, call.now());
    index_text(db, kind.name, id, record::search_text(kind, h), true);
    if (auto ids = texts_of(input, "photos"); !ids.empty()) record::claim_attachments(call, kind.name, id, ids);
    record_event(db, call.actor, call.now(), kind.name, id, "found", finding.place.area_id, {}, h);
    measure::follow(db, kind.name, id, &h, true);
    if (fixed) {
        json::object content{{"passed", true}, {"note", "当场整改，检查人员现场确认"}, {"onSpot", true}};
        if (auto* photos = input.if_contains("photos")) content["photos"] = *photos;
        insert_step(db, {}, id, "recheck", finding.happened_at, call.now(), call.actor, content);
    }
    for (auto& one : owed(state_of(h))) duty::open(db, duty_of(h, one, finding.on));
    return h;
}

void put_on_notice(http::Call& call, const std::vector<std::string>& ids, const OnNotice& notice) {
    std::int64_t position = 0;
    for (auto& id : ids) {
        append_notice_number(call.db, id, notice.number);
        link_notice(call.db, id, notice.id, position++);
        insert_step(call.db, {}, id, "notice", call.now(), call.now(), call.actor,
                    {{"noticeId", notice.id}, {"number", notice.number}, {"kind", notice.kind}});
        if (notice.kind != "referral") continue;
        // The letter's number is the referral's, where that was recorded first.
        auto h = find(call.db, id);
        if (h && text_of(*h, "status") == "referred" && text_of(*h, "referralNumber").empty())
            record::update_row(call.db, record::kind("hazards"), id, {{"referralNumber", notice.number}}, call.now());
    }
}

void suspect(http::Call& call, const std::string& id, const std::string& why, const std::string& on) {
    auto& kind = record::kind("hazards");
    auto h = find(call.db, id);
    if (!h || boolean_of(*h, "suspected") || text_of(*h, "level") == "major") return;
    auto was = state_of(*h), is = was;
    is.suspected = true;
    is.county_reported_on.clear();
    json::object changes{{"suspected", true}, {"countyReportedOn", nullptr}};
    for (auto& one : owed(is))
        if (one.rule == "hazard.county_report") {
            auto owed_today = one;
            owed_today.due_on = on;
            duty::open(call.db, duty_of(*h, owed_today, on));
        }
    record::update_row(call.db, kind, id, changes, call.now());
    insert_step(call.db, {}, id, "suspected", call.now(), call.now(), call.actor, {{"reason", why}});
    record_event(call.db, call.actor, call.now(), kind.name, id, "suspected", text_of(*h, "areaId"),
                 {{"suspected", false}}, {{"suspected", true}, {"reason", why}});
    auto after = *record::peek(call.db, kind, id, call.today());
    measure::follow(call.db, kind.name, id, &after, false);
}

}  // namespace zhenan::hazard
