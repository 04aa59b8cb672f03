// The store: many readers on snapshots, one writer that commits many jobs in one transaction (group commit).
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/db/checkpoints.h"
#include "core/db/db.h"

namespace zhenan::db {

struct Settings {
    std::string folder;       // the data folder
    std::string url;          // postgres://..., or empty for SQLite in the folder
    std::size_t readers = 4;  // connections
    std::size_t queue = 4096;
};

/// A unit of writing. If `work` throws, only it is undone. `done` is called after the commit of the whole batch, with
/// what `work` threw, or with why the commit failed. Called on the writer's thread: be short.
struct Job {
    std::function<void(Connection&)> work;
    std::function<void(std::exception_ptr)> done;
    /// It may be run anew after everything it did was undone: then it shares a transaction with others. One that may
    /// not has a transaction of its own.
    bool repeatable = false;
};

/// Names and checksums of the migrations that this binary carries for an engine.
std::map<std::string, std::string> shipped_migrations(Engine engine);

class Store {
public:
    explicit Store(Settings settings);
    ~Store();
    Store(const Store&) = delete;

    Engine engine() const { return settings_.url.empty() ? Engine::sqlite : Engine::postgres; }
    const Settings& settings() const { return settings_; }

    /// Applies the migrations that are missing, in the order of their names. Throws Fault store.newer when the database
    /// knows a migration that this binary doesn't. `only`: just those of these names, for a restore of older rows.
    void migrate(const std::map<std::string, std::string>* only = nullptr);

    /// Runs on a snapshot; waits for a free connection. Throws Fault kStopping once reads have been ended.
    void read(const std::function<void(Connection&)>& work);
    /// Queues a job; throws Fault kBusy when the queue is full.
    void submit(Job job);
    /// Queues and waits. Throws what the work threw.
    void write(const std::function<void(Connection&)>& work);
    /// Tells the writer how many requests are on their way to it, so that it can wait a moment for them.
    std::atomic<int>& arriving() { return arriving_; }

    /// Starts the writer; before that, and for migrations, nothing is written.
    void start();
    /// No read begins any more; those under way have this long, then their statements are broken off. Returns when
    /// none is left. Writing goes on.
    void end_reads(std::chrono::milliseconds grace);
    /// Finishes what is queued and ends the writer.
    void stop();

    struct Counts {
        std::atomic<std::uint64_t> commits{0}, jobs{0}, failed{0};
    };
    const Counts& counts() const { return counts_; }
    std::size_t queued() const;

private:
    std::unique_ptr<Connection> connect(bool read_only) const;
    void run();
    std::optional<Job> next_job(std::size_t ran);
    struct Batch;
    std::exception_ptr attempt(Job& job, bool* taken = nullptr);
    std::exception_ptr run_job(Job& job);
    void run_next(Batch& batch);
    void run_alone(Batch& batch);
    void run_anew(Batch& batch);
    void commit(Batch& batch);
    void commit_batch(Job first);

    Settings settings_;
    mutable std::mutex queue_lock_;
    std::condition_variable queue_filled_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::size_t last_batch_ = 0;
    std::thread thread_;
    std::unique_ptr<Connection> writer_;
    std::unique_ptr<Checkpoints> checkpoints_;

    std::mutex readers_lock_;
    std::condition_variable reader_free_;
    std::vector<std::unique_ptr<Connection>> readers_;
    std::size_t readers_open_ = 0;
    std::set<Connection*> reading_;
    bool reads_ended_ = false;

    std::atomic<int> arriving_{0};
    Counts counts_;
};

}  // namespace zhenan::db
