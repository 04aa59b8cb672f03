// import, export, template and report: through the same routes as the pages.
#include <iostream>

#include "commands/commands.h"
#include "core/id.h"
#include "modules/account/account.h"
#include "modules/record/record.h"

namespace zhenan::commands {

namespace {

Actor acting(Opened& opened, const Options& options) {
    if (options.as == "system") return account::system_actor();
    Actor actor;
    opened.store().read([&](db::Connection& db) { actor = account::actor_of(db, options.as, opened.clock().today()); });
    return actor;
}

http::Response get(Opened& opened, const Options& options, const std::string& path) {
    http::Request request;
    request.method = "GET";
    request.path = path;
    return opened.app().call(std::move(request), acting(opened, options));
}

/// The kind's address: ledgers made in the browser have one of their own. Which there are, the store says.
std::string address(Opened& opened, const std::string& kind) {
    const record::Kind* found = nullptr;
    opened.store().read([&](db::Connection& db) { found = record::current_kind(db, kind); });
    return found && found->own ? "/api/v1/ledgers/" + kind + "/entries" : "/api/v1/" + kind;
}

int save(const http::Response& response, const Options& options, const std::string& otherwise) {
    if (response.status >= 400) {
        std::cerr << text_of(json::parse(response.body).as_object(), "detail") << "\n";
        return 1;
    }
    auto name = options.out.empty() ? otherwise : options.out;
    auto body = response.path.empty() ? response.body : read_file(response.path);
    if (name == "-")
        std::cout << body;
    else
        write_file(name, body);
    return 0;
}

std::string ending(const std::string& name, const std::string& otherwise) {
    auto dot = name.rfind('.');
    return dot == std::string::npos ? otherwise : name.substr(dot);
}

}  // namespace

int import_file(const Options& options) {
    auto bytes = read_file(options.file);
    Opened opened(options, true);
    http::Request request;
    request.method = "POST";
    request.path = address(opened, options.kind) + "/import";
    request.body = bytes;
    if (options.check) request.query.emplace_back("check", "1");
    if (options.partial) request.query.emplace_back("partial", "1");
    auto response = opened.app().call(std::move(request), acting(opened, options));
    if (options.json) {
        std::cout << response.body << "\n";
    }
    auto body = json::parse(response.body).as_object();
    if (response.status >= 400) {
        std::cerr << text_of(body, "detail") << "\n";
        if (auto* errors = body.if_contains("errors"))
            for (auto& e : errors->as_array()) std::cerr << "  " << text_of(e.as_object(), "message") << "\n";
        return 1;
    }
    bool written = boolean_of(body, "written");
    if (!options.json) {
        for (auto& e : body.at("errors").as_array())
            std::cerr << "第 " << integer_of(e.as_object(), "row") << " 行 " << text_of(e.as_object(), "field") << "："
                      << text_of(e.as_object(), "message") << "\n";
        std::cout << (written         ? "已导入 "
                      : options.check ? "检查完，可导入 "
                                      : "没有导入，合格 ")
                  << integer_of(body, "accepted") << " 行，有问题 " << integer_of(body, "rejected") << " 行\n";
    }
    return integer_of(body, "rejected") == 0 || (options.partial && written) ? 0 : 1;
}

int export_file(const Options& options) {
    Opened opened(options, false);
    auto suffix = ending(options.out, ".xlsx");
    return save(get(opened, options, address(opened, options.kind) + suffix), options, options.kind + suffix);
}

int template_file(const Options& options) {
    auto suffix = ending(options.out, ".xlsx");
    auto take = [&](const Options& from, bool alone) {
        Opened opened(from, alone);
        return save(get(opened, from, address(opened, options.kind) + "/template" + suffix), options,
                    options.kind + suffix);
    };
    if (!options.data.empty()) return take(options, false);
    // What the program carries needs no town: the template comes from the declared fields alone.
    Options scratch = options;
    scratch.data = "/tmp/zhenan-template-" + new_id();
    auto status = take(scratch, true);
    for (auto file : {"/zhenan.db", "/zhenan.db-wal", "/zhenan.db-shm", "/zhenan.lock", ""})
        std::remove((scratch.data + file).c_str());
    return status;
}

int report(const Options& options) {
    Opened opened(options, false);
    auto suffix = ending(options.out, ".docx");
    return save(get(opened, options, "/api/v1/reports/" + options.kind + "/" + options.period + suffix), options,
                options.kind + "-" + options.period + suffix);
}

int openapi() {
    http::Router router;
    http::Routes::add_all(router);
    std::cout << json::serialize(http::open_api(router)) << "\n";
    return 0;
}

int faults() {
    for (auto* code : FaultCode::all())
        std::cout << http::status_of(code->kind) << "\t" << code->code << "\t" << code->zh << "\t" << code->en << "\n";
    return 0;
}

}  // namespace zhenan::commands
