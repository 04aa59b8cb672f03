// Reads the command line; everything else stands in commands/.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "commands/commands.h"
#include "core/fault.h"

using namespace zhenan;

#ifdef __SANITIZE_ADDRESS__
// Leaks of the libraries, not ours: libxlsxwriter loses the range of a drop-down list, fontconfig and cairo keep
// caches.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:lxw_strdup\nleak:libfontconfig\nleak:libcairo";
}
#endif

int main(int argc, char** argv) {
    commands::Options o;
    CLI::App line{"镇安 ZhenAn: a township's work safety"};
    line.set_version_flag("--version", ZHENAN_VERSION);
    line.require_subcommand(1);
    std::function<int()> run;
    auto command = [&](const char* name, const char* about, std::function<int(const commands::Options&)> work,
                       bool store = true) {
        auto* sub = line.add_subcommand(name, about);
        if (store) {
            sub->add_option("--data", o.data, "data folder")->required();
            sub->add_option("--store", o.store, "postgres://... instead of SQLite in the data folder");
            sub->add_option("--clock", o.clock, "a standing clock, for the demo and tests");
        }
        sub->callback([&run, &o, work] { run = [&o, work] { return work(o); }; });
        return sub;
    };
    auto* serve = command("serve", "serve the pages and the API", commands::serve);
    serve->add_option("--port", o.port, "port");
    serve->add_option("--address", o.address, "address to listen on");
    command("demo", "make a fresh demo town", commands::demo);
    auto* init = command("init", "make an empty real town", commands::init);
    init->add_option("--town", o.town, "the town's name")->required();
    init->add_option("--code", o.code, "12-digit division code")->required();
    init->add_option("--admin", o.admin, "the administrator's name")->required();
    auto* import = command("import", "import XLSX or CSV", commands::import_file);
    import->add_option("kind", o.kind)->required();
    import->add_option("file", o.file)->required();
    import->add_flag("--check", o.check, "only check");
    import->add_flag("--partial", o.partial, "keep the good rows");
    import->add_flag("--json", o.json, "print the answer as JSON");
    import->add_option("--as", o.as, "the account that stands in the audit trail");
    auto* export_command = command("export", "export a list as XLSX or CSV", commands::export_file);
    export_command->add_option("kind", o.kind)->required();
    export_command->add_option("--out", o.out, "file.xlsx or file.csv");
    export_command->add_option("--as", o.as, "whose scope");
    auto* tmpl = command("template", "a file to fill in", commands::template_file, false);
    tmpl->add_option("kind", o.kind)->required();
    tmpl->add_option("--out", o.out, "file.xlsx or file.csv");
    auto* town = tmpl->add_option("--data", o.data, "data folder: only for a ledger that was made in the browser");
    tmpl->add_option("--store", o.store, "postgres://... instead of SQLite in the data folder")->needs(town);
    auto* report = command("report", "write a report", commands::report);
    report->add_option("kind", o.kind)->required();
    report->add_option("--period", o.period, "2023-H1 ...")->required();
    report->add_option("--out", o.out, "file.docx, .pdf or .json");
    report->add_option("--as", o.as, "whose scope");
    command("backup", "copy the whole store into one file", commands::backup)->add_option("--out", o.out)->required();
    command("restore", "make a store from a backup", commands::restore)->add_option("file", o.file)->required();
    command("verify", "check the whole store", commands::verify);
    command(
        "openapi", "print the API's description", [](auto&) { return commands::openapi(); }, false);
    command(
        "faults", "list every error", [](auto&) { return commands::faults(); }, false);
    try {
        line.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        int status = line.exit(error);
        return status == 0 ? 0 : 2;
    }
    spdlog::set_default_logger(spdlog::stderr_logger_mt("zhenan"));
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
    // Requests are logged when somebody serves, not when the demo town is made.
    spdlog::set_level(serve->parsed() ? spdlog::level::info : spdlog::level::warn);
    try {
        return run();
    } catch (const Fault& fault) {
        std::cerr << fault.zh << "\n" << fault.en << "\n";
        for (auto& error : fault.errors) std::cerr << "  " << error.field << ": " << error.zh << "\n";
        return 1;
    } catch (const std::exception& error) {
        std::cerr << "出错：" << error.what() << "\n";
        return 1;
    }
}
