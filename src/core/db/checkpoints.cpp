#include "core/db/checkpoints.h"

#include <spdlog/spdlog.h>

namespace zhenan::db {

namespace {
constexpr std::int64_t kStep = 2000;      // pages, 8 MB
constexpr std::int64_t kClosed = 16'000;  // 64 MB
}  // namespace

Checkpoints::Checkpoints(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)), close_at_(kClosed), thread_([this] { run(); }) {}

Checkpoints::~Checkpoints() {
    {
        std::lock_guard lock(lock_);
        stopping_ = true;
    }
    woken_.notify_all();
    thread_.join();
}

void Checkpoints::after_commit(Connection& writer) {
    auto pages = writer.log_pages();
    if (pages < asked_at_) asked_at_ = 0, close_at_ = kClosed;  // it was begun anew
    if (pages >= close_at_) {
        // Readers who still look into the log may refuse; then again later.
        try {
            writer.execute("PRAGMA busy_timeout=20");
            writer.execute("PRAGMA wal_checkpoint(RESTART)");
        } catch (const Error& error) {
            spdlog::debug("checkpoint: {}", error.what());
        }
        writer.execute("PRAGMA busy_timeout=10000");
        close_at_ = pages + kStep;
    }
    if (pages < asked_at_ + kStep) return;
    asked_at_ = pages;
    {
        std::lock_guard lock(lock_);
        due_ = true;
    }
    woken_.notify_one();
}

void Checkpoints::run() {
    for (;;) {
        {
            std::unique_lock lock(lock_);
            woken_.wait(lock, [this] { return due_ || stopping_; });
            if (stopping_) return;
            due_ = false;
        }
        try {
            connection_->each("PRAGMA wal_checkpoint(PASSIVE)", {}, [](auto&) {});
        } catch (const Error& error) {
            spdlog::warn("checkpoint: {}", error.what());
        }
    }
}

}  // namespace zhenan::db
