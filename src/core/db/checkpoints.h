// SQLite's checkpoints on a thread and a connection of their own: the writer must not wait while pages go from the
// write-ahead log into the database file.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>

#include "core/db/db.h"

namespace zhenan::db {

class Checkpoints {
public:
    explicit Checkpoints(std::unique_ptr<Connection> connection);
    ~Checkpoints();
    Checkpoints(const Checkpoints&) = delete;

    /// Called by the writer after each commit, outside of a transaction. A log that never gets a moment to be begun
    /// anew is closed by the writer itself: by then there is little left to copy.
    void after_commit(Connection& writer);

private:
    void run();

    std::unique_ptr<Connection> connection_;
    std::mutex lock_;
    std::condition_variable woken_;
    bool due_ = false, stopping_ = false;
    std::int64_t asked_at_ = 0, close_at_;
    std::thread thread_;
};

}  // namespace zhenan::db
