// The first year comes to its end: what was open is put right, the duties pause. In January of the running year they
// begin anew, with what runs out renewed.
#include "commands/demo/story.h"
#include "core/jobs.h"
#include "core/period.h"

namespace zhenan::demo {

namespace {

const json::array kOfficers{"officer-1", "officer-2"};

json::array officers(const Story& story) {
    json::array ids;
    for (auto& key : kOfficers) ids.emplace_back(story.id("people", key.as_string()));
    return ids;
}

void run_jobs(Story& story, const std::string& day, double hour) {
    story.at(time_of(day, hour), "jobs", [&story] { jobs::run_all(story.app().store(), story.app().clock()); });
}

void plan_hazards_end(Story& story, const Content& content) {
    for (auto& value : list_of(content.year, "hazards")) {
        auto& hazard = value.as_object();
        auto& steps = list_of(hazard, "steps");
        if (boolean_of(hazard, "fixedOnSpot")) continue;
        bool reported = false, closed = false, listed = false, extension = false;
        for (auto& step : steps) {
            auto verb = text_of(step.as_object(), "verb");
            reported = reported || verb == "rectification";
            closed = closed || boolean_of(step.as_object(), "passed");
            listed = listed || verb == "listing";
            extension = verb == "extension";
        }
        if (closed) continue;
        auto key = text_of(hazard, "key");
        auto verb = [&](const std::string& on, double hour, const char* who, const char* name, json::object body) {
            story.at(time_of(on, hour), key + " " + name, [&story, key, who, name, body] {
                story.post(who, "/api/v1/hazards/" + story.id("hazards", key) + "/" + name, body);
            });
        };
        if (extension) verb("2023-07-11", 16, "mayor", "extension-decision", {{"granted", true}, {"note", "同意"}});
        if (!reported)
            verb("2023-07-12", 10, "office", "rectification",
                 {{"happenedAt", "2023-07-12T09:30:00+08:00"}, {"description", "已按要求整改，照片存档"}});
        auto on = listed ? "2023-08-25" : "2023-07-14";
        story.at(time_of(on, 15), key + " recheck", [&story, key, on = std::string(on)] {
            story.post("officer", "/api/v1/hazards/" + story.id("hazards", key) + "/recheck",
                       {{"passed", true},
                        {"happenedAt", on + "T14:30:00+08:00"},
                        {"note", "现场复查，已整改到位。"},
                        {"inspectorIds", officers(story)}});
        });
        if (listed)
            verb("2023-08-27", 10, "officer", "lifting",
                 {{"lifted", true}, {"on", "2023-08-27"}, {"document", "岭安办督销〔2023〕2号（虚构）"}});
    }
}

void plan_tasks_end(Story& story) {
    story.at(time_of("2023-07-10", 10), "review-2", [&story] {
        auto path = "/api/v1/progress-reviews/" + story.id("progress-reviews", "review-2");
        auto review = story.get("office", path);
        for (auto& line : review.at("lines").as_array())
            story.post("office", path + "/lines/" + text_of(line.as_object(), "id") + "/aside",
                       {{"reason", "本周已有人在办，下周再看"}});
        story.post("office", path + "/closing", {});
    });
    story.at(time_of("2023-07-13", 16), "document-2", [&story] {
        story.post("office", "/api/v1/incoming-documents/" + story.id("incoming-documents", "document-2") + "/answer",
                   {{"text", "违停货车已清理，禁停牌已装好。"}, {"number", "禾安府函〔2023〕14号（虚构）"}});
    });
    // One after the other: what was done is accepted a day later.
    for (auto [on, state, verb] : {std::tuple{"2023-07-20", "doing", "completion"},
                                   std::tuple{"2023-07-21", "awaiting_acceptance", "acceptance"}})
        story.at(time_of(on, 16), "follow-ups", [&story, state = std::string(state), verb = std::string(verb)] {
            for (auto& value : story.all("office", "/api/v1/follow-ups")) {
                auto& one = value.as_object();
                if (text_of(one, "status") != state) continue;
                json::object body;
                body[verb == "completion" ? "description" : "note"] =
                    verb == "completion" ? "已办好，材料存档" : "看过，办好了";
                story.post("office", "/api/v1/follow-ups/" + text_of(one, "id") + "/" + verb, std::move(body));
            }
        });
}

void plan_reports_end(Story& story, const Content& content) {
    auto hand_in = [&story](const std::string& key, bool anew) {
        auto kept = "periodic-report-" + key;
        story.at(time_of("2023-07-12", 9), kept, [&story, key, kept, anew] {
            if (anew)
                story.create("office", "periodic-reports", kept,
                             {{"areaId", story.id("areas", key)}, {"period", "2023-06"}});
            else
                story.patch("office", "/api/v1/periodic-reports/" + story.id("periodic-reports", kept),
                            {{"words", "重点水域七处，责任人全部到位。"}});
        });
        story.at(time_of("2023-07-12", 9.2), kept, [&story, kept] {
            story.post("office", "/api/v1/periodic-reports/" + story.id("periodic-reports", kept) + "/submission", {});
        });
        story.at(time_of("2023-07-13", 15), kept, [&story, kept] {
            story.post("mayor", "/api/v1/periodic-reports/" + story.id("periodic-reports", kept) + "/acceptance", {});
        });
    };
    int missing = 0;
    for (auto& value : list_of(content.town, "villages")) {
        auto key = text_of(value.as_object(), "key");
        if (key == "xiali" || key == "hean") continue;
        if (key == "maotang")
            hand_in(key, false);
        else if (missing < 3) {
            ++missing;
            hand_in(key, true);
        }
    }
    story.at(time_of("2023-07-13", 15.5), "periodic-report-hean", [&story] {
        story.post("mayor",
                   "/api/v1/periodic-reports/" + story.id("periodic-reports", "periodic-report-hean") + "/acceptance",
                   {});
    });
}

/// Rules in use until the middle of 2023; the town used the program on trial.
void plan_pause(Story& story) {
    story.at(time_of("2023-08-28", 9), "duty-rules", [&story] {
        for (auto& value : story.all("admin", "/api/v1/duty-rules")) {
            auto& rule = value.as_object();
            if (!boolean_of(rule, "enabled")) continue;
            story.post("admin", "/api/v1/duty-rules/" + text_of(rule, "id") + "/edition",
                       {{"effectiveFrom", "2023-07-01"}, {"enabled", false}, {"note", "上半年试用结束，暂停使用。"}});
        }
    });
    run_jobs(story, "2023-08-28", 10);
}

void plan_resumption(Story& story, const Content& running, const std::string& on) {
    story.at(time_of(on, 9), "duty-rules", [&story, today = running.today] {
        auto year = today.substr(0, 4);
        auto months = period_of(Period::month, today);
        for (int i = 0; i < 3; ++i) months = previous(months);
        for (auto& value : story.all("admin", "/api/v1/duty-rules")) {
            auto& rule = value.as_object();
            auto name = text_of(rule, "name");
            bool weekly = name == "weekly-report" || name == "town-weekly-report";
            bool monthly = name == "monthly-report" || name == "town-monthly-report";
            if (!weekly && name != "town-monthly-report" &&
                (boolean_of(rule, "enabled") || text_of(rule, "effectiveFrom") != "2023-07-01"))
                continue;
            auto from = weekly ? add_days(monday_of(today), -35) : monthly ? months.from : year + "-01-01";
            story.post("admin", "/api/v1/duty-rules/" + text_of(rule, "id") + "/edition",
                       {{"effectiveFrom", from}, {"enabled", true}, {"note", year + "年起全面使用。"}});
        }
    });
    run_jobs(story, on, 10);
}

/// Years later, the first day after `than`.
std::string renewed(std::string day, int years, const std::string& than) {
    while (day <= than) day = add_months(day, 12 * years);
    return day;
}

void renew_permits(Story& story, const Content& first, const std::string& today) {
    for (auto& value : list_of(first.town, "enterprises")) {
        auto& enterprise = value.as_object();
        json::array permits;
        bool changed = false;
        // Some have let theirs run out.
        bool idle = dice(text_of(enterprise, "name")) % 15 == 0;
        for (auto& one : list_of(enterprise, "permits")) {
            auto& permit = one.as_object();
            json::object row{{"type", permit.at("kind")}, {"number", permit.at("number")}};
            if (auto to = text_of(permit, "validTo"); !to.empty()) {
                auto fresh = idle ? add_days(today, -20) : renewed(to, 3, add_days(today, 15));
                changed = changed || fresh != to;
                row["validTo"] = fresh;
            }
            permits.push_back(std::move(row));
        }
        if (changed)
            story.patch("admin", "/api/v1/enterprises/" + story.id("enterprises", text_of(enterprise, "key")),
                        {{"permits", std::move(permits)}});
    }
}

void renew_ledgers(Story& story, const Content& first, const std::string& today) {
    auto renew = [&](const char* list, const char* field, int years, const std::string& than,
                     const std::function<bool(const json::object&)>& fits) {
        for (auto& value : list_of(first.year, list)) {
            auto& entry = value.as_object();
            auto was = text_of(entry, field);
            if (was.empty() || !fits(entry)) continue;
            auto fresh = renewed(was, years, than);
            if (fresh == was) continue;
            json::object change{{field, fresh}};
            story.patch("office", std::string("/api/v1/") + list + "/" + story.id(list, text_of(entry, "key")),
                        std::move(change));
        }
    };
    auto all = [](auto&) { return true; };
    renew("special-equipment", "nextInspectionOn", 1, add_days(today, -40), all);
    renew("fireworks-permits", "validTo", 2, add_days(today, 20),
          [](auto& one) { return text_of(one, "state") == "valid"; });
    renew("supplies", "expiresOn", 2, add_days(today, -30), all);
    for (auto& value : list_of(first.town, "people")) {
        auto& person = value.as_object();
        if (person.contains("certificate"))
            story.patch("admin", "/api/v1/people/" + story.id("people", text_of(person, "key")),
                        {{"certificateValidTo", std::to_string(std::stoi(today.substr(0, 4)) + 2) + "-12-31"}});
    }
}

/// Plans are reviewed each three years, on their day; the review of one is late, and the filing of another.
void renew_plans(Story& story, const Content& first, const std::string& today, const std::string& begin) {
    for (auto& value : list_of(first.year, "plans")) {
        auto& plan = value.as_object();
        auto key = text_of(plan, "key");
        auto approved = renewed(text_of(plan, "approvedOn"), 3, add_months(today, -35));
        if (key == "plan-changpo-oil" || approved == text_of(plan, "approvedOn") || approved >= today) continue;
        auto change = [&](const std::string& day, json::object fields) {
            if (day >= today) return;
            story.at(time_of(std::max(day, begin), 8.7), key, [&story, key, fields] {
                story.patch("office", "/api/v1/plans/" + story.id("plans", key), fields);
            });
        };
        change(approved, {{"approvedOn", approved}, {"reviewDueOn", add_months(approved, 36)}});
        if (auto filed = add_days(approved, 12); text_of(plan, "owner") == "enterprise" && key != "plan-tianlai")
            change(filed, {{"filedOn", filed}, {"filedWith", "岭宁县应急管理局"}});
    }
}

}  // namespace

void plan_ending(Story& story, const Content& content) {
    plan_hazards_end(story, content);
    plan_tasks_end(story);
    plan_reports_end(story, content);
    plan_pause(story);
}

void plan_renewals(Story& story, const Content& first, const Content& running) {
    // In January; whoever looks before that sees the first days of the year at least.
    auto on = std::min(running.today.substr(0, 4) + "-01-02", add_days(running.today, -60));
    story.at(time_of(on, 8.5), "renewals", [&story, &first, today = running.today] {
        renew_permits(story, first, today);
        renew_ledgers(story, first, today);
    });
    renew_plans(story, first, running.today, on);
    plan_resumption(story, running, on);
    for (auto day : {"-04-10", "-07-12", "-10-12"})
        if (auto when = running.today.substr(0, 4) + day; when < running.today) run_jobs(story, when, 5.5);
}

}  // namespace zhenan::demo
