// Inside the letter module only: its SQL.
#pragma once

#include <optional>

#include "core/db/db.h"
#include "core/field.h"
#include "core/setting.h"
#include "modules/letter/letter_rules.h"

namespace zhenan::letter {

/// 0: a new chief leader signs nothing anew.
const Setting& renewal_days();

std::vector<Letter> letters_of(db::Connection& db, std::string_view path, int year);
std::vector<Exemption> exemptions_of(db::Connection& db, std::string_view path, int year);

/// Of one village or enterprise.
std::vector<Exemption> exemptions_for(db::Connection& db, std::string_view party_id, int year);

/// The words of a letter, as they were when it was made.
struct Text {
    std::string purpose;                     // "letter.village.fire"
    std::string edition;                     // of the shipped words, or
    std::string template_id, template_file;  // the office's own template
    json::object names;                      // what was filled in
    std::string text, sha256;
};
std::optional<Text> text_of_letter(db::Connection& db, std::string_view letter_id);
void put_text(db::Connection& db, std::string_view letter_id, const Text& text, std::int64_t now);

/// Takes an unsigned letter for a signature; false when somebody else was first.
bool take_for_signing(db::Connection& db, std::string_view letter_id);
/// The same for the other party, of a letter whose party signed on screen.
bool take_for_counter_signing(db::Connection& db, std::string_view letter_id);
bool take_for_voiding(db::Connection& db, std::string_view letter_id);

/// Is there a letter of the year for the party that waits or holds?
bool made_already(db::Connection& db, int year, const std::string& type, const std::string& party_kind,
                  const std::string& party_id, std::string_view since);
std::optional<std::string> id_of_code(db::Connection& db, std::string_view code);
std::string code_of(std::string_view id);
/// Gives codes to letters that came from the plain ledger.
void complete_old(db::Connection& db);

void put_batch(db::Connection& db, std::string_view id, std::string_view batch);
struct Made {
    std::string id, area_id;
};
/// Letters of a run that nobody has signed yet.
std::vector<Made> unsigned_of_batch(db::Connection& db, std::string_view batch, int limit);
void take_back(db::Connection& db, std::string_view id, std::int64_t now);

}  // namespace zhenan::letter
