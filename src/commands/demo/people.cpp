// Member units, people, their posts with history, and the accounts of the demo.
#include "commands/demo/story.h"
#include "modules/account/account.h"

namespace zhenan::demo {

namespace {

json::object appointment(const Story& story, const json::object& post, const std::string& person,
                         const std::string& today) {
    json::object body{{"personId", story.id("people", person)},
                      {"post", post.at("title")},
                      {"role", post.at("role")},
                      {"areaId", story.id("areas", text_of(post, "area"))},
                      {"validFrom", post.at("from")}};
    if (auto* seat = post.if_contains("leadingGroup")) body["leadingGroup"] = *seat;
    if (auto enterprise = text_of(post, "enterprise"); !enterprise.empty())
        body["enterpriseId"] = story.id("enterprises", enterprise);
    // Whoever leaves later is still in the post today.
    if (auto to = text_of(post, "to"); !to.empty() && to < today) body["validTo"] = to;
    return body;
}

void plan_posts(Story& story, const json::object& person, const std::string& key, const std::string& opened) {
    int number = 0;
    for (auto& value : list_of(person, "posts")) {
        auto& post = value.as_object();
        auto post_key = key + "-" + std::to_string(++number);
        // The administrator's own post comes first: without it nobody of the town could make the
        // others.
        auto who = key == "admin" ? kSystem : std::string_view("admin");
        auto from = text_of(post, "from"), to = text_of(post, "to");
        // The enterprises of safety managers are entered after the people.
        auto at = from > opened ? time_of(from, 8.2)
                                : time_of(opened, key == "admin"                          ? 8.6
                                                  : text_of(post, "role") == "enterprise" ? 9.9
                                                                                          : 8.8);
        story.at(at, post_key, [&story, &post, key, post_key, who] {
            story.create(who, "appointments", post_key, appointment(story, post, key, story.app().clock().today()));
        });
        if (!to.empty() && to > opened)
            story.at(time_of(to, 17), post_key, [&story, post_key, to] {
                story.patch("admin", "/api/v1/appointments/" + story.id("appointments", post_key), {{"validTo", to}});
            });
    }
}

std::string unit_of(const json::object& town, const json::object& post) {
    if (auto enterprise = text_of(post, "enterprise"); !enterprise.empty())
        for (auto& e : list_of(town, "enterprises"))
            if (text_of(e.as_object(), "key") == enterprise) return text_of(e.as_object(), "name");
    auto area = text_of(post, "area");
    auto& of_town = town.at("town").as_object();
    if (area == "town" || text_of(post, "post") == "attached_leader") return text_of(of_town, "name") + "人民政府";
    for (auto& village : list_of(town, "villages"))
        if (area == text_of(village.as_object(), "key") || area.starts_with(text_of(village.as_object(), "key") + "-"))
            return text_of(village.as_object(), "name");
    return {};
}

}  // namespace

void plan_people(Story& story, const Content& content) {
    for (auto& value : list_of(content.town, "memberUnits")) {
        auto& unit = value.as_object();
        auto key = text_of(unit, "key");
        story.at(time_of(content.opened, 8.75), key, [&story, &unit, key] {
            bool county = text_of(unit, "name").starts_with("岭宁县");
            story.create("admin", "member-units", key,
                         {{"name", unit.at("name")},
                          {"level", county ? "county" : "town"},
                          {"categories", unit.at("categories")},
                          {"areaId", story.id("areas", "town")}});
        });
    }
    // argon2id is slow by design: one hash for the demo's eight accounts.
    auto hash = account::hash_password("demo-zhenan");
    for (auto& value : list_of(content.town, "people")) {
        auto& person = value.as_object();
        auto key = text_of(person, "key");
        bool first = key == "admin";
        story.at(time_of(content.opened, first ? 8.55 : 8.7), key, [&story, &person, key, first, &content] {
            auto& post = list_of(person, "posts").front().as_object();
            json::object body{{"name", person.at("name")},
                              {"phone", person.at("phone")},
                              {"unit", unit_of(content.town, post)},
                              {"areaId", story.id("areas", text_of(post, "area"))}};
            if (auto* certificate = person.if_contains("certificate")) {
                body["certificateNumber"] = certificate->at("number");
                body["certificateValidTo"] = certificate->at("validTo");
            }
            story.create(first ? kSystem : "admin", "people", key, std::move(body));
        });
        plan_posts(story, person, key, content.opened);
        if (auto login = text_of(person, "login"); !login.empty())
            story.at(time_of(content.opened, first ? 8.65 : 9.95), login, [&story, login, key, hash] {
                auto person_id = story.id("people", key);
                auto now = story.app().clock().now();
                story.app().store().write([&](db::Connection& db) {
                    account::add(db, account::system_actor(), now, login, person_id, hash, false);
                });
            });
    }
}

}  // namespace zhenan::demo
