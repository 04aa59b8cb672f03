// The half-year's assessment of the villages: computed from the year's records, told, with one appeal still open.
#include "commands/demo/story.h"

namespace zhenan::demo {

namespace {

constexpr const char* kShipped = "01900000-0000-7000-8000-0000a55e0001";

/// Items that people score, and what they gave, village by village in turn.
struct Hand {
    const char* code;
    std::vector<double> points;
    const char* reason;
};
const std::vector<Hand> kHands = {{"1.1", {10, 9.5, 9, 10, 8.5}, "查阅会议记录和部署材料"},
                                  {"4.1", {15, 14, 13.5, 12}, "查阅专项整治台账"},
                                  {"3.1", {10, 9, 8.5}, "查阅村里的巡查记录"},
                                  {"5.1", {5, 5, 4}, "查阅宣传照片和签收表"},
                                  {"5.2", {5, 4.5}, "查阅培训签到表"},
                                  {"6.1", {4.5, 5, 4, 4}, "查阅演练记录"},
                                  {"6.2", {5, 4.5, 4}, "现场查看队伍名册和物资"}};

/// A half-year or quarter that is assessed on a day, from half past five in the morning on.
struct Round {
    std::string key, title, from, to, on;
    std::string note = "按要求开了会，记录在村委会。";
};

void plan_scheme(Story& story, const std::string& on) {
    auto path = std::string("/api/v1/assessment-schemes/") + kShipped;
    // As an office does: what this town records for the whole town only is scored by hand, few duties are not measured.
    story.at(time_of(on, 5.9), "assessment", [&story, path] {
        auto items = story.get("office", path).at("items").as_array();
        for (auto& one : items) {
            auto& item = one.as_object();
            auto code = text_of(item, "code");
            if (code == "3.1" || code == "5.1" || code == "5.2" || code == "6.1") {
                item["manner"] = "manual";
                item.erase("formula");
                item.erase("appliesWhen");
            }
            if (code == "1.2" || code == "7.1") item["appliesWhen"] = "duties_expected >= 5";
        }
        story.patch("office", path, {{"items", items}});
    });
    story.at(time_of(on, 6.0), "assessment", [&story, path] { story.patch("office", path, {{"enabled", true}}); });
}

std::string path_of(const Story& story, const std::string& key) {
    return "/api/v1/assessment-rounds/" + story.id("assessment-rounds", key);
}

void stage(Story& story, const std::string& key, const std::string& on, double hour, const char* to) {
    story.at(time_of(on, hour), key, [&story, key, to] {
        story.post("office", path_of(story, key) + "/stage", {{"stage", to}});
    });
}

/// The result of the village that has an account.
std::string own(Story& story, const std::string& key) {
    auto table = story.get("village", path_of(story, key) + "/table");
    return "/api/v1/assessment-results/" + text_of(table.at("rows").as_array().at(0).as_object(), "id");
}

void score(Story& story, const std::string& key) {
    std::size_t number = 0;
    auto table = story.get("office", path_of(story, key) + "/table");
    for (auto& row : table.at("rows").as_array()) {
        for (auto& hand : kHands)
            story.post(
                "office", "/api/v1/assessment-results/" + text_of(row.as_object(), "id") + "/score",
                {{"code", hand.code}, {"points", hand.points[number % hand.points.size()]}, {"reason", hand.reason}});
        ++number;
    }
}

/// Computed, scored by hand, told to the villages.
void begin(Story& story, const Round& round) {
    auto at = [&](double hour, std::function<void()> step) {
        story.at(time_of(round.on, hour), round.key, std::move(step));
    };
    at(6.1, [&story, round] {
        story.create("office", "assessment-rounds", round.key,
                     {{"title", round.title},
                      {"schemeId", kShipped},
                      {"periodFrom", round.from},
                      {"periodTo", round.to},
                      {"areaId", story.id("areas", "town")}});
    });
    at(6.2, [&story, round] { story.post("office", path_of(story, round.key) + "/computation", {}); });
    at(6.3, [&story, round] { score(story, round.key); });
    stage(story, round.key, round.on, 6.4, "self_check");
    at(6.5, [&story, round] {
        story.post("village", own(story, round.key) + "/self-check",
                   {{"code", "1.1"}, {"points", 10}, {"note", round.note}});
    });
}

/// Looked at again, told, the appeal answered where there was one, frozen and published.
void finish(Story& story, const Round& round, bool appealed) {
    auto later = [&](int days) { return add_days(round.on, days); };
    if (!appealed) {
        stage(story, round.key, later(1), 10, "review");
        stage(story, round.key, later(2), 10, "notice");
    }
    if (appealed)
        story.at(time_of(later(4), 10), round.key, [&story, round] {
            auto path = own(story, round.key);
            auto result = story.get("office", path);
            for (auto& appeal : result.at("appeals").as_array())
                story.post("office", path + "/appeal-answer",
                           {{"of", appeal.as_object().at("id")},
                            {"upheld", true},
                            {"answer", "台账齐全，同意重新核分。"},
                            {"points", 15}});
        });
    stage(story, round.key, later(7), 10, "frozen");
    stage(story, round.key, later(9), 10, "published");
}

}  // namespace

void plan_assessment(Story& story, const Content& content) {
    Round round{"2023-H1",     "2023年上半年村（居）安全生产责任制考核", "2023-01-01", "2023-06-30",
                content.today, "一至六月开了三次会，记录在村委会。"};
    plan_scheme(story, content.today);
    begin(story, round);
    stage(story, round.key, round.on, 6.6, "review");
    stage(story, round.key, round.on, 6.7, "notice");
    story.at(time_of(round.on, 6.8), round.key, [&story, round] {
        story.post("village", own(story, round.key) + "/appeal",
                   {{"code", "4.1"}, {"text", "五月配合镇里查了三家烟花爆竹零售点，台账已经补交，请重新核分。"}});
    });
}

void plan_running_assessments(Story& story, const Content& running) {
    finish(story, {"2023-H1", {}, {}, {}, "2023-07-10"}, true);
    auto year = running.today.substr(0, 4);
    auto assess = [&](const char* name, const char* zh, const char* from, const char* to, const char* on, bool whole) {
        Round round{year + name, year + "年" + zh + "村（居）安全生产责任制考核", year + from, year + to, year + on};
        if (add_days(round.on, 10) > running.today) return;
        begin(story, round);
        if (whole) finish(story, round, false);
    };
    assess("-Q1", "一季度", "-01-01", "-03-31", "-04-10", true);
    assess("-H1", "上半年", "-01-01", "-06-30", "-07-12", true);
    // The villages are still at their self-check.
    assess("-Q3", "三季度", "-07-01", "-09-30", "-10-12", false);
}

}  // namespace zhenan::demo
