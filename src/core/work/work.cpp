#include "core/work/work.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <filesystem>
#include <mutex>
#include <set>

#include "core/id.h"
#include "core/jobs.h"
#include "core/work/work_json.h"
#include "core/work/work_store.h"

namespace zhenan::work {

const FaultCode kWasCancelled{Kind::conflict, "job.cancelled", "已取消，没有写入任何内容",
                              "It was cancelled; nothing was written"};

namespace {

constexpr Instant kBetween = 500;
constexpr Instant kKept = 7LL * 86'400'000;

const FaultCode kBroken{Kind::internal, "job.broken",
                        "程序中途停止，这项工作没有完成，已写入的内容已全部撤回；请重新开始",
                        "The program stopped in the middle; the work was not done and what it had written was taken "
                        "back. Start it again"};
std::atomic<bool> stopping{false};

struct Live {
    std::mutex lock;
    std::set<Work*> works;
};
Live& live() {
    static Live one;
    return one;
}

std::vector<std::pair<std::string, std::function<void(http::App&, const Left&)>>>& aftermaths() {
    static std::vector<std::pair<std::string, std::function<void(http::App&, const Left&)>>> all;
    return all;
}

// Several programs may share one PostgreSQL: each clears up after itself alone.
std::string node_of(http::App& app) {
    char host[256] = {};
    gethostname(host, sizeof host - 1);
    std::error_code ignored;
    auto folder = std::filesystem::absolute(app.store().settings().folder, ignored).string();
    return sha256(std::string(host) + ":" + folder).substr(0, 16);
}

const char* word(Step step) {
    switch (step) {
        case Step::waiting:
            return "waiting";
        case Step::checking:
            return "checking";
        case Step::writing:
            return "writing";
        case Step::undoing:
            return "undoing";
    }
    return "";
}

// Progress is counted in real time, also where the clock stands.
Instant steady_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

void end(http::App& app, const std::string& id, const char* state, const std::string& answer,
         const std::string& problem) {
    app.store().write([&](db::Connection& db) { set_ended(db, id, state, answer, problem, app.clock().now()); });
}

const jobs::Job tidy("work", 60, [](db::Store& store, Clock& clock) {
    if (!http::App::current()) return;
    bury(*http::App::current());
    store.write([&](db::Connection& db) { forget_before(db, clock.now() - kKept); });
});

}  // namespace

Work::Work(http::App& app, Actor actor, Order order)
    : app_(app), actor_(std::move(actor)), order_(std::move(order)), id_(new_id()) {
    std::lock_guard lock(live().lock);
    live().works.insert(this);
}

Work::~Work() {
    std::lock_guard lock(live().lock);
    live().works.erase(this);
}

void Work::keep() {
    if (kept_) return;
    kept_ = true;
    Record record{id_,       actor_.account_id, actor_.name, order_.kind, order_.title_zh, order_.title_en,
                  "waiting", "waiting"};
    record.created_at = app_.clock().now();
    record.node = node_of(app_);
    app_.store().write([&](db::Connection& db) { insert(db, record); });
}

void Work::note(Step step, std::int64_t done, std::int64_t total) {
    auto now = steady_ms();
    if (!kept_ || (step == step_ && now - written_at_ < kBetween)) return;
    written_at_ = now;
    step_ = step;
    bool asked = false;
    try {
        app_.store().write(
            [&](db::Connection& db) { asked = set_progress(db, id_, word(step), done, total, app_.clock().now()); });
    } catch (const Fault&) {
        return;  // the store is busy: progress can wait
    }
    if (asked) cancelled_ = true;
}

void Work::tell(Step step, std::int64_t done, std::int64_t total) {
    if (stopping) throw Stopping{};
    note(step, done, total);
    if (cancelled_) throw Cancelled{};
}

void Work::finish(db::Connection& db, const json::object& answer) {
    if (kept_ && !finished_) set_ended(db, id_, "done", json::serialize(answer), {}, app_.clock().now());
}

json::object run(Work& work, const std::function<json::object(Work&)>& what) {
    auto ended = [&](const char* state, const std::string& problem) {
        if (work.kept()) end(work.app(), work.id(), state, {}, problem);
    };
    try {
        work.tell(Step::checking, 0, 0);
        auto answer = what(work);
        if (work.kept()) work.app().store().write([&](db::Connection& db) { work.finish(db, answer); });
        return answer;
    } catch (const Cancelled&) {
        ended("cancelled", {});
        throw Fault(kWasCancelled);
    } catch (const Stopping&) {
        throw Fault(kStopping);  // left as it is: the next start takes back what was written
    } catch (const Fault& fault) {
        if (fault.code == &kStopping) throw;  // a read was broken off: as above
        ended("failed", problem_text(fault));
        throw;
    } catch (const std::exception& error) {
        spdlog::error("work {}: {}", work.id(), error.what());
        ended("failed", problem_text(Fault(kInternal)));
        throw;
    }
}

http::Response start(http::Call& call, http::App& app, Order order, std::function<json::object(Work&)> what) {
    if (stopping) throw Fault(kStopping);
    auto work = std::make_shared<Work>(app, call.actor, std::move(order));
    work->keep();
    auto response =
        http::Response::of(json_of(
                               *[&] {
                                   std::optional<Record> record;
                                   app.store().read([&](db::Connection& db) { record = find(db, work->id()); });
                                   return record;
                               }(),
                               call.request.english()),
                           202);
    response.headers.emplace_back("Location", "/api/v1/jobs/" + work->id());
    response.headers.emplace_back("Preference-Applied", "respond-async");
    boost::asio::post(app.slow_workers(), [work, what = std::move(what)] {
        try {
            run(*work, what);
        } catch (const std::exception&) {
            // Its record says so; if even that could not be written, the ticker clears up.
        }
    });
    return response;
}

Aftermath::Aftermath(std::string kind, std::function<void(http::App&, const Left&)> undo) {
    aftermaths().emplace_back(std::move(kind), std::move(undo));
}

void bury(http::App& app) {
    std::vector<Record> open;
    app.store().read([&](db::Connection& db) { open = open_on(db, node_of(app)); });
    for (auto& record : open) {
        {
            std::lock_guard lock(live().lock);
            bool under_way = false;
            for (auto* work : live().works) under_way |= work->id() == record.id;
            if (under_way) continue;
        }
        for (auto& [kind, undo] : aftermaths())
            if (kind == record.kind) undo(app, {record.id, record.account_id, record.account_name});
        end(app, record.id, "failed", {}, problem_text(Fault(kBroken)));
    }
}

void stop_all(bool stop) {
    stopping = stop;
}

bool cancel_here(const std::string& id) {
    std::lock_guard lock(live().lock);
    for (auto* work : live().works)
        if (work->id() == id) {
            work->cancel();
            return true;
        }
    return false;
}

}  // namespace zhenan::work
