// The kind "hazards": its fields, what the list computes and can be asked for.
#include "modules/area/area.h"
#include "modules/duty/duty.h"
#include "modules/hazard/hazard_store.h"
#include "modules/hazard/hazard_verbs.h"
#include "modules/law/law.h"
#include "modules/measure/measure.h"
#include "modules/place/place.h"

namespace zhenan::hazard {

namespace {

using http::Call;

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
    const auto where = place::fields();
    k.fields = {
        {.name = "description",
         .type = Field::longtext,
         .zh = "隐患描述",
         .en = "Description",
         .required = true,
         .list = true,
         .search = true,
         .max = 500},
        where.name,
        where.area,
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
        where.category,
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
        {.name = "recurrenceOf", .zh = "重复隐患的上一条", .en = "Recurrence of"},
        {.name = "recurring", .type = Field::boolean, .zh = "重复出现", .en = "Came back", .readonly = true},
        {.name = "firstDueOn", .type = Field::day, .zh = "原整改期限", .en = "First term"},
        {.name = "extensions", .type = Field::integer, .zh = "延期次数", .en = "Extensions"},
        {.name = "referredTo", .zh = "移送单位", .en = "Referred to", .search = true, .max = 100},
        {.name = "referredOn", .type = Field::day, .zh = "移送日期", .en = "Referred", .filter = true, .sort = true},
        {.name = "referralNumber", .zh = "移送函文号", .en = "Number of the letter", .max = 60},
        {.name = "answerDueOn",
         .type = Field::day,
         .zh = "应答复日期",
         .en = "Answer due",
         .filter = true,
         .sort = true},
        {.name = "answeredOn", .type = Field::day, .zh = "答复日期", .en = "Answered", .filter = true},
        {.name = "answerResult",
         .type = Field::choice,
         .zh = "答复结果",
         .en = "Answer",
         .filter = true,
         .options = answer_results()},
        {.name = "listedState",
         .type = Field::choice,
         .zh = "挂牌督办",
         .en = "Listed supervision",
         .filter = true,
         .options = {{"listed", "挂牌中", "Listed"},
                     {"review", "已申请复核", "Review asked for"},
                     {"lifted", "已核销", "Lifted"}}},
        {.name = "listedBy", .zh = "挂牌单位", .en = "Listed by", .max = 100},
        {.name = "listedDocument", .zh = "挂牌文号", .en = "Listing document", .max = 100},
        {.name = "listedOn", .type = Field::day, .zh = "挂牌日期", .en = "Listed", .filter = true},
        {.name = "listedDueOn", .type = Field::day, .zh = "治理期限", .en = "Governance term", .filter = true},
        {.name = "listedPerson", .zh = "督办单位责任人", .en = "Responsible person", .max = 60},
        {.name = "governancePlan",
         .type = Field::object,
         .zh = "治理方案",
         .en = "Governance plan",
         .fields = plan_fields()},
        {.name = "liftedOn", .type = Field::day, .zh = "核销日期", .en = "Lifted", .filter = true},
        {.name = "liftedDocument", .zh = "核销文号", .en = "Lifting document", .max = 100},
        {.name = "noticeNumbers", .zh = "文书编号", .en = "Notices", .search = true, .max = 1000},
        where.type,
        where.id,
        where.enterprise,
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
                               duty::late_sql("hazard.recheck", "t.id") + " THEN 'town' END"},
                  {"recurring", "t.recurrence_of IS NOT NULL"}};
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
        if (name == "recurring") {
            condition = value == "true" ? "t.recurrence_of IS NOT NULL" : "t.recurrence_of IS NULL";
            return true;
        }
        if (name == "listed") {
            condition = "t.listed_state IN ('listed', 'review')";
            return value == "now" ? true : throw Fault(kInvalid, "listed");
        }
        if (name == "referral") {
            // Nothing has come back, or only that it was taken on and the outcome is still owed.
            if (value == "unanswered")
                condition =
                    "(t.referred_on IS NOT NULL AND t.status = 'referred' AND (t.answered_on IS NULL OR "
                    "t.answer_due_on IS NOT NULL))";
            else if (value == "late")
                condition = duty::late_sql("hazard.referral_answer", "t.id");
            else
                throw Fault(kInvalid, "referral");
            return true;
        }
        if (name == "notice") {
            condition = "t.id IN (SELECT hazard_id FROM hazard_notice WHERE notice_id = ?)";
            binds.emplace_back(std::string(value));
            return true;
        }
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

}  // namespace

}  // namespace zhenan::hazard
