#include "modules/assessment/assessment_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "modules/enforcement_performance/enforcement_performance.h"
#include "modules/measure/measure.h"

namespace zhenan::assessment {

namespace {

using measure::Definition;

const std::vector<Figure> kCounted = {
    {"duties_expected", "应办事项", "Duties owed", "项", "duties"},
    {"duties_done", "已办事项", "Duties done", "项", "duties"},
    {"duties_done_on_time", "按期办结事项", "Duties done in time", "项", "duties"},
    {"hazards_found", "发现隐患", "Hazards found", "条", "hazards"},
    {"hazards_major", "发现重大隐患", "Major hazards found", "条", "hazards"},
    {"hazards_closed", "销号隐患", "Hazards closed", "条", "hazards"},
    {"hazards_closed_in_time", "按期销号隐患", "Hazards closed in time", "条", "hazards"},
    {"hazards_overdue", "期末逾期隐患", "Hazards overdue at the end", "条", "hazards"},
    {"inspections", "检查家次", "Inspections", "家次", "place-visits"}};
const std::vector<Figure> kOfPersons = {
    {"places_in_area", "负责区域内的单位", "Places in the area", "家", "places"},
    {"places_visited", "走访过的单位", "Places visited", "家", "places"},
    {"visits", "走访家次", "Visits", "家次", "visits"},
    {"hazards_found", "上报并确认的隐患", "Hazards reported and confirmed", "条", "hazards"},
    {"hazards_closed", "其中已销号", "Of these, closed", "条", "hazards"},
    {"visit_coverage", "走访覆盖率", "Share of places visited", "%", "%"},
    {"trainings_attended", "参加培训", "Trainings attended", "期", "trainings"},
    {"training_hours", "参加培训学时", "Hours of training", "学时", "hours"}};

bool of_areas(std::string_view type) {
    return type == "village" || type == "town";
}

std::string identifier(std::string name) {
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

/// A name in a formula is a measure, perhaps with a member of its dimension behind a point.
struct Named {
    const Definition* measure = nullptr;
    std::string member;
};
Named named(std::string_view name) {
    auto point = name.find('.');
    auto first = name.substr(0, point);
    for (auto& d : measure::all())
        if (identifier(d.name) == first) return {&d, point == name.npos ? "" : std::string(name.substr(point + 1))};
    return {};
}

// Cells of all areas fall to the subject that lies over them.
using Sums = std::map<std::string, double>;
Sums sums(db::Connection& db, const Definition& d, const std::string& member, const Span& span,
          const std::map<std::string, std::string>& subject_of) {
    bool at_end = d.form == Definition::stock || d.at_end;
    auto to = at_end ? std::min(span.to, span.today) : span.to;
    Sums found;
    for (auto& cell :
         measure::cells_of({db, span.path, at_end ? std::min(span.from, to) : span.from, to, member}, d.name))
        if (auto subject = subject_of.find(cell.area_id); subject != subject_of.end())
            found[subject->second] += static_cast<double>(cell.n);
    return found;
}

Figures of_measures(db::Connection& db, const std::vector<Subject>& subjects, const Span& span,
                    const formula::Names& asked, const std::function<void()>& on_figure) {
    std::set<std::string> ids;
    for (auto& subject : subjects) ids.insert(subject.id);
    std::map<std::string, std::string> subject_of;
    for (auto& [id, area] : paths_and_levels(db)) {
        auto& path = area.first;
        for (std::size_t at = 1; at < path.size();) {
            auto end = path.find('/', at);
            auto part = path.substr(at, end - at);
            if (ids.count(part)) subject_of[id] = part;
            at = end + 1;
        }
    }
    std::map<std::string, Sums> known;  // several formulas and rates ask the same
    auto sums_of = [&](const Definition& d, const std::string& member) -> const Sums& {
        auto key = d.name + "." + member;
        auto found = known.find(key);
        if (found == known.end()) found = known.emplace(key, sums(db, d, member, span, subject_of)).first;
        return found->second;
    };
    auto at = [](const Sums& sums, const std::string& id) {
        auto found = sums.find(id);
        return found == sums.end() ? 0.0 : found->second;
    };
    Figures figures;
    for (auto& name : asked) {
        on_figure();
        auto [d, member] = named(name);
        if (!d) continue;
        if (d->form == Definition::rate) {
            auto &over = sums_of(*measure::find(d->numerator), member),
                 &under = sums_of(*measure::find(d->denominator), member);
            for (auto& subject : subjects) {
                auto base = at(under, subject.id);
                auto& value = figures[subject.id][name];
                if (base != 0) value = at(over, subject.id) * 100 / base;
            }
        } else {
            auto& all = sums_of(*d, member);
            for (auto& subject : subjects) figures[subject.id][name] = at(all, subject.id);
        }
    }
    return figures;
}

Figures of_counts(db::Connection& db, std::string_view type, const std::vector<Subject>& subjects, const Span& span,
                  const formula::Names& asked, const std::function<void()>& on_figure) {
    on_figure();
    auto counts = count_by(db, type == "enterprise" ? By::enterprise : By::category, span.path, span.from, span.to);
    Figures figures;
    for (auto& subject : subjects)
        for (auto& name : asked) {
            double sum = 0;
            for (auto& key : type == "enterprise" ? std::vector{subject.id} : subject.categories)
                if (auto found = counts.find(key); found != counts.end())
                    if (auto n = found->second.find(name); n != found->second.end())
                        sum += static_cast<double>(n->second);
            figures[subject.id][name] = sum;
        }
    return figures;
}

Figures of_persons(db::Connection& db, const std::vector<Subject>& subjects, const Span& span,
                   const formula::Names& asked, const std::function<void()>& on_figure) {
    struct Seen {
        std::set<std::string> places;
        std::int64_t visits = 0, found = 0, closed = 0, trainings = 0;
        double hours = 0;
    };
    std::map<std::string, Seen> seen;
    on_figure();
    each_visit(db, span.path, span.from, span.to,
               [&](auto& persons, auto& place, std::int64_t found, std::int64_t closed) {
                   for (auto& person : persons) {
                       auto& one = seen[person];
                       one.places.insert(place);
                       ++one.visits;
                       one.found += found;
                       one.closed += closed;
                   }
               });
    // Where nobody was entered by name, it is not known who took part: that is no zero.
    std::set<std::string> named;
    each_training(db, span.from, span.to, [&](auto& persons, double hours, auto& path) {
        if (!persons.empty()) named.insert(path);
        for (auto& person : persons) {
            ++seen[person].trainings;
            seen[person].hours += hours;
        }
    });
    on_figure();
    auto places = places_in_trade(db, span.path, std::min(span.to, span.today));
    Figures figures;
    for (auto& subject : subjects) {
        auto& one = seen[subject.id];
        // Measured against what the person's own area holds: a big grid is no merit, a small one no fault.
        auto first = std::lower_bound(places.begin(), places.end(), std::pair(subject.path, std::string()));
        double inside = 0, visited = 0;
        for (; first != places.end() && first->first.starts_with(subject.path); ++first) {
            ++inside;
            visited += one.places.count(first->second) != 0;
        }
        formula::Values values{{"places_in_area", inside},
                               {"places_visited", visited},
                               {"visits", static_cast<double>(one.visits)},
                               {"hazards_found", static_cast<double>(one.found)},
                               {"hazards_closed", static_cast<double>(one.closed)},
                               {"visit_coverage", {}},
                               {"trainings_attended", {}},
                               {"training_hours", {}}};
        bool known = std::any_of(named.begin(), named.end(), [&](auto& path) {
            return path.starts_with(subject.path) || subject.path.starts_with(path);
        });
        if (known) {
            values["trainings_attended"] = static_cast<double>(one.trainings);
            values["training_hours"] = one.hours;
        }
        if (inside > 0) values["visit_coverage"] = visited * 100 / inside;
        for (auto& name : asked) figures[subject.id][name] = values[name];
    }
    return figures;
}

namespace quality = enforcement_performance;

bool of_enforcement(std::string_view type) {
    return type == "officer" || type == "unit";
}

// Each with how many records it rests on, so that a scheme may say from how many on it applies.
std::vector<Figure> figures_of_quality() {
    std::vector<Figure> all;
    for (auto& d : quality::definitions()) {
        all.push_back({d.name, d.zh, d.en, d.unit_zh, d.unit_en});
        all.push_back({std::string(d.name) + ".base", std::string(d.zh) + "：总数", std::string(d.en) + ": out of",
                       "条", "records"});
    }
    return all;
}

Figures of_quality(db::Connection& db, std::string_view type, const std::vector<Subject>& subjects, const Span& span,
                   const formula::Names& asked, const std::function<void()>& on_figure) {
    quality::Span period{span.path, span.from, span.to, span.today};
    auto all = quality::subjects(db, type, period);
    Figures figures;
    for (auto& d : quality::definitions()) {
        auto base = std::string(d.name) + ".base";
        if (!asked.count(d.name) && !asked.count(base)) continue;
        on_figure();
        auto found = quality::cases(db, d.name, all, period);
        for (auto& subject : subjects) {
            auto figure = quality::figure_of(d, found[subject.id]);
            if (asked.count(d.name)) figures[subject.id][d.name] = figure.value;
            if (asked.count(base)) figures[subject.id][base] = static_cast<double>(figure.base);
        }
    }
    return figures;
}

}  // namespace

std::vector<Figure> figures_for(std::string_view type) {
    if (type == "patroller") return kOfPersons;
    if (of_enforcement(type)) return figures_of_quality();
    if (!of_areas(type)) return kCounted;
    std::vector<Figure> all;
    for (auto& d : measure::all()) {
        all.push_back({identifier(d.name), d.zh, d.en, d.unit_zh, d.unit_en});
        for (auto& option : d.options)
            if (option.value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos)
                all.push_back({identifier(d.name) + "." + option.value, d.zh + "：" + option.zh,
                               d.en + ": " + option.en, d.unit_zh, d.unit_en});
    }
    return all;
}

formula::Names names_for(std::string_view type) {
    formula::Names names;
    for (auto& figure : figures_for(type)) names.insert(figure.name);
    return names;
}

Figures collect(db::Connection& db, std::string_view type, const std::vector<Subject>& subjects, const Span& span,
                const formula::Names& asked, const std::function<void()>& on_figure) {
    if (of_areas(type)) return of_measures(db, subjects, span, asked, on_figure);
    if (of_enforcement(type)) return of_quality(db, type, subjects, span, asked, on_figure);
    if (type == "patroller") return of_persons(db, subjects, span, asked, on_figure);
    return of_counts(db, type, subjects, span, asked, on_figure);
}

json::object behind(std::string_view type, std::string_view name, std::string_view subject_id, const Span& span) {
    auto days = fmt::format("from={}&to={}", span.from, span.to);
    if (of_areas(type)) {
        auto [d, member] = named(name);
        if (!d) return {};
        auto path = fmt::format("/measures/{}/records?area={}&{}", d->name, subject_id, days);
        if (!member.empty()) path += "&member=" + member;
        return {{"records", path}};
    }
    if (of_enforcement(type))
        return {{"records", fmt::format("/enforcement-performance/records?type={}&subject={}&figure={}&{}", type,
                                        subject_id, name.substr(0, name.find('.')), days)}};
    auto between = [&](const char* field) { return fmt::format("{0}.from={1}&{0}.to={2}", field, span.from, span.to); };
    if (type == "enterprise") {
        if (name.starts_with("duties"))
            return {{"list", fmt::format("/k/duties?whoId={}&{}", subject_id, between("dueOn"))}};
        if (name == "inspections")
            return {{"list", fmt::format("/k/inspections?placeId={}&{}", subject_id, between("happenedOn"))}};
        auto closed = name.starts_with("hazards_closed");
        if (name.starts_with("hazards"))
            return {{"list",
                     fmt::format("/k/hazards?placeId={}&{}", subject_id, between(closed ? "closedOn" : "foundOn"))}};
    }
    return {};
}

}  // namespace zhenan::assessment
