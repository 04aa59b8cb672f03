// The kind "assessment-schemes": items, points, bands and vetoes, in editions.
#include "modules/assessment/assessment_desk.h"
#include "modules/assessment/assessment_figures.h"
#include "modules/assessment/assessment_rules.h"
#include "modules/record/record.h"

namespace zhenan::assessment {

namespace {

const FaultCode kWrong{Kind::rejected, "assessment_scheme.wrong", "考核方案还有问题，请按提示改好",
                       "The scheme is not right yet; correct what is marked"};
const FaultCode kUsed{Kind::conflict, "assessment_scheme.used",
                      "这个方案已经用来考核，不能再改；要改请“另立新版”，旧的考核仍按旧版",
                      "The scheme has been used and can't be changed; make a new edition of it"};
const std::vector<Option> kTerms = {
    {"year", "年度考核", "Whole year"}, {"half_year", "半年考核", "Half-year"}, {"quarter", "季度考核", "Quarter"}};
const std::vector<Option> kMissing = {{"out_of_base", "从基数里扣除，按比例折算", "Taken out of the base"},
                                      {"given_back", "按满分计", "Counted as reached"}};
const std::vector<Option> kVetoModes = {{"zero", "总分按 0 分计", "The score becomes 0"},
                                        {"failed", "只降为不合格", "Only the grade is failed"}};
const std::vector<Option> kManners = {{"formula", "自动取数", "By formula"}, {"manual", "人工评分", "By hand"}};

Field points_field(const char* name, const char* zh, const char* en, bool required = false) {
    return {.name = name, .type = Field::decimal, .zh = zh, .en = en, .required = required, .min = 0, .max = 1000};
}

Schema item_fields() {
    return {
        {.name = "code", .zh = "编号", .en = "Code", .required = true, .max = 20},
        {.name = "section", .zh = "大项", .en = "Section", .max = 100},
        {.name = "title", .zh = "考核内容", .en = "Item", .required = true, .max = 200},
        points_field("points", "分值", "Points", true),
        {.name = "manner", .type = Field::choice, .zh = "评分方式", .en = "How", .required = true, .options = kManners},
        {.name = "formula", .zh = "得分公式", .en = "Formula", .max = 500},
        {.name = "appliesWhen", .zh = "适用条件", .en = "Applies when", .max = 500},
        {.name = "peerGroup", .zh = "只考核这一组", .en = "Only this group", .max = 40},
        {.name = "missing", .zh = "失分时该做什么", .en = "What to do where points are lost", .max = 300},
        {.name = "basis", .zh = "依据", .en = "Basis", .max = 200}};
}

}  // namespace

Schema scheme_fields() {
    return {{.name = "title",
             .zh = "方案名称",
             .en = "Scheme",
             .required = true,
             .list = true,
             .sort = true,
             .search = true,
             .max = 100},
            {.name = "year",
             .type = Field::integer,
             .zh = "年度",
             .en = "Year",
             .required = true,
             .list = true,
             .filter = true,
             .sort = true,
             .min = 2000,
             .max = 2100},
            {.name = "term",
             .type = Field::choice,
             .zh = "考核期",
             .en = "Term",
             .required = true,
             .list = true,
             .filter = true,
             .options = kTerms},
            {.name = "subjectType",
             .type = Field::choice,
             .zh = "考核对象",
             .en = "Who is assessed",
             .required = true,
             .list = true,
             .filter = true,
             .options = kSubjectTypes},
            {.name = "enabled",
             .type = Field::boolean,
             .zh = "启用",
             .en = "In use",
             .list = true,
             .filter = true,
             .help_zh = "启用后才能按它考核。自带的方案先停用，核对后再启用。",
             .help_en = "Only a scheme in use can be applied. Shipped ones are off until somebody has looked at them."},
            {.name = "edition", .type = Field::integer, .zh = "版次", .en = "Edition", .readonly = true, .list = true},
            {.name = "used", .type = Field::boolean, .zh = "已用于考核", .en = "Used", .readonly = true, .list = true},
            points_field("total", "总分", "Total"),
            {.name = "notApplicable",
             .type = Field::choice,
             .zh = "不适用的项目",
             .en = "What does not apply",
             .required = true,
             .options = kMissing},
            points_field("bonusMost", "加分最多", "Bonus at most"),
            points_field("deductionMost", "扣分最多", "Deduction at most"),
            {.name = "vetoMode",
             .type = Field::choice,
             .zh = "一票否决的后果",
             .en = "A veto means",
             .required = true,
             .options = kVetoModes},
            {.name = "ranked",
             .type = Field::boolean,
             .zh = "同组村（居）排名",
             .en = "Rank villages within their group",
             .help_zh = "只对村（居）有效，只在同一组内排。",
             .help_en = "Villages only, within a group."},
            {.name = "categories",
             .type = Field::choice,
             .zh = "只考核这些行业的企业",
             .en = "Only enterprises of these trades",
             .many = true,
             .options = area::categories()},
            {.name = "grades",
             .type = Field::rows,
             .zh = "等次",
             .en = "Grades",
             .fields = {{.name = "grade",
                         .type = Field::choice,
                         .zh = "等次",
                         .en = "Grade",
                         .required = true,
                         .options = kGrades},
                        points_field("from", "从（含）", "From", true),
                        points_field("below", "低于", "Below")}},
            {.name = "vetoes",
             .type = Field::rows,
             .zh = "一票否决情形",
             .en = "Vetoes",
             .fields = {{.name = "code", .zh = "编号", .en = "Code", .required = true, .max = 20},
                        {.name = "title", .zh = "情形", .en = "What", .required = true, .max = 200},
                        {.name = "basis", .zh = "依据", .en = "Basis", .max = 200}}},
            {.name = "peerGroups",
             .type = Field::rows,
             .zh = "村（居）分组",
             .en = "Groups of villages",
             .fields = {{.name = "group", .zh = "组", .en = "Group", .required = true, .max = 40},
                        {.name = "areaId", .type = Field::area, .zh = "村（居）", .en = "Village", .required = true}}},
            {.name = "items", .type = Field::rows, .zh = "考核项目", .en = "Items", .fields = item_fields()},
            {.name = "source", .zh = "来源文件", .en = "Source", .search = true, .max = 200},
            {.name = "certainty", .zh = "核实程度", .en = "Certainty", .readonly = true, .max = 4},
            {.name = "earlierId",
             .type = Field::ref,
             .zh = "上一版",
             .en = "Earlier edition",
             .readonly = true,
             .to = "assessment-schemes"},
            {.name = "note", .type = Field::longtext, .zh = "备注", .en = "Note"}};
}

void make_regular(json::object& record) {
    if (auto* items = record.if_contains("items"); items && items->is_array())
        for (auto& row : items->as_array())
            for (auto name : {"formula", "appliesWhen"})
                if (auto text = text_of(row.as_object(), name); !text.empty())
                    row.as_object()[name] = formula::regular(text);
}

namespace {

// What an office may still do to a scheme that has been used: take it out of use, and write a note.
bool changes_what_counts(const json::object& before, const json::object& after) {
    for (auto& field : scheme_fields()) {
        if (field.readonly || field.name == "enabled" || field.name == "note") continue;
        auto *was = before.if_contains(field.name), *is = after.if_contains(field.name);
        bool none = !is || is->is_null(), none_before = !was || was->is_null();
        if (none != none_before || (!none && *was != *is)) return true;
    }
    return false;
}

void check(record::Change& change) {
    if (change.withdrawn) {
        if (used(change.call.db, change.id)) throw Fault(kUsed);
        return;
    }
    make_regular(change.record);
    if (change.before && used(change.call.db, change.id) && changes_what_counts(*change.before, change.record))
        throw Fault(kUsed);
    if (!change.before && !change.record.contains("edition")) change.record["edition"] = 1;
    auto scheme = scheme_from(change.record);
    auto errors = wrong_with(scheme, names_for(scheme.subject_type));
    if (!errors.empty()) throw Fault(kWrong, std::move(errors));
}

record::Kind schemes() {
    record::Kind k;
    k.name = "assessment-schemes";
    k.table = "assessment_scheme";
    k.zh = "考核方案";
    k.en = "Assessment schemes";
    k.group = "responsibility";
    k.about_zh = "考什么、每项几分、怎么取数。公式只用系统里的指标，边写边检查；用过的方案不再改，要改另立新版。";
    k.about_en =
        "What is assessed, for how many points, from which figures. Formulas are checked as they are typed; a scheme "
        "that was used is changed by a new edition.";
    k.title = "title";
    k.sort = "-year";
    k.scoped = false;
    k.fields = scheme_fields();
    k.computed = {{"used", "EXISTS (SELECT 1 FROM assessment_round r WHERE r.scheme_id = t.id AND NOT r.withdrawn)"}};
    k.read = record::kStaff;
    k.write = {"office", "administrator"};
    k.import = false;
    k.before_write = check;
    return k;
}
const record::Kinds kinds([] { return std::vector{schemes()}; });

}  // namespace

Schema scheme_item_fields() {
    return item_fields();
}

}  // namespace zhenan::assessment
