// THE DOOR of duties: what somebody owes by a day, and the record that discharges it. "Late" has this one source.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/db/db.h"

namespace zhenan::duty {

struct Duty {
    std::string rule;      // "hazard.rectification"
    std::string who_kind;  // "enterprises", "areas", ...
    std::string who_id;
    std::string area_id;
    std::string record_kind, record_id;  // what it is about
    std::string opened_on, due_on;
    std::string category = {};  // for whoever sees only some trades
};

/// Rules whose duties are made and ended by verbs of other modules, not by a declaration.
struct VerbRule {
    const char *name, *zh, *en;
};
/// A static object of this type names those of a module.
struct VerbRules {
    explicit VerbRules(std::vector<VerbRule> rules);
};
const std::vector<VerbRule>& verb_rules();

/// What another module knows of duties that its records discharge: who need not do it, and which records count no more.
struct Excuse {
    std::string by;  // rules that records of this kind discharge: "letters"
    /// Records whose change may change the answer, and their fields that name who is bound.
    struct Source {
        std::string kind, field, bound;
    };
    std::vector<Source> sources;
    struct Asked {
        const std::map<std::string, std::vector<std::string>>& where;  // conditions of the records that discharge
        const std::string &bound_id, &from, &today;                    // from: the first day of what is owed
    };
    std::function<bool(db::Connection&, const Asked&)> excused;
    std::function<bool(db::Connection&, const boost::json::object& record, const std::string& today)> counts;
};
/// A static object of this type declares one.
struct Excuses {
    explicit Excuses(Excuse excuse);
};
const std::vector<Excuse>& excuses();

void open(db::Connection& db, const Duty& duty);
/// Ends what is open of a rule on a record. `by`: the record or verb that did it.
void discharge(db::Connection& db, std::string_view rule, std::string_view record_id, std::string_view on,
               std::string_view by);
/// Ends the open one and opens it anew with another term: lateness that has been stays in the past.
void move(db::Connection& db, const Duty& renewed, std::string_view on, std::string_view by);

/// Who owed something about a record is replaced by its successor.
void hand_over(db::Connection& db, std::string_view record_id, std::string_view who_kind, std::string_view from,
               std::string_view to);

/// SQL on a column that holds the record's id: an open duty of the rule is past its day. $TODAY is the day of asking.
std::string late_sql(std::string_view rule, std::string_view id_column);

/// Spans that were late on a day: due before it, opened by it, not discharged by it.
struct Late {
    std::string rule, record_kind, record_id, area_id, due_on;
};
std::vector<Late> late_on(db::Connection& db, std::string_view path, std::string_view day,
                          const std::vector<std::string>& rules);

/// The same as numbers by area; a record that is late by several rules counts once, by the first of them.
struct LateCount {
    std::string area_id, rule;
    std::int64_t n = 0;
};
std::vector<LateCount> late_counts(db::Connection& db, std::string_view path, std::string_view day,
                                   const std::vector<std::string>& rules);

}  // namespace zhenan::duty
