// The tables of duties, for this module's own files.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/db/db.h"
#include "modules/duty/calendar.h"
#include "modules/duty/duty_rules.h"

namespace zhenan::duty {

/// All versions of all rules that are not withdrawn, by name and day; read anew only after a change.
std::shared_ptr<const std::vector<Rule>> rules(db::Connection& db);
/// Changes whenever a rule does.
std::string rules_stamp(db::Connection& db);

/// The records that a rule binds, told apart: rules with the same share their spans.
std::string binding_of(const Rule& rule);
std::vector<Span> spans(db::Connection& db, const std::string& binding, std::string_view record_id);
void begin_span(db::Connection& db, const std::string& binding, std::string_view record_id, std::string_view since,
                std::string_view anchor);
void end_span(db::Connection& db, const std::string& binding, std::string_view record_id, const Span& span,
              std::string_view until);

struct Kept {
    std::string id, rule;
    Owed owed;
    std::string who_kind, who_id, area_id, category, lifted_on, lifted_why;
};
/// Nothing about it has changed: who owes, when, what discharged it, and why it is owed no more.
bool same(const Kept& one, const Kept& other);
/// What was made for a record, by rule and period.
using KeptDuties = std::map<std::pair<std::string, std::string>, Kept>;
KeptDuties made_for(db::Connection& db, std::string_view record_id);
void insert_made(db::Connection& db, const Kept& duty, std::string_view record_kind, std::string_view record_id,
                 Instant now);
void update_made(db::Connection& db, const Kept& duty, Instant now);
/// Approved exemptions of a record.
std::vector<Exemption> exemptions_of(db::Connection& db, std::string_view record_id);
/// Has somebody asked for one and not been answered?
bool exemption_waits(db::Connection& db, std::string_view rule, std::string_view record_id);
/// The duty of that period is discharged by this record, unless an earlier one has done it. Of the same day the first
/// by id counts.
void discharge_if_first(db::Connection& db, std::string_view rule, std::string_view record_id, std::string_view period,
                        const Deed& deed, Instant now);
/// "/town/village/grid/"; nothing for an area that is not there.
std::string area_path(db::Connection& db, const std::string& area_id);
/// For whom a record discharges something now: kinds and ids.
std::vector<std::pair<std::string, std::string>> bound_by_deed(db::Connection& db, std::string_view deed_id);

/// Of declared rules' duties, by the day on which they are due.
enum class Counted { expected, done, on_time };
struct DueCount {
    std::string area_id, due_on;
    std::int64_t n = 0;
};
std::vector<DueCount> due_between(db::Connection& db, std::string_view path, std::string_view from, std::string_view to,
                                  Counted which);
struct DueLine {
    std::string id, title, due_on, area_name;
};
std::vector<DueLine> each_due_between(db::Connection& db, std::string_view path, std::string_view from,
                                      std::string_view to, Counted which);

/// How far the duties of a kind have been made: for which day, up to which record, by which state of the rules.
struct Making {
    std::string made_for, done_to, stamp;
};
std::optional<Making> making(db::Connection& db, std::string_view kind);
/// Kinds for which any were made: rules may have ended since.
std::vector<std::string> kinds_made(db::Connection& db);
void put_making(db::Connection& db, std::string_view kind, const Making& making);
}  // namespace zhenan::duty
