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
constexpr auto kBatchTime = milliseconds(100);
constexpr auto kGather = microseconds(2000);

std::exception_ptr as_fault(const Error& error) {
    switch (error.kind) {
        case Error::busy:
        case Error::lost:
            return std::make_exception_ptr(Fault(kBusy));
        case Error::full:
            return std::make_exception_ptr(Fault(kFull));
        case Error::interrupted:
            return std::make_exception_ptr(Fault(kStopping));
        case Error::unique:
            return std::make_exception_ptr(Fault(kConflict));
        default:
            return std::make_exception_ptr(error);
    }
}
}  // namespace

Store::Store(Settings settings) : settings_(std::move(settings)) {
    writer_ = connect(false);
}

Store::~Store() {
    stop();
}

std::unique_ptr<Connection> Store::connect(bool read_only) const {
    if (!settings_.url.empty()) return open_postgres(settings_.url);
    return open_sqlite(settings_.folder + "/zhenan.db", read_only);
}

void Store::read(const std::function<void(Connection&)>& work) {
    std::unique_ptr<Connection> connection;
    {
        std::unique_lock lock(readers_lock_);
        reader_free_.wait(lock, [&] { return reads_ended_ || !readers_.empty() || readers_open_ < settings_.readers; });
        if (reads_ended_) throw Fault(kStopping);
        if (!readers_.empty()) {
            connection = std::move(readers_.back());
            readers_.pop_back();
            reading_.insert(connection.get());
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
            store.reading_.erase(connection.get());
            if (keep && connection)
                store.readers_.push_back(std::move(connection));
            else
                --store.readers_open_;
            store.reader_free_.notify_all();
        }
    } give_back{*this, connection};
    try {
        if (!connection) {
            connection = connect(true);
            std::lock_guard lock(readers_lock_);
            if (reads_ended_) throw Fault(kStopping);
            reading_.insert(connection.get());
        }
        connection->execute(engine() == Engine::postgres ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
        try {
            work(*connection);
        } catch (...) {
            connection->execute("ROLLBACK");
            throw;
        }
        connection->execute("COMMIT");
    } catch (const Error& error) {
        give_back.keep =
            error.kind != Error::lost && error.kind != Error::interrupted && connection && !connection->broken();
        spdlog::error("read failed: {}", error.what());
        std::rethrow_exception(as_fault(error));
    }
}

void Store::end_reads(std::chrono::milliseconds grace) {
    std::unique_lock lock(readers_lock_);
    reads_ended_ = true;
    reader_free_.notify_all();
    auto none = [this] { return reading_.empty(); };
    if (reader_free_.wait_for(lock, grace, none)) return;
    // Again and again: a read may ask its next question just then.
    do
        for (auto* connection : reading_) connection->interrupt();
    while (!reader_free_.wait_for(lock, milliseconds(50), none));
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
    if (engine() == Engine::sqlite) {
        writer_->leave_checkpoints();
        checkpoints_ = std::make_unique<Checkpoints>(connect(false));
    }
    thread_ = std::thread([this] { run(); });
}

void Store::stop() {
    {
        std::lock_guard lock(queue_lock_);
        stopping_ = true;
    }
    queue_filled_.notify_all();
    if (thread_.joinable()) thread_.join();
    checkpoints_.reset();
}

// The first job of a batch is waited for. Later ones are taken as they come: whoever was answered by the last commit,
// and whose request is being read and checked right now, will be here in a moment, and one commit for all is cheaper.
std::optional<Job> Store::next_job(std::size_t ran) {
    std::unique_lock lock(queue_lock_);
    auto come = [&] { return stopping_ || !queue_.empty(); };
    if (ran == 0)
        queue_filled_.wait(lock, come);
    else if (arriving_ > 0 || ran < last_batch_)
        queue_filled_.wait_for(lock, kGather, come);
    if (queue_.empty() || (ran > 0 && !queue_.front().repeatable)) return {};
    auto job = std::move(queue_.front());
    queue_.pop_front();
    return job;
}

void Store::run() {
    while (auto job = next_job(0)) commit_batch(std::move(*job));
}

struct Store::Batch {
    std::vector<Job> jobs;
    std::vector<std::exception_ptr> outcome;
    bool with_savepoints = false;
};

// Runs the work; what the caller did wrong comes back, what hits everybody is thrown.
std::exception_ptr Store::attempt(Job& job, bool* taken) {
    try {
        job.work(*writer_);
        return {};
    } catch (const Error& error) {
        if (error.kind == Error::lost || error.kind == Error::full) throw;
        if (taken) *taken = error.kind == Error::unique;
        if (error.kind == Error::other) spdlog::error("write failed: {}", error.what());
        return as_fault(error);
    } catch (...) {
        return std::current_exception();
    }
}

// In a savepoint, which is undone if the work throws. Another server may just have written what is unique here: the
// second time it can be seen, and a repeated submission gets the first one's answer.
std::exception_ptr Store::run_job(Job& job) {
    auto waiting = writer_->waiting();
    writer_->later("SAVEPOINT job");
    Job settled{[&](Connection& db) {
                    job.work(db);
                    db.settle();
                },
                {}};
    bool again = false;
    auto writes = writer_->writes();
    auto failed = attempt(settled, &again);
    auto undo = [&] {
        writer_->execute("ROLLBACK TO SAVEPOINT job");
        writer_->forget_after(waiting);
    };
    // What was refused after it had written may be a repetition that was not looked for.
    again |= writer_->writes() != writes;
    if (failed) undo();
    if (failed && again && engine() == Engine::postgres) {
        failed = attempt(settled);
        if (failed) undo();
    }
    writer_->later("RELEASE SAVEPOINT job");
    return failed;
}

// A job that can't be run anew has the transaction for itself.
void Store::run_alone(Batch& batch) {
    Job whole{[&](Connection& db) {
                  batch.jobs.back().work(db);
                  db.do_waiting();
                  db.settle();
              },
              {}};
    batch.outcome.push_back(attempt(whole));
    if (!batch.outcome.back()) return;
    writer_->execute("ROLLBACK");
    writer_->forget_after(0);
    writer_->execute(engine() == Engine::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
}

// A savepoint for each costs SQLite a copy of every page and PostgreSQL a transaction of its own, and hardly any is
// ever undone. So jobs run without; only if one throws after it has written, all begin anew, each in its savepoint.
void Store::run_next(Batch& batch) {
    auto& job = batch.jobs.back();
    if (!job.repeatable) return run_alone(batch);
    if (batch.with_savepoints) {
        batch.outcome.push_back(run_job(job));
        return;
    }
    auto writes = writer_->writes();
    auto failed = attempt(job);
    if (failed && writer_->writes() != writes) return run_anew(batch);
    batch.outcome.push_back(failed);
}

void Store::run_anew(Batch& batch) {
    writer_->execute("ROLLBACK");
    writer_->forget_after(0);
    batch.with_savepoints = true;
    batch.outcome.clear();
    writer_->execute(engine() == Engine::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
    for (auto& job : batch.jobs) batch.outcome.push_back(run_job(job));
}

void Store::commit(Batch& batch) {
    try {
        writer_->do_waiting();
        writer_->execute("COMMIT");
    } catch (const Error& error) {
        // What was left for later is refused here at the latest: whose it was, savepoints tell.
        bool anew = !batch.with_savepoints && batch.jobs.front().repeatable;
        if (!anew || error.kind == Error::lost || error.kind == Error::full) throw;
        run_anew(batch);
        writer_->do_waiting();
        writer_->execute("COMMIT");
    }
    ++counts_.commits;
    counts_.jobs += batch.jobs.size();
    for (auto& failed : batch.outcome) counts_.failed += failed != nullptr;
}

void Store::commit_batch(Job first) {
    Batch batch;
    std::exception_ptr lost;
    batch.jobs.push_back(std::move(first));
    try {
        if (writer_->broken()) {
            writer_ = connect(false);
            if (checkpoints_) writer_->leave_checkpoints();
        }
        writer_->execute(engine() == Engine::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
        for (auto until = steady_clock::now() + kBatchTime;;) {
            run_next(batch);
            if (!batch.jobs.back().repeatable || batch.jobs.size() == kBatch || steady_clock::now() > until) break;
            auto job = next_job(batch.jobs.size());
            if (!job) break;
            batch.jobs.push_back(std::move(*job));
        }
        commit(batch);
    } catch (const Error& error) {
        spdlog::error("commit failed: {}", error.what());
        lost = as_fault(error);
        if (error.kind == Error::other) lost = std::make_exception_ptr(Fault(kBusy));
        writer_->forget_after(0);
        try {
            writer_->execute("ROLLBACK");
        } catch (const Error&) {
            // Nothing to roll back, or the connection is gone: the next batch begins on a new one.
        }
    }
    if (batch.jobs.front().repeatable) last_batch_ = batch.jobs.size();
    for (std::size_t i = 0; i < batch.jobs.size(); ++i)
        if (batch.jobs[i].done) batch.jobs[i].done(lost ? lost : batch.outcome[i]);
    if (lost) return;
    if (checkpoints_) checkpoints_->after_commit(*writer_);
}

}  // namespace zhenan::db
