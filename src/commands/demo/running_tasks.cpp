// Meetings, incoming documents and progress reviews of the running year's last weeks, and what they gave to whom.
#include "commands/demo/story.h"
#include "core/jobs.h"

namespace zhenan::demo {

namespace {

/// A meeting some days ago and the task that it gave; days count back from today, 99: not yet.
struct Given {
    const char *key, *title, *type, *topic, *text, *area;
    int held, due, progress, done, accepted;
    const char *progress_words, *done_words;
};
const Given kGiven[] = {
    {"now-1", "安全生产工作专题会", "prevention", "人员密集场所和“九小场所”消防安全",
     "下黎村把沿街商铺的疏散通道逐家清一遍", "xiali", 34, 20, 27, 22, 19, "清了十八家，还剩六家",
     "二十四家全部清通，照片已交"},
    {"now-2", "党委会（听取安全生产汇报）", "party_committee", "重大隐患整改和挂牌督办情况",
     "龙塘村摸清出租屋里的电动车充电情况，列出名单", "longtang", 20, 4, 9, 99, 99, "查了三十一户，名单在汇总", ""},
    {"now-3", "安全生产工作领导小组会议", "leading_group", "季度形势分析和下步安排",
     "石岗村督促三家工厂装好粉尘收集设备", "shigang", 6, -12, 2, 99, 99, "两家已经下单，一家还在询价", ""},
};

void plan_given(Story& story, const Content& running, const Given& one) {
    auto day = [&running](int back) { return add_days(running.today, -back); };
    auto held = day(one.held);
    std::string key = one.key;
    story.at(time_of(held, 16), key, [&story, one, held, key] {
        story.create("office", "meetings", key,
                     {{"areaId", story.id("areas", "town")},
                      {"title", one.title},
                      {"type", one.type},
                      {"heldOn", held},
                      {"host", "罗海燕"},
                      {"site", "镇三楼会议室"},
                      {"topic", one.topic},
                      {"attendees", 30}});
    });
    story.at(time_of(held, 17.5), key, [&story, one, due = day(one.due), key] {
        story.post(
            "office", "/api/v1/meetings/" + story.id("meetings", key) + "/decisions",
            {{"text", one.text}, {"task", json::object{{"areaId", story.id("areas", one.area)}, {"dueOn", due}}}});
    });
    const char* who = std::string_view(one.area) == "xiali" ? "village" : "office";
    auto verb = [&](int back, double hour, const char* account, const char* name, json::object body) {
        if (back == 99) return;
        story.at(time_of(day(back), hour), key, [&story, key, account, name, body] {
            auto found = story.get("office", "/api/v1/follow-ups?sourceId=" + story.id("meetings", key));
            auto id = text_of(found.at("items").as_array().at(0).as_object(), "id");
            story.post(account, "/api/v1/follow-ups/" + id + "/" + name, body);
        });
    };
    verb(one.progress, 15, who, "progress", {{"description", one.progress_words}});
    verb(one.done, 16, who, "completion", {{"description", one.done_words}});
    verb(one.accepted, 10, "office", "acceptance", {{"note", "现场看过，办好了"}});
}

void plan_documents(Story& story, const Content& running) {
    auto year = running.today.substr(0, 4);
    auto document = [&](const char* key, int back, json::object body) {
        auto on = add_days(running.today, -back);
        story.at(time_of(on, 9.2), key, [&story, key, on, body] {
            auto whole = body;
            whole["receivedOn"] = on;
            whole["areaId"] = story.id("areas", "town");
            story.create("office", "incoming-documents", key, std::move(whole));
        });
    };
    document("now-document-1", 30,
             {{"title", "关于报送重大事故隐患动态清零情况的通知"},
              {"type", "letter"},
              {"sender", "岭宁县安委办"},
              {"number", "岭安委办〔" + year + "〕41号（虚构）"},
              {"answerDueOn", add_days(running.today, -16)}});
    story.at(time_of(add_days(running.today, -18), 16), "now-document-1", [&story, year] {
        story.post("office",
                   "/api/v1/incoming-documents/" + story.id("incoming-documents", "now-document-1") + "/answer",
                   {{"text", "已逐条核对，清单随文报送。"}, {"number", "禾安府函〔" + year + "〕22号（虚构）"}});
    });
    document("now-document-2", 12,
             {{"title", "关于禾安镇沿街店铺违规住人问题的督办函"},
              {"type", "supervision"},
              {"sender", "岭宁县消防救援大队"},
              {"number", "岭消督〔" + year + "〕18号（虚构）"},
              {"answerDueOn", add_days(running.today, -2)},
              {"note", "限期清理并书面答复"}});
    story.at(time_of(add_days(running.today, -11), 10), "now-document-2", [&story, today = running.today] {
        story.post("office",
                   "/api/v1/incoming-documents/" + story.id("incoming-documents", "now-document-2") + "/follow-ups",
                   {{"title", "劝离新圩西街店铺里住的人，逐户签收"},
                    {"areaId", story.id("areas", "xinxu")},
                    {"dueOn", add_days(today, 3)},
                    {"priority", "urgent"}});
    });
    document("now-document-3", 4,
             {{"title", "转发近期事故警示通报，请报学习情况"},
              {"type", "letter"},
              {"sender", "岭宁县应急管理局"},
              {"number", "岭应急〔" + year + "〕77号（虚构）"},
              {"answerDueOn", add_days(running.today, 9)}});
}

/// Each line is given to somebody or put aside; the first of some topics are given, one of them by a day that is over.
void walk(Story& story, const std::string& key, const std::string& today, int most) {
    auto path = "/api/v1/progress-reviews/" + story.id("progress-reviews", key);
    auto review = story.get("office", path);
    auto held = text_of(review, "heldOn");
    int given = 0;
    for (auto& value : review.at("lines").as_array()) {
        auto& line = value.as_object();
        auto at = path + "/lines/" + text_of(line, "id");
        if (given < most && text_of(line, "topic") != "follow_ups") {
            auto due = given == 0 ? std::max(add_days(today, -1), held) : add_days(today, 2 + given);
            story.post("office", at + "/assignment",
                       {{"areaId", line.at("areaId")}, {"dueOn", due}, {"priority", given == 0 ? "urgent" : "normal"}});
            ++given;
        } else {
            story.post("office", at + "/aside", {{"reason", "本周已有人在办，下周再看"}});
        }
    }
    story.post("office", path + "/closing", {{"note", "下次调度下周一上午。"}});
}

void plan_reviews(Story& story, const Content& running) {
    auto monday = monday_of(running.today);
    auto review = [&](const char* key, const std::string& on, double hour) {
        story.at(time_of(on, hour - 0.3), key, [&story] { jobs::run_all(story.app().store(), story.app().clock()); });
        story.at(time_of(on, hour), key, [&story, key, on] {
            story.create("office", "progress-reviews", key,
                         {{"title", chinese_day(on) + "安全调度"},
                          {"period", "week"},
                          {"heldOn", on},
                          {"host", "罗海燕"},
                          {"areaId", story.id("areas", "town")}});
        });
    };
    for (auto [key, back, most] : {std::tuple{"now-review-1", 14, 0}, std::tuple{"now-review-2", 7, 4}}) {
        auto on = add_days(monday, -back);
        review(key, on, 8.6);
        story.at(time_of(on, 10), key, [&story, key, most, today = running.today] { walk(story, key, today, most); });
    }
    // The one that waits for its meeting.
    review("now-review-3", running.today, 7.9);
}

}  // namespace

void plan_running_tasks(Story& story, const Content& running) {
    for (auto& one : kGiven) plan_given(story, running, one);
    plan_documents(story, running);
    plan_reviews(story, running);
}

}  // namespace zhenan::demo
