#include "modules/letter/letter.h"

#include <map>

#include "core/setting.h"
#include "modules/area/area.h"
#include "modules/enterprise/enterprise.h"
#include "modules/letter/letter_document.h"
#include "modules/people/people.h"

namespace zhenan::letter {

const Setting& renewal_days() {
    static const Setting& declared = Setting::declare(
        {.field = {.name = "letter_renewal_days",
                   .type = Field::integer,
                   .zh = "换主要负责人后几天内重签责任书",
                   .en = "Days for a new chief leader to sign the letters anew",
                   .required = true,
                   .min = 0,
                   .max = 365,
                   .unit_zh = "天",
                   .unit_en = "days",
                   .help_zh = "村（居）或企业的主要负责人（任职里勾“主要负责人”）换了人，前任签的责任书从新人任职那天起"
                              "不再算已签，要重新签。填 0 表示不要求重签。",
                   .help_en = "When a village or an enterprise gets a new chief leader (marked so in the "
                              "appointment), what the former one signed no longer counts and is owed anew. 0: never."},
         .otherwise = "30",
         .source_zh = "各地做法不一，没有核对到条文",
         .source_en = "Practice differs; no clause was found",
         .certainty = "M"});
    return declared;
}
namespace {
const Setting& declared_at_start = renewal_days();
}

Standing standing(db::Connection& db, const std::string& path, const std::string& day) {
    return standing(db, path, std::stoi(day.substr(0, 4)), day);
}

Standing standing(db::Connection& db, const std::string& path, int year, const std::string& day) {
    Standing now;
    std::vector<Party> parties;
    for (auto& village : area::of_level(db, path, "village", day))
        parties.push_back({"village", village.id, village.name, village.id});
    for (auto& e : enterprise::in_trade(db, path, day)) parties.push_back({"enterprise", e.id, e.name, e.area_id});
    bool renews = renewal_days().figure(db) > 0;
    if (renews) {
        std::map<std::string, std::vector<Term>> terms;
        for (auto& chief : people::chiefs(db, path, day))
            terms[chief.enterprise_id.empty() ? chief.area_id : chief.enterprise_id].push_back(
                {chief.person_id, chief.person_name, chief.valid_from, chief.valid_to});
        for (auto& party : parties)
            if (auto found = terms.find(party.id); found != terms.end()) party.chiefs = found->second;
    }
    now.letters = letters_of(db, path, year);
    now.exemptions = exemptions_of(db, path, year);
    now.owed = owed_on({parties, now.letters, day, now.exemptions, renews}, &now.exempted);
    return now;
}

std::optional<Renewal> renewal_of(http::Call& call, const json::object& letter) {
    auto enterprise = text_of(letter, "partyType") == "enterprise" ? text_of(letter, "enterpriseId") : "";
    auto village = text_of(letter, "partyType") == "village" ? text_of(letter, "partyAreaId") : "";
    auto lies = enterprise.empty() ? std::nullopt : enterprise::find(call.db, enterprise);
    auto at = area::find(call.db, lies ? lies->area_id : village);
    if (!at) return {};
    std::vector<Term> terms;
    for (auto& chief : people::chiefs(call.db, at->path, call.today()))
        if (enterprise.empty() ? chief.enterprise_id.empty() && chief.area_id == village
                               : chief.enterprise_id == enterprise)
            terms.push_back({chief.person_id, chief.person_name, chief.valid_from, chief.valid_to});
    return renewal(terms, text_of(letter, "signedOn"), call.today());
}

}  // namespace zhenan::letter
