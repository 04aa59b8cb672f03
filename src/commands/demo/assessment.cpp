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

}  // namespace

void plan_assessment(Story& story, const Content& content) {
    auto at = [&](double hour, std::function<void()> step) {
        story.at(time_of(content.today, hour), "assessment", std::move(step));
    };
    auto round = [&story] { return "/api/v1/assessment-rounds/" + story.id("assessment-rounds", "2023-H1"); };
    auto stage = [&story, round](const char* to) { story.post("office", round() + "/stage", {{"stage", to}}); };
    // As an office does: what this town records for the whole town only is scored by hand, few duties are not measured.
    at(5.9, [&story] {
        auto scheme = story.get("office", std::string("/api/v1/assessment-schemes/") + kShipped);
        auto items = scheme.at("items").as_array();
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
        story.patch("office", std::string("/api/v1/assessment-schemes/") + kShipped, {{"items", items}});
    });
    at(6.0, [&story] {
        story.patch("office", std::string("/api/v1/assessment-schemes/") + kShipped, {{"enabled", true}});
    });
    at(6.1, [&story] {
        story.create("office", "assessment-rounds", "2023-H1",
                     {{"title", "2023年上半年村（居）安全生产责任制考核"},
                      {"schemeId", kShipped},
                      {"periodFrom", "2023-01-01"},
                      {"periodTo", "2023-06-30"},
                      {"areaId", story.id("areas", "town")}});
    });
    at(6.2, [&story, round] { story.post("office", round() + "/computation", {}); });
    at(6.3, [&story, round] {
        std::size_t number = 0;
        auto table = story.get("office", round() + "/table");
        for (auto& row : table.at("rows").as_array()) {
            for (auto& hand : kHands)
                story.post("office", "/api/v1/assessment-results/" + text_of(row.as_object(), "id") + "/score",
                           {{"code", hand.code},
                            {"points", hand.points[number % hand.points.size()]},
                            {"reason", hand.reason}});
            ++number;
        }
    });
    at(6.4, [stage] { stage("self_check"); });
    auto own = [&story, round] {
        auto table = story.get("village", round() + "/table");
        return "/api/v1/assessment-results/" + text_of(table.at("rows").as_array().at(0).as_object(), "id");
    };
    at(6.5, [&story, own] {
        story.post("village", own() + "/self-check",
                   {{"code", "1.1"}, {"points", 10}, {"note", "一至六月开了三次会，记录在村委会。"}});
    });
    at(6.6, [stage] { stage("review"); });
    at(6.7, [stage] { stage("notice"); });
    at(6.8, [&story, own] {
        story.post("village", own() + "/appeal",
                   {{"code", "4.1"}, {"text", "五月配合镇里查了三家烟花爆竹零售点，台账已经补交，请重新核分。"}});
    });
}

}  // namespace zhenan::demo
