#include "modules/assessment/assessment_paper.h"

#include <fmt/format.h>

namespace zhenan::assessment {

namespace {

using paper::Align;
using paper::Cell;
using paper::Face;
using paper::Paragraph;
using paper::Run;

Paragraph body(std::vector<Run> runs) {
    return {.runs = std::move(runs)};
}
Run plain(std::string text) {
    return {.text = std::move(text)};
}
Run gap(std::string what) {
    return {.text = "【" + what + "】", .missing = true};
}
Cell cell(std::string text, Align align = Align::center, Face face = Face::fang) {
    return {.paragraphs = {{.runs = {{.text = std::move(text), .face = face, .size = 10.5}},
                            .align = align,
                            .first_indent = 0,
                            .line_pitch = 16}}};
}

std::string grade_words(const std::string& grade) {
    for (auto& option : kGrades)
        if (option.value == grade) return option.zh;
    return {};
}

void head(paper::Paper& paper, const char* title, const std::string& to) {
    paper.add(Paragraph{.runs = {{.text = title, .face = Face::title, .size = 22}},
                        .align = Align::center,
                        .first_indent = 0,
                        .line_pitch = 34});
    paper.add(Paragraph{.runs = {plain(to + "：")}, .first_indent = 0, .before = 1});
}
void foot(paper::Paper& paper, const std::string& today) {
    paper.add(
        Paragraph{.runs = {gap("落款机关")}, .align = Align::right, .first_indent = 0, .right_indent = 4, .before = 2});
    paper.add(
        Paragraph{.runs = {plain(chinese_day(today))}, .align = Align::right, .first_indent = 0, .right_indent = 4});
}

std::string period_of(const Desk& desk) {
    return chinese_day(desk.span.from) + "至" + chinese_day(desk.span.to);
}

paper::Table items_of(const Desk& desk, const Result& r) {
    paper::Table table{.widths = {16, 70, 16, 18, 36}, .row_height = 7, .header_row = true};
    table.rows.push_back({cell("编号", Align::center, Face::hei), cell("考核内容", Align::center, Face::hei),
                          cell("分值", Align::center, Face::hei),
                          cell(desk.scheme.of_persons() ? "结果" : "得分", Align::center, Face::hei),
                          cell("说明", Align::center, Face::hei)});
    auto given = given_in(r.body);
    for (auto& row : r.body.at("outcome").as_object().at("items").as_array()) {
        auto& one = row.as_object();
        auto* item = desk.scheme.item(text_of(one, "code"));
        if (!item) continue;
        auto state = text_of(one, "state");
        auto full = integer_of(one, "full"), got = integer_of(one, "points");
        auto result = state == "not_applicable"  ? "不适用"
                      : state == "waiting"       ? "待评"
                      : desk.scheme.of_persons() ? (got == full ? "达标" : "未达标")
                                                 : words_of(got);
        table.rows.push_back({cell(item->code), cell(item->title, Align::left), cell(words_of(full)), cell(result),
                              cell(state == "scored" && got < full ? item->missing : "", Align::left)});
    }
    return table;
}

void tell(paper::Paper& paper, const Desk& desk, const Result& r) {
    head(paper, "考核结果告知书", r.subject);
    auto text =
        fmt::format("按照《{}》，对你单位{}的安全生产责任制落实情况进行了考核。", desk.scheme.title, period_of(desk));
    if (desk.scheme.of_persons())
        text =
            fmt::format("按照《{}》，对你{}的履职情况逐项进行了评定，结果如下。", desk.scheme.title, period_of(desk));
    if (r.score) text += fmt::format("得分 {} 分，等次为{}。", words_of(cents(*r.score)), grade_words(r.grade));
    if (r.veto) text += fmt::format("因{}，一票否决。", r.veto_reason);
    paper.add(body({plain(text)}));
    paper.add(items_of(desk, r));
    paper.add(body({plain("对结果有异议的，可在公布前提出申诉，写明理由并附佐证材料。")}));
}

void praise(paper::Paper& paper, const Desk& desk, const Result& r) {
    head(paper, "表扬信", r.subject);
    paper.add(
        body({plain(fmt::format("在{}的安全生产责任制考核中，你单位", period_of(desk))),
              r.score ? plain(fmt::format("得分 {} 分，等次为{}。", words_of(cents(*r.score)), grade_words(r.grade)))
                      : gap("考核结果")}));
    paper.add(body({gap("具体做法和成效")}));
    paper.add(
        body({plain("现予以通报表扬，依据文件："), gap("表扬决定的文号"), plain("。望再接再厉，守住安全底线。")}));
}

void talk(paper::Paper& paper, const Desk& desk, const Result& r) {
    head(paper, "约谈通知书", r.subject);
    paper.add(
        body({plain(fmt::format("在{}的安全生产责任制考核中，你单位", period_of(desk))),
              r.score ? plain(fmt::format("得分 {} 分，等次为{}。", words_of(cents(*r.score)), grade_words(r.grade)))
                      : gap("考核结果")}));
    if (r.veto) paper.add(body({plain(fmt::format("一票否决原因：{}。", r.veto_reason))}));
    std::string lost;
    for (auto& row : r.body.at("outcome").as_object().at("items").as_array()) {
        auto& one = row.as_object();
        auto* item = desk.scheme.item(text_of(one, "code"));
        auto missing = integer_of(one, "full") - integer_of(one, "points");
        if (item && text_of(one, "state") == "scored" && missing > 0)
            lost += fmt::format("{}{}（扣 {} 分）", lost.empty() ? "" : "；", item->title, words_of(missing));
    }
    if (!lost.empty()) paper.add(body({plain("主要失分：" + lost + "。")}));
    paper.add(body({plain("请你单位主要负责人于"), gap("约谈时间"), plain("到"), gap("约谈地点"),
                    plain("接受约谈，约谈后于"), gap("回函期限"), plain("前书面报告整改情况。")}));
}

}  // namespace

paper::Paper document_of(std::string_view what, const Desk& desk, const Result& result, const std::string& today) {
    paper::Paper paper;
    auto name = what == "notice" ? "考核结果告知书" : what == "praise" ? "表扬信" : "约谈通知书";
    paper.title = name + std::string("（") + result.subject + "）";
    auto kept = result;
    if (!kept.body.contains("outcome") || !kept.body.at("outcome").as_object().contains("items"))
        kept.body["outcome"] = {{"items", json::array{}}};
    if (what == "notice") tell(paper, desk, kept);
    if (what == "praise") praise(paper, desk, kept);
    if (what == "talk") talk(paper, desk, kept);
    foot(paper, today);
    return paper;
}

}  // namespace zhenan::assessment
