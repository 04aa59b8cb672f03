#include "modules/checklist/checklist_paper.h"

#include <algorithm>

namespace zhenan::checklist {

using paper::Align;
using paper::Cell;
using paper::Face;
using paper::Paragraph;
using paper::Run;
using paper::Table;

namespace {

constexpr double kSize = 10.5;  // 5号
constexpr double kPitch = 15;
constexpr int kColumns = 7;

Cell cell(std::vector<Run> runs, Align align, int span = 1) {
    return {.paragraphs = {{.runs = std::move(runs), .align = align, .first_indent = 0, .line_pitch = kPitch}},
            .span = span};
}

Run plain(std::string text) {
    return {.text = std::move(text), .size = kSize};
}

Run blank(int characters) {
    Run run{.size = kSize, .underline = true};
    for (int i = 0; i < characters; ++i) run.text += "\u3000";
    return run;
}

Run heading(std::string text) {
    return {.text = std::move(text), .face = Face::hei, .size = kSize};
}

Paragraph centred(Run run, double pitch) {
    return {.runs = {std::move(run)},
            .align = Align::center,
            .first_indent = 0,
            .line_pitch = pitch,
            .keep_with_next = true};
}

Table header_fields() {
    auto label = [](const char* text) { return cell({heading(text)}, Align::center); };
    Table table{.widths = {26, 68, 24, 62}, .row_height = 9};
    table.rows.push_back({label("被检查单位"), cell({}, Align::left), label("地址"), cell({}, Align::left)});
    table.rows.push_back({label("检查时间"), cell({plain("　　　　年　　月　　日　　时　　分")}, Align::left),
                          label("检查人员"), cell({}, Align::left)});
    return table;
}

/// The clause, and 待核 where nobody has compared it with the law's text yet.
std::vector<Run> source(const FormItem& item) {
    std::vector<Run> runs;
    bool unverified = item.certainty == "M";
    if (!item.clause.empty()) runs.push_back(plain(item.clause + (unverified ? "\n" : "")));
    if (unverified) {
        runs.push_back({.text = "【待核】", .size = kSize, .missing = true});
    }
    return runs;
}

Table questions(const std::vector<FormItem>& items) {
    Table table{.widths = {12, 64, 46, 10, 10, 15, 23}, .row_height = 8, .header_row = true};
    std::vector<Cell> header;
    for (const char* name : {"序号", "检查内容", "依据", "是", "否", "不适用", "备注"}) {
        header.push_back(cell({heading(name)}, Align::center));
    }
    table.rows.push_back(std::move(header));
    std::string section;
    int number = 0;
    for (const FormItem& item : items) {
        if (item.section != section && !item.section.empty()) {
            Cell head = cell({heading(item.section)}, Align::left, kColumns);
            head.paragraphs.front().keep_with_next = true;
            table.rows.push_back({std::move(head)});
        }
        section = item.section;
        std::vector<Run> first{plain(std::to_string(++number))};
        if (!item.code.empty()) first.push_back({.text = "\n" + item.code, .size = 7.5});
        std::vector<Cell> row{cell(std::move(first), Align::center), cell({plain(item.text)}, Align::left),
                              cell(source(item), Align::left)};
        for (const char* box : {"□", "□", "□"}) row.push_back(cell({plain(box)}, Align::center));
        row.push_back(cell({}, Align::left));
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

paper::Paper blank_form(const std::string& title, const std::string& version, const std::vector<FormItem>& items) {
    paper::Paper form;
    form.title = title;
    form.page = {
        .top = 20, .left = 15, .right = 15, .bottom = 20, .grid = false, .numbering = paper::Numbering::of_total};
    Paragraph name = centred({.text = title, .face = Face::title, .size = 18}, 32);
    name.outline = 1;
    form.add(name);
    if (!version.empty()) form.add(centred(plain(version), 18));
    form.add(header_fields());
    form.add(Paragraph{.runs = {plain("")}, .first_indent = 0, .line_pitch = 6});
    form.add(questions(items));

    auto line = [&form](std::string text, bool keep) {
        form.add(Paragraph{.runs = {plain(std::move(text))},
                           .align = Align::left,
                           .first_indent = 0,
                           .line_pitch = 18,
                           .keep_with_next = keep});
    };
    line(
        "填写说明：符合的在“是”栏打“√”，不符合的在“否”栏打“√”并在备注栏写明部位和情况，没有该项的在"
        "“不适用”栏打“√”。",
        true);
    bool unverified =
        std::any_of(items.begin(), items.end(), [](const FormItem& item) { return item.certainty == "M"; });
    if (unverified) {
        line("标有“待核”的，依据尚未与法规、标准原文核对，不得作为责令整改、处罚的依据引用。", true);
    }
    form.add(Paragraph{.runs = {plain("")}, .first_indent = 0, .line_pitch = 8, .keep_with_next = true});
    form.add(Paragraph{.runs = {plain("检查人员（签名）："), blank(6), plain("　"), blank(6),
                                plain("　　被检查单位现场负责人（签名）："), blank(6)},
                       .align = Align::left,
                       .first_indent = 0,
                       .line_pitch = 24});
    return form;
}

}  // namespace zhenan::checklist
