// The kinds that there are: those that the program carries, and those that the office made while it ran.
#include <atomic>
#include <mutex>
#include <stdexcept>

#include "modules/record/record.h"

namespace zhenan::record {

namespace {

std::vector<std::function<std::vector<Kind>()>>& makers() {
    static std::vector<std::function<std::vector<Kind>()>> all;
    return all;
}

using Snapshot = std::vector<const Kind*>;

/// Every snapshot and kind that was ever given out is kept: readers hold plain pointers to them, and declarations are
/// changed by people, a few times a day at most.
struct Registry {
    std::mutex changing;
    std::vector<std::unique_ptr<const Kind>> kept;
    std::vector<std::unique_ptr<const Snapshot>> snapshots;
    Snapshot carried;
    std::atomic<const Snapshot*> now{nullptr};

    Registry() {
        for (auto& make : makers())
            for (auto& kind : make()) carried.push_back(keep(std::move(kind)));
        show(carried);
    }
    const Kind* keep(Kind kind) {
        kept.push_back(std::make_unique<const Kind>(std::move(kind)));
        return kept.back().get();
    }
    void show(Snapshot snapshot) {
        snapshots.push_back(std::make_unique<const Snapshot>(std::move(snapshot)));
        now.store(snapshots.back().get(), std::memory_order_release);
    }
};

Registry& registry() {
    static Registry one;
    return one;
}

std::function<void(db::Connection&)>& refreshing() {
    static std::function<void(db::Connection&)> one;
    return one;
}

}  // namespace

Kinds::Kinds(std::function<std::vector<Kind>()> make) {
    makers().push_back(std::move(make));
}

const std::vector<const Kind*>& all_kinds() {
    return *registry().now.load(std::memory_order_acquire);
}

const Kind* find_kind(std::string_view name) {
    for (auto* kind : all_kinds())
        if (kind->name == name) return kind;
    return nullptr;
}

const Kind& kind(std::string_view name) {
    auto* found = find_kind(name);
    if (!found) throw std::logic_error("no kind " + std::string(name));
    return *found;
}

void publish(std::vector<Kind> declared) {
    auto& all = registry();
    std::lock_guard lock(all.changing);
    auto next = all.carried;
    for (auto& kind : declared) {
        auto* fresh = all.keep(std::move(kind));
        auto place = std::find_if(next.begin(), next.end(), [&](auto* old) { return old->name == fresh->name; });
        if (place == next.end())
            next.push_back(fresh);
        else
            *place = fresh;
    }
    all.show(std::move(next));
}

void set_refresh(std::function<void(db::Connection&)> refresh) {
    refreshing() = std::move(refresh);
}

void refresh(db::Connection& db) {
    if (refreshing()) refreshing()(db);
}

const Kind* current_kind(db::Connection& db, std::string_view name) {
    refresh(db);
    return find_kind(name);
}

std::string Kind::path() const {
    return own ? "/api/v1/ledgers/" + name + "/entries" : "/api/v1/" + name;
}

}  // namespace zhenan::record
