#include "modules/report/report_store.h"

#include <boost/json.hpp>

namespace zhenan::report {

namespace {

std::string joined(const std::set<std::string>& names) {
    boost::json::array list;
    for (auto& name : names) list.push_back(boost::json::string(name));
    return boost::json::serialize(list);
}

Kept read(const db::Row& row) {
    Kept kept{.id = row.str(0),
              .area_id = row.str(1),
              .kind = row.str(2),
              .period = row.str(3),
              .edition = static_cast<int>(row.integer(4)),
              .state = row.str(5),
              .title = row.opt(6),
              .addressee = row.opt(7),
              .document_number = row.opt(8),
              .organ = row.opt(9),
              .day = row.opt(10),
              .copies = row.opt(11),
              .annexes = {},
              .compares = row.boolean(13),
              .reason = row.str(14),
              .drafted_by = row.str(15),
              .submitted_by = row.str(16),
              .checked_by = row.str(17),
              .signed_by = row.str(18),
              .signed_in_spite = row.str(19),
              .sha256 = row.str(20),
              .submitted_at = row.integer(21),
              .checked_at = row.integer(22),
              .signed_at = row.integer(23),
              .version = row.integer(24),
              .updated_at = row.integer(25)};
    auto names = boost::json::parse(row.text(12));
    for (auto& name : names.as_array()) kept.annexes.insert(std::string(name.as_string()));
    return kept;
}

#define ZHENAN_REPORT_COLUMNS                                                                                          \
    "SELECT r.id, r.area_id, r.kind, r.period, r.edition, r.state, r.title, r.addressee, r.document_number, r.organ, " \
    "r.day, r.copies, r.annexes, r.compares, r.reason, r.drafted_by, r.submitted_by, r.checked_by, r.signed_by, "      \
    "r.signed_in_spite, r.sha256, r.submitted_at, r.checked_at, r.signed_at, r.version, r.updated_at FROM report r "

db::Param or_null(const std::string& text) {
    return text.empty() ? db::Param(nullptr) : db::Param(text);
}
db::Param or_null(Instant instant) {
    return instant ? db::Param(instant) : db::Param(nullptr);
}

}  // namespace

std::vector<Kept> editions(db::Connection& db, const std::string& area_id, const std::string& kind,
                           const std::string& period) {
    std::vector<Kept> found;
    db.each(ZHENAN_REPORT_COLUMNS
            "WHERE r.area_id = ? AND r.kind = ? AND r.period = ? AND NOT r.withdrawn ORDER BY r.edition DESC",
            {area_id, kind, period}, [&](auto& row) { found.push_back(read(row)); });
    return found;
}

std::optional<Kept> find(db::Connection& db, const std::string& area_id, const std::string& kind,
                         const std::string& period, int edition) {
    for (auto& one : editions(db, area_id, kind, period))
        if (edition == 0 || one.edition == edition) return one;
    return {};
}

std::vector<Kept> all_below(db::Connection& db, const std::string& path, const std::string& kind,
                            const std::string& state) {
    std::vector<Kept> found;
    auto to = path;
    ++to.back();
    db.each(ZHENAN_REPORT_COLUMNS
            "JOIN area a ON a.id = r.area_id WHERE a.path >= ? AND a.path < ? AND NOT r.withdrawn AND (r.kind = ? OR ? "
            "= '') AND (r.state = ? OR ? = '') ORDER BY r.updated_at DESC, r.id LIMIT 500",
            {path, to, kind, kind, state, state}, [&](auto& row) { found.push_back(read(row)); });
    return found;
}

std::vector<Kept> all_signed(db::Connection& db) {
    std::vector<Kept> found;
    db.each(ZHENAN_REPORT_COLUMNS "WHERE r.state = 'signed' ORDER BY r.id", std::vector<db::Value>{},
            [&](auto& row) { found.push_back(read(row)); });
    return found;
}

int last_edition(db::Connection& db, const std::string& area_id, const std::string& kind, const std::string& period) {
    return static_cast<int>(db.integer("SELECT MAX(edition) FROM report WHERE area_id = ? AND kind = ? AND period = ?",
                                       {area_id, kind, period})
                                .value_or(0));
}

void insert(db::Connection& db, const Kept& r, Instant now) {
    auto annexes = joined(r.annexes);
    db.run(
        "INSERT INTO report (id, area_id, kind, period, edition, state, title, addressee, document_number, organ, day, "
        "copies, annexes, compares, reason, drafted_by, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
        {r.id, r.area_id, r.kind, r.period, r.edition, r.state, r.title, r.addressee, r.document_number, r.organ, r.day,
         r.copies, annexes, r.compares, or_null(r.reason), r.drafted_by, now, now});
}

void update(db::Connection& db, const Kept& r, Instant now) {
    auto annexes = joined(r.annexes);
    db.run(
        "UPDATE report SET state = ?, title = ?, addressee = ?, document_number = ?, organ = ?, day = ?, copies = ?, "
        "annexes = ?, compares = ?, submitted_by = ?, submitted_at = ?, checked_by = ?, checked_at = ?, signed_by = ?, "
        "signed_at = ?, signed_in_spite = ?, version = version + 1, updated_at = ? WHERE id = ?",
        {r.state, r.title, r.addressee, r.document_number, r.organ, r.day, r.copies, annexes, r.compares,
         or_null(r.submitted_by), or_null(r.submitted_at), or_null(r.checked_by), or_null(r.checked_at),
         or_null(r.signed_by), or_null(r.signed_at), or_null(r.signed_in_spite), now, r.id});
}

void freeze(db::Connection& db, const std::string& id, const std::string& canonical, const std::string& sha256) {
    db.run("UPDATE report SET frozen = ?, sha256 = ? WHERE id = ?", {canonical, sha256, id});
}

void withdraw(db::Connection& db, const std::string& id, Instant now) {
    db.run("UPDATE report SET withdrawn = true, version = version + 1, updated_at = ? WHERE id = ?", {now, id});
}

std::string frozen(db::Connection& db, const std::string& id) {
    return db.text("SELECT frozen FROM report WHERE id = ?", {id}).value_or("");
}

std::vector<KeptBlock> blocks(db::Connection& db, const std::string& report_id) {
    std::vector<KeptBlock> found;
    db.each(
        "SELECT block, own, type, level, place, removed, words, based_on, edited_by, edited_at, version FROM "
        "report_block WHERE report_id = ? ORDER BY place, block",
        {report_id}, [&](auto& row) {
            found.push_back({row.str(0), row.boolean(1), row.str(2), static_cast<int>(row.integer(3)), row.real(4),
                             row.boolean(5), row.opt(6), row.opt(7), row.str(8), row.integer(9), row.integer(10)});
        });
    return found;
}

void put(db::Connection& db, const std::string& report_id, const KeptBlock& b) {
    db.run(
        "INSERT INTO report_block (report_id, block, own, type, level, place, removed, words, based_on, edited_by, "
        "edited_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (report_id, block) DO UPDATE SET "
        "type = excluded.type, level = excluded.level, place = excluded.place, removed = excluded.removed, words = "
        "excluded.words, based_on = excluded.based_on, edited_by = excluded.edited_by, edited_at = excluded.edited_at, "
        "version = excluded.version",
        {report_id, b.block, b.own, b.type, b.level, b.place, b.removed, b.words, b.based_on, or_null(b.edited_by),
         or_null(b.edited_at), b.version});
}

}  // namespace zhenan::report
