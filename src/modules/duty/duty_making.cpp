// When duties are made: with each change, in its transaction; and each day, and after a change of the rules, for all.
#include <spdlog/spdlog.h>

#include <chrono>
#include <set>

#include "core/event/event.h"
#include "core/id.h"
#include "core/jobs.h"
#include "modules/duty/duty.h"
#include "modules/duty/maker.h"

namespace zhenan::duty {

namespace {

// The rules and the day decide; a calendar that changes may change what is due.
std::string stamp_of(db::Connection& db) {
    return rules_stamp(db) + "|" + calendar_stamp(db);
}

bool changes_an_excuse(std::string_view kind) {
    for (auto& excuse : excuses())
        for (auto& source : excuse.sources)
            if (source.kind == kind) return true;
    return false;
}

const Observer observer([](db::Connection& db, Instant now, const Happening& what) {
    auto all = rules(db);
    bool concerns = std::any_of(all->begin(), all->end(),
                                [&](auto& rule) { return rule.bound == what.kind || rule.by == what.kind; });
    bool excuses = changes_an_excuse(what.kind);
    if (!concerns && !excuses) return;
    // At the end of the transaction: an event may be written before the row is.
    db.before_commit([now, excuses, kind = std::string(what.kind), id = std::string(what.record_id),
                      before = what.before, after = what.after](db::Connection& db) {
        if (!excuses && before.empty() && discharge_by_new(db, *rules(db), kind, id, after, now)) return;
        Maker(db, now).follow(kind, id, before);
    });
});

// Who wants to write meanwhile waits for one slice; while nobody does, a commit is worth more.
constexpr std::size_t kSlice = 500;
constexpr std::chrono::milliseconds kSliceTime{30}, kQuietSlice{400};

bool made_for_today(db::Connection& db, Instant now, const std::string& kind) {
    auto state = making(db, kind).value_or(Making{});
    return state.made_for == day_of(now) && state.stamp == stamp_of(db) && state.done_to == "~";
}

// One slice of a kind; false when nothing is left for today.
bool make_slice(db::Store& store, db::Connection& db, Instant now, const record::Kind& kind) {
    auto today = day_of(now), stamp = stamp_of(db);
    auto state = making(db, kind.name).value_or(Making{});
    if (made_for_today(db, now, kind.name)) return false;
    if (state.made_for != today || state.stamp != stamp) state = {today, "", stamp};
    auto ids = record::next_ids(db, kind, state.done_to, kSlice);
    Maker maker(db, now);
    auto began = std::chrono::steady_clock::now();
    auto more = [&] {
        auto took = std::chrono::steady_clock::now() - began;
        return took < kSliceTime || (took < kQuietSlice && store.queued() == 0 && store.arriving() == 0);
    };
    std::size_t made = 0;
    while (made < ids.size() && (made == 0 || more())) maker.make(kind, ids[made++]);
    state.done_to = made == ids.size() && ids.size() < kSlice ? "~" : ids[made - 1];
    put_making(db, kind.name, state);
    return true;
}

const jobs::Job job("duties", 2, [](db::Store& store, Clock& clock) {
    // Mostly there is nothing to do, and then nobody is kept from writing.
    std::set<std::string> waiting;
    store.read([&](db::Connection& db) {
        for (auto& kind : kinds_made(db)) waiting.insert(kind);
        for (auto& rule : *rules(db)) waiting.insert(rule.bound);
        std::erase_if(waiting, [&](auto& kind) { return made_for_today(db, clock.now(), kind); });
    });
    for (auto& name : waiting) {
        auto* kind = record::find_kind(name);
        for (bool more = kind != nullptr; more;)
            store.write(
                [&](db::Connection& db) { more = db.alone("duties") && make_slice(store, db, clock.now(), *kind); });
    }
});

}  // namespace

}  // namespace zhenan::duty
