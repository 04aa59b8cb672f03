#include "modules/notice/notice_store.h"

#include "core/id.h"
#include "modules/hazard/hazard.h"
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

Taken take_number(db::Connection& db, const std::string& organ, const std::string& kind, int year, std::int64_t first,
                  const std::string& head, const std::string& tail) {
    Taken taken;
    db.each(
        "INSERT INTO number_series (organ, kind, year, last) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (organ, kind, year) DO UPDATE SET last = number_series.last + 1 RETURNING last, "
        // By the number: a planner without statistics would walk through all that the organ has issued.
        "(SELECT COUNT(*) FROM notice WHERE notice.organ || '' = number_series.organ AND number = CAST(? AS TEXT) || "
        "CAST(last AS TEXT) || CAST(? AS TEXT))",
        {organ, kind, year, first, head, tail}, [&](auto& row) {
            taken = {row.integer(0), row.integer(1) > 0};
        });
    return taken;
}

Words words_on(db::Connection& db, Type type, Basis basis, const std::string& day) {
    return words_by(
        [&](const std::string& key) {
            std::optional<std::string> kept;
            db.each_once(
                "SELECT text FROM notice_word WHERE word = ? AND NOT withdrawn AND effective_from <= ? AND "
                "(effective_to IS NULL OR effective_to >= ?) ORDER BY effective_from DESC LIMIT 1",
                {key, day, day}, [&](auto& row) { kept = row.str(0); });
            return kept ? *kept : shipped_word(key, day);
        },
        type, basis);
}

bool number_used(db::Connection& db, const std::string& organ, const std::string& number) {
    return db.integer("SELECT COUNT(*) FROM notice WHERE organ = ? AND number = ?", {organ, number}).value_or(0) > 0;
}

std::optional<std::string> latest_demand(db::Connection& db, std::string_view place_id, std::string_view by_day,
                                         std::string_view hazard_id) {
    auto carrying = db.text(
        "SELECT n.id FROM hazard_notice l JOIN notice n ON n.id = l.notice_id WHERE l.hazard_id = ? AND n.kind IN "
        "('order', 'opinion', 'on_spot') AND n.state = 'issued' AND n.issued_on <= ? ORDER BY n.issued_on DESC, n.id "
        "DESC LIMIT 1",
        {hazard_id, by_day});
    if (carrying) return carrying;
    return db.text(
        "SELECT id FROM notice WHERE place_id = ? AND kind IN ('order', 'opinion', 'on_spot') AND state = 'issued' AND "
        "issued_on <= ? ORDER BY issued_on DESC, id DESC LIMIT 1",
        {place_id, by_day});
}

std::string code_of(std::string_view id) {
    // No letters that a reader takes for others.
    static constexpr char kLetters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    auto digest = sha256("notice " + std::string(id));
    std::string code;
    for (std::size_t i = 0; i < 10; ++i) code += kLetters[std::stoi(digest.substr(2 * i, 2), nullptr, 16) % 32];
    return code;
}

std::optional<std::string> id_of_code(db::Connection& db, const std::string& code) {
    return db.text("SELECT id FROM notice WHERE code = ? AND NOT withdrawn", {code});
}

std::vector<json::object> following(db::Connection& db, std::string_view id) {
    std::vector<json::object> found;
    db.each(
        "SELECT id, number, title, kind, issued_on, state FROM notice WHERE earlier_id = ? AND NOT withdrawn ORDER BY "
        "issued_on, id",
        {id}, [&](auto& row) {
            found.push_back({{"id", row.str(0)},
                             {"number", row.str(1)},
                             {"title", row.str(2)},
                             {"kind", row.str(3)},
                             {"issuedOn", row.str(4)},
                             {"state", row.str(5)}});
        });
    return found;
}

void complete_old(db::Connection& db) {
    for (;;) {
        std::vector<std::pair<std::string, std::string>> some;
        db.each("SELECT id, content FROM notice WHERE code IS NULL LIMIT 1000", {},
                [&](auto& row) { some.emplace_back(row.str(0), row.str(1)); });
        if (some.empty()) return;
        for (auto& [id, content] : some) {
            db.run("UPDATE notice SET code = ? WHERE id = ?", {code_of(id), id});
            auto parsed = json::parse(content).as_object();
            std::int64_t position = 0;
            if (auto* items = parsed.if_contains("items"))
                for (auto& item : items->as_array())
                    hazard::link_notice(db, text_of(item.as_object(), "hazardId"), id, position++);
        }
    }
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
