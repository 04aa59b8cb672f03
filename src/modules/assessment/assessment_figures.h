// The figures that formulas may name, and their values for all subjects at once; only for this folder.
#pragma once

#include "modules/assessment/assessment_store.h"

namespace zhenan::assessment {

struct Figure {
    std::string name, zh, en, unit_zh, unit_en;
};
/// For villages and the town every measure, `hazards_closed.major` for a member of its dimension; for the others what
/// is counted by enterprise, trade or person.
std::vector<Figure> figures_for(std::string_view type);
formula::Names names_for(std::string_view type);

struct Span {
    std::string path, from, to, today;
};
using Figures = std::map<std::string, formula::Values>;  // by the subject's id
/// Each figure is asked once for all. `on_figure` is called before each: it may throw.
Figures collect(db::Connection& db, std::string_view type, const std::vector<Subject>& subjects, const Span& span,
                const formula::Names& asked, const std::function<void()>& on_figure);

/// Where the records behind a figure are read: a path below /api/v1, and the address of a page where there is one.
json::object behind(std::string_view type, std::string_view name, std::string_view subject_id, const Span& span);

}  // namespace zhenan::assessment
