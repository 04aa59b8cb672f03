// THE DOOR of reports: a text whose every figure is a measure and whose every name is a record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/report/report_rules.h"

namespace zhenan::report {

/// A record that stands behind a word or a count.
struct Named {
    std::string kind, id, title;
};

/// A piece of a sentence. Plain words, or a figure of a measure, or a count of records, or a named
/// record, or what nobody has recorded yet.
struct Span {
    std::string text = {};
    std::string measure = {};  // a figure: opens into the measure's records
    std::optional<double> value = {};
    std::string member = {};  // of the measure's dimension
    std::string from = {}, to = {};
    bool approximate = false;
    std::vector<Named> items = {};   // a count: opens into these
    std::string kind = {}, id = {};  // a named record
    bool missing = false;
};
using Spans = std::vector<Span>;

struct Block {
    enum Type { title, heading, paragraph } type = paragraph;
    int level = 0;  // of a heading: 1 "一、", 2 "（一）"
    Spans spans = {};
};

/// Something that a rule found in the records.
struct Problem {
    std::string rule, text;
    std::vector<Named> records;
};

struct Report {
    std::string title, area_id, area_name, organ, day;  // who signs, and on which day
    Period period;
    std::string until;  // the last day that the text speaks of
    std::vector<Block> blocks;
    std::vector<Problem> problems;
    std::vector<std::string> missing;
};

std::string words_of(const Spans& spans);

}  // namespace zhenan::report
