// What an experienced reader would strike out of a report: pure, over its text and figures.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/report/report.h"

namespace zhenan::report {

/// What may be said in figures, and before which nouns they stand.
struct Known {
    std::string measure, member, zh, unit;
    std::optional<double> value;
    bool approximate = false;
    std::vector<std::string> nouns = {};
};

/// A measure and the sum of its parts by kind.
struct Parts {
    std::string measure, zh;
    double whole = 0, sum = 0;
};

struct Reading {
    std::vector<Block> blocks;  // as they are printed
    Period period;
    std::vector<Known> known;
    std::vector<Parts> parts;
    /// Of the hazards closed in the period, how many had been found before it.
    std::optional<double> closed_of_earlier;
};

struct Finding {
    std::string rule;
    bool blocking = false;
    std::string block;  // the place: its id, empty = the report
    std::string zh, en;
    std::string quote = {};    // the words it is about
    std::string measure = {};  // that should stand there
};

std::vector<Finding> lint(const Reading& reading);

}  // namespace zhenan::report
