// Which notices a town may issue, what they are called, who signs, what they say about appeal. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/field.h"

namespace zhenan::notice {

/// empowered: the town acts in its own name (行政处罚法 24); delegated: in the delegating organ's name (行政处罚法 20);
/// supervision: the town may inspect and ask, nothing more.
enum class Basis { empowered, delegated, supervision };

enum class Type { record, order, opinion, on_spot, recheck, referral, major_report, receipt };

/// "order" ... as they are stored; nothing for a kind that is none.
std::optional<Type> type_named(std::string_view kind);

struct PaperAuthority {
    Basis basis = Basis::supervision;
    std::string organ;  // whose name and seal stand below: "镇安县镇安镇人民政府", "镇安县应急管理局"
    std::string town;   // who does the work
    std::string document;      // the basis: announcement or written delegation, with number
    std::string review_organ;  // empty = by rule and date
    std::string government;    // 本级人民政府 / 县级人民政府 that reviews
    std::string superior;      // the superior department (before 2024-01-01 an alternative)
    std::string report_to;     // supervision: who is told when nothing is put right; empty = the superior
    std::string court;
    bool invented = false;  // the demo town's: the paper says so
};

/// "责令限期整改指令书", "限期整改意见书" ...: the name of a notice under an authority.
std::string title_of(Type type, Basis basis);
/// May such a notice come out under this authority? An order and measures on the spot need power of one's own or a
/// delegation.
bool allowed(Type type, std::optional<Basis> basis);
/// How many signatures with certificates it needs (enforcement: two officers; 行政处罚法 42).
int certificates_needed(Type type, Basis basis);

/// Words that papers print by date; they are kept as data (kind notice-words) and chosen by the notice's date.
struct Words {
    std::string appeal;   // with {reviewer}, {superior}, {court}; empty for supervision
    std::string number;   // "应急检记", "应急责改" ...
    std::string refused;  // the clause for a refused signature
    std::string referral, major, on_spot;
};
/// The names of these words for a notice; no appeal for supervision.
std::string appeal_key(Basis basis);
std::string number_key(Type type, Basis basis);
std::string referral_key(Basis basis);
const std::vector<Option>& word_keys();

/// The words on review and suit, filled in: who reviews, which court. What stands in [] falls away where nothing is
/// recorded for it: no organ is named as its own superior.
/// `what`: 指令书, 决定书.
std::string appeal(const PaperAuthority& authority, const std::string& pattern, const std::string& what = "指令书");
/// What is wrong with a pattern that an administrator wrote, or nothing: an unknown {name}, an open bracket, no
/// {reviewer} or {court} in an appeal, signs that no number may have.
enum class WordFault { none, unknown_name, brackets, missing_name, number };
WordFault fault_in(const std::string& key, const std::string& text);

/// Measures on the spot that the law keeps for major hazards: people out, business or use stopped (安全生产法 65).
bool for_major_only(const std::vector<std::string>& measures);

}  // namespace zhenan::notice
