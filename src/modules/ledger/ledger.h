// THE DOOR of plain ledgers: one folder src/ledgers/<kind>/ledger.json is one kind; no code, no migration, no page.
#pragma once

#include "core/field.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"

namespace zhenan::ledger {

/// A declared ledger as a kind of record with its measures. Throws std::runtime_error that names the file and the
/// fault.
struct Declared {
    record::Kind kind;
    std::vector<measure::Definition> measures;
    std::function<std::vector<measure::Contribution>(const json::object&)> contributions;
};
Declared declare(std::string_view name, std::string_view text);

}  // namespace zhenan::ledger
