// What a declaration may say, and what may change once records are kept by it. Pure.
#pragma once

#include <map>
#include <set>

#include "core/field.h"

namespace zhenan::ledger {

/// What is already there, apart from the ledger itself.
struct Surroundings {
    bool carried = false;             // it adds to a ledger that the program carries
    std::set<std::string> kinds;      // names that are taken
    std::set<std::string> measures;   // names that are taken
    std::set<std::string> referable;  // kinds that a field may point at
};

/// What records hold: how many, and how often each field and each choice of it.
struct Usage {
    std::int64_t records = 0;
    std::map<std::string, std::int64_t> filled;
    std::map<std::string, std::map<std::string, std::int64_t>> chosen;
};

struct Sentence {
    std::string zh, en;
};

/// The declaration in its regular form: known members only. Shapes that cannot be understood throw Fault kInvalid.
json::object regular(const json::object& declaration);
/// Names that cannot be told apart: in records, where a reference's label stands beside it, and in a table's header,
/// where a column may be called by name, by what is left of it without Id, or by title.
std::vector<FieldError> collisions(const std::vector<Field>& fields);
/// Everything that is wrong with it, each at its place ("fields[2].name").
std::vector<FieldError> faults_of(const json::object& declaration, const Surroundings& surroundings);
/// What records that exist forbid.
std::vector<FieldError> faults_of_change(const json::object& before, const json::object& after, const Usage& usage);
/// What saving will do, said beforehand. No `before`: a new ledger.
std::vector<Sentence> effects_of(const json::object* before, const json::object& after, const Usage& usage);

/// Must existing records be counted or indexed anew?
bool counts_differ(const json::object& before, const json::object& after);

}  // namespace zhenan::ledger
