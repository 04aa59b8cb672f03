// The kind "authorities": on what the town's notices rest, from when to when.
#include "modules/notice/notice_document.h"
#include "modules/record/record.h"

namespace zhenan::notice {

namespace {

const FaultCode kDates{Kind::rejected, "authority.dates", "失效日期不能早于生效日期",
                       "The end cannot lie before the start"};

record::Kind authorities() {
    record::Kind k;
    k.name = "authorities";
    k.table = "authority";
    k.zh = "执法授权";
    k.en = "Authority";
    k.group = "administration";
    k.about_zh = "镇凭什么下达文书：赋权、委托或仅监督检查。没有登记，就出不了责令整改指令书。";
    k.about_en =
        "On what the town's notices rest: empowered, delegated or supervision only. Without a record no order comes "
        "out.";
    k.title = "organ";
    k.fields = {
        {.name = "organ", .zh = "落款机关", .en = "Organ", .required = true, .list = true, .search = true, .max = 100},
        {.name = "basis",
         .type = Field::choice,
         .zh = "依据类型",
         .en = "Basis",
         .required = true,
         .list = true,
         .filter = true,
         .options = {{"empowered", "赋权（以镇名义）", "Empowered"},
                     {"delegated", "委托（以委托机关名义）", "Delegated"},
                     {"supervision", "仅监督检查", "Supervision only"}}},
        {.name = "numberPrefix", .zh = "编号字头", .en = "Number prefix", .required = true, .list = true, .max = 20},
        {.name = "document", .zh = "依据文件", .en = "Document", .required = true, .list = true, .max = 200},
        {.name = "validFrom",
         .type = Field::day,
         .zh = "生效日期",
         .en = "From",
         .required = true,
         .list = true,
         .sort = true},
        {.name = "validTo", .type = Field::day, .zh = "失效日期", .en = "To", .list = true},
        {.name = "government", .zh = "复议机关（人民政府）", .en = "Government that reviews", .max = 100},
        {.name = "superior", .zh = "上级主管部门", .en = "Superior department", .max = 100},
        {.name = "reviewOrgan", .zh = "复议机关（另定）", .en = "Review organ, if another", .max = 100},
        {.name = "court", .zh = "受诉法院", .en = "Court", .max = 100},
        {.name = "reportTo", .zh = "上报单位", .en = "Reports go to", .max = 100},
        {.name = "startNumbers",
         .type = Field::rows,
         .zh = "起始编号",
         .en = "Start numbers",
         .fields = {{.name = "kind",
                     .type = Field::choice,
                     .zh = "文书种类",
                     .en = "Kind",
                     .required = true,
                     .options = kinds_of_notice()},
                    {.name = "year",
                     .type = Field::integer,
                     .zh = "年份",
                     .en = "Year",
                     .required = true,
                     .min = 2000,
                     .max = 2100},
                    {.name = "next",
                     .type = Field::integer,
                     .zh = "下一个编号",
                     .en = "Next number",
                     .required = true,
                     .min = 1,
                     .max = 99999}}},
        {.name = "areaId", .type = Field::area, .zh = "区域", .en = "Area", .required = true},
        {.name = "invented", .type = Field::boolean, .zh = "演示虚构", .en = "Invented (demo)"}};
    k.sort = "-validFrom";
    k.write = {"administrator", "office"};
    k.import = false;
    k.before_write = [](record::Change& change) {
        auto to = text_of(change.record, "validTo");
        if (!to.empty() && to < text_of(change.record, "validFrom")) throw Fault(kDates, "validTo");
    };
    return k;
}

const record::Kinds kinds([] { return std::vector{authorities()}; });

}  // namespace

}  // namespace zhenan::notice
