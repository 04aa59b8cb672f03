// Which records an import under way has written: what is taken back if it does not end well.
#pragma once

#include <string>
#include <vector>

#include "core/db/db.h"

namespace zhenan::record {

struct ImportSlice {
    std::int64_t number = 0;
    std::string kind;
    std::vector<std::string> ids;
};
void keep_slice(db::Connection& db, std::string_view job_id, const ImportSlice& slice);
std::optional<ImportSlice> last_slice(db::Connection& db, std::string_view job_id);
void drop_slice(db::Connection& db, std::string_view job_id, std::int64_t number);
void drop_slices(db::Connection& db, std::string_view job_id);

}  // namespace zhenan::record
