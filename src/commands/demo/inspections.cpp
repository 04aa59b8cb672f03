// Outings and the inspections of each, with every item of the checklist answered.
#include <stdexcept>

#include "commands/demo/story.h"

namespace zhenan::demo {

namespace {

json::array people(const Story& story, const json::object& content, const char* name) {
    json::array ids;
    for (auto& key : list_of(content, name)) ids.emplace_back(story.id("people", key.as_string()));
    return ids;
}

// Mostly in order, now and then not applicable; the same in every demo town.
const char* result_of(const std::string& inspection, std::string_view item) {
    unsigned hash = 2166136261u;
    for (unsigned char c : inspection + std::string(item)) hash = (hash ^ c) * 16777619u;
    return hash % 9 == 0 ? "na" : "pass";
}

struct Found {
    json::array hazards;
    std::map<std::string, std::string> notes;  // of failed items, by code
};

Found hazards_of(Story& story, const Content& content, const std::string& inspection) {
    Found found;
    for (auto& value : list_of(content.year, "hazards")) {
        auto& hazard = value.as_object();
        if (text_of(hazard, "inspection") != inspection) continue;
        json::object body{{"id", story.remember("hazards", text_of(hazard, "key"))}};
        for (auto name : {"description", "clause", "level", "suspected", "site", "fixedOnSpot", "dueOn"})
            if (auto* given = hazard.if_contains(name)) body[name] = *given;
        if (auto* criterion = hazard.if_contains("criterion"))
            body["criterionId"] =
                text_of(criterion->as_object(), "standard") + " " + text_of(criterion->as_object(), "no");
        if (auto item = text_of(hazard, "item"); !item.empty()) {
            body["itemId"] = item;
            found.notes[item] = text_of(hazard, "description");
        }
        found.hazards.push_back(std::move(body));
    }
    return found;
}

// The checklist in force on the day for the place's category, with an answer to each item.
void answer(Story& story, json::object& body, const std::string& key, const json::object& content,
            std::map<std::string, std::string> notes) {
    if (text_of(content, "checklist").empty()) {
        if (!notes.empty()) throw std::runtime_error("a hazard names an item, but the inspection has no checklist");
        return;
    }
    auto prepared = story.get("officer", "/api/v1/inspections/preparation?placeType=" + text_of(body, "placeType") +
                                             "&placeId=" + text_of(body, "placeId") +
                                             "&on=" + text_of(content, "happenedAt").substr(0, 10));
    auto& checklists = list_of(prepared, "checklists");
    if (checklists.empty()) throw std::runtime_error("no checklist is in force for this place");
    auto& checklist = checklists.front().as_object();
    body["checklistId"] = checklist.at("id");
    json::array answers;
    for (auto& value : list_of(checklist, "items")) {
        auto& item = value.as_object();
        auto code = text_of(item, "code");
        json::object line{{"itemId", code}};
        if (auto failed = notes.find(code); failed != notes.end()) {
            line["result"] = "fail";
            line["note"] = failed->second;
            notes.erase(failed);
        } else {
            line["result"] = result_of(key, code);
        }
        answers.push_back(std::move(line));
    }
    if (!notes.empty()) throw std::runtime_error("the checklist in force has no item " + notes.begin()->first);
    body["answers"] = std::move(answers);
}

std::string inspector_account(const json::object& content, const char* name) {
    if (auto account = text_of(content, "account"); !account.empty()) return account;
    for (auto& key : list_of(content, name))
        if (key.as_string() == "officer-1") return "officer";
    return "office";
}

}  // namespace

void plan_inspections(Story& story, const Content& content) {
    for (auto& value : list_of(content.year, "outings")) {
        auto& outing = value.as_object();
        auto key = text_of(outing, "key");
        story.at(time_of(text_of(outing, "startedOn"), 8.6), key, [&story, &outing, key] {
            json::object body{{"areaId", story.id("areas", text_of(outing, "area"))},
                              {"memberIds", people(story, outing, "members")}};
            for (auto name : {"title", "kind", "startedOn", "enforcement"}) body[name] = outing.at(name);
            if (auto note = text_of(outing, "note"); !note.empty()) body["note"] = note;
            if (auto campaign = text_of(outing, "campaign"); !campaign.empty())
                body["campaignId"] = story.id("campaigns", campaign);
            story.create(inspector_account(outing, "members"), "outings", key, std::move(body));
        });
    }
    for (auto& value : list_of(content.year, "inspections")) {
        auto& inspection = value.as_object();
        auto key = text_of(inspection, "key");
        // Entered when it is over.
        story.at(ended_at(inspection), key, [&story, &content, &inspection, key] {
            auto type = text_of(inspection, "placeType");
            json::object body{{"outingId", story.id("outings", text_of(inspection, "outing"))},
                              {"placeId", story.id(type, text_of(inspection, "place"))},
                              {"inspectorIds", people(story, inspection, "inspectors")}};
            for (auto name : {"placeType", "kind", "enforcement", "happenedAt", "endedAt", "companion", "situation"})
                body[name] = inspection.at(name);
            auto found = hazards_of(story, content, key);
            answer(story, body, key, inspection, found.notes);
            body["id"] = story.remember("inspections", key);
            body["notices"] = papers_of(story, content, inspection, found.hazards);
            body["hazards"] = std::move(found.hazards);
            story.post(inspector_account(inspection, "inspectors"), "/api/v1/inspections", std::move(body));
        });
    }
}

Instant ended_at(const json::object& inspection) {
    return *from_rfc3339(text_of(inspection, "endedAt"));
}

}  // namespace zhenan::demo
