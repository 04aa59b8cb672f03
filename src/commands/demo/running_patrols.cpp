// What patrollers saw in the last weeks, and the drills of the enterprises that owe two a year.
#include <fmt/format.h>

#include <set>

#include "commands/demo/story.h"

namespace zhenan::demo {

namespace {

constexpr int kWeeks = 6;

struct Seen {
    const char *description, *site, *put_right;
};
const std::vector<Seen> kSeen = {{"疏散通道堆放纸箱，只剩半边能走", "后门通道", "纸箱已清走，通道划了黄线"},
                                 {"灭火器压力不足两具，指针在红区", "门口", "已充装并重新挂牌"},
                                 {"插线板串接，电线搭在货架上", "柜台旁", "改装固定插座，电线穿管"},
                                 {"电动车在楼梯间充电", "一楼楼梯间", "电动车移到室外充电棚"},
                                 {"液化气瓶和灶台同在一间，没有报警器", "厨房", "气瓶移到室外，装了报警器"},
                                 {"应急灯两盏不亮", "二楼走道", "更换蓄电池，试亮正常"}};

std::vector<const json::object*> within(const json::object& town, const std::string& village) {
    std::vector<const json::object*> list;
    for (auto& value : list_of(town, "enterprises"))
        if (text_of(value.as_object(), "village") == village) list.push_back(&value.as_object());
    return list;
}

// Old ones are closed, younger ones late, waiting for their recheck, and open.
json::array steps_of(int weeks, unsigned thrown, const Seen& seen, const std::string& day, const std::string& today) {
    json::array steps;
    auto step = [&](const char* verb, int days, const char* text) {
        auto on = add_days(day, days);
        if (on >= today) return;
        json::object one{{"verb", verb}, {"on", on}, {"text", text}};
        if (std::string_view(verb) == "recheck") {
            one["passed"] = true;
            one["inspectors"] = json::array{"officer-1", "officer-2"};
        }
        steps.push_back(std::move(one));
    };
    if (weeks == 0 || (weeks <= 2 && thrown % 3 == 0)) return steps;
    step("rectification", 5, seen.put_right);
    if (weeks > 1 && !steps.empty()) step("recheck", 8, "现场看过，已整改到位。");
    return steps;
}

}  // namespace

void add_patrols(json::object& year, const json::object& town, const std::string& today) {
    auto &outings = year.at("outings").as_array(), &inspections = year.at("inspections").as_array(),
         &hazards = year.at("hazards").as_array();
    int number = 0;
    for (auto& value : list_of(town, "villages")) {
        auto village = text_of(value.as_object(), "key");
        ++number;
        // Two villages have sent no record for weeks: the review asks them.
        if (village == "daping" || village == "kengwei") continue;
        auto places = within(town, village);
        for (int week = 0; week < kWeeks; ++week) {
            auto key = fmt::format("patrol-{}-{}", village, week);
            auto thrown = dice(key);
            if (village != "xiali" && (number + week) % 3 != 0) continue;
            auto day = add_days(today, -7 * week - 1 - static_cast<int>(thrown % 5));
            auto& place = *places[thrown % places.size()];
            auto patroller = "patrol-" + village;
            outings.push_back(json::object{{"key", key},
                                           {"title", text_of(value.as_object(), "name") + "日常巡查"},
                                           {"kind", "patrol"},
                                           {"startedOn", day},
                                           {"area", place.at("grid")},
                                           {"members", json::array{patroller}},
                                           {"enforcement", false}});
            bool found = thrown % 4 != 1;
            json::object inspection{
                {"key", key},
                {"outing", key},
                {"placeType", "enterprises"},
                {"place", place.at("key")},
                {"kind", "patrol"},
                {"enforcement", false},
                {"happenedAt", day + "T09:20:00+08:00"},
                {"endedAt", fmt::format("{}T10:{:02}:00+08:00", day, thrown % 50)},
                {"inspectors", json::array{patroller}},
                {"companion",
                 json::object{{"name", place.at("legalPerson")}, {"position", "负责人"}, {"phone", place.at("phone")}}},
                {"situation", found ? "查看通道、用电用气和消防器材。发现问题1项。"
                                    : "查看通道、用电用气和消防器材。未发现安全隐患。"}};
            if (village == "xiali") inspection["account"] = "patrol";
            inspections.push_back(std::move(inspection));
            if (!found) continue;
            auto& seen = kSeen[thrown / 7 % kSeen.size()];
            hazards.push_back(json::object{{"key", key},
                                           {"inspection", key},
                                           {"description", seen.description},
                                           {"site", seen.site},
                                           {"level", "general"},
                                           {"fixedOnSpot", false},
                                           {"dueOn", add_days(day, 7)},
                                           {"steps", steps_of(week, thrown, seen, day, today)}});
        }
    }
}

void add_drills(json::object& year, const json::object& town, const std::string& today) {
    static const std::set<std::string> twice = {"hotel", "entertainment", "chemicals", "fireworks", "construction"};
    auto& drills = year.at("drills").as_array();
    for (auto& value : list_of(town, "enterprises")) {
        auto& enterprise = value.as_object();
        if (!twice.contains(text_of(enterprise, "category"))) continue;
        for (auto [from, half] : {std::pair{"-02-20", "1"}, std::pair{"-08-10", "2"}}) {
            auto key = "drill-" + text_of(enterprise, "key") + "-" + half + "@" + today.substr(0, 4);
            auto thrown = dice(key);
            auto day = add_days(today.substr(0, 4) + from, static_cast<int>(thrown % 110));
            if (thrown % 7 == 0 || day >= today) continue;  // not held yet
            drills.push_back(json::object{{"key", key},
                                          {"area", enterprise.at("village")},
                                          {"title", text_of(enterprise, "name") + "消防疏散演练"},
                                          {"heldOn", day},
                                          {"organizer", "enterprise"},
                                          {"enterprise", enterprise.at("key")},
                                          {"site", enterprise.at("name")},
                                          {"subject", "fire"},
                                          {"form", "practical"},
                                          {"scope", "single"},
                                          {"participants", 6 + static_cast<int>(thrown % 30)},
                                          {"evaluation", "报警、疏散、灭火各环节完成"},
                                          {"improvements", "疏散引导员分工再明确"}});
        }
    }
}

}  // namespace zhenan::demo
