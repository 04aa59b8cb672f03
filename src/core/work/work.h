// Long work of somebody: it has a record with progress, can be cancelled, and is seen by who started it. Not the jobs
// of core/jobs.h, which run by themselves.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "core/http/app.h"

namespace zhenan::work {

extern const FaultCode kWasCancelled;  // job.cancelled

/// Thrown out of the work when somebody has cancelled it.
struct Cancelled {};
/// Thrown out of the work when the program ends: all is left as it is, the next start clears up.
struct Stopping {};

/// What the work is at; a word that the pages know.
enum class Step { waiting, checking, writing, undoing };

struct Order {
    std::string kind;  // "import"
    std::string title_zh, title_en;
};

/// One piece of long work under way. Without `keep` it has no record: nobody waits for small work.
class Work {
public:
    Work(http::App& app, Actor actor, Order order);
    ~Work();
    Work(const Work&) = delete;

    const std::string& id() const { return id_; }
    const Actor& actor() const { return actor_; }
    http::App& app() { return app_; }
    bool kept() const { return kept_; }
    /// Writes the record: from now on it is listed, and a crash is cleared up after.
    void keep();
    /// Says how far it is; written twice a second at most. Throws Cancelled or Stopping.
    void tell(Step step, std::int64_t done, std::int64_t total);
    /// The same, and never throws: for what must be finished.
    void note(Step step, std::int64_t done, std::int64_t total);
    /// For the last transaction of the work.
    void finish(db::Connection& db, const json::object& answer);
    void cancel() { cancelled_ = true; }

private:
    http::App& app_;
    Actor actor_;
    Order order_;
    std::string id_;
    bool kept_ = false, finished_ = false;
    std::atomic<bool> cancelled_{false};
    std::int64_t written_at_ = 0;
    Step step_ = Step::waiting;
};

/// Does the work now; its record, if it has one, says how it ended. Throws what the work threw.
json::object run(Work& work, const std::function<json::object(Work&)>& what);
/// Starts work beside the request and answers 202 with its record.
http::Response start(http::Call& call, http::App& app, Order order, std::function<json::object(Work&)> what);

/// What a kind of work leaves behind when the program ended in the middle of it; `undo` takes it back.
struct Left {
    std::string id, account_id, account_name;
};
struct Aftermath {
    Aftermath(std::string kind, std::function<void(http::App&, const Left&)> undo);
};
/// Clears up after work of this node that nobody does any more, and marks it failed.
void bury(http::App& app);
/// Makes all work under way end soon.
void stop_all(bool stop = true);

}  // namespace zhenan::work
