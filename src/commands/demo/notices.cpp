// The town's authority, and the papers: the record of each inspection, orders in the order of their
// numbers, service receipts, and the opinion when what was ordered is done.
#include <algorithm>
#include <stdexcept>

#include "commands/demo/story.h"

namespace zhenan::demo {

namespace {

const json::object& find(const Content& content, const char* list, const std::string& key) {
    for (auto& value : list_of(content.year, list))
        if (text_of(value.as_object(), "key") == key) return value.as_object();
    throw std::runtime_error(std::string("no such key in ") + list + ": " + key);
}

json::object notice(const Story& story, const json::object& inspection, const char* kind,
                    const std::string& issued_on) {
    auto type = text_of(inspection, "placeType");
    return {{"kind", kind},
            {"inspectionId", story.id("inspections", text_of(inspection, "key"))},
            {"placeType", type},
            {"placeId", story.id(type, text_of(inspection, "place"))},
            {"issuedOn", issued_on}};
}

json::array ids_of(const Story& story, std::string_view kind, const json::array& keys) {
    json::array ids;
    for (auto& key : keys) ids.emplace_back(story.id(kind, key.as_string()));
    return ids;
}

bool at_once(const json::object& inspection, const json::object& order) {
    return text_of(order, "inspection") == text_of(inspection, "key") &&
           text_of(inspection, "endedAt").starts_with(text_of(order, "issuedOn"));
}

json::object demand_body(const Story& story, const json::object& inspection, const json::object& order,
                         const char* kind) {
    auto body = notice(story, inspection, kind, text_of(order, "issuedOn"));
    body["hazardIds"] = ids_of(story, "hazards", list_of(order, "hazards"));
    body["officerIds"] = ids_of(story, "people", list_of(order, "officers"));
    body["recipient"] = order.at("recipient");
    for (auto name : {"note", "measures", "untilOn"})
        if (auto* given = order.if_contains(name)) body[name] = *given;
    return body;
}

void plan_order(Story& story, const Content& content, const json::object& order) {
    auto& inspection = find(content, "inspections", text_of(order, "inspection"));
    auto key = text_of(order, "key"), on = text_of(order, "issuedOn");
    bool with_inspection = at_once(inspection, order);
    auto at = with_inspection ? ended_at(inspection) : time_of(on, 16.5);
    if (!with_inspection)
        story.at(at, key, [&story, &order, &inspection, key] {
            story.create("officer", "notices", key, demand_body(story, inspection, order, "order"));
        });
    story.at(at + 300'000, key + " service", [&story, &order, key, on] {
        auto& recipient = order.at("recipient").as_object();
        json::object body{{"servedOn", on}, {"receiver", recipient.at("name")}, {"state", recipient.at("state")}};
        body["method"] = text_of(recipient, "state") == "refused" ? "left" : "direct";
        if (auto* witness = recipient.if_contains("witness")) body["witness"] = *witness;
        story.post("officer", "/api/v1/notices/" + story.id("notices", key) + "/service", std::move(body));
    });
}

// What could not wait for a term is ordered on the spot, right after the inspection.
void plan_decision(Story& story, const Content& content, const json::object& decision) {
    auto& inspection = find(content, "inspections", text_of(decision, "inspection"));
    auto key = text_of(decision, "key");
    story.at(ended_at(inspection) + 600'000, key, [&story, &decision, &inspection, key] {
        story.create("officer", "notices", key, demand_body(story, inspection, decision, "on_spot"));
    });
}

// The opinion follows the recheck that closed the last hazard of an order.
void plan_opinion(Story& story, const Content& content, const json::object& order) {
    std::string closed_on;
    const json::object* last = nullptr;
    for (auto& hazard_key : list_of(order, "hazards")) {
        auto& hazard = find(content, "hazards", std::string(hazard_key.as_string()));
        auto& steps = list_of(hazard, "steps");
        if (steps.empty() || !boolean_of(steps.back().as_object(), "passed")) return;
        if (auto on = text_of(steps.back().as_object(), "on"); on > closed_on) {
            closed_on = on;
            last = &steps.back().as_object();
        }
    }
    // A hazard that was ordered twice is closed under the second order.
    for (auto& other : list_of(content.year, "orders"))
        if (text_of(other.as_object(), "issuedOn") > text_of(order, "issuedOn"))
            for (auto& key : list_of(other.as_object(), "hazards"))
                if (std::find(list_of(order, "hazards").begin(), list_of(order, "hazards").end(), key) !=
                    list_of(order, "hazards").end())
                    return;
    auto key = text_of(order, "key");
    auto& inspection = find(content, "inspections", text_of(order, "inspection"));
    story.at(time_of(closed_on, 15.5), key + " recheck", [&story, &order, &inspection, last, key, closed_on] {
        auto body = notice(story, inspection, "recheck", closed_on);
        body["hazardIds"] = ids_of(story, "hazards", list_of(order, "hazards"));
        body["officerIds"] = ids_of(story, "people", list_of(*last, "inspectors"));
        body["recipient"] = json::object{{"name", order.at("recipient").as_object().at("name")}, {"state", "signed"}};
        story.create("officer", "notices", key + "-recheck", std::move(body));
    });
}

}  // namespace

json::array papers_of(Story& story, const Content& content, const json::object& inspection,
                      const json::array& hazards) {
    json::array papers;
    if (!boolean_of(inspection, "enforcement")) return papers;
    auto record = notice(story, inspection, "record", text_of(inspection, "endedAt").substr(0, 10));
    record["id"] = story.remember("notices", text_of(inspection, "key") + "-record");
    json::array ids;
    for (auto& hazard : hazards) ids.push_back(hazard.as_object().at("id"));
    record["hazardIds"] = std::move(ids);
    record["officerIds"] = ids_of(story, "people", list_of(inspection, "inspectors"));
    record["recipient"] =
        json::object{{"name", inspection.at("companion").as_object().at("name")}, {"state", "signed"}};
    papers.push_back(std::move(record));
    for (auto& value : list_of(content.year, "orders")) {
        auto& order = value.as_object();
        if (!at_once(inspection, order)) continue;
        auto body = demand_body(story, inspection, order, "order");
        body["id"] = story.remember("notices", text_of(order, "key"));
        papers.push_back(std::move(body));
    }
    return papers;
}

void plan_authority(Story& story, const Content& content) {
    story.at(time_of(content.opened, 10), "authority", [&story, &content] {
        auto body = content.town.at("authority").as_object();
        body["areaId"] = story.id("areas", "town");
        story.create("admin", "authorities", "authority", std::move(body));
    });
}

void plan_notices(Story& story, const Content& content) {
    for (auto& order : list_of(content.year, "orders")) {
        plan_order(story, content, order.as_object());
        plan_opinion(story, content, order.as_object());
    }
    for (auto& decision : list_of(content.year, "decisions")) plan_decision(story, content, decision.as_object());
}

}  // namespace zhenan::demo
