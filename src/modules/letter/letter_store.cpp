#include "modules/letter/letter_store.h"

#include "core/id.h"
#include "modules/record/record.h"

namespace zhenan::letter {

namespace {
std::pair<std::string, std::string> range(std::string_view path) {
    if (path == "/") return {"/", "0"};
    return record::below(path);
}
db::Param or_null(const std::string& text) {
    return text.empty() ? db::Param(nullptr) : db::Param(text);
}
std::string party_of(const std::string& kind, const db::Row& row, int village, int enterprise, int own) {
    return row.str(kind == "village" ? village : kind == "enterprise" ? enterprise : own);
}
}  // namespace

std::vector<Letter> letters_of(db::Connection& db, std::string_view path, int year) {
    auto [from, to] = range(path);
    std::vector<Letter> found;
    db.each(
        "SELECT t.id, t.area_id, t.title, t.letter_type, t.party_type, t.party_area_id, t.enterprise_id, t.state, "
        "t.signed_on, t.voided_on, t.due_on, t.party FROM letter t JOIN area a ON a.id = t.area_id "
        "WHERE t.year = ? AND NOT t.withdrawn AND a.path >= ? AND a.path < ? ORDER BY t.id",
        {year, from, to}, [&](auto& row) {
            Letter letter{row.str(0), row.str(3), row.str(4), {},          row.str(1), row.str(2),
                          row.str(7), row.str(8), row.str(9), row.str(10), row.str(11)};
            letter.party_id = party_of(letter.party_kind, row, 5, 6, 0);
            found.push_back(std::move(letter));
        });
    return found;
}

std::vector<Exemption> exemptions_of(db::Connection& db, std::string_view path, int year) {
    auto [from, to] = range(path);
    std::vector<Exemption> found;
    db.each(
        "SELECT t.id, t.party_type, t.party_area_id, t.enterprise_id, t.letter_type, t.valid_from, t.reason, "
        "t.decided_by FROM letter_exemption t JOIN area a ON a.id = t.area_id WHERE t.year = ? AND NOT t.withdrawn AND "
        "a.path >= ? AND a.path < ? ORDER BY t.valid_from, t.id",
        {year, from, to}, [&](auto& row) {
            Exemption one{row.str(0), row.str(1), {}, row.str(4), row.str(5), row.str(6), row.str(7)};
            one.party_id = row.str(one.party_kind == "village" ? 2 : 3);
            found.push_back(std::move(one));
        });
    return found;
}

std::vector<Exemption> exemptions_for(db::Connection& db, std::string_view party_id, int year) {
    std::vector<Exemption> found;
    for (std::string column : {"party_area_id", "enterprise_id"})
        db.each("SELECT id, party_type, letter_type, valid_from, reason, decided_by FROM letter_exemption WHERE " +
                    column + " = ? AND party_type = ? AND year = ? AND NOT withdrawn",
                {party_id, column == "enterprise_id" ? "enterprise" : "village", year}, [&](auto& row) {
                    found.push_back({row.str(0), row.str(1), std::string(party_id), row.str(2), row.str(3), row.str(4),
                                     row.str(5)});
                });
    return found;
}

std::optional<Text> text_of_letter(db::Connection& db, std::string_view letter_id) {
    std::optional<Text> found;
    db.each(
        "SELECT purpose, edition, template_id, template_file, names, text, sha256 FROM letter_text WHERE letter_id = ?",
        {letter_id}, [&](auto& row) {
            found = Text{row.str(0), row.str(1), row.str(2), row.str(3), json::parse(row.text(4)).as_object(),
                         row.str(5), row.str(6)};
        });
    return found;
}

void put_text(db::Connection& db, std::string_view letter_id, const Text& text, std::int64_t now) {
    db.run(
        "INSERT INTO letter_text (letter_id, purpose, edition, template_id, template_file, names, text, sha256, "
        "made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (letter_id) DO UPDATE SET purpose = excluded.purpose, "
        "edition = excluded.edition, template_id = excluded.template_id, template_file = excluded.template_file, names "
        "= excluded.names, text = excluded.text, sha256 = excluded.sha256, made_at = excluded.made_at",
        {letter_id, text.purpose, or_null(text.edition), or_null(text.template_id), or_null(text.template_file),
         json::serialize(text.names), text.text, text.sha256, now});
}

bool take_for_signing(db::Connection& db, std::string_view letter_id) {
    return db.run("UPDATE letter SET state = 'signed' WHERE id = ? AND state = 'owed' AND NOT withdrawn",
                  {letter_id}) == 1;
}

bool take_for_counter_signing(db::Connection& db, std::string_view letter_id) {
    return db.run(
               "UPDATE letter SET counter_state = 'done' WHERE id = ? AND state = 'signed' AND sign_method = 'screen' "
               "AND (counter_state IS NULL OR counter_state <> 'done') AND NOT withdrawn",
               {letter_id}) == 1;
}

bool take_for_voiding(db::Connection& db, std::string_view letter_id) {
    return db.run("UPDATE letter SET state = 'void' WHERE id = ? AND state <> 'void' AND NOT withdrawn", {letter_id}) ==
           1;
}

bool made_already(db::Connection& db, int year, const std::string& type, const std::string& party_kind,
                  const std::string& party_id, std::string_view since) {
    // What was signed before `since` is to be signed anew.
    bool found = false;
    db.each(
        "SELECT state, signed_on FROM letter WHERE year = ? AND letter_type = ? AND party_type = ? AND (party_area_id "
        "= ? OR enterprise_id = ? OR project_id = ?) AND NOT withdrawn AND state <> 'void'",
        {year, type, party_kind, party_id, party_id, party_id},
        [&](auto& row) { found = found || row.text(0) == "owed" || row.text(1) >= since; });
    return found;
}

std::string code_of(std::string_view id) {
    // No letters that a reader takes for others.
    static constexpr char kLetters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    auto digest = sha256("letter " + std::string(id));
    std::string code;
    for (std::size_t i = 0; i < 12; ++i) code += kLetters[std::stoi(digest.substr(2 * i, 2), nullptr, 16) % 32];
    return code;
}

std::optional<std::string> id_of_code(db::Connection& db, std::string_view code) {
    return db.text("SELECT id FROM letter WHERE code = ? AND NOT withdrawn", {code});
}

void complete_old(db::Connection& db) {
    for (;;) {
        std::vector<std::string> some;
        db.each("SELECT id FROM letter WHERE code IS NULL LIMIT 1000", {},
                [&](auto& row) { some.push_back(row.str(0)); });
        if (some.empty()) return;
        for (auto& id : some) db.run("UPDATE letter SET code = ? WHERE id = ?", {code_of(id), id});
    }
}

void put_batch(db::Connection& db, std::string_view id, std::string_view batch) {
    db.run("UPDATE letter SET batch = ? WHERE id = ?", {batch, id});
}

std::vector<Made> unsigned_of_batch(db::Connection& db, std::string_view batch, int limit) {
    std::vector<Made> found;
    db.each(
        "SELECT id, area_id FROM letter WHERE batch = ? AND state = 'owed' AND NOT withdrawn ORDER BY id DESC LIMIT ?",
        {batch, limit}, [&](auto& row) {
            found.push_back({row.str(0), row.str(1)});
        });
    return found;
}

void take_back(db::Connection& db, std::string_view id, std::int64_t now) {
    db.run("UPDATE letter SET withdrawn = true, version = version + 1, updated_at = ? WHERE id = ?", {now, id});
}

}  // namespace zhenan::letter
