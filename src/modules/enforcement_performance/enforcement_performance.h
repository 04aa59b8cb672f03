// THE DOOR of enforcement performance: figures of quality for officers and their units, each with its records.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/db/db.h"

namespace zhenan::enforcement_performance {

struct Definition {
    const char *name, *zh, *en, *unit_zh, *unit_en, *about_zh, *about_en;
    bool median = false;  // else a share in percent
};
const std::vector<Definition>& definitions();

/// One record that a figure rests on.
struct Case {
    std::string kind, id, day;
    bool counted = false;
    int days = 0;                      // of a median
    std::vector<std::string> missing;  // of a document: signature, service, clause
    std::vector<std::string> persons = {};
};

struct Figure {
    std::int64_t counted = 0, base = 0;
    std::optional<double> value;  // percent, or the median; nothing without a base
    bool small = false;           // fewer than ten: for reference only
};

struct Span {
    std::string path, from, to, today;
};

/// Who is looked at: an officer, or the officers of a unit.
struct Subject {
    std::string id, name, area_id, path;
    std::vector<std::string> persons;
};
/// By name. Officers within the period (type "officer") or their units (type "unit").
std::vector<Subject> subjects(db::Connection& db, std::string_view type, const Span& span);

/// Cases of a figure by subject id; the figure is asked once for all.
std::map<std::string, std::vector<Case>> cases(db::Connection& db, std::string_view figure,
                                               const std::vector<Subject>& subjects, const Span& span);
Figure figure_of(const Definition& definition, const std::vector<Case>& cases);

}  // namespace zhenan::enforcement_performance
