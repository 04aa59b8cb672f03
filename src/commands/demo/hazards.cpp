// What became of each hazard: put right, looked at again, given a new term, reported to the county.
#include <stdexcept>

#include "commands/demo/story.h"

namespace zhenan::demo {

namespace {

const json::object& inspection_of(const Content& content, const json::object& hazard) {
    for (auto& inspection : list_of(content.year, "inspections"))
        if (text_of(inspection.as_object(), "key") == text_of(hazard, "inspection")) return inspection.as_object();
    throw std::runtime_error("no inspection " + text_of(hazard, "inspection"));
}

std::string village_of(const Content& content, const json::object& inspection) {
    for (auto& place : list_of(content.town, text_of(inspection, "placeType")))
        if (text_of(place.as_object(), "key") == text_of(inspection, "place"))
            return text_of(place.as_object(), "village");
    return {};
}

// Who tells the program that it was put right: the enterprise where it has an account, the village
// committee that has one, else the safety office on the enterprise's word.
std::string reporter_of(const Content& content, const json::object& hazard) {
    auto& inspection = inspection_of(content, hazard);
    if (text_of(inspection, "place") == "jialijia") return "enterprise";
    return village_of(content, inspection) == "xiali" ? "village" : "office";
}

double hour_of(const std::string& verb) {
    if (verb == "rectification") return 10;
    if (verb == "recheck") return 15;
    if (verb == "term-decision" || verb == "extension-decision") return 16;
    return 11;
}

json::object body_of(const Story& story, const json::object& step) {
    auto verb = text_of(step, "verb"), on = text_of(step, "on");
    json::object body;
    for (auto name : {"passed", "newTerm", "approved", "granted", "dueOn", "reason", "to", "level", "document",
                      "criterionId", "number", "answerDueOn", "result", "person", "plan"})
        if (auto* given = step.if_contains(name)) body[name] = *given;
    if (auto* by = step.if_contains("listedBy")) body["by"] = *by;
    auto text = text_of(step, "text");
    if (!text.empty())
        body[verb == "rectification" || verb == "progress" ? "description"
             : verb == "referral-answer"                   ? "answer"
                                                           : "note"] = text;
    if (verb == "rectification" || verb == "recheck" || verb == "county-report" || verb == "progress")
        body["happenedAt"] = to_rfc3339(time_of(on, hour_of(verb)));
    if (verb == "referral" || verb == "referral-answer" || verb == "county-verdict" || verb == "listing")
        body["on"] = on;
    if (auto* inspectors = step.if_contains("inspectors")) {
        json::array ids;
        for (auto& key : inspectors->as_array()) ids.emplace_back(story.id("people", key.as_string()));
        body["inspectorIds"] = std::move(ids);
    }
    return body;
}

std::string account_of(const Content& content, const json::object& hazard, const json::object& step) {
    auto verb = text_of(step, "verb");
    // The mayor is the leader who has an account.
    if (verb == "term-decision" || verb == "extension-decision") return "mayor";
    if (verb == "rectification" || verb == "extension") return reporter_of(content, hazard);
    return "officer";
}

}  // namespace

void plan_hazards(Story& story, const Content& content) {
    for (auto& value : list_of(content.year, "hazards")) {
        auto& hazard = value.as_object();
        // What was put right before the inspectors' eyes was closed with the inspection.
        if (boolean_of(hazard, "fixedOnSpot")) continue;
        auto key = text_of(hazard, "key");
        for (auto& step_value : list_of(hazard, "steps")) {
            auto& step = step_value.as_object();
            auto verb = text_of(step, "verb");
            auto who = account_of(content, hazard, step);
            story.at(
                time_of(text_of(step, "on"), hour_of(verb) + 0.1), key + " " + verb, [&story, &step, key, verb, who] {
                    story.post(who, "/api/v1/hazards/" + story.id("hazards", key) + "/" + verb, body_of(story, step));
                });
        }
    }
}

}  // namespace zhenan::demo
