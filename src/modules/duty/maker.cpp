#include "modules/duty/maker.h"

#include <algorithm>
#include <set>

#include "modules/area/area.h"
#include "modules/duty/duty.h"

namespace zhenan::duty {

namespace {
std::string entered_on(const json::object& record, const std::string& today) {
    auto at = from_rfc3339(text_of(record, "createdAt"));
    return at ? std::min(day_of(*at), today) : today;
}
std::string begun_on(const json::object& record) {
    std::string first;
    for (auto field : {"openedOn", "validFrom"})
        if (auto day = text_of(record, field); !day.empty() && (first.empty() || day < first)) first = day;
    return first;
}
}  // namespace

std::vector<Span> bound_spans(const Rule& rule, const std::vector<Span>& spans, const json::object& record,
                              const std::string& today) {
    return owing(rule, spans, entered_on(record, today));
}

std::string since_of(const json::object& record, const std::string& today) {
    return since_of(entered_on(record, today), begun_on(record));
}

struct Maker::Subject {
    const record::Kind& kind;
    std::string id;
    std::optional<json::object> record;  // nothing: withdrawn
    std::map<std::string, std::vector<Span>> spans = {};
    // Read once for all rules: records by kind and naming field.
    std::map<std::pair<std::string, std::string>, std::vector<json::object>> naming = {};
};

Maker::Maker(db::Connection& db, Instant now) : db_(db), now_(now), today_(day_of(now)), rules_(rules(db)) {}

bool Maker::binds(std::string_view kind) const {
    return std::any_of(rules_->begin(), rules_->end(), [&](auto& rule) { return rule.bound == kind; });
}

void Maker::follow(const std::string& kind_name, const std::string& id, const json::object& before) {
    auto* kind = record::find_kind(kind_name);
    if (!kind) return;
    if (binds(kind_name)) {
        Subject subject{*kind, id, record::standing(db_, *kind, id)};
        bring_spans(subject, false);
        bring_duties(subject);
    }
    std::set<std::pair<std::string, std::string>> others;
    std::optional<json::object> record;
    for (auto& rule : *rules_) {
        if (rule.by != kind_name || !rule.enabled) continue;
        if (!record) record = record::standing(db_, *kind, id).value_or(json::object());
        auto named = named_by(db_, rule, *record);
        for (auto& was : named_by(db_, rule, before)) named.push_back(was);
        for (auto& one : named) others.emplace(rule.bound, one);
    }
    for (auto& excuse : excuses())
        for (auto& source : excuse.sources) {
            if (source.kind != kind_name) continue;
            // Also of one that was withdrawn: it excuses no more.
            auto record = record::peek(db_, *kind, id).value_or(json::object());
            for (auto& one : {text_of(record, source.field), text_of(before, source.field)})
                if (!one.empty()) others.emplace(source.bound, one);
        }
    // Whom it discharges now, also where it names somebody else since.
    for (auto& one : bound_by_deed(db_, id)) others.insert(one);
    for (auto& [bound, one] : others) {
        auto* other = record::find_kind(bound);
        if (!other) continue;
        Subject subject{*other, one, record::standing(db_, *other, one)};
        if (subject.record) bring_duties(subject);
    }
}

void Maker::make(const record::Kind& kind, const std::string& id) {
    Subject subject{kind, id, record::standing(db_, kind, id)};
    bring_spans(subject, true);
    bring_duties(subject);
}

namespace {
const Excuse* excuse_of(const Rule& rule) {
    for (auto& excuse : excuses())
        if (excuse.by == rule.by) return &excuse;
    return nullptr;
}

bool excused_elsewhere(db::Connection& db, const Rule& rule, const Owed& owed, const std::string& bound_id,
                       const std::string& today) {
    auto* excuse = owed.done_on.empty() ? excuse_of(rule) : nullptr;
    if (!excuse) return false;
    std::map<std::string, std::vector<std::string>> where;
    for (auto& condition : rule.by_where) where[condition.field] = condition.values;
    return excuse->excused(db, {where, bound_id, owed.opened_on, today});
}
}  // namespace

bool discharge_by_new(db::Connection& db, const std::vector<Rule>& rules, const std::string& kind,
                      const std::string& id, const json::object& record, Instant now) {
    auto* known = record::find_kind(kind);
    if (!known) return true;
    struct Settled {
        const Rule* rule;
        std::string key, day;
    };
    std::vector<Settled> list;
    for (auto& rule : rules) {
        if (rule.bound == kind) return false;
        if (rule.by != kind || !rule.enabled || !fits(rule.by_where, record)) continue;
        if (excuse_of(rule)) return false;
        auto day = text_of(record, rule.by_day.empty() ? known->day : rule.by_day);
        if (!by_its_day(rule) || day.empty() || day > day_of(now)) return false;
        auto keys = keys_on(rule, day, *calendar(db));
        // Two at once (days before holidays that follow each other): which of them, the whole of it says.
        if (keys.size() > 1) return false;
        if (!keys.empty()) list.push_back({&rule, keys.front(), day});
    }
    for (auto& one : list)
        for (auto& bound : named_by(db, *one.rule, record))
            discharge_if_first(db, one.rule->name, bound, one.key, {kind, id, one.day}, now);
    return true;
}

// The bound records that a record names for a rule: the areas that it lies in, or the one in a field.
std::vector<std::string> named_by(db::Connection& db, const Rule& rule, const json::object& record) {
    auto named = text_of(record, rule.by_field);
    if (named.empty()) return {};
    if (!rule.binds_areas()) return {named};
    std::vector<std::string> areas;
    auto path = area_path(db, named);
    for (std::size_t at = 1; at < path.size();) {
        auto end = std::min(path.find('/', at), path.size());
        areas.push_back(path.substr(at, end - at));
        at = end + 1;
    }
    return areas;
}

void Maker::bring_spans(Subject& subject, bool first) {
    std::set<std::string> seen;
    for (auto& rule : *rules_) {
        if (rule.bound != subject.kind.name) continue;
        auto binding = binding_of(rule);
        if (!seen.insert(binding).second) continue;
        auto& kept = subject.spans[binding] = spans(db_, binding, subject.id);
        bool open = !kept.empty() && kept.back().to.empty();
        bool bound = subject.record && fits(rule.where, *subject.record);
        auto anchor = bound && !rule.day.empty() ? text_of(*subject.record, rule.day) : std::string();
        if (open && bound && kept.back().anchor == anchor) continue;
        if (open) {
            end_span(db_, binding, subject.id, kept.back(), today_);
            if (kept.back().from == today_)
                kept.pop_back();
            else
                kept.back().to = today_;
        }
        if (!bound) continue;
        if (!kept.empty() && kept.back().to == today_ && kept.back().anchor == anchor) {
            // Taken back on the same day: it was never otherwise.
            begin_span(db_, binding, subject.id, kept.back().from, anchor);
            kept.back().to.clear();
            continue;
        }
        auto since = today_;
        // A rule that is new finds them as they are.
        if (kept.empty() && (first || entered_on(*subject.record, today_) == today_))
            since = since_of(*subject.record, today_);
        begin_span(db_, binding, subject.id, since, anchor);
        if (!kept.empty() && kept.back().from == since) kept.pop_back();
        kept.push_back({since, {}, anchor});
    }
}

namespace {

// What is read of a deed.
void add_names(const Rule& rule, record::Names& names) {
    for (auto& condition : rule.by_where) names.insert(condition.field);
    for (auto& name : {rule.by_day, rule.by_period})
        if (!name.empty()) names.insert(name);
    if (auto* kind = record::find_kind(rule.by)) names.insert(kind->day);
}

std::vector<json::object> read_deeds(db::Connection& db, const Rule& rule, const std::string& bound_id,
                                     const std::string& today, const record::Names& names) {
    std::vector<json::object> records;
    auto* kind = record::find_kind(rule.by);
    auto* field = kind ? find_field(kind->fields, rule.by_field) : nullptr;
    if (!field) return records;
    auto keep = [&](const json::object& record) { records.push_back(record); };
    auto* excuse = excuse_of(rule);
    auto* only = excuse ? nullptr : &names;
    if (rule.binds_areas() && rule.by_field == "areaId") {
        // What happened in a grid happened in its village.
        if (auto area = area::find(db, bound_id))
            record::each_between(db, *kind, area->path, "0000-00-00", today, keep, only);
    } else {
        record::each_naming(db, *kind, *field, bound_id, keep, only);
    }
    if (excuse) std::erase_if(records, [&](auto& record) { return !excuse->counts(db, record, today); });
    return records;
}

std::vector<Deed> told(const Rule& rule, const std::vector<json::object>& records) {
    std::vector<Deed> list;
    auto* kind = record::find_kind(rule.by);
    if (!kind) return list;
    auto day = rule.by_day.empty() ? kind->day : rule.by_day;
    for (auto& record : records)
        if (fits(rule.by_where, record))
            list.push_back({kind->name, text_of(record, "id"), text_of(record, day),
                            rule.by_period.empty() ? std::string() : text_of(record, rule.by_period)});
    return list;
}

std::vector<Deed> own_deed(const Rule& rule, const record::Kind& bound, const json::object& record) {
    return {{bound.name, text_of(record, "id"), text_of(record, rule.by_day)}};
}

}  // namespace

std::vector<Deed> deeds_of(db::Connection& db, const Rule& rule, const record::Kind& bound, const json::object& record,
                           const std::string& today) {
    if (rule.by.empty()) return own_deed(rule, bound, record);
    record::Names names;
    add_names(rule, names);
    return told(rule, read_deeds(db, rule, text_of(record, "id"), today, names));
}

std::vector<Deed> Maker::deeds(Subject& subject, const Rule& rule) {
    if (rule.by.empty()) return own_deed(rule, subject.kind, *subject.record);
    auto [found, fresh] = subject.naming.try_emplace({rule.by, rule.by_field});
    if (fresh) {
        record::Names names;
        for (auto& one : *rules_)
            if (one.by == rule.by && one.by_field == rule.by_field) add_names(one, names);
        found->second = read_deeds(db_, rule, subject.id, today_, names);
    }
    return told(rule, found->second);
}

void Maker::bring_duties(Subject& subject) {
    auto kept = made_for(db_, subject.id);
    Kept whose;
    if (subject.record) {
        auto& record = *subject.record;
        auto owner = text_of(record, "enterpriseId");
        bool area = subject.kind.name == "areas", unit = subject.kind.name == "member-units";
        whose.who_kind = unit                                                              ? "member-units"
                         : subject.kind.name == "enterprises" || (!area && !owner.empty()) ? "enterprises"
                                                                                           : "areas";
        whose.area_id = area ? subject.id : text_of(record, "areaId");
        whose.who_id = whose.who_kind == "areas" ? whose.area_id : unit || owner.empty() ? subject.id : owner;
        whose.category = text_of(record, "category");
    }
    std::set<std::pair<std::string, std::string>> wanted;
    auto days = calendar(db_);
    auto exemptions = exemptions_of(db_, subject.id);
    if (subject.record)
        for (auto& rule : *rules_) {
            if (rule.bound != subject.kind.name || !rule.enabled) continue;
            auto binding = binding_of(rule);
            auto known = subject.spans.find(binding);
            if (known == subject.spans.end())
                known = subject.spans.emplace(binding, spans(db_, binding, subject.id)).first;
            if (known->second.empty()) continue;
            for (auto& owed : owed_by(rule, bound_spans(rule, known->second, *subject.record, today_),
                                      deeds(subject, rule), *days, today_)) {
                auto key = std::pair{rule.name, owed.period};
                if (!wanted.insert(key).second) continue;
                auto was = kept.find(key);
                auto next = whose;
                next.rule = rule.name;
                next.owed = owed;
                if (excused(exemptions, rule, owed) || excused_elsewhere(db_, rule, owed, subject.id, today_)) {
                    bool known = was != kept.end() && was->second.lifted_why == "exempt";
                    next.lifted_on = known ? was->second.lifted_on : today_;
                    next.lifted_why = "exempt";
                }
                if (was == kept.end()) {
                    insert_made(db_, next, subject.kind.name, subject.id, now_);
                    continue;
                }
                next.id = was->second.id;
                if (same(was->second, next)) continue;
                update_made(db_, next, now_);
            }
        }
    for (auto& [key, old] : kept) {
        // An exemption of what is owed no more for another reason is not that reason.
        if (wanted.count(key) || (!old.lifted_on.empty() && old.lifted_why != "exempt")) continue;
        // What was done under a rule that is no more in use was done.
        bool in_use = std::any_of(rules_->begin(), rules_->end(),
                                  [&](auto& rule) { return rule.name == old.rule && rule.enabled; });
        if (!in_use && !old.owed.done_on.empty()) continue;
        auto lifted = old;
        lifted.lifted_on = today_;
        lifted.lifted_why = subject.record ? "unbound" : "withdrawn";
        lifted.owed.done_on.clear();
        lifted.owed.done_kind.clear();
        lifted.owed.done_id.clear();
        update_made(db_, lifted, now_);
    }
}

}  // namespace zhenan::duty
