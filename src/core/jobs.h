// Work that runs beside requests: folding, sealing, cleaning. Parts add theirs by a static object.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "core/clock.h"
#include "core/db/store.h"
#include "core/http/server.h"

namespace zhenan::jobs {

struct Context {
    db::Store& store;
    Clock& clock;
    const http::Traffic& traffic;
};
void set_context(const Context* context);
const Context* context();  // nothing outside `serve`

/// A job that wants to be called every `seconds`, perhaps also when serving begins; one that throws is logged and
/// called again.
struct Job {
    Job(const char* name, int seconds, std::function<void(db::Store&, Clock&)> work, bool at_start = false);
};

class Ticker {
public:
    explicit Ticker(const Context& context);
    ~Ticker() { stop(); }
    void stop();

private:
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

/// Runs every job once, waiting: for the command line.
void run_all(db::Store& store, Clock& clock);

}  // namespace zhenan::jobs
