// THE DOOR of checklists: what is looked at in a category of place, each item with its clause, in editions by date.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/db/db.h"
#include "core/field.h"

namespace zhenan::checklist {

/// The checklists in force for a category on a day, as records with their items; the general fire checklist, which
/// fits every place, stands last.
std::vector<json::object> in_force(db::Connection& db, std::string_view category, std::string_view day);
/// May a place of the category be inspected by it?
bool fits(const json::object& checklist, std::string_view category);
/// The editions of a category, the oldest first.
std::vector<json::object> editions(db::Connection& db, std::string_view category);
bool has_edition(db::Connection& db, std::string_view category, std::string_view edition);
/// Read once for each version: an inspection needs a few of the many items.
using Found = std::shared_ptr<const json::object>;
Found find(db::Connection& db, std::string_view id);
/// The item of a checklist by its code, or nothing.
const json::object* item(const json::object& checklist, std::string_view code);

}  // namespace zhenan::checklist
