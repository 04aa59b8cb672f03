#include "modules/report/report_verbs.h"

#include "core/event/event.h"
#include "core/id.h"
#include "modules/record/record.h"

namespace zhenan::report {

const std::vector<std::string> kEditors = {"office", "supervisor", "officer", "leader", "village"};
const std::vector<std::string> kSigners = {"leader"};

namespace {

const FaultCode kSigned{Kind::conflict, "report.signed", "已经签发，不能再改；要更正，请先开更正稿并写明原因",
                        "It is signed and stays as it is; to correct it, begin a correction with a reason"};
const FaultCode kNotSigned{Kind::conflict, "report.not_signed", "还没有签发，直接改就可以，不用更正",
                           "It is not signed yet: edit it, there is nothing to correct"};
const FaultCode kNotBegun{Kind::conflict, "report.not_begun", "还没有人起草这份报告，请先改动或保存一次",
                          "Nobody has begun to work on this report; edit or save it first"};
const FaultCode kNotDraft{Kind::conflict, "report.not_draft", "已经送审，请等审核；要改请先退回",
                          "It has been handed in already; to change that, give it back first"};
const FaultCode kNotChecking{Kind::conflict, "report.not_checking", "还没有送审，请先送审",
                             "It has not been handed in yet; hand it in first"};
const FaultCode kOwnCheck{Kind::conflict, "report.own_check", "送审的人不能核自己的稿，请换一个人",
                          "Who handed it in can't check it; let somebody else do it"};
const FaultCode kSeenOther{Kind::stale, "report.seen_other", "您看过以后，正文或数字又变了，请重新看一遍再签",
                           "Text or figures have changed since you saw them; read it again and then sign"};
const FaultCode kBlocked{Kind::rejected, "report.blocked", "还有空缺没有补上；补上，或写明为什么可以签发",
                         "There are gaps; fill them, or say why it can be signed all the same"};
const FaultCode kReason{Kind::rejected, "report.reason", "请写明原因", "Say why"};

json::object state_of(const Kept& kept) {
    return {{"kind", kept.kind}, {"period", kept.period}, {"edition", kept.edition}, {"state", kept.state}};
}

void tell(http::Call& call, const Kept& kept, const char* verb, json::object after, const json::object& before = {}) {
    for (auto& member : state_of(kept)) after.emplace(member.key(), member.value());
    record_event(call.db, call.actor, call.now(), "reports", kept.id, verb, kept.area_id, before, after);
}

void must_reach(http::Call& call, const Desk& desk, const std::vector<std::string>& roles) {
    if (!record::reaches(call.db, call.actor, roles, desk.subject.area.id)) throw Fault(kForbidden);
}

Kept& begun(Desk& desk) {
    if (!desk.kept) throw Fault(kNotBegun);
    return *desk.kept;
}

std::string reason_of(http::Call& call) {
    auto reason = text_of(call.input, "reason");
    if (reason.empty()) throw Fault(kReason, "reason");
    return reason;
}

}  // namespace

Subject subject_of(http::Call& call, const Period& period) {
    auto path = measure::asked_path(call, call.request.parameter("area"));
    // The path ends with the id of the area itself.
    auto end = path.size() > 1 ? path.rfind('/', path.size() - 2) : std::string::npos;
    auto found = end == std::string::npos ? area::root(call.db)
                                          : area::find(call.db, path.substr(end + 1, path.size() - end - 2));
    if (!found) throw Fault(kNotFound);
    return {call.db, *found, period, spoken_until(period, call.today()), call.today()};
}

Desk desk_of(http::Call& call) {
    auto subject = subject_of(call, period_of(call.path[0], call.path[1]));
    auto asked = call.request.parameter("edition");
    int edition = 0;
    if (!asked.empty()) {
        if (asked.size() > 4 || asked.find_first_not_of("0123456789") != std::string::npos)
            throw Fault(kInvalid, "edition");
        edition = std::stoi(asked);
    }
    auto desk = lay_out(subject, call.path[0], edition);
    if (edition && !desk.kept) throw Fault(kNotFound);
    return desk;
}

std::vector<std::string> verbs_for(const Actor& actor, const Desk& desk) {
    std::vector<std::string> verbs;
    auto& db = desk.subject.db;
    bool edits = record::reaches(db, actor, kEditors, desk.subject.area.id);
    bool signs = record::reaches(db, actor, kSigners, desk.subject.area.id);
    auto state = desk.kept ? desk.kept->state : "draft";
    if (state == "signed") {
        if (edits) verbs.emplace_back("correction");
        return verbs;
    }
    if (!edits) return verbs;
    verbs.emplace_back("edits");
    if (state == "draft" && desk.kept) verbs.insert(verbs.end(), {"submission", "withdrawal"});
    if (state == "checking") {
        verbs.emplace_back("return");
        if (desk.kept->checked_by.empty() && desk.kept->submitted_by != actor.name) verbs.emplace_back("check");
        if (signs) verbs.emplace_back("signature");
    }
    return verbs;
}

void submit(http::Call& call) {
    auto desk = desk_of(call);
    must_reach(call, desk, kEditors);
    auto& kept = begun(desk);
    if (kept.state == "signed") throw Fault(kSigned);
    if (kept.state != "draft") throw Fault(kNotDraft);
    kept.state = "checking";
    kept.submitted_by = call.actor.name;
    kept.submitted_at = call.now();
    kept.checked_by.clear();
    kept.checked_at = 0;
    update(call.db, kept, call.now());
    tell(call, kept, "submitted", {{"note", text_of(call.input, "note")}});
}

void check(http::Call& call) {
    auto desk = desk_of(call);
    must_reach(call, desk, kEditors);
    auto& kept = begun(desk);
    if (kept.state == "signed") throw Fault(kSigned);
    if (kept.state != "checking") throw Fault(kNotChecking);
    if (kept.submitted_by == call.actor.name) throw Fault(kOwnCheck);
    kept.checked_by = call.actor.name;
    kept.checked_at = call.now();
    update(call.db, kept, call.now());
    tell(call, kept, "checked", {{"note", text_of(call.input, "note")}});
}

void give_back(http::Call& call) {
    auto desk = desk_of(call);
    must_reach(call, desk, kEditors);
    auto& kept = begun(desk);
    auto reason = reason_of(call);
    if (kept.state == "signed") throw Fault(kSigned);
    if (kept.state != "checking") throw Fault(kNotChecking);
    kept.state = "draft";
    kept.checked_by.clear();
    kept.checked_at = 0;
    update(call.db, kept, call.now());
    tell(call, kept, "returned", {{"reason", reason}});
}

void sign(http::Call& call) {
    auto desk = desk_of(call);
    must_reach(call, desk, kSigners);
    auto& kept = begun(desk);
    if (kept.state == "signed") throw Fault(kSigned);
    if (kept.state != "checking") throw Fault(kNotChecking);
    if (text_of(call.input, "digest") != digest(desk.report)) throw Fault(kSeenOther);
    auto reason = text_of(call.input, "reason");
    std::vector<FieldError> gaps;
    for (auto& finding : lint(desk))
        if (finding.blocking) gaps.push_back({"blocks." + finding.block, finding.rule, finding.zh, finding.en});
    if (!gaps.empty() && reason.empty()) throw Fault(kBlocked, gaps);
    kept.state = "signed";
    kept.signed_by = call.actor.name;
    kept.signed_at = call.now();
    kept.signed_in_spite = gaps.empty() ? "" : reason;
    if (!kept.day) kept.day = call.today();
    desk.report.day = chinese_day(*kept.day);
    auto text = frozen_text(desk);
    auto sum = sha256(text);
    update(call.db, kept, call.now());
    freeze(call.db, kept.id, text, sum);
    tell(call, kept, "signed", {{"sha256", sum}, {"inSpiteOf", kept.signed_in_spite}});
}

void correct(http::Call& call) {
    auto desk = desk_of(call);
    must_reach(call, desk, kEditors);
    auto& signed_one = begun(desk);
    auto reason = reason_of(call);
    if (signed_one.state != "signed") throw Fault(kNotSigned);
    auto next = signed_one;
    next.id = new_id();
    next.edition = last_edition(call.db, next.area_id, next.kind, next.period) + 1;
    next.state = "draft";
    next.reason = reason;
    next.drafted_by = call.actor.name;
    next.day.reset();
    insert(call.db, next, call.now());
    // It goes on from what people wrote; figures are today's.
    for (auto& block : blocks(call.db, signed_one.id)) put(call.db, next.id, block);
    tell(call, next, "correction", {{"reason", reason}, {"of", signed_one.edition}});
}

void withdraw(http::Call& call) {
    auto desk = desk_of(call);
    must_reach(call, desk, kEditors);
    auto& kept = begun(desk);
    auto reason = reason_of(call);
    if (kept.state == "signed") throw Fault(kSigned);
    if (kept.state != "draft") throw Fault(kNotDraft);
    withdraw(call.db, kept.id, call.now());
    tell(call, kept, "withdrawn", {{"reason", reason}});
}

}  // namespace zhenan::report
