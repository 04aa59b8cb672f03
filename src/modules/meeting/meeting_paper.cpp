// Minutes as a document: GB/T 9704-2012, as reports are.
#include "modules/meeting/meeting.h"

namespace zhenan::meeting {

namespace {

using paper::Align;
using paper::Face;
using paper::Paragraph;

paper::Cell cell(const std::string& words, bool title) {
    return {.paragraphs = {Paragraph{.runs = {{.text = words, .face = title ? Face::hei : Face::song, .size = 10.5}},
                                     .align = title ? Align::center : Align::left,
                                     .first_indent = 0,
                                     .line_pitch = 16}}};
}

constexpr const char* kNumbers[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

}  // namespace

paper::Paper minutes_paper(const Minutes& m) {
    paper::Paper paper;
    paper.title = m.title;
    paper.author = m.organ;
    paper.add(Paragraph{.runs = {{.text = m.title, .face = Face::title, .size = 22}},
                        .align = Align::center,
                        .first_indent = 0,
                        .line_pitch = 38,
                        .outline = 1,
                        .keep_with_next = true});
    paper.add(Paragraph{.runs = {{.text = ""}}, .first_indent = 0, .keep_with_next = true});
    for (auto& [name, value] : m.facts)
        if (!value.empty()) paper.add(Paragraph{.runs = {{.text = name + "：", .face = Face::hei}, {.text = value}}});
    std::size_t n = 0;
    for (auto& section : m.sections) {
        if (section.paragraphs.empty() && section.rows.empty()) continue;
        auto number = n < std::size(kNumbers) ? std::string(kNumbers[n]) : std::to_string(n + 1);
        ++n;
        paper.add(Paragraph{.runs = {{.text = number + "、" + section.heading, .face = Face::hei}},
                            .outline = 2,
                            .keep_with_next = true});
        for (auto& words : section.paragraphs) paper.add(Paragraph{.runs = {{.text = words}}});
        if (section.rows.empty()) continue;
        paper::Table table{.widths = section.widths, .rows = {}, .row_height = 8, .header_row = true};
        std::vector<paper::Cell> titles;
        for (auto& column : section.columns) titles.push_back(cell(column, true));
        table.rows.push_back(std::move(titles));
        for (auto& row : section.rows) {
            std::vector<paper::Cell> cells;
            for (auto& words : row) cells.push_back(cell(words, false));
            table.rows.push_back(std::move(cells));
        }
        paper.add(std::move(table));
    }
    paper.add(Paragraph{.runs = {{.text = m.organ}},
                        .align = Align::right,
                        .first_indent = 0,
                        .right_indent = 4,
                        .before = 2,
                        .keep_with_next = true});
    paper.add(Paragraph{.runs = {{.text = m.day}}, .align = Align::right, .first_indent = 0, .right_indent = 4});
    return paper;
}

Minutes::Section follow_up_table(std::string heading, const std::vector<follow_up::Brief>& tasks) {
    Minutes::Section section{
        std::move(heading), {}, {"序号", "事项", "责任人（单位）", "办结期限", "状态"}, {12, 64, 32, 27, 21}, {}};
    for (auto& task : tasks) {
        auto state = task.status == "accepted"              ? "已办结"
                     : task.status == "awaiting_acceptance" ? "待验收"
                     : task.late                            ? "逾期"
                                                            : "办理中";
        section.rows.push_back({std::to_string(section.rows.size() + 1), task.title, task.owner, task.due_on, state});
    }
    return section;
}

http::Response minutes_file(const http::Call& call, const Minutes& minutes, std::string_view ending) {
    bool pdf = ending == ".pdf";
    auto paper = minutes_paper(minutes);
    auto response = http::Response::file(
        pdf ? paper::to_pdf(paper) : paper::to_docx(paper),
        pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        minutes.title + std::string(ending));
    if (pdf && call.request.parameter("inline") == "1") response.headers.clear();
    return response;
}

}  // namespace zhenan::meeting
