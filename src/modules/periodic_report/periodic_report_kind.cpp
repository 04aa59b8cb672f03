// The kind "periodic-reports": one record for an area and a week or month.
#include <algorithm>

#include "modules/area/area.h"
#include "modules/periodic_report/periodic_report.h"
#include "modules/periodic_report/periodic_report_store.h"
#include "modules/record/record.h"

namespace zhenan::periodic_report {

const FaultCode kAccepted{
    Kind::conflict, "periodic_report.accepted", "报告已通过，不再改动、退回或重新提交；数字变了看“现在的数”",
    "The report was accepted: it is not changed, returned or handed in again; what changed since is shown beside it"};

namespace {

const FaultCode kPeriod{Kind::rejected, "periodic_report.period", "期间写成 2023-06（月报）或 2023-W22（周报）的样子",
                        "Write the period like 2023-06 (month) or 2023-W22 (week)"};
const FaultCode kFuture{Kind::rejected, "periodic_report.future", "这一期还没开始，不能起草",
                        "This period has not begun; its report cannot be drafted yet"};
const FaultCode kLevel{Kind::rejected, "periodic_report.level", "只有镇、村和网格报周报月报，请选其中一个",
                       "Only the town, its villages and grids report; choose one of them"};
const FaultCode kTwice{Kind::conflict, "periodic_report.exists", "这个区域这一期的报告已经有了，请打开那一份",
                       "This area's report of this period exists already; open that one"};
const FaultCode kFixed{Kind::rejected, "periodic_report.fixed", "报告的区域和期间不能改；写错了请撤回重新起草",
                       "Area and period of a report stay; withdraw it and draft another"};
const FaultCode kMeasure{Kind::rejected, "periodic_report.measure", "报告里没有这个数字，请从表里选",
                         "The report has no such figure; choose one of its table"};
const FaultCode kHandedIn{Kind::conflict, "periodic_report.handed_in", "报告已提交，退回以后才能改",
                          "The report was handed in; it can be changed after it is returned"};

void check_marks(const json::object& record) {
    auto* marks = record.if_contains("marks");
    if (!marks || !marks->is_array()) return;
    auto& known = measures();
    for (std::size_t i = 0; i < marks->as_array().size(); ++i) {
        auto name = text_of(marks->as_array()[i].as_object(), "measure");
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw Fault(kMeasure, "marks[" + std::to_string(i) + "].measure");
    }
}

void fill(record::Change& change) {
    auto& r = change.record;
    auto area_id = text_of(r, "areaId"), text = text_of(r, "period");
    if (change.before) {
        auto state = text_of(*change.before, "state");
        if (state == "accepted") throw Fault(kAccepted);
        if (state == "submitted") throw Fault(kHandedIn);
        if (change.withdrawn) return;
        for (auto name : {"areaId", "period"})
            if (text_of(*change.before, name) != text_of(r, name)) throw Fault(kFixed, name);
    }
    auto other = report_of(change.call.db, area_id, text);
    if (!other.empty() && other != change.id) throw Fault(kTwice);
    check_marks(r);
    if (change.before) return;
    auto period = period_of_report(text);
    if (!period) throw Fault(kPeriod, "period");
    if (period->from > change.call.today()) throw Fault(kFuture, "period");
    auto area = area::find(change.call.db, area_id);
    if (!area || (area->level != "town" && area->level != "village" && area->level != "grid"))
        throw Fault(kLevel, "areaId");
    r["title"] = title_of(area->name, *period);
    r["form"] = period->form == Period::week ? "week" : "month";
    r["level"] = area->level;
    r["periodTo"] = period->to;
    r["state"] = "draft";
}

record::Kind declare() {
    record::Kind k;
    k.name = "periodic-reports";
    k.table = "periodic_report";
    k.zh = "周报月报";
    k.en = "Weekly and monthly reports";
    k.group = "report";
    k.about_zh =
        "每个网格、村和镇每周或每月一份：数字自己从台账取，报的人只补充文字、标出不对的数；提交后由上一级通过，"
        "或写明理由退回。没事也要报一份零报告，没报的就是没报。";
    k.about_en =
        "One for each grid, village and the town in each week or month: figures come from the records, the author adds "
        "words and marks what is wrong; the level above accepts it or returns it with a reason. Nothing happened is "
        "said by a zero report; what is not handed in is missing.";
    k.title = "title";
    k.day = "periodTo";
    k.sort = "-periodTo";
    auto text = [](const char* name, const char* zh, const char* en) {
        return Field{.name = name, .zh = zh, .en = en, .readonly = true};
    };
    auto day = [](const char* name, const char* zh, const char* en) {
        return Field{.name = name, .type = Field::day, .zh = zh, .en = en, .readonly = true};
    };
    k.fields = {
        {.name = "title", .zh = "报告", .en = "Report", .readonly = true, .list = true, .search = true},
        {.name = "period",
         .zh = "期间",
         .en = "Period",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true,
         .max = 8,
         .help_zh = "月报写 2023-06，周报写 2023-W22。",
         .help_en = "2023-06 for a month, 2023-W22 for a week."},
        {.name = "form",
         .type = Field::choice,
         .zh = "种类",
         .en = "Form",
         .readonly = true,
         .filter = true,
         .options = {{"week", "周报", "Weekly"}, {"month", "月报", "Monthly"}}},
        {.name = "areaId",
         .type = Field::area,
         .zh = "区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "level",
         .type = Field::choice,
         .zh = "层级",
         .en = "Level",
         .readonly = true,
         .filter = true,
         .options = {{"town", "镇", "Town"}, {"village", "村", "Village"}, {"grid", "网格", "Grid"}}},
        {.name = "periodTo",
         .type = Field::day,
         .zh = "期末",
         .en = "Ends on",
         .readonly = true,
         .filter = true,
         .sort = true},
        {.name = "state",
         .type = Field::choice,
         .zh = "状态",
         .en = "State",
         .readonly = true,
         .list = true,
         .filter = true,
         .options = {{"draft", "起草中", "Draft"},
                     {"submitted", "已提交", "Handed in"},
                     {"returned", "已退回", "Returned"},
                     {"accepted", "已通过", "Accepted"}}},
        {.name = "zero",
         .type = Field::boolean,
         .zh = "零报告",
         .en = "Zero report",
         .readonly = true,
         .list = true,
         .filter = true},
        {.name = "words", .type = Field::longtext, .zh = "补充说明", .en = "Words added", .search = true, .max = 5000},
        {.name = "marks",
         .type = Field::rows,
         .zh = "不对的数",
         .en = "What is wrong",
         .fields = {{.name = "measure", .zh = "指标", .en = "Measure", .required = true, .max = 60},
                    {.name = "note", .zh = "哪里不对", .en = "What is wrong", .required = true, .max = 300}}},
        {.name = "figures", .type = Field::any, .zh = "提交时的数字", .en = "Figures as handed in", .readonly = true},
        {.name = "submittedOn",
         .type = Field::day,
         .zh = "首次提交",
         .en = "First handed in",
         .readonly = true,
         .list = true,
         .filter = true},
        day("resubmittedOn", "再次提交", "Handed in again"),
        text("submittedBy", "提交人", "Handed in by"),
        text("submittedById", "提交账号", "Account"),
        day("returnedOn", "退回日期", "Returned on"),
        text("returnedBy", "退回人", "Returned by"),
        text("returnReason", "退回理由", "Why returned"),
        day("acceptedOn", "通过日期", "Accepted on"),
        text("acceptedBy", "通过人", "Accepted by"),
        text("acceptanceNote", "通过意见", "Note of acceptance")};
    // Its figures are of all trades: who sees only some of them does not see it (its column is "-").
    k.category_column = "category";
    k.read = {"leader", "office", "officer", "supervisor", "village", "grid_leader", "administrator", "auditor"};
    k.write = {"leader", "office", "supervisor", "village", "grid_leader"};
    k.import = false;
    k.before_write = fill;
    return k;
}

const record::Kinds kinds([] { return std::vector{declare()}; });

}  // namespace

}  // namespace zhenan::periodic_report
