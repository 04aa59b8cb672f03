// Holiday tables as JSON and in the store. Inside this module only.
#pragma once

#include <memory>

#include "core/clock.h"
#include "core/db/db.h"
#include "core/field.h"
#include "modules/duty/calendar_rules.h"

namespace zhenan::duty {

json::object year_to_json(const HolidayYear& year);
HolidayYear year_from(const json::object& object);
std::vector<HolidayYear> holiday_years(db::Connection& db);
/// Read anew only after a change.
std::shared_ptr<const Calendar> calendar(db::Connection& db);
void put_year(db::Connection& db, const HolidayYear& year, Instant now);
/// Changes whenever a year does.
std::string calendar_stamp(db::Connection& db);

}  // namespace zhenan::duty
