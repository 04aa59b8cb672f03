#include "modules/notice/notice_store.h"

#include "modules/record/record.h"

namespace zhenan::notice {

std::optional<Authority> authority_on(db::Connection& db, std::string_view day) {
    std::optional<Authority> found;
    db.each_once(
        "SELECT id, basis, organ, number_prefix, document, review_organ, government, superior, court, report_to, "
        "invented, start_numbers "
        "FROM authority WHERE NOT withdrawn AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?) ORDER BY "
        "valid_from",
        {std::string(day), std::string(day)}, [&](auto& row) {
            found = Authority{
                row.str(0), row.str(1),      row.str(2),
                row.str(3), row.str(4),      row.str(5),
                row.str(6), row.str(7),      row.str(8),
                row.str(9), row.boolean(10), row.null(11) ? json::array{} : json::parse(row.text(11)).as_array()};
        });
    return found;
}

std::int64_t take_number(db::Connection& db, const std::string& organ, const std::string& kind, int year,
                         std::int64_t first) {
    return db
        .integer(
            "INSERT INTO number_series (organ, kind, year, last) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (organ, kind, year) DO UPDATE SET last = number_series.last + 1 RETURNING last",
            {organ, kind, year, first})
        .value();
}

bool number_used(db::Connection& db, const std::string& organ, const std::string& number) {
    return db.integer("SELECT COUNT(*) FROM notice WHERE organ = ? AND number = ?", {organ, number}).value_or(0) > 0;
}

std::optional<std::string> id_of_inspection(db::Connection& db, std::string_view inspection_id, std::string_view kind) {
    return db.text(
        "SELECT id FROM notice WHERE inspection_id = ? AND kind = ? AND state = 'issued' ORDER BY issued_on DESC, id "
        "DESC LIMIT 1",
        {inspection_id, kind});
}

std::optional<std::string> latest_demand(db::Connection& db, std::string_view place_id, std::string_view by_day) {
    return db.text(
        "SELECT id FROM notice WHERE place_id = ? AND kind IN ('order', 'opinion') AND state = 'issued' AND issued_on "
        "<= ? "
        "ORDER BY issued_on DESC, id DESC LIMIT 1",
        {place_id, by_day});
}

std::vector<json::object> of_inspection(db::Connection& db, std::string_view inspection_id) {
    std::vector<std::string> ids;
    db.each(
        "SELECT id FROM notice WHERE inspection_id = ? AND NOT withdrawn ORDER BY issued_on, created_at, kind, "
        "number_value, id",
        {inspection_id}, [&](auto& row) { ids.push_back(row.str(0)); });
    std::vector<json::object> found;
    for (auto& id : ids) found.push_back(*record::peek(db, record::kind("notices"), id));
    return found;
}

}  // namespace zhenan::notice
