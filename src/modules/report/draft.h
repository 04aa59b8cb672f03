// A report while it is written: headings number themselves, figures are asked of the measures, and
// what nobody has recorded is marked. The sections of a report are written with it.
#pragma once

#include "core/db/db.h"
#include "core/field.h"
#include "modules/area/area.h"
#include "modules/measure/measure.h"
#include "modules/report/report.h"

namespace zhenan::report {

struct Subject {
    db::Connection& db;
    area::Area area;
    Period period;
    std::string until, today;
    bool compares = false;  // a paragraph with the changes since the period before and since a year ago

    bool village() const { return area.level == "village" || area.level == "grid" || area.level == "park"; }
    std::string own() const;  // 我镇
    /// A quarter need not have everything that a half year has to tell of.
    bool tells_all() const { return period.form == Period::half || period.form == Period::year; }
    int year() const { return period.in_year(); }
    measure::Ask ask() const { return {db, area.path, period.from, until}; }
    /// The days of the period before ("previous") or of the same a year ago ("last_year"), as many of them as have
    /// passed of this one; or the year up to the report's end ("year").
    Period period_at(const std::string& at) const;
};

/// A measure's value as a sentence needs it.
struct Figure {
    std::string name;
    std::optional<double> value;  // nothing: not measured, or a rate without a base
    bool approximate = false;
    std::string unit;
    std::string member;  // of the measure's dimension

    bool any() const { return value && *value > 0; }
    std::int64_t n() const { return value ? static_cast<std::int64_t>(*value) : 0; }
};

class Draft {
public:
    explicit Draft(Subject subject);
    const Subject& subject() const { return subject_; }

    /// Names what follows, so that an edited block finds its own again when the text is written anew.
    void section(const std::string& name);
    void title(const std::string& words);
    void heading(int level, const std::string& words);
    void paragraph();
    /// Adds to the paragraph.
    void say(const std::string& words);
    void say(Spans spans);
    /// Clauses that are there, parted and ended; nothing when all are empty.
    void sentence(const std::vector<Spans>& clauses, const std::string& begin = {});
    /// 【待核实：…】; what is to be done stands in the list of what is missing too.
    void missing(const std::string& what) { say(Spans{gap(what)}); }
    void problem(const std::string& rule, const Spans& spans, std::vector<Named> records);

    bool any_problem() const { return !report_.problems.empty(); }

    Figure figure(const std::string& measure, const std::string& member = {}) const;
    std::vector<Named> records(const std::string& measure, const std::string& member = {}) const;
    /// Every record of a ledger in the period, whole.
    std::vector<json::object> entries(const std::string& kind) const;
    std::vector<json::object> entries(const std::string& kind, const std::string& from, const std::string& to) const;

    Span span(const Figure& figure) const;
    /// The same figure as it is now: for a text that somebody edited.
    Span fresh(const Span& kept) const;
    /// "悬挂横幅32条", nothing where there are none.
    Spans clause(const std::string& words, const Figure& figure) const;
    Span gap(const std::string& what);
    static Span count(const std::vector<Named>& records, const std::string& unit);
    /// 甲、乙、丙; the first ones and how many in all when there are many.
    static Spans names(const std::vector<Named>& records, const std::string& unit, std::size_t most = 10);

    Report finish(const std::string& organ);

private:
    void add(Block block);

    Subject subject_;
    Report report_;
    std::string section_ = "opening";
    int blocks_ = 0;
};

Spans operator+(Spans left, const Spans& right);
inline Spans plain(const std::string& words) {
    return {Span{.text = words}};
}

}  // namespace zhenan::report
