#include "core/event/event.h"
#include "core/search/search.h"
#include "modules/area/area.h"
#include "modules/measure/measure.h"
#include "modules/notice/notice_document.h"
#include "modules/record/record.h"

namespace zhenan::notice {

namespace {

using http::Call;
using http::Response;

const FaultCode kVoid{Kind::conflict, "notice.void", "这份文书已作废", "This notice is void"};
const FaultCode kServedBefore{Kind::rejected, "notice.served_before", "送达日期不能早于文书日期",
                              "Service cannot lie before the notice"};
const FaultCode kServedLater{Kind::rejected, "notice.served_later", "送达日期不能在将来",
                             "Service cannot lie in the future"};
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
        {.name = "issuedOn",
         .type = Field::day,
         .zh = "日期",
         .en = "Date",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "hazardCount", .type = Field::integer, .zh = "载明隐患", .en = "Hazards", .list = true},
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
        {.name = "category",
         .type = Field::choice,
         .zh = "行业类别",
         .en = "Category",
         .filter = true,
         .options = area::categories()},
        {.name = "placeType", .zh = "对象类型", .en = "Kind of place"},
        {.name = "placeId", .zh = "对象编号", .en = "Place id", .filter = true},
        {.name = "enterpriseId",
         .type = Field::ref,
         .zh = "企业",
         .en = "Enterprise",
         .filter = true,
         .to = "enterprises"},
        {.name = "inspectionId", .zh = "检查编号", .en = "Inspection id", .filter = true},
        {.name = "earlierId", .zh = "所复查文书", .en = "Notice followed"},
        {.name = "content", .type = Field::object, .zh = "内容", .en = "Content"}};
    k.sort = "-issuedOn";
    k.read = record::kEverybody;
    k.write = roles_that_issue();
    k.create = k.edit = k.import = k.withdraw = false;
    k.category_column = "category";
    k.owner_column = "enterprise_id";
    return k;
}

const record::Kinds kinds([] { return std::vector{authorities(), notices()}; });

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

json::object mine(Call& call) {
    return record::get(call.db, call.actor, record::kind("notices"), call.path[0], call.today());
}

json::object reachable(Call& call) {
    auto n = mine(call);
    if (!record::reaches(call.db, call.actor, roles_that_issue(), text_of(n, "areaId"), text_of(n, "category")))
        throw Fault(kForbidden);
    if (text_of(n, "state") == "void") throw Fault(kVoid);
    return n;
}

json::object save(Call& call, const json::object& before, const json::object& changes, const char* verb) {
    auto& kind = record::kind("notices");
    auto id = text_of(before, "id");
    record::update_row(call.db, kind, id, changes, call.now());
    record_event(call.db, call.actor, call.now(), kind.name, id, verb, text_of(before, "areaId"), {}, changes);
    auto after = *record::peek(call.db, kind, id, call.today());
    measure::follow(call.db, kind.name, id, &after, false);
    return after;
}

Response document(Call& call, bool receipt, const char* ending) {
    auto n = mine(call);
    auto paper = receipt ? receipt_of(call.db, n) : paper_of(call.db, n);
    bool pdf = std::string_view(ending) == ".pdf";
    auto name = (receipt ? std::string("送达回证") : text_of(n, "title")) + text_of(n, "number") + ending;
    auto response = Response::file(
        pdf ? paper::to_pdf(paper) : paper::to_docx(paper),
        pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document", name);
    if (pdf && call.request.parameter("inline") == "1") response.headers.clear();
    return response;
}

const http::Routes routes([](http::Router& router) {
    auto output = record::answer_schema(record::kind("notices"));
    router.add({.method = "POST",
                .path = "/api/v1/notices",
                .summary = "Issues a notice",
                .roles = roles_that_issue(),
                .mode = http::Mode::write,
                .input = input_fields(),
                .output = output,
                .handler = [](Call& call) {
                    auto n = issue(call, call.input, {});
                    return Response::of(*record::peek(call.db, record::kind("notices"), text_of(n, "id"), call.today()),
                                        201);
                }});
    router.add(
        {.method = "POST",
         .path = "/api/v1/notices/{id}/voiding",
         .summary = "Voids a notice; its number is never used again",
         .roles = roles_that_issue(),
         .mode = http::Mode::write,
         .input = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
                   {.name = "reason",
                    .type = Field::longtext,
                    .zh = "作废原因",
                    .en = "Reason",
                    .required = true,
                    .max = 300}},
         .output = output,
         .handler = [](Call& call) {
             auto before = reachable(call);
             return Response::of(
                 save(call, before, {{"state", "void"}, {"voidReason", text_of(call.input, "reason")}}, "voided"), 201);
         }});
    router.add(
        {.method = "POST",
         .path = "/api/v1/notices/{id}/service",
         .summary = "Records the service receipt",
         .roles = roles_that_issue(),
         .mode = http::Mode::write,
         .input = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
                   {.name = "servedOn", .type = Field::day, .zh = "送达日期", .en = "Served on", .required = true},
                   {.name = "method",
                    .type = Field::choice,
                    .zh = "送达方式",
                    .en = "Method",
                    .required = true,
                    .options = {{"direct", "直接送达", "In person"},
                                {"left", "留置送达", "Left"},
                                {"post", "邮寄送达", "By post"}}},
                   {.name = "receiver", .zh = "收件人", .en = "Receiver", .required = true, .max = 60},
                   {.name = "state",
                    .type = Field::choice,
                    .zh = "签收情况",
                    .en = "State",
                    .required = true,
                    .options = {{"signed", "已签", "Signed"},
                                {"refused", "拒签", "Refused"},
                                {"absent", "不在场", "Absent"}}},
                   {.name = "witness", .zh = "见证人", .en = "Witness", .max = 60}},
         .output = output,
         .handler = [](Call& call) {
             auto before = reachable(call);
             auto on = text_of(call.input, "servedOn");
             if (on < text_of(before, "issuedOn")) throw Fault(kServedBefore, "servedOn");
             if (on > call.today()) throw Fault(kServedLater, "servedOn");
             auto service = call.input;
             service.erase("id");
             return Response::of(save(call, before, {{"servedOn", on}, {"service", service}}, "served"), 201);
         }});
    for (auto ending : {".docx", ".pdf"}) {
        auto type = std::string_view(ending) == ".pdf"
                        ? "application/pdf"
                        : "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        for (bool receipt : {false, true})
            router.add({.method = "GET",
                        .path = std::string("/api/v1/notices/{id}") + (receipt ? "/receipt" : "") + ending,
                        .summary = receipt ? "The service receipt as a document" : "The notice as a document",
                        .roles = record::kEverybody,
                        .answer = type,
                        .parameters = {"inline"},
                        .handler = [receipt, ending](Call& call) { return document(call, receipt, ending); }});
    }
    router.add({.method = "GET",
                .path = "/api/v1/authority",
                .summary = "The authority in force today",
                .roles = record::kStaff,
                .handler = [](Call& call) {
                    auto a = authority_on(call.db, call.today());
                    json::array allowed_kinds;
                    std::optional<Basis> basis;
                    if (a)
                        basis = a->basis == "empowered"   ? Basis::empowered
                                : a->basis == "delegated" ? Basis::delegated
                                                          : Basis::supervision;
                    for (auto& [name, type] : {std::pair{"record", Type::record},
                                               {"order", Type::order},
                                               {"opinion", Type::opinion},
                                               {"recheck", Type::recheck},
                                               {"referral", Type::referral},
                                               {"major_report", Type::major_report}})
                        if (allowed(type, basis))
                            allowed_kinds.push_back(
                                {{"kind", name}, {"title", title_of(type, basis.value_or(Basis::supervision))}});
                    return Response::of({{"basis", a ? json::value(a->basis) : json::value(nullptr)},
                                         {"organ", a ? a->organ : town_name(call.db)},
                                         {"kinds", allowed_kinds}});
                }});
});

}  // namespace

}  // namespace zhenan::notice
