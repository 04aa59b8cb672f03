// Reads the letters of the plain ledger. It becomes this module's own table when letters get a life of their own.
#include "modules/letter/letter_store.h"

#include "core/field.h"
#include "modules/record/record.h"

namespace zhenan::letter {

std::vector<Letter> letters_of(db::Connection& db, std::string_view path, std::string_view year) {
    auto [from, to] = record::below(path);
    if (path == "/") from = "/", to = "0";
    std::vector<Letter> found;
    db.each(
        "SELECT t.id, t.area_id, t.title, t.fields FROM entry_key y JOIN entry t ON t.id = y.entry_id JOIN area a ON "
        "a.id = t.area_id "
        "WHERE y.kind = 'letters' AND y.field = 'year' AND y.number = ? AND NOT t.withdrawn AND a.path >= ? AND a.path "
        "< ? ORDER BY t.id",
        {std::stoi(std::string(year)), from, to}, [&](auto& row) {
            auto fields = json::parse(row.text(3)).as_object();
            Letter letter{row.str(0), text_of(fields, "letterType"), text_of(fields, "partyType"), {}, row.str(1),
                          row.str(2), text_of(fields, "state"),      text_of(fields, "signedOn")};
            letter.party_id = letter.party_kind == "village"      ? text_of(fields, "partyAreaId")
                              : letter.party_kind == "enterprise" ? text_of(fields, "enterpriseId")
                                                                  : letter.id;
            found.push_back(std::move(letter));
        });
    return found;
}

}  // namespace zhenan::letter
