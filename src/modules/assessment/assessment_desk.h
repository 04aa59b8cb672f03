// What routes and verbs of this folder share.
#pragma once

#include "core/http/http.h"
#include "modules/area/area.h"
#include "modules/assessment/assessment_figures.h"
#include "modules/assessment/assessment_rules.h"
#include "modules/record/record.h"

namespace zhenan::assessment {

extern const std::vector<std::string> kOfTown;         // see a whole round
extern const std::vector<std::string> kOfEnforcement;  // see all of a round of officers or their units
extern const std::vector<std::string> kAssessors;      // score, move stages, answer appeals

/// A round with its scheme.
struct Desk {
    json::object round, record;  // as the record engine reads them
    Scheme scheme;
    Span span;
    std::string stage;

    std::string id() const { return text_of(round, "id"); }
};
Desk desk_of(db::Connection& db, std::string_view round_id);

formula::Values figures_in(const json::object& body);
std::vector<Given> given_in(const json::object& body);
/// The outcome of what a result's body keeps: the only way in which one is made.
Outcome outcome_of(Engine& engine, const Result& result);
/// Writes the outcome into the result.
void settle(Engine& engine, Result& result);
formula::Names names_kept(const json::object& body);

/// Over the whole round, by one of these roles.
bool covers(db::Connection& db, const Actor& actor, const std::vector<std::string>& roles, const Desk& desk);
bool of_town(db::Connection& db, const Actor& actor, const Desk& desk);
/// The assessed themselves: the village's staff, the enterprise, the person, the unit's people; for the town its
/// office.
bool is_assessed(http::Call& call, const Desk& desk, const Result& result);
/// Everything about a result that its readers see.
json::object told(http::Call& call, const Desk& desk, const Result& result);

/// The item fields of a scheme, for reading a sheet.
Schema scheme_item_fields();
Schema scheme_fields();
/// Writes formulas as the engine reads them, whatever keyboard typed them.
void make_regular(json::object& scheme);

/// Publishes: writes the results into the ledger of assessments.
void publish(http::Call& call, const Desk& desk);

}  // namespace zhenan::assessment
