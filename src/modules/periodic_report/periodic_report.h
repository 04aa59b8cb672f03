// THE DOOR of weekly and monthly reports: drafted from the records for each grid, village and the town.
#pragma once

#include <string>
#include <vector>

#include "core/http/http.h"
#include "modules/area/area.h"
#include "modules/periodic_report/periodic_report_rules.h"

namespace zhenan::periodic_report {

/// One figure of a report: what was handed in, and what the records say now.
struct Figure {
    std::string measure;
    std::optional<double> value, live;
    bool differs = false;
    std::string note;  // what the author says is wrong with it
};

/// The report of an area right below, as it stands.
struct Part {
    area::Area area;
    std::string state, id, submitted_on;  // missing, running, draft, submitted, returned, accepted
    bool zero = false;
    std::vector<std::string> differs;  // measures whose figures are others now
};

/// A report as it is looked at, whether somebody began it or not.
struct Sight {
    area::Area area;
    Period period;
    std::string state, id;
    bool zero = false;
    json::object record;  // empty while nobody began it
    std::vector<Figure> figures;
    std::vector<Part> parts;
};
extern const FaultCode kWhich;     // periodic_report.which
extern const FaultCode kAccepted;  // periodic_report.accepted

/// What an actor may see of an area and a period; throws kNotFound outside the scope.
Sight look(http::Call& call, const std::string& area_id, const Period& period);
/// The figures of an area and a period as the records say them now.
Figures figures_now(http::Call& call, const std::string& path, const Period& period);
json::object to_json(const Figures& figures);
Figures from_json(const json::value* kept);

/// The sight as the page takes it.
json::object shown(http::Call& call, const Sight& sight);
/// As a file: ".docx", ".pdf" or ".xlsx".
http::Response file_of(http::Call& call, const Sight& sight, std::string_view ending);
/// "已提交，待通过（零报告）", "未报", ...
std::string state_words(std::string_view state, bool zero, bool english = false);

}  // namespace zhenan::periodic_report
