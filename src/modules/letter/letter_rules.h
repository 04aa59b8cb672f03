// Who owes which responsibility letters in a year, and which are signed: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zhenan::letter {

/// 安全生产, 交通安全, 消防安全: a village signs all three with the town.
inline constexpr std::string_view kTypes[] = {"work_safety", "traffic", "fire"};

struct Party {
    std::string kind;  // village, enterprise, contractor
    std::string id, name, area_id;
};

/// A letter of the ledger.
struct Letter {
    std::string id, type, party_kind, party_id, area_id, title, state, signed_on;
};

struct Owed {
    Party party;
    std::string type;
    const Letter* signed_by = nullptr;  // the letter that fulfils it by the day
};

/// Villages owe three each, enterprises the work-safety letter with their village; a contractor's letter is owed once
/// it is entered. What is signed without being owed counts nowhere.
std::vector<Owed> owed_on(const std::vector<Party>& parties, const std::vector<Letter>& letters, std::string_view day);

}  // namespace zhenan::letter
