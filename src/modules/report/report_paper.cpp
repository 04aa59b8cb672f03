// GB/T 9704-2012: title 2号小标宋 centred; 一、黑体, （一）楷体, text 3号仿宋; the date's last
// character four from the edge, the organ above it, centred on the date.
#include "modules/report/report_paper.h"

#include <algorithm>

#include "core/text/text.h"

namespace zhenan::report {

namespace {

using paper::Align;
using paper::Face;
using paper::Paragraph;

Paragraph heading(const Block& block) {
    // 7.3.3: the third and fourth level are 仿宋 like the text.
    auto face = block.level == 1 ? Face::hei : block.level == 2 ? Face::kai : Face::fang;
    return {
        .runs = {{.text = words_of(block.spans), .face = face}}, .outline = block.level + 1, .keep_with_next = true};
}

Paragraph body(const Block& block) {
    Paragraph paragraph;
    for (auto& span : block.spans) {
        auto& runs = paragraph.runs;
        // One run where nothing changes: an office edits it in WPS.
        if (!runs.empty() && runs.back().missing == span.missing)
            runs.back().text += span.text;
        else
            runs.push_back({.text = span.text, .missing = span.missing});
    }
    return paragraph;
}

/// In characters; a digit is half of one.
double width(const std::string& words) {
    double sum = 0;
    for (auto c : text::decode(words)) sum += c < 0x80 ? 0.5 : 1;
    return sum;
}

void sign(paper::Paper& paper, const Report& report) {
    double organ = width(report.organ), day = width(report.day);
    // A name so long that it would leave the page keeps to the edge, and the date stays under its
    // middle.
    double right = std::max(0.0, 4 + (day - organ) / 2);
    double of_day = std::max(4.0, right + (organ - day) / 2);
    paper.add(Paragraph{.runs = {{.text = report.organ}},
                        .align = Align::right,
                        .first_indent = 0,
                        .right_indent = right,
                        .before = 2,
                        .keep_with_next = true});
    paper.add(
        Paragraph{.runs = {{.text = report.day}}, .align = Align::right, .first_indent = 0, .right_indent = of_day});
}

/// 7.3.4: after a blank line, two characters in, names without a full stop.
void list_annexes(paper::Paper& paper, const Report& report) {
    for (std::size_t i = 0; i < report.annexes.size(); ++i) {
        auto number = report.annexes.size() > 1 ? std::to_string(i + 1) + "." : std::string();
        paper.add(Paragraph{.runs = {{.text = (i ? "" : "附件：") + number + report.annexes[i].title}},
                            .align = Align::left,
                            .first_indent = i ? 0.0 : 2.0,
                            .left_indent = i ? 5.0 : 0.0,
                            .before = i ? 0.0 : 1.0,
                            .keep_with_next = i + 1 < report.annexes.size()});
    }
}

paper::Cell table_cell(const std::string& words, bool bold, Align align) {
    return {.paragraphs = {Paragraph{.runs = {{.text = words, .face = bold ? Face::hei : Face::song, .size = 10.5}},
                                     .align = align,
                                     .first_indent = 0,
                                     .line_pitch = 15}}};
}

/// A column's unit stands on a line of its own.
paper::Cell column_title(const std::string& words) {
    auto unit = words.ends_with("）") ? words.find("（") : std::string::npos;
    if (words.starts_with("村")) unit = std::string::npos;
    auto cell = table_cell(words.substr(0, unit), true, Align::center);
    cell.paragraphs.front().runs.front().size = 9;
    if (unit == std::string::npos) return cell;
    auto second = cell.paragraphs.front();
    second.runs.front().text = words.substr(unit);
    cell.paragraphs.push_back(std::move(second));
    return cell;
}

/// 7.3.7: on a page of its own, "附件1" at the upper left in 黑体, the title centred on the third line.
void add_annex(paper::Paper& paper, const Annex& annex, std::size_t number, bool only) {
    paper.add(Paragraph{.runs = {{.text = only ? "附件" : "附件" + std::to_string(number), .face = Face::hei}},
                        .align = Align::left,
                        .first_indent = 0,
                        .keep_with_next = true,
                        .page_break_before = true});
    paper.add(Paragraph{.runs = {{.text = annex.title, .face = Face::title, .size = 18}},
                        .align = Align::center,
                        .first_indent = 0,
                        .before = 1,
                        .line_pitch = 32,
                        .keep_with_next = true});
    paper::Table table{.widths = annex.widths, .rows = {}, .row_height = 8, .header_row = true};
    std::vector<paper::Cell> titles;
    for (auto& column : annex.columns) titles.push_back(column_title(column));
    table.rows.push_back(std::move(titles));
    for (auto& row : annex.rows) {
        std::vector<paper::Cell> cells;
        for (auto& span : row)
            cells.push_back(table_cell(span.text, false, span.measure.empty() ? Align::left : Align::right));
        table.rows.push_back(std::move(cells));
    }
    paper.add(std::move(table));
}

/// 7.4 the 抄送 of a 版记, between its lines.
void add_copies(paper::Paper& paper, const Report& report) {
    paper.add(paper::Rule{.thickness = 0.35, .keep_with_next = true});
    auto words = report.copies.ends_with("。") ? report.copies : report.copies + "。";
    paper.add(Paragraph{.runs = {{.text = "抄送：" + words, .size = 14}},
                        .align = Align::left,
                        .first_indent = 0,
                        .left_indent = 1,
                        .right_indent = 1,
                        .keep_with_next = true});
    paper.add(paper::Rule{.thickness = 0.35});
}

}  // namespace

paper::Paper report_paper(const Report& report) {
    paper::Paper paper;
    paper.title = report.title;
    paper.author = report.organ;
    if (!report.document_number.empty())
        paper.add(Paragraph{.runs = {{.text = report.document_number}},
                            .align = Align::center,
                            .first_indent = 0,
                            .keep_with_next = true});
    for (auto& block : report.blocks) {
        if (block.type == Block::heading) {
            paper.add(heading(block));
        } else if (block.type == Block::paragraph) {
            if (!block.spans.empty()) paper.add(body(block));
        } else {
            paper.add(Paragraph{.runs = {{.text = report.title, .face = Face::title, .size = 22}},
                                .align = Align::center,
                                .first_indent = 0,
                                .line_pitch = 38,
                                .outline = 1,
                                .keep_with_next = true});
            paper.add(Paragraph{.runs = {{.text = ""}}, .first_indent = 0, .keep_with_next = true});
            // 7.3.2 主送机关: at the left edge, with a full-width colon.
            if (!report.addressee.empty())
                paper.add(
                    Paragraph{.runs = {{.text = report.addressee + (report.addressee.ends_with("：") ? "" : "：")}},
                              .align = Align::left,
                              .first_indent = 0});
        }
    }
    list_annexes(paper, report);
    sign(paper, report);
    for (std::size_t i = 0; i < report.annexes.size(); ++i)
        add_annex(paper, report.annexes[i], i + 1, report.annexes.size() == 1);
    if (!report.copies.empty()) add_copies(paper, report);
    return paper;
}

}  // namespace zhenan::report
