// THE DOOR of plain ledgers: one folder src/ledgers/<kind>/ledger.json is one kind; no code, no migration, no page. The
// same declaration, kept in the store, is a ledger that the office made or extended while the program runs.
#pragma once

#include "core/field.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"

namespace zhenan::ledger {

/// A declared ledger as a kind of record with its measures.
struct Declared {
    record::Kind kind;
    std::vector<measure::Definition> measures;
    std::function<std::vector<measure::Contribution>(const json::object&)> contributions;
};
/// Throws std::runtime_error that names the file and the fault.
Declared declare(std::string_view name, std::string_view text);
Declared declare(const json::object& declaration);

/// The declaration that the program carries; null for a kind made here.
const json::object* carried(std::string_view kind);
/// A carried declaration with the office's own fields and measures after its own.
json::object merged(const json::object& carried, const json::object& own);

}  // namespace zhenan::ledger
