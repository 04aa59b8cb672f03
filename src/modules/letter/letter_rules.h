// Who owes which responsibility letters in a year, which are signed, and who may sign: pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan::letter {

/// 安全生产, 交通安全, 消防安全: a village signs all three with the town.
inline constexpr std::string_view kTypes[] = {"work_safety", "traffic", "fire"};

/// Days that a chief leader held the post; `to` empty: still.
struct Term {
    std::string person_id, person_name, from, to;
};

struct Party {
    std::string kind;  // village, enterprise, contractor
    std::string id, name, area_id;
    std::vector<Term> chiefs = {};  // by the day they began
};

/// A letter as it is kept.
struct Letter {
    std::string id, type, party_kind, party_id, area_id, title, state, signed_on;
    std::string voided_on = {}, due_on = {}, party_name = {};
};

/// A new chief leader since the letter was signed: it is to be signed anew.
struct Renewal {
    std::string since, before, now;  // names
};
std::optional<Renewal> renewal(const std::vector<Term>& chiefs, std::string_view signed_on, std::string_view day);

/// Not owed, with the town's reason, from a day on. `type` empty: none of the letters.
struct Exemption {
    std::string id, party_kind, party_id, type, from, reason, decided_by;
};

/// Need a party not sign letters of these kinds (empty: of any kind) on a day?
bool exempt(const std::vector<Exemption>& exemptions, const std::vector<std::string>& types, std::string_view day);

/// Does a signed letter still count as the year's, on a day? Not once a successor should have signed it anew within
/// the year.
bool counts_for(int year, const std::vector<Term>& chiefs, std::string_view signed_on, int renewal_days,
                std::string_view day);

struct Owed {
    Party party;
    std::string type;
    const Letter* signed_by = nullptr;  // the letter that fulfils it by the day
    const Letter* open = nullptr;       // else the one that waits for a signature
    const Letter* outdated = nullptr;   // else the signed one that a new chief leader has to sign anew
    std::optional<Renewal> renewal = {};
};

/// What an exemption took out of the figures.
struct Exempted {
    Party party;
    std::string type;
    const Exemption* by;
};

struct Asked {
    const std::vector<Party>& parties;
    const std::vector<Letter>& letters;
    std::string day;
    const std::vector<Exemption>& exemptions;
    bool renews = false;  // does a new chief leader sign anew?
};
/// Villages owe three each, enterprises the work-safety letter with their village; a contractor's letter is owed once
/// it is entered. What is signed without being owed counts nowhere.
std::vector<Owed> owed_on(const Asked& asked, std::vector<Exempted>* exempted = nullptr);
std::vector<Owed> owed_on(const std::vector<Party>& parties, const std::vector<Letter>& letters, std::string_view day);

/// A post that somebody holds on the day of signing.
struct Held {
    std::string role, area_id, enterprise_id, post;
};
/// The post in which somebody may sign for a party: the enterprise's own people, the village's own. Nothing: none.
const Held* signing_post(const std::vector<Held>& posts, std::string_view party_kind, std::string_view village_id,
                         std::string_view enterprise_id);

/// The post in which somebody may sign for the other party: the village's own where it is the village's, else a leader
/// of the town. `villages` and `towns` are the areas of those levels that lie over the party.
const Held* counter_post(const std::vector<Held>& posts, bool of_village, const std::vector<std::string>& villages,
                         const std::vector<std::string>& towns);

/// In the words of the figures' rules: one decimal, and never above what it is: 99.96 is not 100.
double rate_of(std::int64_t done, std::int64_t owed);

}  // namespace zhenan::letter
