// The desk of weekly and monthly reports, and their verbs: hand in, return with a reason, accept.
#include <fmt/format.h>

#include "core/event/event.h"
#include "modules/area/area.h"
#include "modules/measure/measure.h"
#include "modules/periodic_report/periodic_report.h"
#include "modules/record/record.h"

namespace zhenan::periodic_report {

namespace {

using http::Call;
using http::Response;

const FaultCode kNotEnded{Kind::conflict, "periodic_report.not_ended", "这一期还没结束，最后一天起才能提交",
                          "The period still runs; its report can be handed in from its last day on"};
const FaultCode kSubmitted{Kind::conflict, "periodic_report.submitted", "报告已经提交，等上一级通过或退回",
                           "The report was handed in already; it waits to be accepted or returned"};
const FaultCode kNotSubmitted{Kind::conflict, "periodic_report.not_submitted", "报告还没提交，先提交才能通过或退回",
                              "The report was not handed in; only then it can be accepted or returned"};
const FaultCode kSame{Kind::forbidden, "periodic_report.same_person", "自己提交的报告要由别人通过或退回",
                      "Who handed a report in does not accept or return it; somebody else does"};

const record::Kind& reports() {
    return record::kind("periodic-reports");
}

const std::vector<std::string>& all_acceptors() {
    return acceptors("grid");
}

void need(Verb verb, const json::object& report, const Call& call) {
    auto why = refusal(verb, text_of(report, "state"), *period_of_report(text_of(report, "period")), call.today());
    if (why == "not_ended") throw Fault(kNotEnded);
    if (why == "submitted") throw Fault(kSubmitted);
    if (why == "not_submitted") throw Fault(kNotSubmitted);
    if (why == "accepted") throw Fault(kAccepted);
}

bool may_write(Call& call, const std::string& area_id) {
    return record::reaches(call.db, call.actor, reports().write, area_id, "-");
}

/// A grid's and a village's report is accepted above it, the town's by its leader.
bool may_accept(Call& call, const area::Area& area) {
    auto& roles = acceptors(area.level);
    return record::reaches(call.db, call.actor, roles, area.level == "town" ? area.id : area.parent_id, "-");
}

void keep(Call& call, const json::object& before, const char* verb, const json::object& changes) {
    auto id = text_of(before, "id");
    record::update_row(call.db, reports(), id, changes, call.now());
    json::object shown;
    for (auto& [name, value] : changes)
        if (name != "figures" && name != "submittedById") shown[name] = value;
    record_event(call.db, call.actor, call.now(), reports().name, id, verb, text_of(before, "areaId"),
                 {{"state", before.at("state")}}, shown);
}

Response answer(Call& call, const json::object& before) {
    auto sight = look(call, text_of(before, "areaId"), *period_of_report(text_of(before, "period")));
    return Response::of(shown(call, sight), 201);
}

Response submit(Call& call) {
    auto report = record::get(call.db, call.actor, reports(), call.path[0], call.today());
    auto area_id = text_of(report, "areaId");
    if (!may_write(call, area_id)) throw Fault(kForbidden);
    need(Verb::submission, report, call);
    auto period = *period_of_report(text_of(report, "period"));
    auto figures = figures_now(call, measure::asked_path(call, area_id), period);
    json::object changes{{"state", "submitted"},
                         {"figures", to_json(figures)},
                         {"zero", all_zero(figures)},
                         {"submittedBy", call.actor.name},
                         {"submittedById", call.actor.account_id}};
    // Whether it came in time is told by the first day: being returned makes nobody late.
    changes[text_of(report, "submittedOn").empty() ? "submittedOn" : "resubmittedOn"] = call.today();
    keep(call, report, "submission", changes);
    return answer(call, report);
}

json::object to_judge(Call& call, Verb verb) {
    auto report = record::get(call.db, call.actor, reports(), call.path[0], call.today());
    auto area = area::find(call.db, text_of(report, "areaId"));
    if (!area || !may_accept(call, *area)) throw Fault(kForbidden);
    need(verb, report, call);
    if (text_of(report, "submittedById") == call.actor.account_id) throw Fault(kSame);
    return report;
}

Response give_back(Call& call) {
    auto report = to_judge(call, Verb::giving_back);
    keep(call, report, "return",
         {{"state", "returned"},
          {"returnedOn", call.today()},
          {"returnedBy", call.actor.name},
          {"returnReason", call.input.at("reason")}});
    return answer(call, report);
}

Response accept(Call& call) {
    auto report = to_judge(call, Verb::acceptance);
    json::object changes{{"state", "accepted"}, {"acceptedOn", call.today()}, {"acceptedBy", call.actor.name}};
    if (auto note = text_of(call.input, "note"); !note.empty()) changes["acceptanceNote"] = note;
    keep(call, report, "acceptance", changes);
    return answer(call, report);
}

Period asked_period(Call& call) {
    auto text = call.request.parameter("period");
    if (text.empty()) return last_ended(call.request.parameter("form"), call.today());
    auto period = period_of_report(text);
    if (!period) throw Fault(kWhich, "period");
    return *period;
}

Sight asked(Call& call) {
    return look(call, call.request.parameter("area"), asked_period(call));
}

json::value number(const std::optional<double>& value) {
    if (!value) return nullptr;
    auto whole = static_cast<std::int64_t>(*value);
    return *value == static_cast<double>(whole) ? json::value(whole) : json::value(*value);
}

json::array verbs_of(Call& call, const Sight& sight) {
    json::array verbs;
    auto today = call.today();
    bool writes = may_write(call, sight.area.id), open = sight.state != "submitted" && sight.state != "accepted";
    if (writes && open && sight.period.from <= today) {
        verbs.push_back("words");
        if (refusal(Verb::submission, sight.state, sight.period, today).empty()) verbs.push_back("submission");
    }
    if (sight.state == "submitted" && may_accept(call, sight.area) &&
        text_of(sight.record, "submittedById") != call.actor.account_id) {
        verbs.push_back("acceptance");
        verbs.push_back("return");
    }
    return verbs;
}

json::array parts_json(const Sight& sight) {
    json::array list;
    for (auto& part : sight.parts) {
        json::object one{
            {"areaId", part.area.id}, {"areaName", part.area.name}, {"state", part.state}, {"zero", part.zero}};
        if (!part.id.empty()) one["id"] = part.id;
        if (!part.submitted_on.empty()) one["submittedOn"] = part.submitted_on;
        json::array differs;
        for (auto& name : part.differs) {
            auto* d = measure::find(name);
            differs.push_back({{"measure", name}, {"zh", d ? d->zh : name}, {"en", d ? d->en : name}});
        }
        one["differs"] = std::move(differs);
        list.push_back(std::move(one));
    }
    return list;
}

}  // namespace

json::object shown(Call& call, const Sight& sight) {
    auto& period = sight.period;
    json::object body{{"period", period.text},     {"form", period.form == Period::week ? "week" : "month"},
                      {"from", period.from},       {"to", period.to},
                      {"periodZh", period.zh},     {"previous", previous(period).text},
                      {"next", next(period).text}, {"title", title_of(sight.area.name, period)},
                      {"areaId", sight.area.id},   {"areaName", sight.area.name},
                      {"level", sight.area.level}, {"state", sight.state},
                      {"zero", sight.zero},        {"verbs", verbs_of(call, sight)}};
    if (!sight.id.empty()) body["id"] = sight.id;
    for (auto name : {"version", "words", "submittedOn", "resubmittedOn", "submittedBy", "returnedOn", "returnedBy",
                      "returnReason", "acceptedOn", "acceptedBy", "acceptanceNote"})
        if (auto* value = sight.record.if_contains(name); value && !value->is_null()) body[name] = *value;
    json::array figures;
    auto to = std::min(period.to, call.today());
    for (auto& one : sight.figures) {
        auto* d = measure::find(one.measure);
        json::object figure{{"measure", one.measure},
                            {"zh", d->zh},
                            {"en", d->en},
                            {"unit", json::object{{"zh", d->unit_zh}, {"en", d->unit_en}}},
                            {"value", number(one.value)},
                            {"live", number(one.live)},
                            {"differs", one.differs},
                            {"records", fmt::format("/api/v1/measures/{}/records?area={}&from={}&to={}", one.measure,
                                                    sight.area.id, std::min(period.from, to), to)}};
        if (!one.note.empty()) figure["note"] = one.note;
        figures.push_back(std::move(figure));
    }
    body["figures"] = std::move(figures);
    body["parts"] = parts_json(sight);
    return body;
}

namespace {

const http::Routes routes([](http::Router& router) {
    const Field id{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"};
    auto verb = [&](const char* path, const char* summary, std::vector<std::string> roles, Schema input,
                    Response (*handler)(Call&)) {
        input.insert(input.begin(), id);
        router.add({.method = "POST",
                    .path = std::string("/api/v1/periodic-reports/{id}/") + path,
                    .summary = summary,
                    .roles = std::move(roles),
                    .mode = http::Mode::write,
                    .input = std::move(input),
                    .handler = handler});
    };
    verb("submission", "Hands a weekly or monthly report in; its figures are kept as they are now", reports().write, {},
         submit);
    verb("return", "Gives it back with a reason", all_acceptors(),
         {{.name = "reason", .type = Field::longtext, .zh = "退回理由", .en = "Reason", .required = true, .max = 500}},
         give_back);
    verb("acceptance", "Accepts it; nothing of it changes any more", all_acceptors(),
         {{.name = "note", .type = Field::longtext, .zh = "意见", .en = "Note", .max = 500}}, accept);
    router.add({.method = "GET",
                .path = "/api/v1/periodic-reports/desk",
                .summary = "The report of an area and a week or month, begun or not, with those it rolls up",
                .roles = reports().readers(),
                .parameters = {"area", "period", "form"},
                .handler = [](Call& call) { return Response::of(shown(call, asked(call))); }});
    for (auto [ending, type] :
         {std::pair{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
          std::pair{".pdf", "application/pdf"},
          std::pair{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}})
        router.add({.method = "GET",
                    .path = std::string("/api/v1/periodic-reports/desk") + ending,
                    .summary = "The same as a file",
                    .roles = reports().readers(),
                    .answer = type,
                    .parameters = {"area", "period", "form", "inline"},
                    .handler = [ending](Call& call) { return file_of(call, asked(call), ending); }});
});

}  // namespace

}  // namespace zhenan::periodic_report
