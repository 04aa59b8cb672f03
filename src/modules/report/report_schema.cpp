#include "modules/report/report_answer.h"

namespace zhenan::report {

namespace {

Field text(const char* name, const char* zh, const char* en, bool required = false) {
    return {.name = name, .zh = zh, .en = en, .required = required};
}
Field integer(const char* name, const char* zh, const char* en) {
    return {.name = name, .type = Field::integer, .zh = zh, .en = en};
}
Field boolean(const char* name, const char* zh, const char* en) {
    return {.name = name, .type = Field::boolean, .zh = zh, .en = en};
}
Field day(const char* name, const char* zh, const char* en) {
    return {.name = name, .type = Field::day, .zh = zh, .en = en};
}
Field instant(const char* name, const char* zh, const char* en) {
    return {.name = name, .type = Field::instant, .zh = zh, .en = en};
}
Field any(const char* name, const char* zh, const char* en) {
    return {.name = name, .type = Field::any, .zh = zh, .en = en};
}
Field rows(const char* name, const char* zh, const char* en, Schema fields) {
    return {.name = name, .type = Field::rows, .zh = zh, .en = en, .required = true, .fields = std::move(fields)};
}
Field object(const char* name, const char* zh, const char* en, Schema fields) {
    return {.name = name, .type = Field::object, .zh = zh, .en = en, .required = true, .fields = std::move(fields)};
}
Field texts(const char* name, const char* zh, const char* en) {
    return {.name = name, .zh = zh, .en = en, .required = true, .many = true};
}

Field records(const char* name) {
    auto field = rows(
        name, "记录", "Records",
        {text("kind", "台账", "Kind", true), text("id", "编号", "Id", true), text("title", "名称", "Title", true)});
    field.required = false;
    return field;
}

Field spans(const char* name) {
    return rows(
        name, "文字", "Words",
        {text("text", "文字", "Text", true), text("measure", "指标", "Measure"), text("member", "分项", "Member"),
         text("unit", "单位", "Unit"), text("at", "哪一期", "Of which period"), boolean("change", "增减", "The change"),
         any("value", "值", "Value"), day("from", "从", "From"), day("to", "到", "To"), text("areaId", "区域", "Area"),
         boolean("approximate", "约", "Approximately"), text("records", "记录地址", "Address of the records"),
         records("items"), text("key", "计数", "Count"), boolean("missing", "待核实", "Missing"),
         boolean("number", "序号", "Number"), boolean("gone", "没有记录支持了", "Without records now"),
         text("kind", "台账", "Kind"), text("id", "编号", "Id")});
}

Field blocks(const char* name) {
    auto theirs = spans("theirs");
    theirs.required = false;
    return rows(name, "段落", "Blocks",
                {text("type", "种类", "Type", true), text("id", "编号", "Id", true), integer("level", "层次", "Level"),
                 integer("version", "版本", "Version"), boolean("own", "自己加的", "Added by hand"),
                 boolean("edited", "改过", "Edited"), text("editedBy", "谁改的", "Edited by"),
                 instant("editedAt", "何时改的", "Edited at"), theirs, spans("spans")});
}

Schema steps() {
    return {text("id", "编号", "Id"),
            text("kind", "报告种类", "Kind"),
            text("period", "时段", "Period"),
            text("areaId", "区域", "Area"),
            text("areaName", "区域名称", "Name of the area"),
            integer("edition", "第几稿", "Edition"),
            text("state", "状态", "State"),
            text("reason", "原因", "Reason"),
            text("draftedBy", "起草人", "Drafted by"),
            text("submittedBy", "送审人", "Handed in by"),
            instant("submittedAt", "送审时间", "Handed in at"),
            text("checkedBy", "核稿人", "Checked by"),
            instant("checkedAt", "核稿时间", "Checked at"),
            text("signedBy", "签发人", "Signed by"),
            instant("signedAt", "签发时间", "Signed at"),
            text("inSpiteOf", "带缺签发的原因", "Why signed with gaps"),
            text("sha256", "摘要", "SHA-256"),
            integer("version", "版本", "Version"),
            instant("updatedAt", "更新时间", "Updated at")};
}

Field period(const char* name) {
    return object(name, "时段", "Period",
                  {text("text", "写法", "As written"), day("from", "从", "From"), day("to", "到", "To"),
                   text("zh", "中文", "Chinese"), day("until", "截至", "Until")});
}

}  // namespace

Schema report_schema() {
    auto kept = object("steps", "经过", "Steps", steps());
    kept.required = false;
    return {text("kind", "报告种类", "Kind", true),
            text("title", "标题", "Title", true),
            period("period"),
            text("areaId", "区域", "Area", true),
            text("areaName", "区域名称", "Name of the area", true),
            text("organ", "署名", "Signed by", true),
            text("day", "成文日期", "Day", true),
            text("addressee", "主送", "Addressee"),
            text("documentNumber", "发文字号", "Document number"),
            text("copies", "抄送", "Copies to"),
            text("state", "状态", "State", true),
            integer("edition", "第几稿", "Edition"),
            integer("version", "版本", "Version"),
            text("digest", "内容摘要", "Digest of the content", true),
            boolean("compares", "写比较", "With a comparison"),
            texts("annexKeys", "附件", "Annexes"),
            texts("verbs", "现在能做", "What may be done"),
            blocks("blocks"),
            blocks("removed"),
            rows("annexes", "附件", "Annexes",
                 {text("key", "附件", "Annex", true), text("title", "标题", "Title", true),
                  text("titleEn", "英文标题", "English title"), texts("columns", "列", "Columns"),
                  texts("columnsEn", "英文列", "English columns"), any("widths", "列宽", "Widths"),
                  any("rows", "行", "Rows"), boolean("withSum", "有合计", "With a sum")}),
            rows("problems", "问题", "Problems",
                 {text("rule", "规则", "Rule", true), text("text", "文字", "Text", true), records("records")}),
            texts("missing", "待核实", "Missing"),
            rows("lint", "检查结果", "Findings",
                 {text("rule", "规则", "Rule", true), boolean("blocking", "挡签发", "Stops signing"),
                  text("zh", "中文", "Chinese", true), text("en", "英文", "English", true),
                  text("block", "段落", "Block"), text("quote", "原文", "Words"), text("measure", "指标", "Measure")}),
            rows("since", "签发以后", "Since signing",
                 {text("measure", "指标", "Measure"), text("member", "分项", "Member"), text("zh", "中文", "Chinese"),
                  text("en", "英文", "English"), text("was", "签发时", "When signed"), text("is", "现在", "Now")}),
            rows("editions", "各稿", "Editions", steps()),
            kept};
}

Schema list_schema() {
    return {rows("items", "报告", "Reports", steps()),
            {.name = "total", .type = Field::integer, .zh = "总数", .en = "Total", .required = true},
            text("next", "下一页", "Next page")};
}

Schema history_schema() {
    return {rows("items", "经过", "History",
                 {instant("at", "时间", "When"),
                  text("by", "谁", "Who"),
                  text("verb", "做了什么", "What"),
                  integer("edition", "第几稿", "Edition"),
                  {.name = "before", .type = Field::object, .zh = "之前", .en = "Before"},
                  {.name = "after", .type = Field::object, .zh = "之后", .en = "After"}})};
}

Schema comparison_schema() {
    return {period("period"), period("previous"), period("lastYear"),
            rows("rows", "指标", "Figures",
                 {text("measure", "指标", "Measure", true), text("member", "分项", "Member"),
                  text("zh", "中文", "Chinese"), text("en", "英文", "English"), text("unit", "单位", "Unit"),
                  any("now", "本期", "Now"), text("nowText", "本期写法", "As written"),
                  any("previous", "上期", "Before"), any("lastYear", "上年同期", "A year ago"),
                  any("previousGrowth", "环比", "Growth"), any("lastYearGrowth", "同比", "Growth in a year"),
                  text("previousWords", "环比写法", "In words"), text("lastYearWords", "同比写法", "In words")})};
}

}  // namespace zhenan::report
