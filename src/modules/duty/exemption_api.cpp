// The kind "duty-exemptions": what somebody need not do after all, asked for with a reason and decided by a leader.
#include "core/event/event.h"
#include "core/id.h"
#include "core/search/search.h"
#include "modules/area/area.h"
#include "modules/duty/maker.h"

namespace zhenan::duty {

namespace {

using http::Call;
using http::Response;

const FaultCode kByVerb{Kind::conflict, "duty_exemption.by_verb",
                        "这项应办由隐患等业务产生，不能免办；请在那条记录上申请延期或移送",
                        "This duty comes from a hazard or the like and cannot be waived; ask for another term there"};
const FaultCode kSettled{Kind::conflict, "duty_exemption.settled", "这项应办已办结或已不再应办，不用申请免办",
                         "The duty is done or owed no more; no exemption is needed"};
const FaultCode kWaiting{Kind::conflict, "duty_exemption.waiting", "这项应办已有一份免办申请等领导决定",
                         "An exemption from this duty waits for a leader already"};
const FaultCode kUntil{Kind::rejected, "duty_exemption.until", "免办的最后一天不能早于这项应办的期限",
                       "The last day of the exemption cannot lie before the day on which the duty is due"};
const FaultCode kTooLong{Kind::rejected, "duty_exemption.too_long", "一次最多免办三年，到期再申请",
                         "An exemption lasts three years at most; ask again then"};
const FaultCode kDecided{Kind::conflict, "duty_exemption.decided", "这份申请已经有了决定",
                         "The request was decided already"};
const FaultCode kOwn{Kind::conflict, "duty_exemption.own", "自己提出的申请要由别人决定",
                     "Somebody else has to decide what you asked for"};
const FaultCode kWhy{Kind::rejected, "duty_exemption.note", "不同意的，请写明理由", "Say why it is refused"};

const std::vector<std::string> kAsk = {"office", "officer", "supervisor", "village", "enterprise"};
const std::vector<std::string> kDecide = {"leader"};
constexpr int kMonths = 36;

const Field kId{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"};
const Schema kAsking = {kId,
                        {.name = "reason",
                         .type = Field::longtext,
                         .zh = "免办理由",
                         .en = "Why it need not be done",
                         .required = true,
                         .max = 1000},
                        {.name = "until", .type = Field::day, .zh = "免到哪天", .en = "Exempt until"},
                        {.name = "document", .zh = "依据文件", .en = "Document that it rests on", .max = 200},
                        {.name = "attachments", .type = Field::attachments, .zh = "附件", .en = "Attachments"}};
const Schema kDeciding = {
    kId,
    {.name = "approved", .type = Field::boolean, .zh = "同意", .en = "Approved", .required = true},
    {.name = "note", .type = Field::longtext, .zh = "意见", .en = "Note", .max = 500}};

// What is owed is made anew once everything of this request has been written.
void remake(Call& call, const json::object& exemption) {
    call.db.before_commit([now = call.now(), kind = text_of(exemption, "recordKind"),
                           id = text_of(exemption, "recordId")](db::Connection& db) {
        if (auto* bound = record::find_kind(kind)) Maker(db, now).make(*bound, id);
    });
}

record::Kind exemptions() {
    record::Kind k;
    k.name = "duty-exemptions";
    k.table = "duty_exemption";
    k.zh = "免办";
    k.en = "Exemptions";
    k.group = "responsibility";
    k.about_zh = "经批准不用办的应办事项。在那项应办事项的页面上写明理由提出申请，由镇领导决定；撤回后恢复应办。";
    k.about_en =
        "Duties that need not be done. Asked for with a reason on the duty's page, decided by a leader; taken back, "
        "the duty is owed again.";
    k.title = "subject";
    k.day = "askedOn";
    k.sort = "-askedOn";
    k.fields = {
        {.name = "subject", .zh = "应办事项", .en = "Duty", .list = true, .search = true},
        {.name = "areaId",
         .type = Field::area,
         .zh = "区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "state",
         .type = Field::choice,
         .zh = "状态",
         .en = "State",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true,
         .options = {{"asked", "待决定", "Asked"}, {"approved", "同意", "Approved"}, {"refused", "不同意", "Refused"}}},
        {.name = "reason",
         .type = Field::longtext,
         .zh = "免办理由",
         .en = "Reason",
         .required = true,
         .list = true,
         .search = true},
        {.name = "validFrom",
         .type = Field::day,
         .zh = "期限起",
         .en = "Due from",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "validTo",
         .type = Field::day,
         .zh = "期限止",
         .en = "Due to",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "document", .zh = "依据文件", .en = "Document", .search = true},
        {.name = "askedOn",
         .type = Field::day,
         .zh = "申请日期",
         .en = "Asked on",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "askedByName", .zh = "申请人", .en = "Asked by", .list = true},
        {.name = "decidedOn", .type = Field::day, .zh = "决定日期", .en = "Decided on", .filter = true},
        {.name = "decidedByName", .zh = "决定人", .en = "Decided by"},
        {.name = "decisionNote", .type = Field::longtext, .zh = "决定意见", .en = "Note of the decision"},
        {.name = "category",
         .type = Field::choice,
         .zh = "行业类别",
         .en = "Category",
         .filter = true,
         .options = area::categories()},
        {.name = "rule", .zh = "规则", .en = "Rule", .required = true, .filter = true},
        {.name = "recordKind", .zh = "事由（台账）", .en = "Kind of the record", .required = true, .filter = true},
        {.name = "recordId", .zh = "事由（编号）", .en = "Id of the record", .required = true, .filter = true},
        {.name = "ownerId", .zh = "企业（编号）", .en = "Id of the enterprise"},
        {.name = "askedBy", .zh = "申请账号", .en = "Account that asked"},
        {.name = "attachments", .type = Field::attachments, .zh = "附件", .en = "Attachments"}};
    k.category_column = "category";
    k.owner_column = "owner_id";
    k.create = k.edit = k.import = false;
    k.write = {"office", "leader"};
    k.read = record::kEverybody;
    k.after_write = [](record::Change& change) { remake(change.call, change.record); };
    return k;
}

const record::Kinds kinds([] { return std::vector{exemptions()}; });

Response ask(Call& call) {
    auto& duty_kind = record::kind("duties");
    auto& kind = record::kind("duty-exemptions");
    auto duty = record::get(call.db, call.actor, duty_kind, call.path[0], call.today());
    auto owner = text_of(duty, "whoKind") == "enterprises" ? text_of(duty, "whoId") : std::string();
    if (!record::reaches(call.db, call.actor, kAsk, text_of(duty, "areaId"), text_of(duty, "category"), owner))
        throw Fault(kForbidden);
    if (text_of(duty, "period").empty()) throw Fault(kByVerb);
    if (!text_of(duty, "dischargedOn").empty() || !text_of(duty, "liftedOn").empty()) throw Fault(kSettled);
    if (exemption_waits(call.db, text_of(duty, "rule"), text_of(duty, "recordId"))) throw Fault(kWaiting);
    auto from = text_of(duty, "dueOn");
    if (from.empty()) from = text_of(duty, "openedOn");
    auto until = text_of(call.input, "until");
    if (until.empty()) until = from;
    if (until < from) throw Fault(kUntil, "until");
    if (until > add_months(from, kMonths)) throw Fault(kTooLong, "until");

    auto id = text_of(call.input, "id");
    if (id.empty()) id = new_id();
    json::object r;
    r["subject"] = text_of(duty, "title") + " · " + text_of(duty, "whoName");
    for (auto name : {"areaId", "category", "rule", "recordKind", "recordId"})
        if (auto* value = duty.if_contains(name)) r[name] = *value;
    if (!owner.empty()) r["ownerId"] = owner;
    r["validFrom"] = from;
    r["validTo"] = until;
    r["state"] = "asked";
    r["askedBy"] = call.actor.account_id;
    r["askedByName"] = call.actor.name;
    r["askedOn"] = call.today();
    for (auto name : {"reason", "document", "attachments"})
        if (auto* value = call.input.if_contains(name)) r[name] = *value;
    record::insert_row(call.db, kind, id, r, call.now());
    index_text(call.db, kind.name, id, record::search_text(kind, r), true);
    if (auto ids = texts_of(r, "attachments"); !ids.empty()) record::claim_attachments(call, kind.name, id, ids);
    record_event(call.db, call.actor, call.now(), kind.name, id, "created", text_of(r, "areaId"), {}, r);
    return Response::of(*record::peek(call.db, kind, id), 201);
}

Response decide(Call& call) {
    auto& kind = record::kind("duty-exemptions");
    auto before = record::get(call.db, call.actor, kind, call.path[0]);
    if (!record::reaches(call.db, call.actor, kDecide, text_of(before, "areaId"), text_of(before, "category")))
        throw Fault(kForbidden);
    if (text_of(before, "state") != "asked") throw Fault(kDecided);
    if (text_of(before, "askedBy") == call.actor.account_id) throw Fault(kOwn);
    bool approved = boolean_of(call.input, "approved");
    auto note = text_of(call.input, "note");
    if (!approved && note.empty()) throw Fault(kWhy, "note");
    json::object changes{
        {"state", approved ? "approved" : "refused"}, {"decidedOn", call.today()}, {"decidedByName", call.actor.name}};
    if (!note.empty()) changes["decisionNote"] = note;
    record::update_row(call.db, kind, call.path[0], changes, call.now());
    record_event(call.db, call.actor, call.now(), kind.name, call.path[0], "decision", text_of(before, "areaId"),
                 {{"state", "asked"}}, changes);
    remake(call, before);
    return Response::of(*record::peek(call.db, kind, call.path[0]), 201);
}

const http::Routes routes([](http::Router& router) {
    auto output = record::answer_schema(record::kind("duty-exemptions"));
    router.add({.method = "POST",
                .path = "/api/v1/duties/{id}/exemption",
                .summary = "Asks that a duty need not be done",
                .roles = kAsk,
                .mode = http::Mode::write,
                .input = kAsking,
                .output = output,
                .handler = ask});
    router.add({.method = "POST",
                .path = "/api/v1/duty-exemptions/{id}/decision",
                .summary = "A leader decides on an exemption",
                .roles = kDecide,
                .mode = http::Mode::write,
                .input = kDeciding,
                .output = output,
                .handler = decide});
});

}  // namespace

}  // namespace zhenan::duty
