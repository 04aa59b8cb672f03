// The agenda collects itself: what is late, silent, missing or worse, a line for each village.
#include <fmt/format.h>

#include <map>
#include <set>
#include <unordered_map>

#include "core/id.h"
#include "modules/area/area.h"
#include "modules/follow_up/follow_up.h"
#include "modules/measure/measure.h"
#include "modules/progress_review/progress_review.h"
#include "modules/progress_review/progress_review_rules.h"
#include "modules/record/record.h"

namespace zhenan::progress_review {

namespace {

constexpr std::size_t kShown = 20;  // records of a line that stand on it; its link opens all
using Query = std::vector<std::pair<std::string, std::string>>;

/// The areas right below that lines are made for; what lies elsewhere is the area's own.
class Parts {
public:
    Parts(http::Call& call, const area::Area& whole, const std::string& day) : call_(call), whole_(whole) {
        auto level = whole.level == "village" ? "grid" : "village";
        for (auto& part : area::of_level(call.db, whole.path, level, day))
            if (part.id != whole.id) parts_.push_back(part);
    }
    const std::vector<area::Area>& all() const { return parts_; }
    const area::Area& of(const std::string& area_id) {
        auto known = known_.find(area_id);
        if (known != known_.end()) return *known->second;
        const area::Area* found = &whole_;
        if (auto a = area::find(call_.db, area_id))
            for (auto& part : parts_)
                if (a->path.starts_with(part.path)) found = &part;
        known_[area_id] = found;
        return *found;
    }

private:
    http::Call& call_;
    const area::Area& whole_;
    std::vector<area::Area> parts_;
    std::unordered_map<std::string, const area::Area*> known_;
};

struct Topic {
    const char *name, *kind;
    Query query;
    const char *title, *due;  // the fields that name a record and its day
    bool (*takes)(const json::object& record) = nullptr;
};

/// A duty to report is a topic of its own.
bool asks_for_report(const json::object& duty) {
    auto rule = text_of(duty, "rule");
    return rule == "zero-statement" || rule == "weekly-report" || rule == "monthly-report" ||
           rule == "town-weekly-report" || rule == "town-monthly-report";
}
bool asks_for_something_else(const json::object& duty) {
    return !asks_for_report(duty);
}

json::object brief(const Topic& topic, const json::object& record) {
    json::object one{{"kind", topic.kind}, {"id", record.at("id")}};
    auto title = text_of(record, topic.title);
    for (auto name : {"placeName", "whoName", "ownerName", "partyAreaName", "enterpriseName"})
        if (auto who = text_of(record, name); !who.empty()) {
            title = who + "：" + title;
            break;
        }
    one["title"] = title;
    if (auto due = text_of(record, topic.due); !due.empty()) one["dueOn"] = due;
    return one;
}

std::string link_of(const Topic& topic, const std::string& area_id) {
    std::string link = fmt::format("/k/{}?", topic.kind);
    for (auto& [name, value] : topic.query)
        if (name != "area") link += name + "=" + value + "&";
    return link + "area=" + area_id;
}

void add_topic(http::Call& call, Parts& parts, const std::string& area_id, const Topic& topic,
               std::vector<Line>& lines) {
    http::Request request;
    request.query = topic.query;
    request.query.emplace_back("area", area_id);
    http::Call inner{request, call.actor, call.db, call.clock, {}, {}};
    auto& kind = record::kind(topic.kind);
    if (!call.actor.has_any(kind.readers())) return;
    std::map<std::string, Line> by_part;
    std::vector<std::string> order;
    record::each(inner, kind, [&](const json::object& record) {
        if (topic.takes && !topic.takes(record)) return;
        // A major hazard is a line of its own; anything else is gathered by village.
        auto& part = parts.of(text_of(record, "areaId"));
        bool single = std::string_view(topic.name) == "major";
        auto key = single ? text_of(record, "id") : part.id;
        auto& line = by_part[key];
        if (line.count++ == 0) {
            order.push_back(key);
            line.topic = topic.name;
            line.area_id = part.id;
            line.area_name = part.name;
            line.link = single ? fmt::format("/k/{}/{}", topic.kind, key) : link_of(topic, part.id);
        }
        if (line.records.size() < kShown) line.records.push_back(brief(topic, record));
    });
    for (auto& key : order) {
        auto& line = by_part[key];
        line.title = std::string_view(topic.name) == "major" ? text_of(line.records[0].as_object(), "title")
                                                             : line_title(topic.name, line.area_name, line.count);
        lines.push_back(std::move(line));
    }
}

/// Grids in which nothing was recorded: no figure that counts records has anything there.
void add_silent(http::Call& call, const Parts& parts, const std::string& from, const std::string& to,
                std::vector<Line>& lines) {
    static const std::vector<std::string> counted = {"outings",   "inspections", "hazards-found", "hazards-closed",
                                                     "trainings", "drills",      "leaflets",      "slogans"};
    for (auto& part : parts.all()) {
        auto grids = area::of_level(call.db, part.path, "grid", to);
        if (grids.empty()) continue;
        std::set<std::string> heard;
        measure::Ask ask{call.db, part.path, from, to};
        for (auto& name : counted) {
            if (!measure::find(name)) continue;
            for (auto& [key, value] : measure::by(ask, name, "area"))
                if (value.value.value_or(0) > 0) heard.insert(key);
        }
        Line line{.topic = "silent", .area_id = part.id, .area_name = part.name};
        std::string names;
        for (auto& grid : grids) {
            if (heard.count(grid.id)) continue;
            ++line.count;
            if (line.records.size() < kShown)
                line.records.push_back({{"kind", "areas"}, {"id", grid.id}, {"title", grid.name}});
        }
        if (line.count == 0) continue;
        line.title = line_title("silent", part.name, line.count);
        line.link = fmt::format("/k/inspections?area={}", part.id);
        lines.push_back(std::move(line));
    }
}

std::string figure(double value) {
    return value == static_cast<double>(static_cast<std::int64_t>(value)) ? fmt::format("{:.0f}", value)
                                                                          : fmt::format("{:.1f}", value);
}

std::optional<double> number_of(const json::object& figures, const char* name) {
    auto* value = figures.if_contains(name);
    if (!value || !value->is_number()) return {};
    return value->to_number<double>();
}

}  // namespace

json::object figures_now(http::Call& call, const std::string& path, const std::string& day) {
    json::object figures;
    auto from = day.substr(0, 4) + "-01-01";
    for (auto& one : watched())
        if (auto* d = measure::find(one.measure)) {
            auto value = measure::value({call.db, path, from, day}, d->name).value;
            figures[one.measure] = value ? json::value(*value) : json::value(nullptr);
        }
    return figures;
}

std::vector<Line> collect(http::Call& call, const json::object& review, const json::object& figures_before) {
    auto whole = area::find(call.db, text_of(review, "areaId"));
    auto today = call.today(), since = text_of(review, "since");
    Parts parts(call, *whole, today);
    std::vector<Line> lines;
    const Query late{{"state", "late"}, {"made", "true"}, {"sort", "dueOn"}};
    const std::vector<Topic> topics = {
        {"follow_ups", "follow-ups", {{"late", "any"}, {"sort", "dueOn"}}, "title", "dueOn"},
        {"major", "hazards", {{"level", "major"}, {"open", "true"}, {"sort", "dueOn"}}, "description", "dueOn"},
        {"enterprise_late", "hazards", {{"late", "enterprise"}, {"sort", "dueOn"}}, "description", "dueOn"},
        {"town_late", "hazards", {{"late", "town"}, {"sort", "recheckDueOn"}}, "description", "recheckDueOn"},
        {"duties", "duties", late, "title", "dueOn", asks_for_something_else},
        {"letters", "letters", {{"state", "owed"}, {"sort", "dueOn"}}, "title", "dueOn"},
        {"reports", "duties", late, "title", "dueOn", asks_for_report}};
    for (auto& topic : topics) add_topic(call, parts, whole->id, topic, lines);
    add_silent(call, parts, since, today, lines);
    auto now = figures_now(call, whole->path, today);
    for (auto& one : watched()) {
        auto before = number_of(figures_before, one.measure), is = number_of(now, one.measure);
        if (!got_worse(one, before, is)) continue;
        auto* d = measure::find(one.measure);
        Line line{.topic = "worse", .area_id = whole->id, .count = 1, .area_name = whole->name};
        line.title = fmt::format("{}：{} → {} {}", one.zh, figure(*before), figure(*is), d->unit_zh);
        line.link = fmt::format("/measures?name={}", one.measure);
        line.records.push_back({{"kind", "measures"},
                                {"id", one.measure},
                                {"before", *before},
                                {"now", *is},
                                {"title", d->zh},
                                {"titleEn", d->en}});
        lines.push_back(std::move(line));
    }
    return lines;
}

void gather(http::Call& call, const std::string& id, json::object review) {
    auto area_id = text_of(review, "areaId");
    auto whole = area::find(call.db, area_id);
    auto before = previous(call.db, area_id, text_of(review, "period"), text_of(review, "heldOn"));
    auto first = since(text_of(review, "period"), text_of(review, "heldOn"), before ? before->held_on : "");
    review["since"] = first;
    auto figures = before && !before->figures.empty() ? json::parse(before->figures).as_object() : json::object{};
    auto fresh = collect(call, review, figures);
    std::vector<Line> kept;
    for (auto& one : lines_of(call.db, id))
        if (!one.decision.empty() || one.topic == "other") kept.push_back(one);
    remove_undecided(call.db, id);
    auto same = [](const Line& a, const Line& b) {
        return a.topic == b.topic && a.area_id == b.area_id && (a.topic != "major" || a.link == b.link) &&
               (a.topic != "worse" || a.link == b.link);
    };
    std::int64_t position = 0;
    for (auto& topic : topics()) {
        for (auto& one : kept)
            if (one.topic == topic) move_line(call.db, one.id, ++position);
        for (auto& one : fresh) {
            if (one.topic != topic || std::any_of(kept.begin(), kept.end(), [&](auto& k) { return same(k, one); }))
                continue;
            one.id = new_id();
            add_line(call.db, id, ++position, one);
        }
    }
    json::object changes{{"since", first}, {"figures", figures_now(call, whole->path, call.today())}};
    if (before) changes["previousId"] = before->id;
    record::update_row(call.db, record::kind("progress-reviews"), id, changes, call.now());
}

}  // namespace zhenan::progress_review
