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
}  // namespace

int demo(const Options& options) {
    Opened opened(options, true);
    opened.store().read([&](db::Connection& db) {
        if (area::root(db)) throw Fault(kHasTown);
    });
    auto content = demo::read_content();
    demo::Story story(opened.app());
    demo::plan_areas(story, content);
    demo::plan_people(story, content);
    demo::plan_enterprises(story, content);
    demo::plan_ledgers(story, content);
    demo::plan_inspections(story, content);
    demo::plan_hazards(story, content);
    demo::plan_notices(story, content);
    demo::plan_follow_ups(story);
    demo::plan_periodic_reports(story, content);
    story.play();

    opened.clock().set(demo::time_of(content.today, 8));
    opened.store().write([&](db::Connection& db) {
        set_setting(db, "demo", "1");
        set_setting(db, "clock", content.today);
        if (auto town = area::root(db)) set_setting(db, "report_organ", town->name + "应急管理办公室");
    });
    jobs::run_all(opened.store(), opened.clock());
    // Counted from what is there now, the duties that were just made among it.
    demo::plan_assessment(story, content);
    story.play();
    opened.clock().set(demo::time_of(content.today, 8));
    jobs::run_all(opened.store(), opened.clock());
    auto town = text_of(content.town.at("town").as_object(), "name");
    std::cout << "演示镇“" << town << "”已建好（全部虚构），日期停在 " << content.today << "。\n"
              << "登录名 mayor office officer village patrol enterprise admin auditor，密码都是 "
                 "demo-zhenan。\n"
              << "启动：zhenan serve --data " << options.data << "\n";
    return 0;
}

}  // namespace zhenan::commands
