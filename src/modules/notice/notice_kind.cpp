// The kind "notices": its fields and figures.
#include "core/install.h"
#include "modules/area/area.h"
#include "modules/hazard/hazard.h"
#include "modules/measure/measure.h"
#include "modules/notice/notice_document.h"
#include "modules/notice/notice_store.h"
#include "modules/place/place.h"
#include "modules/record/record.h"

namespace zhenan::notice {

namespace {

record::Kind notices() {
    record::Kind k;
    k.name = "notices";
    k.table = "notice";
    k.zh = "文书";
    k.en = "Notices";
    k.group = "inspection";
    k.about_zh = "检查记录、责令整改指令书、复查意见书等。从一次检查里出具，编号自动连续。";
    k.about_en = "Inspection records, orders, recheck notices. Issued from an inspection, numbered without gaps.";
    k.title = "number";
    k.day = "issuedOn";
    const auto where = place::fields();
    k.fields = {
        {.name = "number", .zh = "文书编号", .en = "Number", .required = true, .list = true, .search = true},
        {.name = "kind",
         .type = Field::choice,
         .zh = "种类",
         .en = "Kind",
         .required = true,
         .filter = true,
         .options = kinds_of_notice()},
        {.name = "title", .zh = "文书名称", .en = "Title", .required = true, .list = true},
        where.name,
        where.area,
        {.name = "issuedOn",
         .type = Field::day,
         .zh = "日期",
         .en = "Date",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "hazardCount", .type = Field::integer, .zh = "载明隐患", .en = "Hazards", .list = true},
        {.name = "hazardsClosed", .type = Field::integer, .zh = "其中已销号", .en = "Closed", .readonly = true},
        {.name = "progress",
         .type = Field::choice,
         .zh = "整改进度",
         .en = "Progress",
         .readonly = true,
         .list = true,
         .filter = true,
         .options = {{"issued", "未整改", "Nothing closed"},
                     {"partly", "部分销号", "Partly closed"},
                     {"closed", "全部销号", "All closed"},
                     {"void", "已作废", "Void"}}},
        {.name = "state",
         .type = Field::choice,
         .zh = "状态",
         .en = "State",
         .required = true,
         .list = true,
         .filter = true,
         .options = {{"issued", "已下达", "Issued"}, {"void", "已作废", "Void"}}},
        {.name = "voidReason", .zh = "作废原因", .en = "Reason", .max = 300},
        {.name = "organ", .zh = "落款机关", .en = "Organ"},
        {.name = "basis",
         .type = Field::choice,
         .zh = "依据类型",
         .en = "Basis",
         .filter = true,
         .options = {{"empowered", "赋权", "Empowered"},
                     {"delegated", "委托", "Delegated"},
                     {"supervision", "仅监督检查", "Supervision only"}}},
        {.name = "recipientName", .zh = "签收人", .en = "Recipient"},
        {.name = "recipientState",
         .type = Field::choice,
         .zh = "签收情况",
         .en = "Receipt",
         .filter = true,
         .options = {{"signed", "已签", "Signed"}, {"refused", "拒签", "Refused"}, {"absent", "不在场", "Absent"}}},
        {.name = "witness", .zh = "见证人", .en = "Witness"},
        {.name = "servedOn", .type = Field::day, .zh = "送达日期", .en = "Served", .filter = true},
        {.name = "service", .type = Field::object, .zh = "送达", .en = "Service"},
        {.name = "external", .type = Field::boolean, .zh = "补录", .en = "Back-entry", .filter = true},
        {.name = "numberYear", .type = Field::integer, .zh = "编号年份", .en = "Year"},
        {.name = "numberValue", .type = Field::integer, .zh = "顺序号", .en = "Sequence", .sort = true},
        {.name = "authorityId", .zh = "授权编号", .en = "Authority id"},
        where.category,
        where.type,
        where.id,
        where.enterprise,
        {.name = "inspectionId", .zh = "检查编号", .en = "Inspection id", .filter = true},
        {.name = "earlierId", .zh = "所复查文书", .en = "Notice followed"},
        {.name = "code", .zh = "核验码", .en = "Code", .max = 10},
        {.name = "measures",
         .type = Field::choice,
         .zh = "现场处理措施",
         .en = "Measures on the spot",
         .many = true,
         .options = measures_on_spot()},
        {.name = "untilOn", .type = Field::day, .zh = "排除期限", .en = "Until"},
        {.name = "major", .type = Field::boolean, .zh = "涉及重大隐患", .en = "For a major hazard", .filter = true},
        {.name = "liftedOn", .type = Field::day, .zh = "同意恢复日期", .en = "Resumed", .filter = true},
        {.name = "lifting", .type = Field::object, .zh = "同意恢复", .en = "Resuming"},
        {.name = "content", .type = Field::object, .zh = "内容", .en = "Content"}};
    k.sort = "-issuedOn";
    k.read = record::kEverybody;
    k.write = roles_that_issue();
    k.create = k.edit = k.import = k.withdraw = false;
    k.category_column = "category";
    k.owner_column = "enterprise_id";
    const auto all = hazard::on_notice_sql("t.id", false), closed = hazard::on_notice_sql("t.id", true);
    const std::string demands = "t.kind IN ('order', 'opinion', 'on_spot')";
    // Far enough for a list: how many of its hazards a recheck has closed.
    const auto progress = "CASE WHEN NOT " + demands + " THEN NULL WHEN t.state = 'void' THEN 'void' WHEN " + closed +
                          " = 0 THEN 'issued' WHEN " + closed + " < " + all + " THEN 'partly' ELSE 'closed' END";
    k.computed = {{"hazardsClosed", closed}, {"progress", progress}};
    k.extra_filter = [demands, progress](std::string_view name, std::string_view value, std::string_view,
                                         std::string& condition, std::vector<db::Value>& binds) {
        if (name != "progress") return false;
        condition = "(" + demands + " AND " + progress + " = ?)";
        binds.emplace_back(std::string(value));
        return true;
    };
    k.detail = [](http::Call& call, json::object& n) {
        json::array states;
        for (auto& s : hazard::standing_of(call.db, text_of(n, "id"))) {
            json::object line{{"hazardId", s.id}, {"status", s.status}, {"withdrawn", s.withdrawn}};
            if (!s.closed_on.empty()) line["closedOn"] = s.closed_on;
            if (!s.due_on.empty()) line["dueOn"] = s.due_on;
            states.push_back(std::move(line));
        }
        n["hazardStates"] = std::move(states);
        if (auto earlier = record::peek(call.db, record::kind("notices"), text_of(n, "earlierId")))
            n["earlier"] = {
                {"id", earlier->at("id")}, {"number", earlier->at("number")}, {"title", earlier->at("title")}};
        json::array later;
        for (auto& one : following(call.db, text_of(n, "id"))) later.push_back(one);
        n["following"] = std::move(later);
    };
    return k;
}

const record::Kinds kinds([] { return std::vector{notices()}; });

const Install old_ones([](db::Connection& db, Instant) { complete_old(db); });

const measure::Source source("notices", [](const json::object& n) {
    std::vector<measure::Contribution> list;
    if (text_of(n, "state") != "issued") return list;
    list.push_back({"notices", text_of(n, "areaId"), text_of(n, "issuedOn"), text_of(n, "kind")});
    if (text_of(n, "kind") == "order")
        list.push_back({"rectification-orders", text_of(n, "areaId"), text_of(n, "issuedOn"), ""});
    return list;
});

const measure::Definitions definitions([] {
    measure::Definition all, orders;
    all.name = "notices";
    all.zh = "下达文书";
    all.en = "Notices issued";
    all.dimension = "kind";
    all.options = kinds_of_notice();
    orders.name = "rectification-orders";
    orders.zh = "责令限期整改指令书";
    orders.en = "Rectification orders";
    for (auto* d : {&all, &orders}) {
        d->unit_zh = "份";
        d->unit_en = "notices";
        d->about_zh = "按文书日期计，作废的不计。";
        d->about_en = "By the notice's date; void ones do not count.";
    }
    return std::vector{all, orders};
});

}  // namespace

}  // namespace zhenan::notice
