#include <termios.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "commands/commands.h"
#include "core/event/event.h"
#include "core/id.h"
#include "modules/account/account.h"
#include "modules/area/area.h"
#include "modules/record/record.h"

namespace zhenan::commands {

namespace {

const FaultCode kNotEmpty{Kind::conflict, "data.not_empty", "这个数据文件夹里已经有一个镇，不再初始化",
                          "There is a town in this data folder already"};
const FaultCode kCode{Kind::invalid, "init.code", "--code 要填本镇的 12 位区划代码（后三位是 000）",
                      "--code takes the town's 12-digit division code (it ends with 000)"};
const FaultCode kNoPassword{Kind::invalid, "init.password",
                            "没有管理员密码：请在提示后输入，或设环境变量 ZHENAN_ADMIN_PASSWORD",
                            "No administrator's password: type it when asked or set ZHENAN_ADMIN_PASSWORD"};
const FaultCode kDemoName{Kind::invalid, "init.demo_password", "演示镇的密码不能用在真实的镇里",
                          "The demo password is refused for a real town"};

std::string ask_password() {
    if (auto* given = std::getenv("ZHENAN_ADMIN_PASSWORD")) return given;
    if (!isatty(0)) throw Fault(kNoPassword);
    std::cerr << "管理员密码 Administrator's password: " << std::flush;
    termios old{}, quiet{};
    tcgetattr(0, &old);
    quiet = old;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(0, TCSANOW, &quiet);
    std::string password;
    std::getline(std::cin, password);
    tcsetattr(0, TCSANOW, &old);
    std::cerr << "\n";
    return password;
}

}  // namespace

int init(const Options& options) {
    if (!area::is_division_code(options.code) || area::level_of_code(options.code) != "town") throw Fault(kCode);
    auto password = ask_password();
    if (password == "demo-zhenan") throw Fault(kDemoName);
    account::check_password(password);
    auto hash = account::hash_password(password);
    Opened opened(options, true);
    auto actor = account::system_actor();
    opened.store().write([&](db::Connection& db) {
        if (area::root(db)) throw Fault(kNotEmpty);
        http::Request request{
            .method = "POST", .path = "init", .query = {}, .headers = {}, .body = {}, .id = "init", .peer = {}};
        http::Call call{request, actor, db, opened.clock(), {}, {}};
        auto town = record::create(call, record::kind("areas"),
                                   {{"name", options.town}, {"code", options.code}, {"level", "town"}});
        auto area_id = text_of(town, "id");
        auto person = record::create(call, record::kind("people"), {{"name", options.admin}, {"areaId", area_id}});
        record::create(call, record::kind("appointments"),
                       {{"personId", person["id"]},
                        {"areaId", area_id},
                        {"post", "系统管理员"},
                        {"role", "administrator"},
                        {"validFrom", opened.clock().today()}});
        record::create(call, record::kind("appointments"),
                       {{"personId", person["id"]},
                        {"areaId", area_id},
                        {"post", "镇安监办"},
                        {"role", "office"},
                        {"validFrom", opened.clock().today()}});
        account::add(db, actor, opened.clock().now(), "admin", text_of(person, "id"), hash, false);
    });
    std::cout << "已建好" << options.town << "。登录名 admin。启动：zhenan serve --data " << options.data << "\n";
    return 0;
}

}  // namespace zhenan::commands
