// THE DOOR of meetings: what stands beside the plain ledger "meetings": agenda, attendance, decisions, minutes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/paper/paper.h"
#include "modules/follow_up/follow_up.h"

namespace zhenan::meeting {

/// Minutes as they are printed; empty parts are left out.
struct Minutes {
    std::string title, organ, day;
    std::vector<std::pair<std::string, std::string>> facts;  // "时间": "2023年6月1日"
    struct Section {
        std::string heading;
        std::vector<std::string> paragraphs;
        std::vector<std::string> columns;  // of a table, with their widths in millimetres
        std::vector<double> widths;
        std::vector<std::vector<std::string>> rows;
    };
    std::vector<Section> sections;
};
/// GB/T 9704-2012: title, numbered headings, tables, signed by the organ.
paper::Paper minutes_paper(const Minutes& minutes);
/// A table of follow-ups for minutes.
Minutes::Section follow_up_table(std::string heading, const std::vector<follow_up::Brief>& tasks);
/// The paper as a file to download: ".docx" or ".pdf".
http::Response minutes_file(const http::Call& call, const Minutes& minutes, std::string_view ending);

/// Writes a meeting into the ledger for a part that has held one: "review", ...; answers its id.
struct Held {
    std::string type, title, on, area_id, host, topic, decisions;
};
std::string add(http::Call& call, const Held& held);

}  // namespace zhenan::meeting
