// The kinds of report: which periods they have and what writes them. Another kind is another line in the .cpp.
#pragma once

#include "modules/report/draft.h"

namespace zhenan::report {

/// Throws report.kind or report.period.
Period period_of(const std::string& kind, const std::string& period);

/// The text as the records give it, with its annexes.
Report written(const std::string& kind, const Subject& subject);

/// The tables that may stand behind a report.
struct AnnexKind {
    std::string key, zh, en;
};
const std::vector<AnnexKind>& annex_kinds();
std::vector<Annex> annexes_of(const Subject& subject, const std::vector<std::string>& keys);

/// What a report compares and tells of in figures, one line each.
struct Line {
    std::string measure, member, zh, en, unit;
    bool sums = true;                // in a table by villages
    std::vector<std::string> nouns;  // before a number that is typed by hand: "隐患" 50
};
const std::vector<Line>& lines();

struct Compared {
    Line line;
    Span now, previous, last_year;
};
std::vector<Compared> comparison(const Subject& subject);
/// "与2022年下半年相比，……": the changes as a paragraph.
void write_comparison(Draft& draft);

}  // namespace zhenan::report
