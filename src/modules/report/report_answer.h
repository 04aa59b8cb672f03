// What is answered for a report, and its declared form.
#pragma once

#include "modules/report/report_verbs.h"

namespace zhenan::report {

json::object answer_of(const Actor& actor, const Desk& desk);
json::object comparison_answer(const Subject& subject);
json::object kept_answer(db::Connection& db, const Kept& kept);
json::array history_answer(db::Connection& db, const std::vector<Kept>& editions);

Schema report_schema();
Schema list_schema();
Schema history_schema();
Schema comparison_schema();

}  // namespace zhenan::report
