// The running year's letters: made in one go in January, signed by most.
#include <chrono>
#include <thread>

#include "commands/demo/story.h"
#include "core/jobs.h"

namespace zhenan::demo {

namespace {

void await_making(Story& story) {
    for (;;) {
        auto jobs = story.get("office", "/api/v1/jobs");
        auto& job = jobs.at("items").as_array().at(0).as_object();
        auto state = text_of(job, "state");
        if (state == "done") return;
        if (state == "failed" || state == "cancelled") throw std::runtime_error("the year's letters were not made");
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

/// The day on which the party signs; nothing: not at all.
std::optional<std::string> signed_on(const json::object& letter, const std::string& village, const std::string& year) {
    auto type = text_of(letter, "letterType"), name = text_of(letter, "party");
    auto thrown = static_cast<int>(dice(name + type) % 100);
    if (text_of(letter, "partyType") == "village") {
        if (village == "shuikou" && type == "fire") return {};
        if (village == "huangkeng" && type != "work_safety") return {};
        return add_days(year + "-01-12", thrown % 25);
    }
    if (thrown < 12) return {};
    return add_days(year + "-01-20", thrown % 38);
}

}  // namespace

void plan_running_letters(Story& story, const Content& running) {
    auto year = running.today.substr(0, 4), made = year + "-01-08";
    if (made >= running.today) return;
    story.at(time_of(made, 9), "letters", [&story, year] {
        story.post("office", "/api/v1/letters/making",
                   {{"year", std::stoi(year)},
                    {"dueOn", year + "-02-28"},
                    {"partyTypes", json::array{"village", "enterprise"}}});
        story.get("office", "/api/v1/me");  // what was sent has arrived
        await_making(story);
    });
    // Who signs on which day is known once they are made: a day's signatures are asked for on that day.
    struct Signing {
        std::string id, day, signer, person;
    };
    auto signings = std::make_shared<std::vector<Signing>>();
    story.at(time_of(made, 9.2), "letters", [&story, &running, year, signings] {
        std::map<std::string, std::string> village_of, head_of, chief_of;
        for (auto& value : list_of(running.town, "villages")) {
            auto key = text_of(value.as_object(), "key");
            village_of[story.id("areas", key)] = key;
        }
        for (auto& value : list_of(running.town, "people"))
            head_of[text_of(value.as_object(), "key")] = text_of(value.as_object(), "name");
        for (auto& value : list_of(running.town, "enterprises"))
            chief_of[story.id("enterprises", text_of(value.as_object(), "key"))] =
                text_of(value.as_object(), "legalPerson");
        for (auto& value : story.all("office", "/api/v1/letters?year=" + year)) {
            auto& letter = value.as_object();
            auto village = village_of[text_of(letter, "partyAreaId")];
            auto day = signed_on(letter, village, year);
            if (!day) continue;
            bool of_village = text_of(letter, "partyType") == "village";
            signings->push_back({text_of(letter, "id"), *day,
                                 of_village ? head_of["head-" + village] : chief_of[text_of(letter, "enterpriseId")],
                                 of_village ? story.id("people", "head-" + village) : ""});
        }
    });
    for (auto day = add_days(year + "-01-12", 0); day < running.today && day < year + "-03-15"; day = add_days(day, 1))
        story.at(time_of(day, 15), "letters", [&story, signings, day] {
            for (auto& one : *signings) {
                if (one.day != day) continue;
                json::object body{{"signedOn", day}, {"signer", one.signer}};
                if (!one.person.empty()) body["personId"] = one.person;
                story.post("office", "/api/v1/letters/" + one.id + "/paper-signature", std::move(body));
            }
        });
}

}  // namespace zhenan::demo
