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
    auto face = block.level == 1 ? Face::hei : Face::kai;
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

}  // namespace

paper::Paper report_paper(const Report& report) {
    paper::Paper paper;
    paper.title = report.title;
    paper.author = report.organ;
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
        }
    }
    sign(paper, report);
    return paper;
}

}  // namespace zhenan::report
