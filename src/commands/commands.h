// What the command line can do; each returns the exit status.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/clock.h"
#include "core/db/store.h"
#include "core/http/app.h"

namespace zhenan::commands {

struct Options {
    std::string data, store, clock, as = "system";
    unsigned short port = 8080;
    std::string address = "127.0.0.1";
    std::string town, code, admin;
    std::string kind, file, out, period;
    bool check = false, partial = false, json = false;
};

/// A data folder in use. `alone`: refuses while another process serves it. `fill` is called first
/// of all, when the folder is locked: a restore.
class Opened {
public:
    Opened(const Options& options, bool alone, const std::function<void(const db::Settings&)>& fill = {});
    ~Opened();
    /// Finishes what is under way; whoever answers must still be there.
    void stop();
    db::Store& store() { return *store_; }
    Clock& clock() { return clock_; }
    http::App& app() { return *app_; }

private:
    int lock_ = -1;
    Clock clock_;
    std::unique_ptr<db::Store> store_;
    std::unique_ptr<http::App> app_;
};

int serve(const Options& options);
int init(const Options& options);
int demo(const Options& options);
int import_file(const Options& options);
int export_file(const Options& options);
int template_file(const Options& options);
int report(const Options& options);
int backup(const Options& options);
int restore(const Options& options);
int verify(const Options& options);
int openapi();
int faults();

void write_file(const std::string& path, const std::string& bytes);
std::string read_file(const std::string& path);

}  // namespace zhenan::commands
