#include "modules/hazard/hazard_verbs.h"

#include <map>

#include "core/event/event.h"
#include "core/search/search.h"
#include "modules/hazard/hazard_store.h"
#include "modules/law/law.h"
#include "modules/measure/measure.h"

namespace zhenan::hazard {

namespace {

const FaultCode kClosed{Kind::conflict, "hazard.closed", "该隐患已销号", "The hazard is closed"};
const FaultCode kReferred{Kind::conflict, "hazard.referred", "该隐患已移送", "The hazard was referred"};
const FaultCode kPending{Kind::conflict, "hazard.pending", "已有一项申请等领导决定",
                         "A request is waiting for a leader already"};
const FaultCode kNothingPending{Kind::conflict, "hazard.nothing_pending", "没有等待决定的申请",
                                "Nothing waits for a decision"};
const FaultCode kReported{Kind::conflict, "hazard.reported", "已报整改完成，等待复查，不再延期",
                          "It was reported done and waits for the recheck"};
const FaultCode kNotReferred{Kind::conflict, "hazard.not_referred", "该隐患没有移送", "The hazard was not referred"};
const FaultCode kNotMajor{Kind::conflict, "hazard.not_major", "只有重大或疑似重大隐患要报县",
                          "Only a major or suspected major hazard is reported to the county"};
const FaultCode kNotSuspected{Kind::conflict, "hazard.not_suspected", "该隐患不在等县里认定",
                              "The hazard does not wait for the county's verdict"};
const FaultCode kMajorTerm{Kind::rejected, "hazard.major_no_new_term", "重大隐患复查不合格只能移送，不能再给期限",
                           "A major hazard that failed its recheck can only be referred"};
const FaultCode kLongerTerm{Kind::rejected, "hazard.term", "新期限要晚于复查之日和原期限",
                            "The new term must end after the recheck and the old term"};
const FaultCode kFuture{Kind::rejected, "hazard.future", "时间不能在将来", "The time cannot lie in the future"};
const FaultCode kBeforeFound{Kind::rejected, "hazard.before_found", "时间不能早于发现之日",
                             "The time cannot lie before the finding"};

const FaultCode& fault_of(const std::string& code) {
    for (auto* fault :
         {&kClosed, &kReferred, &kPending, &kNothingPending, &kReported, &kNotReferred, &kNotMajor, &kNotSuspected})
        if (fault->code == code) return *fault;
    return kConflict;
}

const Field kId{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"};
const Field kWhen{.name = "happenedAt", .type = Field::instant, .zh = "时间", .en = "When"};
const Field kPhotos{.name = "photos", .type = Field::attachments, .zh = "照片", .en = "Photos"};
const Field kReason{
    .name = "reason", .type = Field::longtext, .zh = "理由", .en = "Reason", .required = true, .max = 500};
const Field kNote{.name = "note", .type = Field::longtext, .zh = "说明", .en = "Note", .max = 1000};
const Field kDue{.name = "dueOn", .type = Field::day, .zh = "新期限", .en = "New term", .required = true};

Field needed(Field field) {
    field.required = true;
    return field;
}

struct Act {
    http::Call& call;
    Verb verb;
    json::object before, changes;
    State state;
    Instant happened_at;
    std::string day;
};

void set_term(Act& act, const std::string& due) {
    act.changes["dueOn"] = due;
    act.changes["mustRefer"] = false;
    act.changes["reportedOn"] = nullptr;
    auto recheck = recheck_due(due, "", recheck_days(act.call.db, act.day));
    act.changes["recheckDueOn"] = recheck;
    auto by = std::string(name_of(act.verb));
    duty::move(act.call.db, rectification_duty(act.before, act.day, due), act.day, by);
    duty::move(act.call.db, recheck_duty(act.before, act.day, recheck), act.day, by);
}

void report(Act& act) {
    act.changes["status"] = "awaiting_recheck";
    act.changes["reportedOn"] = act.day;
    duty::discharge(act.call.db, "hazard.rectification", text_of(act.before, "id"), act.day, "rectification");
    auto due = recheck_due(act.state.due_on, act.day, recheck_days(act.call.db, act.day));
    if (due == text_of(act.before, "recheckDueOn")) return;
    act.changes["recheckDueOn"] = due;
    duty::move(act.call.db, recheck_duty(act.before, act.day, due), act.day, "rectification");
}

void recheck(Act& act) {
    auto& input = act.call.input;
    auto id = text_of(act.before, "id");
    auto& db = act.call.db;
    if (boolean_of(input, "passed")) {
        act.changes["status"] = "closed";
        act.changes["closedOn"] = act.day;
        act.changes["mustRefer"] = false;
        act.changes["pending"] = nullptr;
        act.changes["pendingDueOn"] = nullptr;
        if (act.state.reported_on.empty()) act.changes["reportedOn"] = act.day;
        duty::discharge(db, "hazard.rectification", id, act.day, "recheck");
        duty::discharge(db, "hazard.recheck", id, act.day, "recheck");
        return;
    }
    act.changes["reportedOn"] = nullptr;
    if (act.state.status == "referred") return;
    act.changes["status"] = "rectifying";
    act.changes["mustRefer"] = true;
    auto next = add_days(act.day, recheck_days(db, act.day));
    act.changes["recheckDueOn"] = next;
    duty::move(db, rectification_duty(act.before, act.day, act.state.due_on), act.day, "recheck");
    duty::move(db, recheck_duty(act.before, act.day, next), act.day, "recheck");
    auto* term = input.if_contains("newTerm");
    if (!term) return;
    if (!new_term_possible(act.state)) throw Fault(kMajorTerm, "newTerm");
    auto due = text_of(term->as_object(), "dueOn");
    if (due <= act.day || due <= act.state.due_on) throw Fault(kLongerTerm, "newTerm.dueOn");
    act.changes["pending"] = "term";
    act.changes["pendingDueOn"] = due;
}

void decide(Act& act, bool yes) {
    if (yes)
        set_term(act, act.state.pending_due_on);
    else if (act.verb == Verb::term_decision)
        act.changes["mustRefer"] = true;
    act.changes["pending"] = nullptr;
    act.changes["pendingDueOn"] = nullptr;
}

void apply(Act& act) {
    auto& input = act.call.input;
    auto& db = act.call.db;
    auto id = text_of(act.before, "id");
    switch (act.verb) {
        case Verb::rectification:
            return report(act);
        case Verb::recheck:
            return recheck(act);
        case Verb::term_decision:
            return decide(act, boolean_of(input, "approved"));
        case Verb::extension_decision:
            return decide(act, boolean_of(input, "granted"));
        case Verb::extension: {
            auto due = text_of(input, "dueOn");
            if (due <= act.state.due_on) throw Fault(kLongerTerm, "dueOn");
            act.changes["pending"] = "extension";
            act.changes["pendingDueOn"] = due;
            return;
        }
        case Verb::referral:
            act.changes["status"] = "referred";
            act.changes["mustRefer"] = false;
            act.changes["pending"] = nullptr;
            act.changes["pendingDueOn"] = nullptr;
            duty::discharge(db, "hazard.rectification", id, act.day, "referral");
            duty::discharge(db, "hazard.recheck", id, act.day, "referral");
            return;
        case Verb::county_report:
            act.changes["countyReportedOn"] = act.day;
            duty::discharge(db, "hazard.county_report", id, act.day, "county-report");
            return;
        case Verb::county_verdict:
            act.changes["suspected"] = false;
            act.changes["level"] = text_of(input, "level");
            if (auto criterion = text_of(input, "criterionId"); !criterion.empty()) {
                // The verdict's own words; the criterion's name where it is one that is kept here.
                auto known = law::criterion(db, criterion, act.state.found_on);
                act.changes["criterion"] = known ? known->code : criterion;
                act.changes["criterionCertainty"] = known ? known->certainty : "O";
            }
            duty::discharge(db, "hazard.county_report", id, act.day, "county-verdict");
            return;
        case Verb::referral_answer:
        case Verb::withdrawal:
            return;
    }
}

}  // namespace

State state_of(const json::object& h) {
    return {text_of(h, "status"),       text_of(h, "level"),           boolean_of(h, "suspected"),
            text_of(h, "foundOn"),      text_of(h, "dueOn"),           text_of(h, "reportedOn"),
            text_of(h, "closedOn"),     boolean_of(h, "mustRefer"),    text_of(h, "pending"),
            text_of(h, "pendingDueOn"), text_of(h, "countyReportedOn")};
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
          {.name = "on", .type = Field::day, .zh = "移送日期", .en = "On"}}},
        {Verb::referral_answer,
         {kId,
          {.name = "answer", .type = Field::longtext, .zh = "答复", .en = "Answer", .required = true},
          {.name = "on", .type = Field::day, .zh = "答复日期", .en = "On"}}},
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
        {Verb::withdrawal, {kId, needed(kReason)}}};
    return schemas.at(verb);
}

json::object act(http::Call& call, Verb verb) {
    auto& kind = record::kind("hazards");
    auto& id = call.path[0];
    auto before = record::get(call.db, call.actor, kind, id, call.today());
    if (!record::reaches(call.db, call.actor, roles_for(verb), text_of(before, "handlerAreaId"),
                         text_of(before, "category"), text_of(before, "enterpriseId")))
        throw Fault(kForbidden);
    Act act{call, verb, before, {}, state_of(before), call.now(), call.today()};
    std::string why;
    if (!allowed(verb, act.state, &why)) throw Fault(fault_of(why));
    if (auto when = maybe_text(call.input, "happenedAt")) {
        act.happened_at = *from_rfc3339(*when);
        if (act.happened_at > call.now() + 10 * 60'000) throw Fault(kFuture, "happenedAt");
        act.day = day_of(act.happened_at);
    }
    if (auto on = maybe_text(call.input, "on")) {
        if (*on > call.today()) throw Fault(kFuture, "on");
        act.day = *on;
        act.happened_at = std::min(start_of(*on) + 12 * 3'600'000, call.now());
    }
    if (act.day < act.state.found_on) throw Fault(kBeforeFound, "happenedAt");
    if (verb == Verb::withdrawal) {
        for (auto rule : {"hazard.rectification", "hazard.recheck", "hazard.county_report"})
            duty::discharge(call.db, rule, id, act.day, "withdrawal");
        record::withdraw(call, kind, id, text_of(call.input, "reason"));
        return {{"id", id}};
    }
    apply(act);
    json::object content = call.input;
    content.erase("id");
    content.erase("happenedAt");
    if (verb == Verb::term_decision || verb == Verb::extension_decision) content["dueOn"] = act.state.pending_due_on;
    insert_step(call.db, text_of(call.input, "id"), id, name_of(verb), act.happened_at, call.now(), call.actor,
                content);
    record::update_row(call.db, kind, id, act.changes, call.now());
    if (auto ids = texts_of(content, "photos"); !ids.empty()) record::claim_attachments(call, kind.name, id, ids);
    json::object was;
    for (auto& member : act.changes)
        if (auto* old = before.if_contains(member.key())) was[member.key()] = *old;
    for (auto& member : content) act.changes[member.key()] = member.value();
    record_event(call.db, call.actor, call.now(), kind.name, id, name_of(verb), text_of(before, "areaId"), was,
                 act.changes);
    auto after = *record::peek(call.db, kind, id, call.today());
    measure::follow(call.db, kind.name, id, &after, false);
    return with_timeline(call, after);
}

json::array verbs_for(http::Call& call, const json::object& hazard) {
    json::array verbs;
    auto state = state_of(hazard);
    for (auto verb :
         {Verb::rectification, Verb::recheck, Verb::term_decision, Verb::extension, Verb::extension_decision,
          Verb::referral, Verb::referral_answer, Verb::county_report, Verb::county_verdict, Verb::withdrawal})
        if (allowed(verb, state) &&
            record::reaches(call.db, call.actor, roles_for(verb), text_of(hazard, "handlerAreaId"),
                            text_of(hazard, "category"), text_of(hazard, "enterpriseId")))
            verbs.emplace_back(name_of(verb));
    return verbs;
}

}  // namespace zhenan::hazard
