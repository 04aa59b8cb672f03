// A rule of duties: whom it binds, when what is due, and which record discharges it. Declared in src/duties, kept in
// the store, changed there by the office.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/field.h"

namespace zhenan::duty {

/// A field of a record and the values that fit.
struct Where {
    std::string field;
    std::vector<std::string> values;
    bool operator==(const Where&) const = default;
};

struct Rule {
    std::string name;                          // "half-year-drill"
    std::string clause;                        // what it rests on
    std::string zh, en;                        // what is owed
    std::string effective_from, effective_to;  // by the first day of what is owed
    bool enabled = true;

    // Whom it binds: records of a kind that fit.
    std::string bound;  // "enterprises", "areas", "plans"
    std::vector<Where> where;

    /// period: once in each. rolling: again so many months after the last time. after: so long after a day of the
    /// record. expiry: until a day of the record comes, which is then moved on. window: within days of each year.
    /// holiday: in the days before each longer holiday.
    enum Form { period, rolling, after, expiry, window, holiday } form = period;
    std::string every;          // period: week, month, quarter, half, year
    int months = 0;             // rolling; expiry: added to the day
    std::string day;            // after, expiry: the field of the bound record
    std::string opens, closes;  // window: "04-15", "05-31"; over the end of a year if closes < opens
    int lead = 0;               // expiry: opened so many days before; holiday: days before its first
    int days = 0;               // of the term, after the end of the period or window, or after the day
    bool working = false;       // working days
    int grace = 0;              // days after the term that count as on time

    // What discharges it.
    std::string by;        // kind; empty: the bound record itself
    std::string by_field;  // the field of it that names the bound record; "areaId": lies in the bound area
    std::vector<Where> by_where;
    std::string by_day;     // the field that says when; empty: the kind's business day
    std::string by_period;  // the field that names the period ("2023-06"): then any day will do

    bool binds_areas() const { return bound == "areas"; }
};

/// The fields of a rule as the office gives them (the kind "duty-rules").
Schema rule_fields();
/// Reads such a record.
Rule rule_from(const json::object& record);
/// What makes no sense in it, whatever kinds there are: nothing, or Fault duty_rule.* (422).
void check_shape(const Rule& rule);

/// Does the record fit all conditions?
bool fits(const std::vector<Where>& where, const json::object& record);

}  // namespace zhenan::duty
