#include "modules/letter/letter_rules.h"

#include <algorithm>
#include <cmath>

#include "core/day.h"

namespace zhenan::letter {

namespace {

bool names(const Letter& letter, const Party& party, std::string_view type) {
    return letter.party_kind == party.kind && letter.party_id == party.id && letter.type == type;
}

// A letter that was voided later was signed until then.
bool holds_on(const Letter& letter, std::string_view day) {
    if (letter.signed_on.empty() || letter.signed_on > day) return false;
    return letter.state == "signed" || (letter.state == "void" && letter.voided_on > day);
}

void settle(Owed& owed, const std::vector<const Letter*>& letters, std::string_view day, bool renews) {
    for (auto* letter : letters) {
        if (holds_on(*letter, day)) {
            auto due = renews ? renewal(owed.party.chiefs, letter->signed_on, day) : std::nullopt;
            if (!due) {
                owed.signed_by = letter;
                owed.renewal.reset();
                return;
            }
            if (!owed.outdated || owed.outdated->signed_on < letter->signed_on) {
                owed.outdated = letter;
                owed.renewal = due;
            }
        } else if (letter->state != "void" && !owed.open) {
            owed.open = letter;
        }
    }
}

}  // namespace

std::optional<Renewal> renewal(const std::vector<Term>& chiefs, std::string_view signed_on, std::string_view day) {
    const Term *then = nullptr, *now = nullptr;
    for (auto& term : chiefs) {
        if (term.from <= signed_on) then = &term;
        if (term.from <= day) now = &term;
    }
    // Nobody is known to have been in the post before: the new one is no successor.
    if (!then || !now || now == then || now->from <= signed_on || now->person_id == then->person_id) return {};
    return Renewal{now->from, then->person_name, now->person_name};
}

bool exempt(const std::vector<Exemption>& exemptions, const std::vector<std::string>& types, std::string_view day) {
    auto covers = [&](const std::string& type) {
        return std::any_of(exemptions.begin(), exemptions.end(),
                           [&](auto& one) { return one.from <= day && (one.type.empty() || type == one.type); });
    };
    // Where any kind will do, it takes one exemption of the kind that enterprises sign.
    return types.empty() ? covers("work_safety") : std::all_of(types.begin(), types.end(), covers);
}

bool counts_for(int year, const std::vector<Term>& chiefs, std::string_view signed_on, int renewal_days,
                std::string_view day) {
    if (renewal_days <= 0) return true;
    auto last = std::to_string(year) + "-12-31";
    auto anew = renewal(chiefs, signed_on, std::min(std::string(day), last));
    return !anew || add_days(anew->since, renewal_days) > last;
}

std::vector<Owed> owed_on(const Asked& asked, std::vector<Exempted>* exempted) {
    std::vector<Owed> owed;
    auto exemption = [&](const Party& party, std::string_view type) -> const Exemption* {
        for (auto& one : asked.exemptions)
            if (one.party_kind == party.kind && one.party_id == party.id && one.from <= asked.day &&
                (one.type.empty() || one.type == type))
                return &one;
        return nullptr;
    };
    // By party, so that twenty thousand enterprises are not looked for in twenty thousand letters.
    std::vector<const Letter*> sorted;
    for (auto& letter : asked.letters) sorted.push_back(&letter);
    std::stable_sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->party_id < b->party_id; });
    auto of = [&](const Party& party, std::string_view type) {
        auto by_id = [](const Letter* letter, const std::string& id) { return letter->party_id < id; };
        std::vector<const Letter*> found;
        for (auto at = std::lower_bound(sorted.begin(), sorted.end(), party.id, by_id);
             at != sorted.end() && (*at)->party_id == party.id; ++at)
            if (names(**at, party, type)) found.push_back(*at);
        return found;
    };
    auto add = [&](const Party& party, std::string_view type) {
        if (auto* by = exemption(party, type)) {
            if (exempted) exempted->push_back({party, std::string(type), by});
            return;
        }
        Owed one{party, std::string(type)};
        settle(one, of(party, type), asked.day, asked.renews);
        owed.push_back(std::move(one));
    };
    for (auto& party : asked.parties) {
        if (party.kind == "village")
            for (auto type : kTypes) add(party, type);
        else
            add(party, "work_safety");
    }
    for (auto& letter : asked.letters) {
        if (letter.party_kind != "contractor") continue;
        bool holds = holds_on(letter, asked.day);
        if (letter.state == "void" && !holds) continue;
        Owed one{{"contractor", letter.party_id, letter.party_name.empty() ? letter.title : letter.party_name,
                  letter.area_id},
                 letter.type};
        (holds ? one.signed_by : one.open) = &letter;
        owed.push_back(std::move(one));
    }
    return owed;
}

std::vector<Owed> owed_on(const std::vector<Party>& parties, const std::vector<Letter>& letters, std::string_view day) {
    static const std::vector<Exemption> none;
    return owed_on(Asked{parties, letters, std::string(day), none});
}

const Held* signing_post(const std::vector<Held>& posts, std::string_view party_kind, std::string_view village_id,
                         std::string_view enterprise_id) {
    for (auto& held : posts) {
        if (party_kind == "village" && held.role == "village" && held.area_id == village_id) return &held;
        if (party_kind != "village" && held.role == "enterprise" && !enterprise_id.empty() &&
            held.enterprise_id == enterprise_id)
            return &held;
    }
    return nullptr;
}

const Held* counter_post(const std::vector<Held>& posts, bool of_village, const std::vector<std::string>& villages,
                         const std::vector<std::string>& towns) {
    auto& areas = of_village ? villages : towns;
    for (auto& held : posts)
        if (held.role == (of_village ? "village" : "leader") &&
            std::find(areas.begin(), areas.end(), held.area_id) != areas.end())
            return &held;
    return nullptr;
}

double rate_of(std::int64_t done, std::int64_t owed) {
    return owed == 0 ? 0 : std::floor(static_cast<double>(done) * 1000 / static_cast<double>(owed)) / 10;
}

}  // namespace zhenan::letter
