// A report as it is looked at: figures as handed in beside what the records say now, and the reports it rolls up.
#include <algorithm>

#include "modules/measure/measure.h"
#include "modules/periodic_report/periodic_report.h"
#include "modules/periodic_report/periodic_report_store.h"
#include "modules/record/record.h"

namespace zhenan::periodic_report {

namespace {

measure::Ask ask_of(http::Call& call, const std::string& path, const Period& period) {
    // What stands at the end of a period that still runs is what stands today.
    auto to = std::min(period.to, call.today());
    return {call.db, path, std::min(period.from, to), to};
}

bool handed_in(std::string_view state) {
    return state == "submitted" || state == "accepted";
}

/// While nobody began it: it runs, or it is missing.
std::string without_record(const Period& period, const std::string& today) {
    return period.to < today ? "missing" : "running";
}

std::vector<Part> parts_of(http::Call& call, const area::Area& whole, const Period& period) {
    std::vector<Part> parts;
    auto level = level_below(whole.level);
    if (level.empty()) return parts;
    std::map<std::string, Figures> now;
    auto areas = area::of_level(call.db, whole.path, level, std::min(period.to, call.today()));
    if (areas.empty()) return parts;
    auto ask = ask_of(call, whole.path, period);
    for (auto& name : measures()) {
        if (!measure::find(name)) continue;
        for (auto& area : areas) now[area.id][name] = 0;
        for (auto& [key, value] : measure::by(ask, name, "area"))
            if (auto found = now.find(key); found != now.end()) found->second[name] = value.value;
    }
    for (auto& area : areas) {
        Part part{.area = area, .state = without_record(period, call.today())};
        part.id = report_of(call.db, area.id, period.text);
        if (!part.id.empty()) {
            auto record = *record::peek(call.db, record::kind("periodic-reports"), part.id, call.today());
            part.state = text_of(record, "state");
            if (handed_in(part.state)) {
                part.submitted_on = text_of(record, "submittedOn");
                part.zero = boolean_of(record, "zero");
                part.differs = differing(from_json(record.if_contains("figures")), now[area.id]);
            }
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

}  // namespace

Figures figures_now(http::Call& call, const std::string& path, const Period& period) {
    Figures figures;
    for (auto& name : measures())
        if (measure::find(name)) figures[name] = measure::value(ask_of(call, path, period), name).value;
    return figures;
}

json::object to_json(const Figures& figures) {
    json::object kept;
    for (auto& [name, value] : figures) kept[name] = value ? json::value(*value) : json::value(nullptr);
    return kept;
}

Figures from_json(const json::value* kept) {
    Figures figures;
    if (!kept || !kept->is_object()) return figures;
    for (auto& [name, value] : kept->as_object())
        figures[std::string(name)] =
            value.is_number() ? std::optional<double>(value.to_number<double>()) : std::nullopt;
    return figures;
}

Sight look(http::Call& call, const std::string& area_id, const Period& period) {
    record::refresh(call.db);
    auto path = measure::asked_path(call, area_id);
    auto own = path.substr(0, path.size() - 1);
    auto area = area::find(call.db, own.substr(own.rfind('/') + 1));
    if (!area) throw Fault(kNotFound);
    Sight sight{.area = *area, .period = period, .state = without_record(period, call.today())};
    sight.id = report_of(call.db, area->id, period.text);
    if (!sight.id.empty()) {
        sight.record = record::get(call.db, call.actor, record::kind("periodic-reports"), sight.id, call.today());
        sight.state = text_of(sight.record, "state");
    }
    auto now = figures_now(call, path, period);
    bool kept = handed_in(sight.state);
    auto snapshot = kept ? from_json(sight.record.if_contains("figures")) : now;
    sight.zero = all_zero(snapshot);
    for (auto& name : measures()) {
        auto value = snapshot.find(name);
        if (value == snapshot.end()) continue;
        Figure one{name, value->second, now[name]};
        one.differs = one.value != one.live;
        if (auto* marks = sight.record.if_contains("marks"); marks && marks->is_array())
            for (auto& mark : marks->as_array())
                if (text_of(mark.as_object(), "measure") == name) one.note = text_of(mark.as_object(), "note");
        sight.figures.push_back(std::move(one));
    }
    sight.parts = parts_of(call, *area, period);
    return sight;
}

}  // namespace zhenan::periodic_report
