// Forms of the county: the workbook as it was uploaded, and what stands in which of its cells.
#pragma once

#include <optional>

#include "core/clock.h"
#include "core/db/db.h"
#include "core/field.h"

namespace zhenan::county_form {

struct Form {
    std::string id, name;
    std::string file;  // the bytes; empty in lists
    json::array cells;
    std::int64_t version = 1;
    Instant updated_at = 0;
};

std::vector<Form> all(db::Connection& db);
std::optional<Form> find(db::Connection& db, const std::string& id);
void insert(db::Connection& db, const Form& form, Instant now);
void update(db::Connection& db, const Form& form, Instant now);
void withdraw(db::Connection& db, const std::string& id, Instant now);

}  // namespace zhenan::county_form
