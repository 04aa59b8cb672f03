#include "modules/follow_up/follow_up_verbs.h"

#include <algorithm>
#include <map>

#include "core/event/event.h"
#include "core/setting.h"
#include "modules/area/area.h"
#include "modules/follow_up/follow_up_store.h"
#include "modules/measure/measure.h"

namespace zhenan::follow_up {

namespace {

const Setting& kAcceptanceDays = Setting::declare(
    {.field = {.name = "follow_up_acceptance_days",
               .type = Field::integer,
               .zh = "督办事项验收期限",
               .en = "Term to accept a follow-up",
               .min = 0,
               .max = 90,
               .unit_zh = "天",
               .unit_en = "days",
               .help_zh = "责任人报完成后，镇里要在几天内验收或退回。过了这几天还没有，算镇里逾期。",
               .help_en = "Within how many days after the report of completion the town accepts it or gives it back. "
                          "Later than that the town itself is late."},
     .otherwise = "5",
     .source_zh = "法律没有规定，由本单位决定",
     .source_en = "No law fixes it; the office decides"});

const FaultCode kAccepted{Kind::conflict, "follow_up.accepted", "这件事已验收办结", "It has been accepted already"};
const FaultCode kCompleted{Kind::conflict, "follow_up.completed", "已报完成，正等镇里验收",
                           "It was reported done and waits for acceptance"};
const FaultCode kNotCompleted{Kind::conflict, "follow_up.not_completed", "还没有报完成，不能验收或退回",
                              "It has not been reported done; there is nothing to accept or return"};
const FaultCode kPending{Kind::conflict, "follow_up.pending", "已有一项延期申请等领导决定",
                         "An extension is waiting for a decision already"};
const FaultCode kNothingPending{Kind::conflict, "follow_up.nothing_pending", "没有等待决定的延期申请",
                                "No extension waits for a decision"};
const FaultCode kBeforeGiven{Kind::rejected, "follow_up.before_given", "日期不能早于交办日期",
                             "The day cannot lie before it was given"};
const FaultCode kBeforeCompleted{Kind::rejected, "follow_up.before_completed", "日期不能早于报完成之日",
                                 "The day cannot lie before it was reported done"};
const FaultCode kTerm{Kind::rejected, "follow_up.term", "新期限要晚于原期限，也不能早于今天",
                      "The new term must end after the old one, and not before today"};
const FaultCode kOwnWork{Kind::rejected, "follow_up.own_work", "自己办的事由别人验收",
                         "What somebody did is accepted by somebody else"};
const FaultCode kOwnRequest{Kind::rejected, "follow_up.own_request", "自己的事申请延期，由别人决定",
                            "Somebody's own extension is decided by somebody else"};
const FaultCode kLeaderGrants{Kind::rejected, "follow_up.leader_grants", "第二次延期由领导决定",
                              "A second extension is a leader's to grant"};
const FaultCode kFuture{Kind::rejected, "follow_up.future", "日期不能在将来", "The day cannot lie in the future"};
const FaultCode kSameOwner{Kind::rejected, "follow_up.same_owner", "转办要换人、换单位或换区域",
                           "Hand it over to another person, unit or area"};

const FaultCode& fault_of(const std::string& code) {
    static const auto all = {&kAccepted,       &kCompleted,   &kNotCompleted,    &kPending,
                             &kNothingPending, &kBeforeGiven, &kBeforeCompleted, &kTerm,
                             &kOwnWork,        &kOwnRequest,  &kLeaderGrants};
    for (auto* fault : all)
        if (fault->code == code) return *fault;
    return kConflict;
}

const duty::VerbRules duties({{"follow_up.completion", "按期办结督办事项", "Do the follow-up in time"},
                              {"follow_up.acceptance", "按期验收督办事项", "Accept the follow-up in time"}});

using Text = std::string State::*;
const std::vector<std::pair<const char*, Text>>& texts() {
    static const std::vector<std::pair<const char*, Text>> all = {{"status", &State::status},
                                                                  {"givenOn", &State::given_on},
                                                                  {"dueOn", &State::due_on},
                                                                  {"firstDueOn", &State::first_due_on},
                                                                  {"pendingDueOn", &State::pending_due_on},
                                                                  {"completedOn", &State::completed_on},
                                                                  {"acceptanceDueOn", &State::acceptance_due_on},
                                                                  {"acceptedOn", &State::accepted_on}};
    return all;
}

json::object difference(const State& before, const State& after) {
    json::object changes;
    for (auto& [name, member] : texts())
        if (before.*member != after.*member)
            changes[name] = (after.*member).empty() ? json::value(nullptr) : json::value(after.*member);
    if (before.extensions != after.extensions) changes["extensions"] = after.extensions;
    if (before.returns != after.returns) changes["returns"] = after.returns;
    return changes;
}

bool reaches(http::Call& call, Verb verb, const json::object& follow_up) {
    return record::reaches(call.db, call.actor, roles_for(verb), text_of(follow_up, "areaId"));
}

std::string day_of_deed(const http::Call& call, const json::object& input) {
    auto on = text_of(input, "on");
    if (on.empty()) return call.today();
    if (on > call.today()) throw Fault(kFuture, "on");
    return on;
}

/// Another owner: what was owed by one is owed by the other from this day.
void hand_over(http::Call& call, const json::object& before, const json::object& input, const std::string& day,
               json::object& changes, json::object& content) {
    for (auto name : {"areaId", "memberUnitId", "personId"}) {
        auto is = text_of(input, name);
        if (is != text_of(before, name)) changes[name] = is.empty() ? json::value(nullptr) : json::value(is);
    }
    if (changes.empty()) throw Fault(kSameOwner, "areaId");
    auto name = owner_name(call, input, day);
    content["from"] = text_of(before, "ownerName");
    content["to"] = name;
    changes["ownerName"] = name;
}

json::object perform(http::Call& call, Verb verb, const std::string& id, const json::object& input) {
    auto& kind = record::kind("follow-ups");
    auto before = record::get(call.db, call.actor, kind, id, call.today());
    if (!reaches(call, verb, before)) throw Fault(kForbidden);
    auto state = state_of(before);
    std::string why;
    if (!allowed(verb, state, &why)) throw Fault(fault_of(why));
    auto day = day_of_deed(call, input);
    if (verb == Verb::withdrawal) {
        for (auto& one : owed(state)) duty::discharge(call.db, one.rule, id, day, "withdrawal");
        record::withdraw(call, kind, id, text_of(input, "reason"));
        return {{"id", id}};
    }
    Deed deed{verb, day, boolean_of(input, "granted"), text_of(input, "dueOn")};
    deed.by_owner = !call.actor.person_id.empty() && call.actor.person_id == text_of(before, "personId");
    deed.by_leader = call.actor.has("leader");
    if (auto no = refusal(state, deed))
        throw no->field.empty() ? Fault(fault_of(no->code)) : Fault(fault_of(no->code), no->field);
    auto after_state = next(state, deed, static_cast<int>(kAcceptanceDays.figure(call.db)));
    auto changes = difference(state, after_state);
    json::object content = input;
    content.erase("id");
    content.erase("on");
    if (verb == Verb::extension_decision) content["dueOn"] = state.pending_due_on;
    if (verb == Verb::handover) hand_over(call, before, input, day, changes, content);
    if (verb == Verb::progress || verb == Verb::completion) {
        changes["lastProgress"] = input.at("description");
        changes["lastProgressOn"] = day;
    }
    auto is = before;
    for (auto& member : changes) is[member.key()] = member.value();
    auto was_owed = owed(state), is_owed = owed(after_state);
    if (was_owed != is_owed || verb == Verb::handover) {
        for (auto& one : was_owed) duty::discharge(call.db, one.rule, id, day, name_of(verb));
        for (auto& one : is_owed) duty::open(call.db, duty_of(call.db, is, one, day));
    }
    insert_step(call.db, text_of(input, "id"), id, name_of(verb), day, call.now(), call.actor, content);
    record::update_row(call.db, kind, id, changes, call.now());
    if (auto ids = texts_of(content, "attachments"); !ids.empty()) record::claim_attachments(call, kind.name, id, ids);
    json::object was;
    for (auto& member : changes)
        if (auto* old = before.if_contains(member.key())) was[member.key()] = *old;
    for (auto& member : content)
        if (!changes.contains(member.key())) changes[member.key()] = member.value();
    record_event(call.db, call.actor, call.now(), kind.name, id, name_of(verb), text_of(before, "areaId"), was,
                 changes);
    auto after = *record::peek(call.db, kind, id, call.today());
    measure::follow(call.db, kind.name, id, &after, false);
    return after;
}

}  // namespace

State state_of(const json::object& f) {
    State s;
    for (auto& [name, member] : texts()) s.*member = text_of(f, name);
    s.extensions = static_cast<int>(integer_of(f, "extensions"));
    s.returns = static_cast<int>(integer_of(f, "returns"));
    return s;
}

duty::Duty duty_of(db::Connection& db, const json::object& f, const Owed& owed, const std::string& opened_on) {
    std::string who_kind = "areas", who = text_of(f, "areaId");
    if (owed.rule == kAcceptance) {
        if (auto root = area::root(db)) who = root->id;
    } else if (auto person = text_of(f, "personId"); !person.empty()) {
        who_kind = "people";
        who = person;
    } else if (auto unit = text_of(f, "memberUnitId"); !unit.empty()) {
        who_kind = "member-units";
        who = unit;
    }
    return {owed.rule, who_kind, who, text_of(f, "areaId"), "follow-ups", text_of(f, "id"), opened_on, owed.due_on};
}

const Schema& input_of(Verb verb) {
    static const Field id{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"};
    static const Field on{.name = "on", .type = Field::day, .zh = "日期", .en = "Day"};
    static const Field proof{
        .name = "attachments", .type = Field::attachments, .zh = "照片和文件", .en = "Photos and files"};
    static const Field note{.name = "note", .type = Field::longtext, .zh = "意见", .en = "Opinion", .max = 1000};
    static const Field reason{
        .name = "reason", .type = Field::longtext, .zh = "理由", .en = "Reason", .required = true, .max = 500};
    static const Field description{.name = "description",
                                   .type = Field::longtext,
                                   .zh = "办理情况",
                                   .en = "What was done",
                                   .required = true,
                                   .max = 2000};
    static const std::map<Verb, Schema> schemas = [] {
        auto find = [](const char* name) { return *find_field(task_fields(false), name); };
        Field due{.name = "dueOn", .type = Field::day, .zh = "新期限", .en = "New term"};
        auto needed = due;
        needed.required = true;
        return std::map<Verb, Schema>{
            {Verb::progress, {id, on, description, proof}},
            {Verb::completion, {id, on, description, proof}},
            {Verb::acceptance, {id, on, note, proof}},
            {Verb::giving_back, {id, on, reason, due, proof}},
            {Verb::extension, {id, needed, reason, proof}},
            {Verb::extension_decision,
             {id, {.name = "granted", .type = Field::boolean, .zh = "同意", .en = "Granted", .required = true}, note}},
            {Verb::handover, {id, find("areaId"), find("memberUnitId"), find("personId"), reason}},
            {Verb::withdrawal, {id, reason}}};
    }();
    return schemas.at(verb);
}

json::object act(http::Call& call, Verb verb) {
    auto after = perform(call, verb, call.path[0], call.input);
    return verb == Verb::withdrawal ? after : with_timeline(call, std::move(after));
}

json::object with_timeline(http::Call& call, json::object record) {
    json::array timeline, verbs;
    for (auto& step : steps_of(call.db, text_of(record, "id"))) {
        json::object line{{"id", step.id},
                          {"on", step.on},
                          {"receivedAt", to_rfc3339(step.received_at)},
                          {"by", step.by_name},
                          {"verb", step.verb}};
        for (auto name : {"description", "note", "reason"})
            if (auto part = text_of(step.content, name); !part.empty()) line["text"] = part;
        for (auto name : {"granted", "dueOn", "from", "to", "attachments"})
            if (auto* value = step.content.if_contains(name)) line[name] = *value;
        timeline.push_back(std::move(line));
    }
    auto state = state_of(record);
    for (auto verb : all_verbs())
        if (allowed(verb, state) && reaches(call, verb, record)) verbs.emplace_back(name_of(verb));
    // Its page is only offered to whom it is open.
    auto* source = record::find_kind(text_of(record, "sourceKind"));
    if (auto id = text_of(record, "sourceId"); source && !id.empty())
        record["sourceVisible"] =
            call.actor.has_any(source->readers()) && record::visible(call.db, call.actor, *source, id);
    if (!state.pending_due_on.empty()) record["leaderMustGrant"] = leader_must_grant(state);
    record["timeline"] = std::move(timeline);
    record["verbs"] = std::move(verbs);
    return record;
}

}  // namespace zhenan::follow_up
