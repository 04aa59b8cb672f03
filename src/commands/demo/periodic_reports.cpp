// June's monthly reports and a week's reports: handed in by most villages, some accepted, one returned, others missing.
#include "commands/demo/story.h"

namespace zhenan::demo {

namespace {

struct Reported {
    std::string area, on, words, accepted_on, returned_on, reason, period = "2023-06";
};
const std::vector<Reported> kReported = {
    {"xiali", "2023-07-03", "本月重点查了市场消防通道和住人厂房，名单另报。", "2023-07-04", "", ""},
    {"maotang", "2023-07-04", "", "", "2023-07-05", "重点水域责任人到位情况没有写，请补一句"},
};

void plan_report(Story& story, const Reported& one) {
    auto key = (one.period == "2023-06" ? "periodic-report-" : one.period + "-") + one.area;
    // Only one village has an account in the demo; for the others the office writes what it was told.
    const char* who = one.area == "xiali" ? "village" : "office";
    auto path = [&story, key] { return "/api/v1/periodic-reports/" + story.id("periodic-reports", key); };
    story.at(time_of(one.on, 9.5), key, [&story, one, key, who] {
        json::object body{{"areaId", story.id("areas", one.area)}, {"period", one.period}};
        if (!one.words.empty()) body["words"] = one.words;
        story.create(who, "periodic-reports", key, std::move(body));
    });
    story.at(time_of(one.on, 9.7), key, [&story, path, who] { story.post(who, path() + "/submission", {}); });
    if (!one.accepted_on.empty())
        story.at(time_of(one.accepted_on, 15), key,
                 [&story, path] { story.post("mayor", path() + "/acceptance", {}); });
    if (!one.returned_on.empty())
        story.at(time_of(one.returned_on, 15.2), key, [&story, path, one] {
            story.post("mayor", path() + "/return", {{"reason", one.reason}});
        });
}

}  // namespace

void plan_periodic_reports(Story& story, const Content& content) {
    for (auto& one : kReported) plan_report(story, one);
    // Every other village but three: those are missing, and late.
    std::size_t missing = 0;
    for (auto& value : list_of(content.town, "villages")) {
        auto key = text_of(value.as_object(), "key");
        if (key == "xiali" || key == "maotang") continue;
        if (key != "hean" && missing < 3) {
            ++missing;
            continue;
        }
        plan_report(story, {key, "2023-07-04", "", key == "hean" ? "" : "2023-07-06", "", ""});
    }
    // The week before: one returned, one missing; who had nothing says so.
    for (auto& value : list_of(content.town, "villages")) {
        auto key = text_of(value.as_object(), "key");
        if (key == "changpo") continue;
        bool returned = key == "shatian";
        plan_report(story, {key, "2023-07-03", "", returned ? "" : "2023-07-05", returned ? "2023-07-05" : "",
                            returned ? "发现的隐患没有写整改期限，请补" : "", "2023-W26"});
    }
}

}  // namespace zhenan::demo
