#include "modules/record/record_import_store.h"

#include <sstream>

namespace zhenan::record {

void keep_slice(db::Connection& db, std::string_view job_id, const ImportSlice& slice) {
    std::string ids;
    for (auto& id : slice.ids) ids += (ids.empty() ? "" : " ") + id;
    db.run("INSERT INTO import_slice (job_id, number, kind, ids) VALUES (?, ?, ?, ?)",
           {job_id, slice.number, slice.kind, ids});
}

std::optional<ImportSlice> last_slice(db::Connection& db, std::string_view job_id) {
    std::optional<ImportSlice> found;
    db.each("SELECT number, kind, ids FROM import_slice WHERE job_id = ? ORDER BY number DESC LIMIT 1", {job_id},
            [&](auto& row) {
                found = ImportSlice{row.integer(0), row.str(1), {}};
                std::istringstream ids(row.str(2));
                for (std::string id; ids >> id;) found->ids.push_back(id);
            });
    return found;
}

void drop_slice(db::Connection& db, std::string_view job_id, std::int64_t number) {
    db.run("DELETE FROM import_slice WHERE job_id = ? AND number = ?", {job_id, number});
}

void drop_slices(db::Connection& db, std::string_view job_id) {
    db.run("DELETE FROM import_slice WHERE job_id = ?", {job_id});
}

}  // namespace zhenan::record
