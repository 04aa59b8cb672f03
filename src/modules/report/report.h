// THE DOOR of reports: a text whose every figure is a measure and whose every name is a record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/db/db.h"
#include "modules/report/report_rules.h"

namespace zhenan::report {

/// A record that stands behind a word or a count.
struct Named {
    std::string kind, id, title;
};

/// A piece of a sentence. Plain words, or a figure of a measure, or a count of records, or a named record, or what
/// nobody has recorded yet.
struct Span {
    std::string text = {};
    std::string measure = {};  // a figure: opens into the measure's records
    std::optional<double> value = {};
    std::string member = {};  // of the measure's dimension
    std::string unit = {};    // where it isn't the measure's own
    std::string at = {};  // of another period than the report's: "previous", "last_year" or "year" (its year so far)
    bool change = false;  // said as the change since `at`
    std::string area_id = {};  // where it isn't the report's
    std::string from = {}, to = {};
    bool approximate = false;
    std::vector<Named> items = {};   // a count: opens into these
    std::string key = {};            // names a count, so that an edited text finds it again
    std::string kind = {}, id = {};  // a named record
    bool missing = false;
    bool number = false;  // of a heading: given anew whenever headings come and go
    bool gone = false;    // a count that no rule gives any more

    bool plain() const { return measure.empty() && key.empty() && items.empty() && id.empty() && !missing && !number; }
};
using Spans = std::vector<Span>;

struct Block {
    enum Type { title, heading, paragraph } type = paragraph;
    int level = 0;  // of a heading: 1 "一、", 2 "（一）", 3 "1.", 4 "（1）"
    Spans spans = {};
    std::string id = {};  // the section's name and a count, or an id of its own where somebody added it
    // What people made of it.
    std::int64_t version = 0;
    bool own = false, edited = false, removed = false;
    std::optional<Spans> theirs = {};  // what the records say now, where it differs from what the edit began with
    std::string edited_by = {};
    std::int64_t edited_at = 0;
    double place = 0;
};

/// Something that a rule found in the records.
struct Problem {
    std::string rule, text;
    std::vector<Named> records;
};

/// 附件: a table whose every cell is a figure.
struct Annex {
    std::string key, title, title_en;
    std::vector<std::string> columns, columns_en;
    std::vector<double> widths;  // millimetres
    std::vector<Spans> rows;     // one span a cell
    bool with_sum = false;       // the last row is the whole
};

struct Report {
    std::string kind, title, area_id, area_name, organ, day;  // who signs, and on which day
    std::string addressee = {}, document_number = {}, copies = {};
    Period period;
    std::string until;  // the last day that the text speaks of
    std::vector<Block> blocks;
    std::vector<Problem> problems;
    std::vector<std::string> missing;
    std::vector<Annex> annexes;
};

std::string words_of(const Spans& spans);

/// The first signed report whose text is no longer the one that was signed.
std::optional<std::string> broken(db::Connection& db);

}  // namespace zhenan::report
