#include "modules/law/law_store.h"

#include <fmt/format.h>

namespace zhenan::law {

std::vector<Version> versions(db::Connection& db, const record::Kind& kind, const Key& key, bool withdrawn_too) {
    // Columns are declared ones of the kind; values are bound.
    std::string where = withdrawn_too ? "1 = 1" : "NOT withdrawn";
    std::vector<db::Value> binds;
    for (auto& [column, value] : key) {
        where += fmt::format(" AND COALESCE({}, '') = ?", column);
        binds.emplace_back(value);
    }
    std::vector<Version> found;
    db.each(fmt::format("SELECT id, effective_from, effective_to, certainty FROM {} WHERE {} "
                        "ORDER BY COALESCE(effective_from, ''), id",
                        kind.table, where),
            binds, [&](auto& row) {
                found.push_back({row.str(0), row.str(1), row.str(2), row.str(3)});
            });
    return found;
}

std::optional<Criterion> criterion(db::Connection& db, std::string_view id_or_code, std::string_view day) {
    std::optional<Criterion> found;
    db.each_once(
        "SELECT id, code, standard, no, text, certainty, sector FROM criterion WHERE (id = ? OR code = ?) AND NOT "
        "withdrawn AND text IS NOT NULL AND effective_from <= ? AND (effective_to IS NULL OR effective_to >= ?)",
        {std::string(id_or_code), std::string(id_or_code), std::string(day), std::string(day)}, [&](auto& row) {
            found = Criterion{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5), row.str(6)};
        });
    return found;
}

std::optional<Text> standard_of(db::Connection& db, std::string_view sector, std::string_view day) {
    std::optional<Text> found;
    db.each(
        "SELECT id, title, number, edition, certainty FROM law_text WHERE sector = ? AND judging AND NOT withdrawn AND "
        "effective_from <= ? AND (effective_to IS NULL OR effective_to >= ?) ORDER BY effective_from, id",
        {sector, day, day}, [&](auto& row) {
            found = Text{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4)};
        });
    return found;
}

namespace {
constexpr const char* kTerm =
    "SELECT days FROM law_term WHERE term = ? AND NOT withdrawn AND effective_from <= ? AND (effective_to IS NULL OR "
    "effective_to >= ?) ORDER BY effective_from DESC LIMIT 1";
std::vector<db::Value> asked(const Setting& setting, std::string_view day) {
    return {setting.name(), std::string(day), std::string(day)};
}
}  // namespace

std::int64_t term(db::Connection& db, const Setting& setting, std::string_view day) {
    std::optional<std::int64_t> kept;
    db.each_once(kTerm, asked(setting, day), [&](auto& row) { kept = row.integer(0); });
    return kept ? *kept : std::stoll(setting.otherwise);
}

void ask_term(db::Connection& db, const Setting& setting, std::string_view day) {
    db.ahead(kTerm, asked(setting, day));
}

std::vector<Term> terms_of(db::Connection& db, const Setting& setting) {
    std::vector<Term> found;
    db.each(
        "SELECT id, effective_from, effective_to, certainty, source, days FROM law_term WHERE term = ? AND NOT "
        "withdrawn ORDER BY effective_from, id",
        {setting.name()}, [&](auto& row) {
            found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.integer(5)});
        });
    return found;
}

}  // namespace zhenan::law
