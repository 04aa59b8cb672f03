// The demo town: invented, made through the same routes as everything else, with a clock that is
// moved along.
#include <iostream>

#include "commands/commands.h"
#include "commands/demo/story.h"
#include "core/event/event.h"
#include "core/jobs.h"
#include "modules/area/area.h"

namespace zhenan::commands {

namespace {
const FaultCode kHasTown{Kind::conflict, "demo.not_empty", "这个数据文件夹里已经有一个镇；演示镇请另选一个空文件夹",
                         "There is a town in this data folder already; choose an empty folder for the demo town"};
const FaultCode kTooEarly{Kind::rejected, "demo.too_early", "演示镇从2023年7月10日开始，--clock 请写这一天或以后的日期",
                          "The demo town begins on 10 July 2023; give --clock that day or a later one"};

void stand(Opened& opened, const std::string& day) {
    opened.clock().set(demo::time_of(day, 8));
    jobs::run_all(opened.store(), opened.clock());
}

// The days from the end of the first year until today.
void run_on(Opened& opened, demo::Story& story, const demo::Content& first, const std::string& today) {
    auto running = demo::running_content(first, today);
    demo::plan_ending(story, first);
    demo::plan_renewals(story, first, running);
    demo::plan_ledgers(story, running);
    demo::plan_inspections(story, running);
    demo::plan_hazards(story, running);
    demo::plan_notices(story, running);
    demo::plan_running_letters(story, running);
    demo::plan_running_reports(story, running);
    demo::plan_running_tasks(story, running);
    demo::plan_running_assessments(story, running);
    story.play();
}

}  // namespace

int demo(const Options& options) {
    Opened opened(options, true);
    opened.store().read([&](db::Connection& db) {
        if (area::root(db)) throw Fault(kHasTown);
    });
    auto content = demo::read_content();
    // The day on which the town stands: the one that is asked for, else the machine's.
    auto today = opened.clock().today();
    if (today < content.today) throw Fault(kTooEarly);
    demo::Story story(opened.app());
    demo::plan_areas(story, content);
    demo::plan_people(story, content);
    demo::plan_enterprises(story, content);
    demo::plan_ledgers(story, content);
    demo::plan_inspections(story, content);
    demo::plan_hazards(story, content);
    demo::plan_authority(story, content);
    demo::plan_notices(story, content);
    demo::plan_follow_ups(story);
    demo::plan_periodic_reports(story, content);
    story.play();

    stand(opened, content.today);
    opened.store().write([&](db::Connection& db) {
        set_setting(db, "demo", "1");
        set_setting(db, "clock", today);
        if (auto town = area::root(db)) set_setting(db, "report_organ", town->name + "应急管理办公室");
    });
    // Counted from what is there now, the duties that were just made among it.
    demo::plan_assessment(story, content);
    story.play();
    stand(opened, content.today);
    if (today.substr(0, 4) > content.today.substr(0, 4)) run_on(opened, story, content, today);
    stand(opened, today);
    auto town = text_of(content.town.at("town").as_object(), "name");
    std::cout << "演示镇“" << town << "”已建好（全部虚构），日期停在 " << today << "。\n"
              << "登录名 mayor office officer village patrol enterprise admin auditor，密码都是 "
                 "demo-zhenan。\n"
              << "启动：zhenan serve --data " << options.data << "\n";
    return 0;
}

}  // namespace zhenan::commands
