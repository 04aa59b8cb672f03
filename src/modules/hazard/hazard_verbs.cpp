#include "modules/hazard/hazard_verbs.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/event/event.h"
#include "modules/hazard/hazard_store.h"
#include "modules/law/law.h"
#include "modules/measure/measure.h"

namespace zhenan::hazard {

namespace {

const Setting& kRecheckDays = Setting::declare(
    {.field = {.name = "recheck_days",
               .type = Field::integer,
               .zh = "复查期限",
               .en = "Term of a recheck",
               .min = 1,
               .max = 90,
               .unit_zh = "天",
               .unit_en = "days",
               .help_zh = "单位报告整改完成，或整改期限届满后，镇里要在几天内复查。过了这几天还没复查，算镇里逾期。",
               .help_en =
                   "Within how many days after the report of completion, or after the term's end, the town has to "
                   "recheck. Later than that the town itself is late."},
     .otherwise = "10",
     .source_zh = "旧令第15号（2015年修正）写10日内复查，未核对原文；令第18号自2026年2月1日施行，条文未取得",
     .source_en = "The former order 15 (as amended in 2015) says 10 days, not compared; order 18, in force since 1 "
                  "February 2026, could not be had",
     .certainty = "M",
     .dated = true});
const Setting& kExtensionDays = Setting::declare(
    {.field = {.name = "extension_days",
               .type = Field::integer,
               .zh = "延期不必镇领导决定的天数",
               .en = "Days of extension without a leader",
               .min = 0,
               .max = 365,
               .unit_zh = "天",
               .unit_en = "days",
               .help_zh = "第一次延期，新期限比原期限晚不超过这些天的，安监办就能答复；更长的要镇领导决定并写意见。"
                          "填 0，每次延期都要镇领导决定。",
               .help_en =
                   "A first extension of at most so many days beyond the term is answered by the safety office; a "
                   "longer one by a leader, with a note. With 0 a leader answers every one."},
     .otherwise = "30",
     .source_zh = "法律没有规定延期的天数，由本单位决定",
     .source_en = "No law fixes the days; the office decides"});

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

const FaultCode kNotMajorListed{
    Kind::conflict, "hazard.not_major_listed", "只有重大隐患才挂牌督办；疑似的先登记县里的认定",
    "Only a major hazard is put under listed supervision; record the county's verdict first"};
const FaultCode kListed{Kind::conflict, "hazard.listed", "该隐患已在挂牌督办中",
                        "The hazard is under listed supervision already"};
const FaultCode kNotListed{Kind::conflict, "hazard.not_listed", "该隐患没有在挂牌督办中",
                           "The hazard is not under listed supervision"};
const FaultCode kReviewAsked{Kind::conflict, "hazard.review_asked", "已申请复核，请登记县里的核销结果",
                             "The review is asked for already; record what the county decided"};
const FaultCode kExtensionLate{Kind::rejected, "hazard.extension_late",
                               "整改期限已过，不能再延期；请复查，不合格的可以再申请一次期限",
                               "The term has ended and cannot be made longer; recheck it, and ask for a new term if it "
                               "does not pass"};
const FaultCode kLeaderGrants{Kind::rejected, "hazard.leader_grants", "第二次延期或超过镇里规定天数的延期由领导决定",
                              "A second extension, or one beyond the town's limit, is a leader's to grant"};
const FaultCode kLeaderNote{Kind::rejected, "hazard.leader_note", "超过镇里规定天数的延期，请领导写明意见",
                            "For an extension beyond the town's limit the leader says why"};
const FaultCode kAnswerBefore{Kind::rejected, "hazard.answer_before", "答复日期不能早于移送日期",
                              "The answer cannot lie before the referral"};
const FaultCode kAnswerDue{Kind::rejected, "hazard.answer_due", "应答复日期不能早于移送日期",
                           "The answer cannot be due before the referral"};
const FaultCode kLiftedBefore{Kind::rejected, "hazard.lifted_before", "核销日期不能早于挂牌日期",
                              "The lifting cannot lie before the listing"};
const FaultCode kPlanEmpty{Kind::rejected, "hazard.plan_empty", "治理方案至少写一部分",
                           "Write at least one part of the plan"};
const FaultCode kOnePlace{Kind::rejected, "hazard.one_place", "一次只复查一个单位的隐患",
                          "The hazards of one recheck belong to one place"};
const FaultCode kTwice{Kind::rejected, "hazard.chosen_twice", "同一条隐患选了两次", "A hazard was chosen twice"};
const FaultCode kNoneChosen{Kind::rejected, "hazard.none_chosen", "请选择要复查的隐患",
                            "Choose the hazards to recheck"};

const FaultCode& fault_of(const std::string& code) {
    static const auto all = {&kClosed,         &kReferred,   &kPending,      &kNothingPending, &kReported,
                             &kNotReferred,    &kNotMajor,   &kNotSuspected, &kMajorTerm,      &kLongerTerm,
                             &kNotMajorListed, &kListed,     &kNotListed,    &kReviewAsked,    &kExtensionLate,
                             &kLeaderGrants,   &kLeaderNote, &kAnswerBefore, &kAnswerDue,      &kLiftedBefore};
    for (auto* fault : all)
        if (fault->code == code) return *fault;
    return kConflict;
}

using Text = std::string State::*;
const std::vector<std::pair<const char*, Text>>& texts() {
    static const std::vector<std::pair<const char*, Text>> all = {{"status", &State::status},
                                                                  {"level", &State::level},
                                                                  {"foundOn", &State::found_on},
                                                                  {"dueOn", &State::due_on},
                                                                  {"reportedOn", &State::reported_on},
                                                                  {"closedOn", &State::closed_on},
                                                                  {"pending", &State::pending},
                                                                  {"pendingDueOn", &State::pending_due_on},
                                                                  {"countyReportedOn", &State::county_reported_on},
                                                                  {"recheckDueOn", &State::recheck_due_on},
                                                                  {"firstDueOn", &State::first_due_on},
                                                                  {"referredOn", &State::referred_on},
                                                                  {"answerDueOn", &State::answer_due_on},
                                                                  {"answeredOn", &State::answered_on},
                                                                  {"answerResult", &State::answer_result},
                                                                  {"listedState", &State::listed_state},
                                                                  {"listedOn", &State::listed_on},
                                                                  {"listedDueOn", &State::listed_due_on},
                                                                  {"liftedOn", &State::lifted_on}};
    return all;
}

json::object difference(const State& before, const State& after) {
    json::object changes;
    for (auto& [name, member] : texts())
        if (before.*member != after.*member)
            changes[name] = (after.*member).empty() ? json::value(nullptr) : json::value(after.*member);
    if (before.suspected != after.suspected) changes["suspected"] = after.suspected;
    if (before.must_refer != after.must_refer) changes["mustRefer"] = after.must_refer;
    if (before.extensions != after.extensions) changes["extensions"] = after.extensions;
    return changes;
}

Deed deed_of(const http::Call& call, Verb verb, const json::object& input, const std::string& day) {
    Deed d{verb, day};
    for (auto name : {"passed", "approved", "granted", "lifted"}) d.yes = d.yes || boolean_of(input, name);
    d.due_on = text_of(input, "dueOn");
    if (auto* term = input.if_contains("newTerm")) d.due_on = text_of(term->as_object(), "dueOn");
    d.level = text_of(input, "level");
    d.result = text_of(input, "result");
    d.answer_due_on = text_of(input, "answerDueOn");
    d.has_note = !text_of(input, "note").empty();
    d.by_leader = call.actor.has("leader");
    return d;
}

// What the record shows besides its state.
void fill_in(db::Connection& db, Verb verb, const json::object& input, const State& state, json::object& changes) {
    auto take = [&](const char* from, const char* to) {
        if (auto* value = input.if_contains(from)) changes[to] = *value;
    };
    switch (verb) {
        case Verb::county_verdict:
            if (auto criterion = text_of(input, "criterionId"); !criterion.empty()) {
                // The verdict's own words; the criterion's name where it is one that is kept here.
                auto known = law::criterion(db, criterion, state.found_on);
                changes["criterion"] = known ? known->code : criterion;
                changes["criterionCertainty"] = known ? known->certainty : "O";
            }
            return;
        case Verb::referral:
            changes["referralNumber"] = nullptr;
            take("to", "referredTo");
            return take("number", "referralNumber");
        case Verb::listing:
            take("by", "listedBy");
            take("document", "listedDocument");
            return take("person", "listedPerson");
        case Verb::governance_plan:
            if (input.at("plan").as_object().empty()) throw Fault(kPlanEmpty, "plan");
            return take("plan", "governancePlan");
        case Verb::lifting:
            if (boolean_of(input, "lifted")) take("document", "liftedDocument");
            return;
        default:
            return;
    }
}

struct When {
    Instant at;
    std::string day;
};

When when_of(const http::Call& call, const json::object& input) {
    When when{call.now(), call.today()};
    if (auto given = maybe_text(input, "happenedAt")) {
        when.at = *from_rfc3339(*given);
        if (when.at > call.now() + 10 * 60'000) throw Fault(kFuture, "happenedAt");
        when.day = day_of(when.at);
    }
    if (auto on = maybe_text(input, "on")) {
        if (*on > call.today()) throw Fault(kFuture, "on");
        when.day = *on;
        when.at = std::min(start_of(*on) + 12 * 3'600'000, call.now());
    }
    return when;
}

void follow_duties(http::Call& call, const json::object& hazard, const State& was, const State& is,
                   const std::string& day, std::string_view by) {
    auto before = owed(was), after = owed(is);
    for (auto& one : before)
        if (std::find(after.begin(), after.end(), one) == after.end())
            duty::discharge(call.db, one.rule, text_of(hazard, "id"), day, by);
    for (auto& one : after)
        if (std::find(before.begin(), before.end(), one) == before.end())
            duty::open(call.db, duty_of(hazard, one, day));
}

/// Does it; answers the record as it is afterwards.
json::object perform(http::Call& call, Verb verb, const std::string& id, const json::object& input) {
    auto& kind = record::kind("hazards");
    auto before = record::get(call.db, call.actor, kind, id, call.today());
    if (!record::reaches(call.db, call.actor, roles_for(verb), text_of(before, "handlerAreaId"),
                         text_of(before, "category"), text_of(before, "enterpriseId")))
        throw Fault(kForbidden);
    auto state = state_of(before);
    std::string why;
    if (!allowed(verb, state, &why)) throw Fault(fault_of(why));
    auto when = when_of(call, input);
    if (when.day < state.found_on) throw Fault(kBeforeFound, "happenedAt");
    if (verb == Verb::withdrawal) {
        for (auto& one : owed(state)) duty::discharge(call.db, one.rule, id, when.day, "withdrawal");
        record::withdraw(call, kind, id, text_of(input, "reason"));
        return {{"id", id}};
    }
    auto deed = deed_of(call, verb, input, when.day);
    auto town = limits(call.db, when.day);
    if (auto no = refusal(state, deed, town)) throw Fault(fault_of(no->code), no->field);
    auto after_state = next(state, deed, town);
    auto changes = difference(state, after_state);
    fill_in(call.db, verb, input, state, changes);
    follow_duties(call, before, state, after_state, when.day, name_of(verb));

    json::object content = input;
    content.erase("id");
    content.erase("happenedAt");
    if (verb == Verb::term_decision || verb == Verb::extension_decision) content["dueOn"] = state.pending_due_on;
    insert_step(call.db, text_of(input, "id"), id, name_of(verb), when.at, call.now(), call.actor, content);
    record::update_row(call.db, kind, id, changes, call.now());
    if (auto ids = texts_of(content, "photos"); !ids.empty()) record::claim_attachments(call, kind.name, id, ids);
    json::object was;
    for (auto& member : changes)
        if (auto* old = before.if_contains(member.key())) was[member.key()] = *old;
    for (auto& member : content) changes[member.key()] = member.value();
    record_event(call.db, call.actor, call.now(), kind.name, id, name_of(verb), text_of(before, "areaId"), was,
                 changes);
    auto after = *record::peek(call.db, kind, id, call.today());
    measure::follow(call.db, kind.name, id, &after, false);
    return after;
}

}  // namespace

Limits limits(db::Connection& db, std::string_view day) {
    return {static_cast<int>(law::term(db, kRecheckDays, day)), static_cast<int>(kExtensionDays.figure(db))};
}

State state_of(const json::object& h) {
    State s;
    for (auto& [name, member] : texts()) s.*member = text_of(h, name);
    s.suspected = boolean_of(h, "suspected");
    s.must_refer = boolean_of(h, "mustRefer");
    s.extensions = static_cast<int>(integer_of(h, "extensions"));
    return s;
}

namespace {
const duty::VerbRules duties({{"hazard.rectification", "按期整改隐患", "Put the hazard right in time"},
                              {"hazard.recheck", "按期复查", "Recheck in time"},
                              {"hazard.county_report", "当日报告县级部门", "Report to the county the same day"},
                              {"hazard.referral_answer", "取得县级答复", "Get the county's answer"},
                              {"hazard.listed", "按挂牌督办期限整改", "Put right what is under listed supervision"}});
}  // namespace

duty::Duty duty_of(const json::object& h, const Owed& owed, const std::string& opened_on) {
    bool enterprise = owed.rule == "hazard.rectification";
    auto area = text_of(h, "handlerAreaId");
    return {owed.rule,
            enterprise ? text_of(h, "placeType") : "areas",
            enterprise ? text_of(h, "placeId") : area,
            area,
            "hazards",
            text_of(h, "id"),
            opened_on,
            owed.due_on,
            text_of(h, "category")};
}

json::object act(http::Call& call, Verb verb) {
    auto after = perform(call, verb, call.path[0], call.input);
    return verb == Verb::withdrawal ? after : with_timeline(call, std::move(after));
}

json::array recheck_several(http::Call& call) {
    json::array done;
    std::string place;
    std::vector<std::string> seen;
    auto& rows = call.input.at("hazards").as_array();
    if (rows.empty()) throw Fault(kNoneChosen, "hazards");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto prefix = fmt::format("hazards[{}].", i);
        json::object one = rows[i].as_object();
        auto id = text_of(one, "hazardId");
        one.erase("hazardId");
        for (auto name : {"happenedAt", "inspectorIds"})
            if (auto* value = call.input.if_contains(name)) one[name] = *value;
        if (std::find(seen.begin(), seen.end(), id) != seen.end()) throw Fault(kTwice, prefix + "hazardId");
        seen.push_back(id);
        try {
            auto after = perform(call, Verb::recheck, id, one);
            auto at = text_of(after, "placeId");
            if (!place.empty() && at != place) throw Fault(kOnePlace, "hazardId");
            place = at;
            done.push_back(std::move(after));
        } catch (Fault& fault) {
            // Faults of one row say which.
            if (fault.errors.empty())
                fault.errors.push_back({"hazardId", std::string(fault.code->code), fault.zh, fault.en});
            for (auto& error : fault.errors) error.field = prefix + error.field;
            throw;
        }
    }
    return done;
}

json::array verbs_for(http::Call& call, const json::object& hazard) {
    json::array verbs;
    auto state = state_of(hazard);
    for (auto verb : all_verbs())
        if (allowed(verb, state) &&
            record::reaches(call.db, call.actor, roles_for(verb), text_of(hazard, "handlerAreaId"),
                            text_of(hazard, "category"), text_of(hazard, "enterpriseId")))
            verbs.emplace_back(name_of(verb));
    return verbs;
}

}  // namespace zhenan::hazard
