#include "core/install.h"
#include "modules/area/area.h"
#include "modules/enterprise/enterprise.h"
#include "modules/enterprise/enterprise_rules.h"
#include "modules/enterprise/likeness_store.h"
#include "modules/enterprise/merger.h"
#include "modules/enterprise/merger_store.h"
#include "modules/record/record.h"

namespace zhenan::enterprise {

namespace {

const FaultCode kBadCode{
    Kind::rejected, "enterprise.credit_code",
    "统一社会信用代码不对（GB 32100 校验未通过），请对照营业执照重填；没有执照的可以留空",
    "The unified social credit code is wrong (GB 32100 check); compare with the licence, or leave it empty"};

void before_write(record::Change& change) {
    if (change.withdrawn) return;
    auto code = text_of(change.record, "creditCode");
    for (auto& c : code) c = static_cast<char>(std::toupper(c));
    if (!code.empty()) {
        if (!credit_code_holds(code)) throw Fault(kBadCode, "creditCode");
        change.record["creditCode"] = code;
    }
    if (!code.empty() && !organisation_code_holds(code))
        change.record["codeNote"] = "代码第 9 至 17 位未通过 GB 11714 校验，请核对执照（老个体户常见）";
    else
        change.record["codeNote"] = nullptr;
    if (text_of(change.record, "state").empty()) change.record["state"] = "open";
}

void after_write(record::Change& change) {
    if (change.withdrawn)
        forget_likeness(change.call.db, change.id);
    else
        remember_likeness(change.call.db, change.id, change.record);
}

// Never refuses: two shops of one name may be two.
std::vector<FieldError> warn(record::Change& change) {
    std::vector<FieldError> warnings;
    for (auto& one : alike(change.call, change.id, change.record)) {
        auto& card = one.card;
        auto who = card.name + (card.credit_code.empty() ? "" : "（" + card.credit_code + "）");
        switch (one.reason) {
            case Reason::organisation:
                warnings.push_back({"creditCode", "enterprise.like_organisation",
                                    "与“" + who + "”是同一主体代码，可能重复",
                                    "The same organisation as \"" + who + "\"; perhaps the same"});
                break;
            case Reason::name:
                warnings.push_back({"name", "enterprise.like_name", "同区域已有同名的“" + who + "”，可能重复",
                                    "\"" + who + "\" in the same area has this name; perhaps the same"});
                break;
            case Reason::place:
                warnings.push_back({"location", "enterprise.like_place", "附近有名称相似的“" + who + "”，可能重复",
                                    "\"" + who + "\" nearby has a similar name; perhaps the same"});
        }
    }
    return warnings;
}

std::string likeness_of(const json::object& record) {
    auto key = name_key(text_of(record, "name"));
    return key.empty() ? key : text_of(record, "areaId") + key;
}

record::Kind declare() {
    record::Kind k;
    k.name = "enterprises";
    k.table = "enterprise";
    k.zh = "企业单位";
    k.en = "Enterprises";
    k.group = "base";
    k.about_zh = "全镇生产经营单位。可以从 Excel 导入：名称、统一社会信用代码、区域、行业类别。";
    k.about_en = "All that works or trades in the town. Import from Excel: name, credit code, area, category.";
    k.fields = {
        {.name = "name",
         .zh = "单位名称",
         .en = "Name",
         .required = true,
         .list = true,
         .sort = true,
         .search = true,
         .max = 100},
        {.name = "creditCode",
         .zh = "统一社会信用代码",
         .en = "Credit code",
         .list = true,
         .search = true,
         .unique = true,
         .max = 18},
        {.name = "areaId",
         .type = Field::area,
         .zh = "区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "category",
         .type = Field::choice,
         .zh = "行业类别",
         .en = "Category",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true,
         .options = area::categories()},
        {.name = "industry",
         .type = Field::choice,
         .zh = "国民经济行业门类",
         .en = "Industry (GB/T 4754)",
         .filter = true,
         .options = {{"A", "A 农林牧渔", "A Farming"},
                     {"B", "B 采矿", "B Mining"},
                     {"C", "C 制造", "C Manufacturing"},
                     {"D", "D 电热燃水", "D Utilities"},
                     {"E", "E 建筑", "E Construction"},
                     {"F", "F 批发零售", "F Trade"},
                     {"G", "G 交通运输仓储邮政", "G Transport"},
                     {"H", "H 住宿餐饮", "H Lodging and catering"},
                     {"I", "I 信息技术", "I IT"},
                     {"J", "J 金融", "J Finance"},
                     {"K", "K 房地产", "K Real estate"},
                     {"L", "L 租赁商务", "L Leasing and business"},
                     {"M", "M 科研技术", "M Research"},
                     {"N", "N 水利环境", "N Environment"},
                     {"O", "O 居民服务", "O Household services"},
                     {"P", "P 教育", "P Education"},
                     {"Q", "Q 卫生社工", "Q Health"},
                     {"R", "R 文体娱乐", "R Culture and sport"},
                     {"S", "S 公管社保", "S Administration"},
                     {"T", "T 国际组织", "T International"}}},
        {.name = "scale",
         .type = Field::choice,
         .zh = "规模",
         .en = "Size",
         .filter = true,
         .options = {{"micro", "微型", "Micro"},
                     {"small", "小型", "Small"},
                     {"medium", "中型", "Medium"},
                     {"large", "大型", "Large"}}},
        {.name = "scaleEnterprise",
         .type = Field::boolean,
         .zh = "规模以上",
         .en = "Above scale",
         .list = true,
         .filter = true},
        {.name = "tradeUnitId",
         .type = Field::ref,
         .zh = "行业主管部门",
         .en = "Responsible trade unit",
         .filter = true,
         .to = "member-units"},
        {.name = "address", .zh = "地址", .en = "Address", .search = true, .max = 200},
        {.name = "legalPerson", .zh = "主要负责人", .en = "Person in charge", .list = true, .search = true, .max = 60},
        {.name = "safetyManager", .zh = "安全管理人员", .en = "Safety manager", .search = true, .max = 60},
        {.name = "phone", .zh = "联系电话", .en = "Phone", .list = true, .max = 40},
        {.name = "employees",
         .type = Field::integer,
         .zh = "从业人数",
         .en = "Employees",
         .sort = true,
         .min = 0,
         .max = 1000000,
         .unit_zh = "人",
         .unit_en = "people"},
        {.name = "state",
         .type = Field::choice,
         .zh = "经营状态",
         .en = "State",
         .list = true,
         .filter = true,
         .options = {{"open", "营业", "Open"}, {"suspended", "停业整顿", "Suspended"}, {"closed", "已关闭", "Closed"}}},
        {.name = "openedOn", .type = Field::day, .zh = "开业日期", .en = "Opened on"},
        {.name = "closedOn", .type = Field::day, .zh = "关闭日期", .en = "Closed on"},
        {.name = "location", .type = Field::location, .zh = "位置", .en = "Location"},
        {.name = "permits",
         .type = Field::rows,
         .zh = "许可证照",
         .en = "Permits",
         .fields = {{.name = "type", .zh = "证照名称", .en = "Permit", .required = true, .max = 60},
                    {.name = "number", .zh = "编号", .en = "Number", .max = 60},
                    {.name = "validTo", .type = Field::day, .zh = "有效期至", .en = "Valid to"}}},
        {.name = "codeNote", .zh = "代码提示", .en = "Note on the code", .readonly = true, .max = 200}};
    k.sort = "name";
    k.write = {"office", "supervisor", "officer", "village", "administrator"};
    k.category_column = "category";
    k.owner_column = "id";
    k.before_write = before_write;
    k.after_write = after_write;
    k.warn = warn;
    k.likeness = likeness_of;
    k.successor = [](db::Connection& db, std::string_view id) { return merged_into(db, id); };
    k.detail = [](http::Call& call, json::object& record) {
        if (auto list = merged(call, text_of(record, "id")); !list.empty()) record["merged"] = std::move(list);
    };
    return k;
}

const record::Kinds kinds([] { return std::vector{declare()}; });
const Install complete([](db::Connection& db, Instant) { complete_likeness(db); });

}  // namespace

}  // namespace zhenan::enterprise
