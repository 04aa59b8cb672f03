// Weekly and monthly reports of the running year's last weeks: most accepted, one returned, one missing.
#include "commands/demo/story.h"
#include "core/period.h"

namespace zhenan::demo {

namespace {

struct Handed {
    std::string area, period, on, accepted_on, returned_on, reason, words;
};

void plan(Story& story, const std::string& today, const Handed& one) {
    if (one.on > today) return;
    auto key = one.period + "-" + one.area;
    const char* who = one.area == "xiali" ? "village" : "office";
    auto at = [&](const std::string& on, double hour, std::function<void()> step) {
        // Of today only the early morning has been.
        if (!on.empty() && on <= today) story.at(time_of(on, on == today ? hour / 10 + 6 : hour), key, std::move(step));
    };
    auto path = [&story, key] { return "/api/v1/periodic-reports/" + story.id("periodic-reports", key); };
    at(one.on, 9.5, [&story, one, key, who] {
        json::object body{{"areaId", story.id("areas", one.area)}, {"period", one.period}};
        if (!one.words.empty()) body["words"] = one.words;
        story.create(who, "periodic-reports", key, std::move(body));
    });
    at(one.on, 9.7, [&story, path, who] { story.post(who, path() + "/submission", {}); });
    at(one.accepted_on, 15, [&story, path] { story.post("mayor", path() + "/acceptance", {}); });
    at(one.returned_on, 15.2, [&story, path, one] {
        story.post("mayor", path() + "/return", {{"reason", one.reason}});
    });
}

}  // namespace

void plan_running_reports(Story& story, const Content& running) {
    auto& today = running.today;
    auto villages = [&](const Period& period, int back, const char* missing, const char* returned, int late) {
        int number = 0;
        for (auto& value : list_of(running.town, "villages")) {
            auto key = text_of(value.as_object(), "key");
            ++number;
            if (back == 1 && key == missing) continue;
            Handed one{key, period.text, add_days(period.to, 1 + number % 2), {}, {}, {}, {}};
            if (key == missing) one.on = add_days(period.to, late);
            if (key == "xiali") one.words = "本期重点查了市场和沿街商铺，占道摆卖已劝离。";
            if (back == 1 && key == returned) {
                one.returned_on = add_days(one.on, 1);
                one.reason = "巡查发现的问题写得太笼统，请补上哪家、什么问题、谁在改";
            } else if (back > 1 || number % 3 != 0) {
                one.accepted_on = add_days(one.on, 1);
            }
            plan(story, today, one);
        }
        if (back > 1)
            plan(story, today, {"town", period.text, add_days(period.to, 3), add_days(period.to, 4), {}, {}, {}});
    };
    auto week = period_of(Period::week, today), month = period_of(Period::month, today);
    for (int back = 1; back <= 5; ++back) villages(week = previous(week), back, "daping", "maotang", 6);
    for (int back = 1; back <= 3; ++back) villages(month = previous(month), back, "shatian", "shuikou", 9);
}

}  // namespace zhenan::demo
