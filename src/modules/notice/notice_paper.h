// Notices on paper: the enforcement set and the supervision set, by the town's recorded authority and the notice's date.
// Pure: what is printed comes in, a Paper goes out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/paper/paper.h"

namespace zhenan::notice {

/// empowered: the town acts in its own name (行政处罚法 24); delegated: in the delegating organ's name (行政处罚法 20);
/// supervision: the town may inspect and ask, nothing more.
enum class Basis { empowered, delegated, supervision };

enum class Type { record, order, opinion, recheck, referral, major_report, receipt };

struct PaperAuthority {
    Basis basis = Basis::supervision;
    std::string organ;         // whose name and seal stand below: "镇安县镇安镇人民政府", "镇安县应急管理局"
    std::string town;          // who does the work
    std::string document;      // the basis: announcement or written delegation, with number
    std::string review_organ;  // empty = by rule and date
    std::string government;    // 本级人民政府 / 县级人民政府 that reviews
    std::string superior;      // the superior department (before 2024-01-01 an alternative)
    std::string report_to;     // supervision: who is told when nothing is put right; empty = the superior
    std::string court;
    bool invented = false;     // the demo town's: the paper says so
};

struct PaperPerson {
    std::string name, certificate;
};

struct PaperItem {
    std::string description, clause, site;
    std::string certainty;        // of the clause: "M" (from memory) is printed with 【待核】
    bool major = false, suspected = false;
    std::string criterion;        // major: the standard and item that it meets
    std::string due_on;           // order, opinion
    bool fixed_on_spot = false;
    std::optional<bool> passed;   // recheck
    std::string note;
};

struct PaperPlace {
    std::string name, address, person, position, phone;
};

struct PaperNotice {
    Type type = Type::record;
    std::string number;     // "（镇安）应急责改〔2023〕5号", or the paper's own outside number
    std::string issued_on;  // YYYY-MM-DD
    PaperAuthority authority;
    PaperPlace place;
    std::string from, to;   // RFC 3339: when it was looked at (record, recheck)
    std::string site;       // 检查场所
    std::string situation;  // 检查情况, in sentences; the items follow it
    std::vector<PaperItem> items;
    std::vector<PaperPerson> officers;
    std::string recipient;        // who took it
    std::string recipient_state;  // signed, refused, absent; empty = blank line to sign
    std::string witness;
    std::string earlier_title, earlier_number, earlier_on;  // recheck, receipt: the order or opinion that it follows
    std::string addressee;        // referral, major_report: to whom
    std::string reason;           // referral: why
    std::string served_on, method;  // receipt: method direct, left, post, or words
    bool voided = false;          // drawn with 已作废
};

/// "责令限期整改指令书", "限期整改意见书" ...: the name of a notice under an authority.
std::string title_of(Type type, Basis basis);
/// May such a notice come out under this authority? An order needs power of one's own or a delegation.
bool allowed(Type type, std::optional<Basis> basis);
/// How many signatures with certificates it needs (enforcement: two officers; 行政处罚法 42).
int certificates_needed(Type type, Basis basis);
/// The words on review and suit in force on the day; 60 days (行政复议法 2023, 20), six months (行政诉讼法 46).
/// A department's act (delegated): until 2023-12-31 the government or the superior department (行政复议法 2017, 12), from
/// 2024-01-01 the government alone (2023, 24). A town's own act (empowered): the county government (2017, 13; 2023, 24).
/// Empty for supervision.
std::string appeal(const PaperAuthority& authority, const std::string& issued_on);
/// The word in the number: "应急检记", "应急责改", "应急复查" ...
std::string number_word(Type type, Basis basis);

paper::Paper notice_paper(const PaperNotice& notice);

}  // namespace zhenan::notice
