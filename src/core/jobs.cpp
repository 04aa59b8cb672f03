#include "core/jobs.h"

#include <spdlog/spdlog.h>

#include "core/event/event.h"
#include "core/fault.h"

namespace zhenan::jobs {

namespace {
struct Entry {
    const char* name;
    int seconds;
    std::function<void(db::Store&, Clock&)> work;
    bool at_start;
};
std::vector<Entry>& entries() {
    static std::vector<Entry> all;
    return all;
}
const Context* current = nullptr;

void run(const Entry& entry, db::Store& store, Clock& clock) {
    try {
        entry.work(store, clock);
    } catch (const std::exception& error) {
        spdlog::warn("job {}: {}", entry.name, error.what());
    }
}

const Job seal("seal", 10, [](db::Store& store, Clock& clock) {
    std::int64_t sealed = 0;
    do {
        store.write([&](db::Connection& db) { sealed = seal_events(db, clock.now()); });
    } while (sealed == 5000);
});
}  // namespace

void set_context(const Context* context) {
    current = context;
}
const Context* context() {
    return current;
}

Job::Job(const char* name, int seconds, std::function<void(db::Store&, Clock&)> work, bool at_start) {
    entries().push_back({name, seconds, std::move(work), at_start});
}

Ticker::Ticker(const Context& context)
    : thread_([this, &context] {
          for (std::uint64_t second = 1;; ++second) {
              {
                  std::unique_lock lock(mutex_);
                  if (wake_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; })) return;
              }
              for (auto& entry : entries())
                  if (second % static_cast<std::uint64_t>(entry.seconds) == 0 || (second == 1 && entry.at_start))
                      run(entry, context.store, context.clock);
          }
      }) {}

void Ticker::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void run_all(db::Store& store, Clock& clock) {
    for (auto& entry : entries()) run(entry, store, clock);
}

}  // namespace zhenan::jobs
