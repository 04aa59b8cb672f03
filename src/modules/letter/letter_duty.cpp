// What duties to sign letters ask: who is exempt, and which signature a new chief leader has to give anew.
#include "modules/duty/duty.h"
#include "modules/letter/letter_store.h"
#include "modules/people/people.h"

namespace zhenan::letter {

namespace {

int year_of(const std::string& day) {
    return std::stoi(day.substr(0, 4));
}

bool excused(db::Connection& db, const duty::Excuse::Asked& asked) {
    auto types = asked.where.find("letterType");
    return exempt(exemptions_for(db, asked.bound_id, year_of(asked.from)),
                  types == asked.where.end() ? std::vector<std::string>() : types->second, asked.today);
}

bool counts(db::Connection& db, const json::object& letter, const std::string& today) {
    auto signed_on = text_of(letter, "signedOn");
    if (signed_on.empty()) return true;
    bool village = text_of(letter, "partyType") == "village";
    auto party = text_of(letter, village ? "partyAreaId" : "enterpriseId");
    if (party.empty()) return true;
    std::vector<Term> terms;
    for (auto& chief : people::chiefs_of(db, village ? party : "", village ? "" : party, today))
        terms.push_back({chief.person_id, chief.person_name, chief.valid_from, chief.valid_to});
    return counts_for(static_cast<int>(integer_of(letter, "year")), terms, signed_on,
                      static_cast<int>(renewal_days().figure(db)), today);
}

const duty::Excuses excuses({.by = "letters",
                             .sources = {{"letter-exemptions", "partyAreaId", "areas"},
                                         {"letter-exemptions", "enterpriseId", "enterprises"},
                                         {"appointments", "enterpriseId", "enterprises"},
                                         {"appointments", "areaId", "areas"}},
                             .excused = excused,
                             .counts = counts});

}  // namespace

}  // namespace zhenan::letter
