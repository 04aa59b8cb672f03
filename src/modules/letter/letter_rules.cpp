#include "modules/letter/letter_rules.h"

namespace zhenan::letter {

namespace {
const Letter* signed_letter(const std::vector<Letter>& letters, const Party& party, std::string_view type,
                            std::string_view day) {
    for (auto& letter : letters)
        if (letter.party_kind == party.kind && letter.party_id == party.id && letter.type == type &&
            letter.state == "signed" && !letter.signed_on.empty() && letter.signed_on <= day)
            return &letter;
    return nullptr;
}
}  // namespace

std::vector<Owed> owed_on(const std::vector<Party>& parties, const std::vector<Letter>& letters, std::string_view day) {
    std::vector<Owed> owed;
    for (auto& party : parties) {
        if (party.kind == "village")
            for (auto type : kTypes)
                owed.push_back({party, std::string(type), signed_letter(letters, party, type, day)});
        else
            owed.push_back({party, "work_safety", signed_letter(letters, party, "work_safety", day)});
    }
    for (auto& letter : letters) {
        if (letter.party_kind != "contractor") continue;
        bool is_signed = letter.state == "signed" && !letter.signed_on.empty() && letter.signed_on <= day;
        owed.push_back({{"contractor", letter.party_id, letter.title, letter.area_id},
                        letter.type,
                        is_signed ? &letter : nullptr});
    }
    return owed;
}

}  // namespace zhenan::letter
