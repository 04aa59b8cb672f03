// Notices on paper: the enforcement set and the supervision set, by the town's recorded authority and the notice's
// date. Pure: what is printed comes in, a Paper goes out.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/paper/paper.h"
#include "modules/notice/notice_rules.h"

namespace zhenan::notice {

struct PaperPerson {
    std::string name, certificate;
};

/// What one side of a pair shows: pictures ready for paper, the day, and how many attachments are not printed.
struct PaperPhotos {
    std::string on;
    std::vector<std::string> pictures;
    int left_out = 0;
    bool any() const { return !pictures.empty() || left_out > 0; }
};

struct PaperItem {
    std::string description, clause, site;
    std::string certainty;  // of the clause; what nobody confirmed ("M") is not printed as law
    bool major = false, suspected = false;
    std::string criterion;  // major: the standard and item that it meets
    std::string criterion_certainty;
    std::string due_on;  // order, opinion
    bool fixed_on_spot = false;
    std::optional<bool> passed;  // recheck
    std::string note;
    PaperPhotos before, after;  // recheck
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
    std::vector<std::string> measures;  // on_spot: what is ordered
    std::string until_on;               // on_spot: by or until when
    std::string recipient;              // who took it
    std::string recipient_state;        // signed, refused, absent; empty = blank line to sign
    std::string witness;
    std::string earlier_title, earlier_number, earlier_on;  // recheck, receipt: the order or opinion that it follows
    std::string addressee;                                  // referral, major_report: to whom
    std::string reason;                                     // referral: why
    std::string served_on, method;                          // receipt: method direct, left, post, or words
    bool voided = false;                                    // drawn with 已作废
    std::optional<Words> words;                             // of its date; unset: those that were shipped
    Words said() const;
    double line_pitch = 24;  // points; closer where a usual notice then fits one page
};

/// What the program brings along, and one of it by its name and a day.
const json::array& shipped_words();
std::string shipped_word(const std::string& key, const std::string& day);
Words words_by(const std::function<std::string(const std::string&)>& word, Type type, Basis basis);

paper::Paper notice_paper(const PaperNotice& notice);

}  // namespace zhenan::notice
