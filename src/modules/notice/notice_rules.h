// Which notices a town may issue, what they are called, who signs, what they say about appeal. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
/// The words on review and suit in force on the day; 60 days (行政复议法 2023, 20), six months (行政诉讼法 46).
/// A department's act (delegated): until 2023-12-31 the government or the superior department (行政复议法 2017, 12),
/// from 2024-01-01 the government alone (2023, 24). A town's own act (empowered): the county government (2017, 13;
/// 2023, 24). Empty for supervision.
/// `what`: 指令书, 决定书.
std::string appeal(const PaperAuthority& authority, const std::string& issued_on, const std::string& what = "指令书");
/// The word in the number: "应急检记", "应急责改", "应急复查" ...
std::string number_word(Type type, Basis basis);

/// Measures on the spot that the law keeps for major hazards: people out, business or use stopped (安全生产法 65).
bool for_major_only(const std::vector<std::string>& measures);

}  // namespace zhenan::notice
