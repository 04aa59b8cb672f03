#include "modules/document/document_store.h"

namespace zhenan::document {

std::optional<Row> find_in_force(db::Connection& db, std::string_view purpose, std::string_view area_path,
                                 std::string_view day) {
    std::optional<Row> found;
    // Paths grow with depth: of those that lie above, the longest is the nearest.
    db.each(
        "SELECT t.id, t.title, t.file FROM document_template t JOIN area a ON a.id = t.area_id "
        "WHERE t.purpose = ? AND t.withdrawn = false AND t.valid_from <= ? AND (t.valid_to IS NULL OR t.valid_to >= ?) "
        "AND substr(CAST(? AS TEXT), 1, length(a.path)) = a.path "
        "ORDER BY length(a.path) DESC, t.valid_from DESC, t.created_at DESC, t.id DESC LIMIT 1",
        {purpose, day, day, area_path}, [&](auto& row) {
            found = Row{row.str(0), row.str(1), row.str(2)};
        });
    return found;
}

}  // namespace zhenan::document
