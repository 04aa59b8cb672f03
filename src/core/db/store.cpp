#include "core/db/store.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>
#include <future>

#include "core/fault.h"

namespace zhenan::db {

namespace {
using namespace std::chrono;
constexpr std::size_t kBatch = 256;
constexpr auto kBatchTime = milliseconds(40);
constexpr auto kGather = microseconds(2000);

std::exception_ptr as_fault(const Error& error) {
    switch (error.kind) {
        case Error::busy:
        case Error::lost: return std::make_exception_ptr(Fault(kBusy));
        case Error::full: return std::make_exception_ptr(Fault(kFull));
        case Error::unique: return std::make_exception_ptr(Fault(kConflict));
        default: return std::make_exception_ptr(error);
    }
}
}  // namespace

Store::Store(Settings settings) : settings_(std::move(settings)) { writer_ = connect(false); }

Store::~Store() { stop(); }

std::unique_ptr<Connection> Store::connect(bool read_only) const {
    if (!settings_.url.empty()) return open_postgres(settings_.url);
    return open_sqlite(settings_.folder + "/zhenan.db", read_only);
}

void Store::read(const std::function<void(Connection&)>& work) {
    std::unique_ptr<Connection> connection;
    {
        std::unique_lock lock(readers_lock_);
        reader_free_.wait(lock, [&] { return !readers_.empty() || readers_open_ < settings_.readers; });
        if (!readers_.empty()) {
            connection = std::move(readers_.back());
            readers_.pop_back();
        } else {
            ++readers_open_;
        }
    }
    struct Return {
        Store& store;
        std::unique_ptr<Connection>& connection;
        bool keep = true;
        ~Return() {
            std::lock_guard lock(store.readers_lock_);
            if (keep && connection)
                store.readers_.push_back(std::move(connection));
            else
                --store.readers_open_;
            store.reader_free_.notify_one();
        }
    } give_back{*this, connection};
    try {
        if (!connection) connection = connect(true);
        connection->execute(engine() == Engine::postgres ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                                         : "BEGIN");
        try {
            work(*connection);
        } catch (...) {
            connection->execute("ROLLBACK");
            throw;
        }
        connection->execute("COMMIT");
    } catch (const Error& error) {
        give_back.keep = error.kind != Error::lost;
        spdlog::error("read failed: {}", error.what());
        std::rethrow_exception(as_fault(error));
    }
}

void Store::submit(Job job) {
    {
        std::lock_guard lock(queue_lock_);
        if (stopping_ || queue_.size() >= settings_.queue) throw Fault(kBusy);
        queue_.push_back(std::move(job));
    }
    queue_filled_.notify_one();
}

void Store::write(const std::function<void(Connection&)>& work) {
    std::promise<void> promise;
    submit({work, [&](std::exception_ptr failed) {
                if (failed)
                    promise.set_exception(failed);
                else
                    promise.set_value();
            }});
    promise.get_future().get();
}

std::size_t Store::queued() const {
    std::lock_guard lock(queue_lock_);
    return queue_.size();
}

void Store::start() {
    thread_ = std::thread([this] { run(); });
}

void Store::stop() {
    {
        std::lock_guard lock(queue_lock_);
        stopping_ = true;
    }
    queue_filled_.notify_all();
    if (thread_.joinable()) thread_.join();
}

std::vector<Job> Store::take_batch() {
    std::unique_lock lock(queue_lock_);
    queue_filled_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    // Requests that are being read and checked right now will be here in a moment: one commit for all is cheaper.
    auto until = steady_clock::now() + kGather;
    while (!stopping_ && queue_.size() < kBatch && arriving_ > 0 && steady_clock::now() < until)
        queue_filled_.wait_until(lock, until);
    std::vector<Job> batch;
    while (!queue_.empty() && batch.size() < kBatch) {
        batch.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    return batch;
}

void Store::run() {
    for (;;) {
        auto batch = take_batch();
        if (batch.empty()) return;
        commit_batch(batch);
    }
}

void Store::commit_batch(std::vector<Job>& batch) {
    std::vector<std::exception_ptr> outcome(batch.size());
    std::exception_ptr lost;
    std::size_t ran = 0;
    auto began = steady_clock::now();
    try {
        writer_->execute(engine() == Engine::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
        while (ran < batch.size()) {
            auto& job = batch[ran];
            writer_->run("SAVEPOINT job");
            try {
                job.work(*writer_);
            } catch (const Error& error) {
                if (error.kind == Error::lost || error.kind == Error::full) throw;
                if (error.kind == Error::other) spdlog::error("write failed: {}", error.what());
                outcome[ran] = as_fault(error);
            } catch (...) {
                outcome[ran] = std::current_exception();
            }
            if (outcome[ran]) {
                writer_->run("ROLLBACK TO SAVEPOINT job");
                ++counts_.failed;
            }
            writer_->run("RELEASE SAVEPOINT job");
            ++ran;
            if (steady_clock::now() - began > kBatchTime) break;
        }
        writer_->execute("COMMIT");
        ++counts_.commits;
        counts_.jobs += ran;
    } catch (const Error& error) {
        spdlog::error("commit failed: {}", error.what());
        lost = as_fault(error);
        if (error.kind == Error::other) lost = std::make_exception_ptr(Fault(kBusy));
        try {
            writer_->execute("ROLLBACK");
        } catch (const Error&) {
            // Nothing to roll back, or the connection is gone: the next batch begins on a new one.
        }
        ran = batch.size();
    }
    if (ran < batch.size()) {
        std::lock_guard lock(queue_lock_);
        for (std::size_t i = batch.size(); i > ran; --i) queue_.push_front(std::move(batch[i - 1]));
    }
    for (std::size_t i = 0; i < ran; ++i)
        if (batch[i].done) batch[i].done(lost ? lost : outcome[i]);
    if (!lost && after_commit_) after_commit_();
}

}  // namespace zhenan::db
