#include "modules/hazard/hazard_store.h"
#include "modules/hazard/hazard_verbs.h"
#include "modules/hazard/recurrence.h"

namespace zhenan::hazard {

namespace {

using http::Call;
using http::Response;

Response similar(Call& call) {
    auto parameter = [&](const char* name) { return call.request.parameter(name); };
    auto type = parameter("placeType");
    if (type != "enterprises" && type != "places") throw Fault(kInvalid, "placeType");
    auto on = parameter("on");
    if (on.empty()) on = call.today();
    if (!is_day(on)) throw Fault(kInvalid, "on");
    record::get(call.db, call.actor, record::kind(type), parameter("placeId"));
    json::array items;
    for (auto& e : earlier_like(call.db, {parameter("placeId"), parameter("checklistId"), parameter("itemId"),
                                          parameter("description"), on})) {
        json::object item{{"id", e.id},         {"description", e.description},   {"foundOn", e.found_on},
                          {"status", e.status}, {"fixedOnSpot", e.fixed_on_spot}, {"sameItem", e.same_item}};
        if (!e.closed_on.empty()) item["closedOn"] = e.closed_on;
        if (!e.notice_numbers.empty()) item["noticeNumbers"] = e.notice_numbers;
        if (auto last = last_recheck(call.db, e.id)) item["recheckNote"] = last->note;
        items.push_back(std::move(item));
    }
    return Response::of({{"items", std::move(items)}, {"months", recurrence_months(call.db)}});
}

const http::Routes routes([](http::Router& router) {
    for (auto verb : all_verbs()) {
        auto output = record::answer_schema(record::kind("hazards"));
        for (auto& field : output) field.required = field.name == "id";
        router.add({.method = "POST",
                    .path = "/api/v1/hazards/{id}/" + std::string(name_of(verb)),
                    .summary = "Hazard: " + std::string(name_of(verb)),
                    .roles = roles_for(verb),
                    .mode = http::Mode::write,
                    .input = input_of(verb),
                    .output = std::move(output),
                    .handler = [verb](Call& call) { return Response::of(act(call, verb), 201); }});
    }
    router.add({.method = "POST",
                .path = "/api/v1/hazards/rechecks",
                .summary = "Rechecks several hazards of one place: all or none",
                .roles = roles_for(Verb::recheck),
                .mode = http::Mode::write,
                .input = bulk_recheck_input(),
                .handler = [](Call& call) {
                    auto done = recheck_several(call);
                    return Response::of({{"items", std::move(done)}}, 201);
                }});
    router.add({.method = "GET",
                .path = "/api/v1/hazards/similar",
                .summary = "Hazards of the same kind found at a place before",
                .roles = record::kStaff,
                .parameters = {"placeType", "placeId", "checklistId", "itemId", "description", "on"},
                .handler = similar});
});

}  // namespace

}  // namespace zhenan::hazard
