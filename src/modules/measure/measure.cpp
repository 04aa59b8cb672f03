#include "modules/measure/measure.h"

#include <fmt/format.h>

#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>

#include "core/jobs.h"
#include "modules/area/area.h"
#include "modules/measure/measure_store.h"
#include "modules/record/record.h"

namespace zhenan::measure {

namespace {

using Contribute = std::function<std::vector<Contribution>(const json::object&)>;

const FaultCode kByCategory{Kind::forbidden, "measure.category_scope",
                            "您只管部分行业，全域指标不向您显示；请看分行业的清单",
                            "You answer for some trades only; whole figures are not shown to you"};

std::map<std::string, Contribute>& carried_sources() {
    static std::map<std::string, Contribute> all;
    return all;
}
std::vector<std::function<std::vector<Definition>()>>& makers() {
    static std::vector<std::function<std::vector<Definition>()>> all;
    return all;
}

/// What is counted now. Earlier states are kept, as in record: readers hold plain pointers.
struct Counted {
    std::map<std::string, Contribute> sources;
    std::vector<Definition> definitions;
};
struct Registry {
    std::mutex changing;
    std::vector<std::unique_ptr<const Counted>> kept;
    std::atomic<const Counted*> now{nullptr};

    void show(std::vector<Declared> declared) {
        auto next = std::make_unique<Counted>();
        next->sources = carried_sources();
        for (auto& make : makers())
            for (auto& definition : make()) next->definitions.push_back(std::move(definition));
        for (auto& one : declared) {
            next->sources[one.kind] = std::move(one.contributions);
            for (auto& definition : one.definitions)
                if (std::none_of(next->definitions.begin(), next->definitions.end(),
                                 [&](auto& other) { return other.name == definition.name; }))
                    next->definitions.push_back(std::move(definition));
        }
        std::sort(next->definitions.begin(), next->definitions.end(), [](auto& a, auto& b) { return a.name < b.name; });
        std::lock_guard lock(changing);
        kept.push_back(std::move(next));
        now.store(kept.back().get(), std::memory_order_release);
    }
    Registry() { show({}); }
};
Registry& registry() {
    static Registry one;
    return one;
}
const Counted& counted() {
    return *registry().now.load(std::memory_order_acquire);
}

const Definition& need(std::string_view name) {
    auto* found = find(name);
    if (!found) throw Fault(kNotFound);
    return *found;
}

std::vector<Cell> cells(const Ask& ask, const Definition& definition) {
    auto found = definition.form == Definition::computed
                     ? definition.cells(ask)
                     : folded_cells(ask, definition.name, definition.form == Definition::stock);
    if (!ask.member.empty()) std::erase_if(found, [&](auto& cell) { return cell.dimension != ask.member; });
    return found;
}

Value sum(const std::vector<Cell>& cells) {
    Value value{0.0, false};
    std::int64_t approximate = 0;
    for (auto& cell : cells) {
        *value.value += static_cast<double>(cell.n);
        approximate += cell.approximate;
    }
    value.approximate = approximate > 0;
    return value;
}

bool at_end(const Definition& definition) {
    return definition.form == Definition::stock || definition.at_end;
}

std::vector<std::pair<std::string, Ask>> months(const Ask& ask) {
    std::vector<std::pair<std::string, Ask>> parts;
    for (auto day = ask.from; day <= ask.to;) {
        auto next = add_days(day.substr(0, 8) + "01", 31).substr(0, 8) + "01";
        auto last = std::min(add_days(next, -1), ask.to);
        parts.emplace_back(day.substr(0, 7), Ask{ask.db, ask.path, day, last, ask.member});
        day = next;
    }
    return parts;
}

Value rate(const Value& over, const Value& under) {
    if (!under.value || *under.value == 0 || !over.value) return {};
    return {*over.value * 100.0 / *under.value, over.approximate || under.approximate};
}

const jobs::Job folding("fold", 5, [](db::Store& store, Clock&) {
    std::int64_t taken = 0;
    do {
        store.write([&](db::Connection& db) { taken = fold(db); });
    } while (taken == 20000);
});

}  // namespace

Source::Source(std::string kind, Contribute contributions) {
    add_source(kind, std::move(contributions));
}
void add_source(const std::string& kind, Contribute contributions) {
    carried_sources()[kind] = std::move(contributions);
}
Definitions::Definitions(std::function<std::vector<Definition>()> make) {
    makers().push_back(std::move(make));
}

const std::vector<Definition>& all() {
    return counted().definitions;
}

void publish(std::vector<Declared> declared) {
    registry().show(std::move(declared));
}

const Definition* find(std::string_view name) {
    for (auto& definition : all())
        if (definition.name == name) return &definition;
    return nullptr;
}

void follow(db::Connection& db, const std::string& kind, const std::string& id, const json::object* record,
            bool fresh) {
    auto& sources = counted().sources;
    auto source = sources.find(kind);
    if (source == sources.end()) return;
    follow(db, kind, id, record ? source->second(*record) : std::vector<Contribution>(), fresh);
}

void follow(db::Connection& db, const std::string& kind, const std::string& id,
            const std::vector<Contribution>& contributions, bool fresh) {
    struct Key {
        std::string measure, area, day, dimension;
        auto operator<=>(const Key&) const = default;
    };
    std::map<Key, std::pair<std::int64_t, std::int64_t>> change;
    for (auto& c : contributions) {
        auto& entry = change[{c.measure, c.area_id, c.day, c.dimension}];
        entry.first += c.n;
        entry.second += c.approximate ? 1 : 0;
    }
    if (!fresh)
        for (auto& old : posted_of(db, id)) {
            auto& entry = change[{old.measure, old.area_id, old.day, old.dimension}];
            entry.first -= old.n;
            entry.second -= old.approximate;
        }
    for (auto& [key, n] : change)
        if (n.first || n.second) post(db, kind, id, {key.measure, key.area, key.day, key.dimension, n.first, n.second});
}

std::vector<Cell> stock_of(const Ask& ask, std::string_view name) {
    return folded_cells(ask, name, true);
}

std::vector<Cell> cells_of(const Ask& ask, std::string_view name) {
    return cells(ask, need(name));
}

Value value(const Ask& ask, std::string_view name) {
    auto& definition = need(name);
    if (definition.form == Definition::rate)
        return rate(value(ask, definition.numerator), value(ask, definition.denominator));
    return sum(cells(ask, definition));
}

std::vector<std::pair<std::string, Value>> by(const Ask& ask, std::string_view name, const std::string& by_what) {
    auto& definition = need(name);
    std::vector<std::pair<std::string, Value>> rows;
    if (by_what == "month") {
        for (auto& [month, part] : months(ask)) rows.emplace_back(month, value(part, name));
        return rows;
    }
    if (definition.form == Definition::rate) {
        auto over = by(ask, definition.numerator, by_what), under = by(ask, definition.denominator, by_what);
        for (auto& [key, base] : under) {
            Value top{0.0, false};
            for (auto& [other, v] : over)
                if (other == key) top = v;
            rows.emplace_back(key, rate(top, base));
        }
        return rows;
    }
    auto parts = cells(ask, definition);
    if (by_what == "area") {
        std::map<std::string, std::string> path_of;
        std::map<std::string, std::vector<Cell>> below;
        std::vector<std::string> order;
        auto depth = ask.path.size();
        // Every area right below appears, also those without a record.
        for (auto level : {"province", "city", "county", "town", "village", "park", "grid"})
            for (auto& a : area::of_level(ask.db, ask.path, level, ask.to)) {
                path_of[a.id] = a.path;
                bool child = a.path.size() > depth && a.path.find('/', depth) == a.path.size() - 1;
                if (ask.path == "/") child = a.parent_id.empty();
                if (child) order.push_back(a.id);
            }
        for (auto& cell : parts) {
            auto& path = path_of[cell.area_id];
            if (path.empty())
                if (auto a = area::find(ask.db, cell.area_id)) path = a->path;
            auto end = path.size() > depth ? path.find('/', depth) : std::string::npos;
            auto id = end == std::string::npos ? cell.area_id : path.substr(depth, end - depth);
            if (!below.count(id) && std::find(order.begin(), order.end(), id) == order.end()) order.push_back(id);
            below[id].push_back(cell);
        }
        for (auto& id : order) rows.emplace_back(id, sum(below[id]));
        return rows;
    }
    if (by_what != definition.dimension || by_what.empty()) throw Fault(kInvalid, "by");
    std::map<std::string, std::vector<Cell>> groups;
    for (auto& option : definition.options) groups[option.value];
    for (auto& cell : parts) groups[cell.dimension].push_back(cell);
    for (auto& [key, group] : groups) rows.emplace_back(key, sum(group));
    return rows;
}

std::vector<RecordLine> records(const Ask& ask, std::string_view name, std::int64_t limit, std::int64_t offset,
                                std::int64_t& total) {
    auto& definition = need(name);
    if (definition.form == Definition::rate) return records(ask, definition.numerator, limit, offset, total);
    if (definition.form != Definition::computed)
        return folded_records(ask, definition.name, at_end(definition), limit, offset, total);
    auto lines = definition.records(ask);
    if (!ask.member.empty()) std::erase_if(lines, [&](auto& line) { return line.member != ask.member; });
    total = static_cast<std::int64_t>(lines.size());
    if (offset >= total) return {};
    lines.erase(lines.begin(), lines.begin() + offset);
    if (static_cast<std::int64_t>(lines.size()) > limit) lines.resize(static_cast<std::size_t>(limit));
    return lines;
}

std::optional<std::string> recount(db::Connection& db) {
    struct Key {
        std::string measure, area, day, dimension;
        auto operator<=>(const Key&) const = default;
    };
    record::refresh(db);
    std::map<Key, std::int64_t> counted;
    for (auto& [name, contributions] : measure::counted().sources) {
        auto* kind = record::find_kind(name);
        if (!kind) continue;
        for (auto& id : all_ids(db, kind->table, name))
            if (auto record = record::peek(db, *kind, id))
                for (auto& c : contributions(*record)) counted[{c.measure, c.area_id, c.day, c.dimension}] += c.n;
    }
    std::erase_if(counted, [](auto& entry) { return entry.second == 0; });
    for (auto& kept : {all_posted(db), all_folded_with_tail(db)}) {
        auto left = counted;
        for (auto& p : kept) {
            Key key{p.measure, p.area_id, p.day, p.dimension};
            if (left[key] != p.n)
                return fmt::format("measure {} on {} in area {}: kept {}, counted {}", p.measure, p.day, p.area_id, p.n,
                                   left[key]);
            left.erase(key);
        }
        if (!left.empty()) {
            auto& [key, n] = *left.begin();
            return fmt::format("measure {} on {} in area {}: kept 0, counted {}", key.measure, key.day, key.area, n);
        }
    }
    return {};
}

std::string asked_path(http::Call& call, const std::string& area_id) {
    std::string top;
    for (auto& grant : call.actor.grants) {
        if (!grant.owner.empty()) continue;
        if (!grant.categories.empty()) continue;
        if (top.empty() || grant.path.size() < top.size()) top = grant.path;
    }
    if (top.empty()) throw Fault(kByCategory);
    if (area_id.empty()) {
        // Everything is the town: then "by area" means its villages.
        auto root = top == "/" ? area::root(call.db) : std::nullopt;
        return root ? root->path : top;
    }
    auto found = area::find(call.db, area_id);
    if (!found) throw Fault(kNotFound);
    for (auto& grant : call.actor.grants)
        if (grant.owner.empty() && grant.categories.empty() && found->path.starts_with(grant.path)) return found->path;
    throw Fault(kNotFound);
}

}  // namespace zhenan::measure
