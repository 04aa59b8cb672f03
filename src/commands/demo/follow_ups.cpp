// What meetings, an incoming document and a progress review gave to somebody, and how it went.
#include "commands/demo/story.h"

namespace zhenan::demo {

namespace {

/// A decision of a meeting that became a follow-up; empty days have not come.
struct Decided {
    const char *meeting, *on, *text, *area, *person, *due, *progress_on, *progress, *done_on, *done, *accepted_on;
};
const Decided kDecided[] = {
    {"m-2023-4", "2023-02-02", "下黎村2月底前把辖内餐饮店责任书签齐", "xiali", "", "2023-02-28", "2023-02-15",
     "已签八成，外出的店主约了回来签", "2023-02-27", "全部签齐，已交镇安监办", "2023-03-01"},
    {"m-2023-9", "2023-04-28", "下黎市场消防通道清出，不再占道摆卖", "xiali", "", "2023-05-10", "2023-05-06",
     "清出东侧通道，西侧还有两个摊档", "2023-05-09", "通道全部清出，划了黄线", "2023-05-11"},
    {"m-2023-10", "2023-05-16", "工业园道路工程每周检查一次施工围挡和夜间警示灯", "town", "supervisor", "2023-06-30",
     "2023-06-08", "已查三次，两处警示灯换新", "", "", ""},
    {"m-2023-11", "2023-05-30", "茅塘村重点水域逐处落实责任人、竖警示牌", "maotang", "", "2023-06-15", "2023-06-12",
     "七处水域定了人，警示牌在做", "", "", ""},
    {"m-2023-14", "2023-06-29", "下黎村摸清住人的厂房仓库，列出名单报镇安监办", "xiali", "", "2023-07-20", "2023-07-05",
     "查了二十一家，两家有人住，正在劝离", "", "", ""},
};

void plan_decided(Story& story, const Decided& one) {
    std::string key = std::string("follow-up-") + one.meeting, meeting = one.meeting;
    auto verb = [&story, meeting](const char* who, const char* name, json::object body) {
        auto meetings = story.get("office", "/api/v1/follow-ups?sourceId=" + story.id("meetings", meeting));
        auto id = text_of(meetings.at("items").as_array().at(0).as_object(), "id");
        story.post(who, "/api/v1/follow-ups/" + id + "/" + name, std::move(body));
    };
    story.at(time_of(one.on, 17.5), key, [&story, one] {
        json::object task{{"areaId", story.id("areas", one.area)}, {"dueOn", one.due}};
        if (*one.person) task["personId"] = story.id("people", one.person);
        story.post("office", "/api/v1/meetings/" + story.id("meetings", one.meeting) + "/decisions",
                   {{"text", one.text}, {"task", std::move(task)}});
    });
    // Only this village has an account in the demo; of the others the office writes what it was told.
    const char* who = std::string_view(one.area) == "xiali" ? "village" : "office";
    if (*one.progress_on)
        story.at(time_of(one.progress_on, 15), key, [=] { verb(who, "progress", {{"description", one.progress}}); });
    if (*one.done_on)
        story.at(time_of(one.done_on, 16), key, [=] { verb(who, "completion", {{"description", one.done}}); });
    if (*one.accepted_on)
        story.at(time_of(one.accepted_on, 10), key, [=] {
            verb("office", "acceptance", {{"note", "现场看过，办好了"}});
        });
}

void plan_documents(Story& story) {
    auto document = [&story](const char* key, const char* on, json::object body) {
        story.at(time_of(on, 9.2), key, [&story, key, on, body] {
            auto whole = body;
            whole["receivedOn"] = on;
            whole["areaId"] = story.id("areas", "town");
            story.create("office", "incoming-documents", key, std::move(whole));
        });
    };
    document("document-1", "2023-05-08",
             {{"title", "关于开展经营性自建房安全隐患排查的通知"},
              {"type", "letter"},
              {"sender", "岭宁县安委办"},
              {"number", "岭安委办〔2023〕12号（虚构）"},
              {"answerDueOn", "2023-05-31"},
              {"note", "5月底前报排查汇总表"}});
    story.at(time_of("2023-05-29", 16), "document-1", [&story] {
        story.post("office", "/api/v1/incoming-documents/" + story.id("incoming-documents", "document-1") + "/answer",
                   {{"text", "已排查经营性自建房，汇总表随文报送。"}, {"number", "禾安府函〔2023〕9号（虚构）"}});
    });
    document("document-2", "2023-06-26",
             {{"title", "关于下黎村路段货车违停问题的督办函"},
              {"type", "supervision"},
              {"sender", "岭宁县道安办"},
              {"number", "岭道安办督〔2023〕4号（虚构）"},
              {"answerDueOn", "2023-07-14"},
              {"note", "限期清理并书面答复整改情况"}});
    story.at(time_of("2023-06-26", 10), "document-2", [&story] {
        story.post("office",
                   "/api/v1/incoming-documents/" + story.id("incoming-documents", "document-2") + "/follow-ups",
                   {{"title", "清理下黎村路段违停货车，装两块禁停牌"},
                    {"areaId", story.id("areas", "xiali")},
                    {"dueOn", "2023-07-07"},
                    {"priority", "urgent"}});
    });
    document("document-3", "2023-07-06",
             {{"title", "转发高温季节安全生产工作提示"},
              {"type", "letter"},
              {"sender", "岭宁县应急管理局"},
              {"number", "岭应急〔2023〕31号（虚构）"}});
}

void plan_attendance(Story& story) {
    story.at(time_of("2023-06-29", 17.2), "attendance", [&story] {
        auto id = story.id("meetings", "m-2023-14");
        story.post("office", "/api/v1/meetings/" + id + "/agenda",
                   {{"items", json::array{json::object{{"title", "上半年隐患销号情况"}, {"presenter", "何丽敏"}},
                                          json::object{{"title", "下半年网格化安排"}, {"presenter", "罗海燕"}}}}});
    });
}

/// A review that was gone through and closed, and one that waits for its meeting today.
void plan_reviews(Story& story) {
    story.at(time_of("2023-07-03", 8.6), "review-1", [&story] {
        story.create("office", "progress-reviews", "review-1",
                     {{"title", "第27周安全调度"},
                      {"period", "week"},
                      {"heldOn", "2023-07-03"},
                      {"host", "罗海燕"},
                      {"areaId", story.id("areas", "town")}});
    });
    story.at(time_of("2023-07-03", 10), "review-1", [&story] {
        auto path = "/api/v1/progress-reviews/" + story.id("progress-reviews", "review-1");
        auto review = story.get("office", path);
        bool given = false;
        for (auto& value : review.at("lines").as_array()) {
            auto& line = value.as_object();
            auto at = path + "/lines/" + text_of(line, "id");
            auto topic = text_of(line, "topic");
            if (!given && topic != "silent" && topic != "follow_ups") {
                story.post("office", at + "/assignment",
                           {{"areaId", line.at("areaId")}, {"dueOn", "2023-07-12"}, {"priority", "urgent"}});
                given = true;
            } else {
                story.post("office", at + "/aside", {{"reason", "本周已有人在办，下周再看"}});
            }
        }
        story.post("office", path + "/closing", {{"note", "下次调度7月10日上午。"}});
    });
    story.at(time_of("2023-07-10", 7.9), "review-2", [&story] {
        story.create("office", "progress-reviews", "review-2",
                     {{"title", "第28周安全调度"},
                      {"period", "week"},
                      {"heldOn", "2023-07-10"},
                      {"host", "罗海燕"},
                      {"areaId", story.id("areas", "town")}});
    });
}

}  // namespace

void plan_follow_ups(Story& story) {
    for (auto& one : kDecided) plan_decided(story, one);
    plan_documents(story);
    plan_attendance(story);
    plan_reviews(story);
}

}  // namespace zhenan::demo
