// Imports: read and checked beside the writer, then written in slices; what does not end well is taken back.
// docs/decisions/0010-sliced-imports.md tells why.
#include "modules/record/record_import.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <deque>
#include <thread>

#include "core/id.h"
#include "modules/record/record_import_store.h"
#include "modules/record/record_store.h"

namespace zhenan::record {

namespace {

using namespace std::chrono;
using work::Step;
using work::Work;

constexpr auto kSlice = milliseconds(40);  // and what the end of the batch adds
constexpr std::size_t kTogether = 200;     // so few are written in one transaction and need no record of the work
constexpr std::size_t kAhead = 2000;
constexpr std::size_t kRows = 1'048'576;
constexpr std::string_view kLikeAbove = "import.like_above";
constexpr const char* kTakenBack = "导入没有完成，已撤回";

const FaultCode kNoRows{zhenan::Kind::rejected, "import.empty", "表里没有数据行", "The table has no rows of data"};

struct Refused {
    std::size_t row;
    Fault fault;
};

// What somebody asked for, kept beyond the request.
struct Import {
    http::Request request;
    Actor actor;
    const Kind& kind;
    bool check, partial;
    Findings findings;
    Spool spool;
    std::int64_t accepted = 0;

    Import(http::Request asked, Actor who, const Kind& of)
        : request(std::move(asked)),
          actor(std::move(who)),
          kind(of),
          check(request.only_checks()),
          partial(request.parameter("partial") == "1"),
          findings(request.english()) {}
};

void read_row(Reading& reading, Import& import, const std::vector<const Field*>& columns, std::size_t number,
              const std::vector<std::string>& cells) {
    auto& kind = import.kind;
    try {
        Change change{reading.call, kind, new_id(), nullptr, input_of_row(reading, columns, cells)};
        if (kind.link_in_file)
            kind.link_in_file(change, [&](const std::string& value) {
                bool several = false;
                return reading.earlier.find(value, several);
            });
        check(change, &reading.earlier);
        auto warnings = kind.warn ? kind.warn(change) : std::vector<FieldError>();
        auto likeness = kind.likeness ? kind.likeness(change.record) : std::string();
        if (auto row = likeness.empty() ? 0 : reading.earlier.row_like(likeness))
            warnings.push_back({kind.title, std::string(kLikeAbove), fmt::format("与第 {} 行相像，可能重复", row),
                                fmt::format("Like row {}; perhaps the same", row)});
        import.findings.warn(number, warnings);
        reading.earlier.take(number, change.id, change.record);
        if (!likeness.empty()) reading.earlier.take_likeness(number, likeness);
        if (!import.check) import.spool.put(number, change.id, change.record);
        ++import.accepted;
    } catch (const Fault& fault) {
        if (fault.code->kind == zhenan::Kind::full) throw;
        import.findings.refuse(number, fault);
    }
}

void read_file(Work& work, Import& import) {
    work.app().store().read([&](db::Connection& db) {
        http::Call call{import.request, import.actor, db, work.app().clock(), {}, {}};
        Earlier earlier(import.kind);
        Reading reading{call, import.kind, earlier};
        std::vector<const Field*> columns;
        table::Limits limits;
        limits.rows = kRows;
        std::int64_t read = 0, expected = 0;
        table::read(
            import.request.body,
            [&](std::size_t number, const std::vector<std::string>& cells) {
                if (columns.empty()) {
                    columns = header(import.kind, cells);
                    import.findings.columns(columns);
                    return;
                }
                read_row(reading, import, columns, number, cells);
                if (++read % 200 == 0) work.tell(Step::checking, read, std::max(read, expected));
            },
            limits);
        if (read == 0) throw Fault(kNoRows);
    });
    import.request.body = {};
}

// One row in a savepoint of its own, so that the others stay when it is refused.
void put_alone(Change& change) {
    auto& db = change.call.db;
    auto waiting = db.waiting();
    db.run("SAVEPOINT import_row");
    try {
        put_checked(change);
        db.settle();
    } catch (...) {
        db.run("ROLLBACK TO SAVEPOINT import_row");
        db.run("RELEASE SAVEPOINT import_row");
        db.forget_after(waiting);
        throw;
    }
    db.run("RELEASE SAVEPOINT import_row");
}

class Writing {
public:
    Writing(Work& work, Import& import) : work_(work), import_(import) {}

    /// Returns how many rows are there now.
    std::int64_t all() {
        import_.spool.rewind();
        while (fill()) {
            slice();
            work_.tell(Step::writing, done_, import_.accepted);
        }
        return written_;
    }

private:
    bool fill() {
        while (ahead_.size() < kAhead)
            if (auto row = import_.spool.next())
                ahead_.push_back(std::move(*row));
            else
                break;
        return !ahead_.empty();
    }

    void slice() {
        std::size_t taken = 0;
        std::vector<Refused> refused;
        ImportSlice slice{number_, import_.kind.name, {}};
        work_.app().store().write([&](db::Connection& db) {
            taken = 0;
            refused.clear();
            slice.ids.clear();
            http::Call call{import_.request, import_.actor, db, work_.app().clock(), {}, {}};
            auto until = steady_clock::now() + kSlice;
            for (auto& row : ahead_) {
                Change change{call, import_.kind, row.id, nullptr, row.record};
                ++taken;
                try {
                    if (import_.partial)
                        put_alone(change);
                    else
                        put_checked(change);
                    slice.ids.push_back(row.id);
                } catch (const Fault& fault) {
                    refuse(refused, row.number, fault);
                } catch (const db::Error& error) {
                    if (error.kind != db::Error::unique) throw;
                    refuse(refused, row.number, Fault(kConflict, "与已有记录重复", "The same as a record that exists"));
                }
                if (work_.kept() && steady_clock::now() > until) break;
            }
            if (work_.kept()) keep_slice(db, work_.id(), slice);
        });
        for (auto& one : refused) import_.findings.refuse(one.row, one.fault);
        import_.accepted -= static_cast<std::int64_t>(refused.size());
        written_ += static_cast<std::int64_t>(slice.ids.size());
        done_ += static_cast<std::int64_t>(taken);
        ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(taken));
        ++number_;
    }

    void refuse(std::vector<Refused>& refused, std::size_t row, const Fault& fault) const {
        if (!import_.partial) throw Refused{row, fault};
        refused.push_back({row, fault});
    }

    Work& work_;
    Import& import_;
    std::deque<Spool::Row> ahead_;
    std::int64_t number_ = 1, done_ = 0, written_ = 0;
};

// Withdraws what the slices name, last row first: rows below others go before them.
void undo(http::App& app, const Actor& actor, const std::string& job_id, const std::function<void()>& on_slice) {
    http::Request request{
        .method = "DELETE", .path = "import", .query = {}, .headers = {}, .body = {}, .id = job_id, .peer = {}};
    for (bool more = true; more;) {
        app.store().write([&](db::Connection& db) {
            auto slice = last_slice(db, job_id);
            more = slice.has_value();
            if (!more) return;
            auto& of = kind(slice->kind);
            http::Call call{request, actor, db, app.clock(), {}, {}};
            auto until = steady_clock::now() + kSlice;
            while (!slice->ids.empty() && steady_clock::now() < until) {
                auto before = peek(db, of, slice->ids.back());
                Change change{call, of, slice->ids.back(), &*before, *before, true};
                slice->ids.pop_back();
                try {
                    take_back(change, kTakenBack);
                } catch (const Fault& fault) {
                    spdlog::warn("import {}: {} stays: {}", job_id, change.id, fault.en);  // somebody uses it already
                }
            }
            drop_slice(db, job_id, slice->number);
            if (!slice->ids.empty()) keep_slice(db, job_id, *slice);
        });
        on_slice();
    }
}

const work::Aftermath aftermath("import", [](http::App& app, const work::Left& left) {
    Actor actor;
    actor.account_id = left.account_id;
    actor.name = left.account_name;
    undo(app, actor, left.id, [] {});
});

json::object bring_in(Work& work, Import& import) {
    read_file(work, import);
    bool write = !import.check && import.accepted > 0 && (import.findings.rejected() == 0 || import.partial);
    if (!write) return import.findings.answer(import.accepted, false);
    if (import.accepted > static_cast<std::int64_t>(kTogether)) work.keep();
    auto take_back_all = [&] {
        if (!work.kept()) return;
        std::int64_t slices = 0;
        undo(work.app(), import.actor, work.id(), [&] { work.note(Step::undoing, ++slices, 0); });
    };
    try {
        auto written = Writing(work, import).all();
        auto answer = import.findings.answer(written, written > 0);
        if (work.kept())
            work.app().store().write([&](db::Connection& db) {
                drop_slices(db, work.id());
                work.finish(db, answer);
            });
        return answer;
    } catch (const work::Stopping&) {
        throw;  // the next start takes it back
    } catch (const Refused& refused) {
        // Somebody else took the same code meanwhile.
        take_back_all();
        import.findings.refuse(refused.row, refused.fault);
        return import.findings.answer(import.accepted - 1, false);
    } catch (...) {
        take_back_all();
        throw;
    }
}

}  // namespace

http::Response import_file(http::Call& call, const Kind& kind) {
    auto& app = *http::App::current();
    auto import = std::make_shared<Import>(call.request, call.actor, kind);
    work::Order order{"import", "导入" + kind.zh, "Import of " + kind.en};
    if (import->check) order = {"import", "检查要导入的" + kind.zh, "Check of an import of " + kind.en};
    if (call.request.header("prefer").find("respond-async") != std::string::npos)
        return work::start(call, app, order, [import](Work& work) { return bring_in(work, *import); });
    Work work(app, call.actor, order);
    return http::Response::of(work::run(work, [&](Work& work) { return bring_in(work, *import); }));
}

}  // namespace zhenan::record
