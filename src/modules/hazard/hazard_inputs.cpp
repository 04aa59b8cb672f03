// What each verb asks for.
#include <map>

#include "modules/hazard/hazard_verbs.h"

namespace zhenan::hazard {

namespace {

const Field kId{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"};
const Field kWhen{.name = "happenedAt", .type = Field::instant, .zh = "时间", .en = "When"};
const Field kPhotos{.name = "photos", .type = Field::attachments, .zh = "照片", .en = "Photos"};
const Field kReason{
    .name = "reason", .type = Field::longtext, .zh = "理由", .en = "Reason", .required = true, .max = 500};
const Field kNote{.name = "note", .type = Field::longtext, .zh = "说明", .en = "Note", .max = 1000};
const Field kDue{.name = "dueOn", .type = Field::day, .zh = "新期限", .en = "New term", .required = true};

}  // namespace

const std::vector<Option>& answer_results() {
    static const std::vector<Option> all = {
        {"accepted", "已受理", "Accepted"}, {"returned", "退回", "Returned"}, {"dealt_with", "已处理", "Dealt with"}};
    return all;
}

const Schema& plan_fields() {
    // The six parts of a governance plan (总局令第16号第15条, certainty M): asked for, none is forced.
    static const Schema fields = [] {
        Schema all;
        for (auto [name, zh, en] : {std::tuple{"goals", "治理的目标和任务", "Goals and tasks"},
                                    {"methods", "采取的方法和措施", "Methods and measures"},
                                    {"resources", "经费和物资的落实", "Money and supplies"},
                                    {"people", "负责治理的机构和人员", "Who is responsible"},
                                    {"terms", "治理的时限和要求", "Terms and demands"},
                                    {"safety", "安全措施和应急预案", "Safety measures and emergency plan"}})
            all.push_back({.name = name, .type = Field::longtext, .zh = zh, .en = en, .max = 2000});
        return all;
    }();
    return fields;
}

const Schema& input_of(Verb verb) {
    static const std::map<Verb, Schema> schemas = {
        {Verb::rectification,
         {kId,
          kWhen,
          {.name = "description",
           .type = Field::longtext,
           .zh = "整改情况",
           .en = "What was done",
           .required = true,
           .max = 1000},
          kPhotos}},
        {Verb::recheck,
         {kId,
          kWhen,
          {.name = "passed", .type = Field::boolean, .zh = "合格", .en = "Passed", .required = true},
          kNote,
          kPhotos,
          {.name = "inspectorIds",
           .type = Field::ref,
           .zh = "复查人员",
           .en = "Inspectors",
           .many = true,
           .upward = true,
           .to = "people"},
          {.name = "newTerm", .type = Field::object, .zh = "再给期限", .en = "New term", .fields = {kDue, kReason}}}},
        {Verb::term_decision,
         {kId, {.name = "approved", .type = Field::boolean, .zh = "同意", .en = "Approved", .required = true}, kNote}},
        {Verb::extension, {kId, kDue, kReason}},
        {Verb::extension_decision,
         {kId, {.name = "granted", .type = Field::boolean, .zh = "同意", .en = "Granted", .required = true}, kNote}},
        {Verb::referral,
         {kId,
          {.name = "to", .zh = "移送单位", .en = "To", .required = true, .max = 100},
          kReason,
          {.name = "on", .type = Field::day, .zh = "移送日期", .en = "On"},
          {.name = "number", .zh = "移送函文号", .en = "Number of the letter", .max = 60},
          {.name = "answerDueOn", .type = Field::day, .zh = "应答复日期", .en = "Answer due"}}},
        {Verb::referral_answer,
         {kId,
          {.name = "result", .type = Field::choice, .zh = "答复结果", .en = "Result", .options = answer_results()},
          {.name = "answer", .type = Field::longtext, .zh = "答复", .en = "Answer", .required = true, .max = 1000},
          {.name = "on", .type = Field::day, .zh = "答复日期", .en = "On"},
          {.name = "document", .zh = "答复文号", .en = "Document", .max = 100},
          {.name = "answerDueOn", .type = Field::day, .zh = "应办结日期", .en = "Outcome due"},
          {.name = "dueOn", .type = Field::day, .zh = "整改期限", .en = "Due"},
          kPhotos}},
        {Verb::county_report, {kId, kWhen, kNote}},
        {Verb::county_verdict,
         {kId,
          {.name = "level",
           .type = Field::choice,
           .zh = "认定级别",
           .en = "Level",
           .required = true,
           .options = {{"general", "一般", "General"}, {"major", "重大", "Major"}}},
          {.name = "on", .type = Field::day, .zh = "认定日期", .en = "On"},
          {.name = "document", .zh = "认定文件", .en = "Document", .max = 100},
          {.name = "criterionId", .zh = "判定标准", .en = "Criterion", .max = 200}}},
        {Verb::listing,
         {kId,
          {.name = "by", .zh = "挂牌单位", .en = "Listed by", .required = true, .max = 100},
          {.name = "document", .zh = "挂牌文号", .en = "Document", .required = true, .max = 100},
          {.name = "on", .type = Field::day, .zh = "挂牌日期", .en = "On", .required = true},
          {.name = "dueOn", .type = Field::day, .zh = "治理期限", .en = "Term"},
          {.name = "person", .zh = "督办单位责任人", .en = "Responsible person", .max = 60},
          kNote}},
        {Verb::governance_plan,
         {kId,
          {.name = "plan",
           .type = Field::object,
           .zh = "治理方案",
           .en = "Governance plan",
           .required = true,
           .fields = plan_fields()},
          kPhotos}},
        {Verb::progress,
         {kId,
          kWhen,
          {.name = "description",
           .type = Field::longtext,
           .zh = "进展",
           .en = "Progress",
           .required = true,
           .max = 1000},
          kPhotos}},
        {Verb::lifting_request,
         {kId,
          {.name = "on", .type = Field::day, .zh = "申请日期", .en = "On"},
          {.name = "description",
           .type = Field::longtext,
           .zh = "治理情况",
           .en = "What was done",
           .required = true,
           .max = 1000},
          kPhotos}},
        {Verb::lifting,
         {kId,
          {.name = "lifted", .type = Field::boolean, .zh = "同意核销", .en = "Lifted", .required = true},
          {.name = "on", .type = Field::day, .zh = "日期", .en = "On", .required = true},
          {.name = "document", .zh = "核销文号", .en = "Document", .required = true, .max = 100},
          kNote,
          kPhotos}},
        {Verb::withdrawal, {kId, kReason}}};
    return schemas.at(verb);
}

const Schema& bulk_recheck_input() {
    static const Schema schema = {
        kId,
        kWhen,
        {.name = "inspectorIds",
         .type = Field::ref,
         .zh = "复查人员",
         .en = "Inspectors",
         .many = true,
         .upward = true,
         .to = "people"},
        {.name = "hazards",
         .type = Field::rows,
         .zh = "隐患",
         .en = "Hazards",
         .required = true,
         .fields = {{.name = "hazardId", .type = Field::ref, .zh = "隐患", .en = "Hazard", .required = true},
                    {.name = "passed", .type = Field::boolean, .zh = "合格", .en = "Passed", .required = true},
                    kNote,
                    kPhotos,
                    {.name = "newTerm",
                     .type = Field::object,
                     .zh = "再给期限",
                     .en = "New term",
                     .fields = {kDue, kReason}}}}};
    return schema;
}

}  // namespace zhenan::hazard
