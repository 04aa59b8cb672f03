#include <algorithm>
#include <cctype>
#include <regex>

#include "core/event/event.h"
#include "core/setting.h"
#include "modules/file/file.h"
#include "modules/hazard/hazard.h"
#include "modules/measure/measure.h"
#include "modules/notice/notice_document.h"
#include "modules/notice/notice_store.h"
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
const FaultCode kNotOnSpot{Kind::conflict, "notice.not_on_spot", "只有现场处理措施决定书才登记同意恢复",
                           "Only a decision on the spot is lifted"};
const FaultCode kLifted{Kind::conflict, "notice.lifted", "已登记同意恢复", "Resuming was agreed to already"};
const FaultCode kStillOpen{Kind::conflict, "notice.hazards_open",
                           "还有隐患没有复查合格；隐患排除、复查合格后才能同意恢复（安全生产法第65条）",
                           "Not every hazard has passed its recheck; business is resumed only after that (Work Safety "
                           "Law 65)"};
const FaultCode kLiftedBefore{Kind::rejected, "notice.lifted_before", "同意恢复日期不能早于文书日期",
                              "Resuming cannot lie before the notice"};
const FaultCode kLiftedLater{Kind::rejected, "notice.lifted_later", "同意恢复日期不能在将来",
                             "Resuming cannot lie in the future"};

const FaultCode kAddress{Kind::rejected, "notice.address",
                         "请写成 https://域名 或 http://地址:端口，后面不带别的，例如 https://aq.example.gov.cn",
                         "Write https://host or http://host:port and nothing behind it, such as "
                         "https://aq.example.gov.cn"};

std::string plain_address(const std::string& text) {
    static const std::regex shape(R"(https?://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?/*)");
    if (!std::regex_match(text, shape)) throw Fault(kAddress, "value");
    return text.substr(0, text.find_last_not_of('/') + 1);
}

const Setting& kOwnAddress = Setting::declare(
    {.field =
         {.name = "address",
          .zh = "二维码里的网址",
          .en = "Address in QR codes",
          .max = 100,
          .help_zh =
              "印在文书左下角的二维码用这个网址打开记录。不填，就用出文书的人当时打开本系统的网址；换过域名或有内外"
              "网两个网址的，请填收文书的人能打开的那个。已经印出去的不变。",
          .help_en = "The QR code on a notice opens its record at this address. Left empty, it is the address at "
                     "which whoever printed it had opened the program. What is on paper stays."},
     .source_zh = "由本单位决定",
     .source_en = "The office decides",
     .regular = plain_address});

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

// Where the reader of a paper finds this program: as it was set, else as it was just asked for.
std::string address_of(Call& call) {
    if (auto set = kOwnAddress.value(call.db); !set.empty()) return set;
    auto host = call.request.header("host");
    bool plain = !host.empty() && host.size() < 100 && std::all_of(host.begin(), host.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
    });
    if (!plain) return {};
    return (call.request.header("x-forwarded-proto") == "https" ? "https://" : "http://") + host;
}

Response document(Call& call, bool receipt, const char* ending) {
    auto n = mine(call);
    auto address = address_of(call);
    // A file that has gone from the folder leaves a gap on the paper, and verify tells of it.
    auto read = [&](const std::string& id) -> std::optional<std::string> {
        try {
            return file::content(call, id);
        } catch (const Fault&) {
            return {};
        }
    };
    auto paper = receipt ? receipt_of(call.db, n, address) : paper_of(call.db, n, address, read);
    bool pdf = std::string_view(ending) == ".pdf";
    auto name = (receipt ? std::string("送达回证") : text_of(n, "title")) + text_of(n, "number") + ending;
    auto response = Response::file(
        pdf ? paper::to_pdf(paper) : paper::to_docx(paper),
        pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document", name);
    if (pdf && call.request.parameter("inline") == "1") response.headers.clear();
    return response;
}

json::object lift(Call& call) {
    auto before = reachable(call);
    if (text_of(before, "kind") != "on_spot") throw Fault(kNotOnSpot);
    if (!text_of(before, "liftedOn").empty()) throw Fault(kLifted);
    auto on = text_of(call.input, "on");
    if (on < text_of(before, "issuedOn")) throw Fault(kLiftedBefore, "on");
    if (on > call.today()) throw Fault(kLiftedLater, "on");
    // 安全生产法 65: resumed only after the hazard is removed, on review.
    for (auto& hazard : hazard::standing_of(call.db, text_of(before, "id")))
        if (!hazard.withdrawn && hazard.status != "closed") throw Fault(kStillOpen);
    auto lifting = call.input;
    lifting.erase("id");
    return save(call, before, {{"liftedOn", on}, {"lifting", lifting}}, "lifted");
}

json::object named_by(Call& call) {
    // Typed by hand it may come in lower case and with a hyphen.
    std::string code;
    for (unsigned char c : call.path[0]) {
        if (c == '-' || c == ' ') continue;
        char upper = static_cast<char>(std::toupper(c));
        code += upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
    }
    auto id = id_of_code(call.db, code);
    auto& kind = record::kind("notices");
    if (!id || !call.actor.has_any(kind.readers())) throw Fault(kNotFound);
    auto n = record::get(call.db, call.actor, kind, *id, call.today());
    return {{"kind", "notices"}, {"id", *id}, {"title", text_of(n, "title") + text_of(n, "number")}};
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
    router.add({.method = "POST",
                .path = "/api/v1/notices/{id}/lifting",
                .summary = "Agrees that business and use may be resumed after measures on the spot",
                .roles = roles_that_issue(),
                .mode = http::Mode::write,
                .input = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
                          {.name = "on", .type = Field::day, .zh = "同意恢复日期", .en = "On", .required = true},
                          {.name = "opinion",
                           .type = Field::longtext,
                           .zh = "审查意见",
                           .en = "Opinion",
                           .required = true,
                           .max = 500},
                          {.name = "document", .zh = "文号", .en = "Document", .max = 100}},
                .output = output,
                .handler = [](Call& call) { return Response::of(lift(call), 201); }});
    router.add({.method = "GET",
                .path = "/api/v1/codes/{code}",
                .summary = "The record that a code on paper names, for who may see it",
                .roles = http::kSignedIn,
                .handler = [](Call& call) { return Response::of(named_by(call)); }});
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
                    auto basis = basis_of(a);
                    for (auto& option : kinds_of_notice())
                        if (auto type = *type_named(option.value); allowed(type, basis))
                            allowed_kinds.push_back({{"kind", option.value},
                                                     {"title", title_of(type, basis.value_or(Basis::supervision))}});
                    return Response::of({{"basis", a ? json::value(a->basis) : json::value(nullptr)},
                                         {"organ", a ? a->organ : town_name(call.db)},
                                         {"kinds", allowed_kinds}});
                }});
});

}  // namespace

}  // namespace zhenan::notice
