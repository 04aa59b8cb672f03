#include "modules/periodic_report/periodic_report_store.h"

#include "modules/record/record.h"

namespace zhenan::periodic_report {

std::string report_of(db::Connection& db, std::string_view area_id, std::string_view period) {
    std::string id;
    db.each("SELECT id FROM periodic_report WHERE area_id = ? AND period = ? AND NOT withdrawn", {area_id, period},
            [&](auto& row) { id = row.str(0); });
    return id;
}

std::vector<std::string> handed_in(db::Connection& db, std::string_view path, std::string_view period) {
    std::vector<std::string> ids;
    auto [from, to] = record::below(path);
    db.each(
        "SELECT r.id FROM periodic_report r JOIN area a ON a.id = r.area_id WHERE r.period = ? AND a.path >= ? AND "
        "a.path < ? AND r.state IN ('submitted', 'accepted') AND NOT r.withdrawn ORDER BY a.path",
        {period, from, to}, [&](auto& row) { ids.push_back(row.str(0)); });
    return ids;
}

}  // namespace zhenan::periodic_report
