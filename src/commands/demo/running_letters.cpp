// The running year's letters: made in one go in January, signed by most.
#include <chrono>
#include <thread>

#include "commands/demo/story.h"
#include "core/embedded.h"

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

/// Whose account signs on screen; nobody's: on paper.
std::string account_of(const Story& story, const json::object& letter) {
    if (text_of(letter, "partyType") == "village")
        return text_of(letter, "partyAreaId") == story.id("areas", "xiali") ? "village" : "";
    return text_of(letter, "enterpriseId") == story.id("enterprises", "jialijia") ? "enterprise" : "";
}

std::string drawing(const char* verb) {
    auto hex = text_of(json::parse(embedded::find("modules/demo/content/signature.json")).as_object(), verb);
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

void on_screen(Story& story, const std::string& id, const char* verb, const std::string& who, const std::string& sha) {
    auto picture = story.upload(who, drawing(verb));
    story.post(who, "/api/v1/letters/" + id + "/" + verb, {{"textSha", sha}, {"signature", json::array{picture}}});
}

/// The day on which the party signs; nothing: not at all.
std::optional<std::string> signed_on(const json::object& letter, const std::string& village, const std::string& year,
                                     bool on_screen_too) {
    auto type = text_of(letter, "letterType"), name = text_of(letter, "party");
    auto thrown = static_cast<int>(dice(name + type) % 100);
    if (on_screen_too) return add_days(year + "-01-15", thrown % 5);
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
        std::string id, day, signer, person, sha, account;
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
            auto day = signed_on(letter, village, year, !account_of(story, letter).empty());
            if (!day) continue;
            bool of_village = text_of(letter, "partyType") == "village";
            signings->push_back({text_of(letter, "id"), *day,
                                 of_village ? head_of["head-" + village] : chief_of[text_of(letter, "enterpriseId")],
                                 of_village ? story.id("people", "head-" + village) : "", text_of(letter, "textSha"),
                                 account_of(story, letter)});
        }
    });
    for (auto day = add_days(year + "-01-12", 0); day < running.today && day < year + "-03-15"; day = add_days(day, 1))
        story.at(time_of(day, 15), "letters", [&story, signings, day] {
            for (auto& one : *signings) {
                if (one.day != day) continue;
                if (!one.account.empty()) {
                    on_screen(story, one.id, "signature", one.account, one.sha);
                    // The town signs too; the hotel's letter still waits for its village.
                    if (one.account == "village") on_screen(story, one.id, "counter-signature", "mayor", one.sha);
                    continue;
                }
                json::object body{{"signedOn", day}, {"signer", one.signer}};
                if (!one.person.empty()) body["personId"] = one.person;
                story.post("office", "/api/v1/letters/" + one.id + "/paper-signature", std::move(body));
            }
        });
}

}  // namespace zhenan::demo
