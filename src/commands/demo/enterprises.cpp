// Enterprises and other places.
#include "commands/demo/story.h"

namespace zhenan::demo {

namespace {

// The GB/T 4754 section that a supervision category mostly falls into.
std::string industry_of(const std::string& category) {
    static const std::map<std::string, std::string> sections = {
        {"hotel", "H"},         {"catering", "H"}, {"fireworks", "F"}, {"chemicals", "F"},    {"shop", "F"},
        {"entertainment", "R"}, {"factory", "C"},  {"school", "P"},    {"construction", "E"}, {"warehouse", "G"},
        {"transport", "G"},     {"gas", "D"},      {"farming", "A"},   {"medical", "Q"},      {"other", "O"}};
    return sections.at(category);
}

std::string unit_for(const json::object& town, const std::string& category) {
    for (auto& unit : list_of(town, "memberUnits"))
        for (auto& answers_for : list_of(unit.as_object(), "categories"))
            if (answers_for.as_string() == category) return text_of(unit.as_object(), "key");
    return {};
}

std::string safety_manager_of(const json::object& town, const std::string& enterprise) {
    for (auto& person : list_of(town, "people"))
        for (auto& post : list_of(person.as_object(), "posts"))
            if (text_of(post.as_object(), "enterprise") == enterprise) return text_of(person.as_object(), "name");
    return {};
}

json::object enterprise(const Story& story, const json::object& town, const json::object& content) {
    json::object body{{"areaId", story.id("areas", text_of(content, "grid"))}};
    for (auto name : {"name", "creditCode", "category", "address", "legalPerson", "phone", "employees",
                      "scaleEnterprise", "location"})
        body[name] = content.at(name);
    auto category = text_of(content, "category");
    body["industry"] = industry_of(category);
    if (auto unit = unit_for(town, category); !unit.empty()) body["tradeUnitId"] = story.id("member-units", unit);
    if (auto name = safety_manager_of(town, text_of(content, "key")); !name.empty()) body["safetyManager"] = name;
    json::array permits;
    for (auto& value : list_of(content, "permits")) {
        auto& permit = value.as_object();
        json::object row{{"type", permit.at("kind")}, {"number", permit.at("number")}};
        if (auto* to = permit.if_contains("validTo")) row["validTo"] = *to;
        permits.push_back(std::move(row));
    }
    body["permits"] = std::move(permits);
    return body;
}

}  // namespace

void plan_enterprises(Story& story, const Content& content) {
    for (auto& value : list_of(content.town, "enterprises")) {
        auto& e = value.as_object();
        auto key = text_of(e, "key");
        story.at(time_of(content.opened, 9.5), key, [&story, &content, &e, key] {
            story.create("admin", "enterprises", key, enterprise(story, content.town, e));
        });
    }
    for (auto& value : list_of(content.town, "places")) {
        auto& place = value.as_object();
        auto key = text_of(place, "key");
        story.at(time_of(content.opened, 9.7), key, [&story, &place, key] {
            json::object body{{"areaId", story.id("areas", text_of(place, "grid"))}};
            for (auto name : {"name", "type", "address", "location", "contact", "phone"})
                if (auto* given = place.if_contains(name)) body[name] = *given;
            story.create("admin", "places", key, std::move(body));
        });
    }
}

}  // namespace zhenan::demo
