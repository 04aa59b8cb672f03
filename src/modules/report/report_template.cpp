#include "modules/report/report_template.h"

#include <fmt/format.h>

#include "modules/document/document.h"
#include "modules/report/report_paper.h"

namespace zhenan::report {

namespace {

constexpr int kMostColumns = 12;
constexpr const char* kLevels[] = {"一级标题", "二级标题", "三级标题", "四级标题"};

/// The three values of a figure: this period's, the period's before, last year's.
constexpr const char* kTimes[] = {"本期", "上期", "去年同期"};
constexpr const char* kTimesEn[] = {"", ", the period before", ", a year ago"};

paper::TemplateNames cells() {
    paper::TemplateNames names;
    for (int i = 1; i <= kMostColumns; ++i)
        names.push_back({fmt::format("列{}", i), fmt::format("第 {} 列", i), fmt::format("Column {}", i)});
    return names;
}

paper::TemplateNames names() {
    paper::TemplateNames text = {{"文字", "这一段的文字", "The paragraph's words"},
                                 {"段落", "是正文段落时", "Where it is a paragraph of text"}};
    for (int i = 0; i < 4; ++i)
        text.push_back(
            {kLevels[i], fmt::format("是{}时", kLevels[i]), fmt::format("Where it is a heading of level {}", i + 1)});
    paper::TemplateNames all = {{"标题", "报告标题", "Title"},
                                {"主送", "主送机关", "Addressee"},
                                {"文号", "发文字号", "Document number"},
                                {"抄送", "抄送机关", "Copies to"},
                                {"署名", "署名单位", "Organ that signs"},
                                {"日期", "成文日期", "Day of signing"},
                                {"时段", "报告时段，如 2023年上半年", "Period"},
                                {"区域", "镇或村（居）的名称", "Town or village"},
                                {"正文", "正文各段，含标题", "The text, block by block", std::move(text)},
                                {"附件",
                                 "附表",
                                 "Annexes",
                                 {{"序号", "附件序号", "Number"},
                                  {"名称", "附件名称", "Title"},
                                  {"表头", "表头（一行）", "Heads of the columns (one row)", cells()},
                                  {"行", "表中各行", "Rows", cells()}}}};
    for (auto& line : lines())
        for (int i = 0; i < 3; ++i)
            all.push_back({kTimes[i] + line.zh, fmt::format("{}：{}", line.zh, kTimes[i]), line.en + kTimesEn[i]});
    return all;
}

json::object row_of(const std::vector<std::string>& texts) {
    json::object row;
    for (std::size_t i = 0; i < texts.size() && i < kMostColumns; ++i) row[fmt::format("列{}", i + 1)] = texts[i];
    return row;
}

json::array text_of_blocks(const std::vector<Block>& blocks) {
    json::array text;
    for (auto& block : blocks) {
        if (block.type == Block::title) continue;
        auto words = words_of(block.spans);
        if (words.empty()) continue;
        json::object one{{"文字", words}, {"段落", block.type == Block::paragraph}};
        for (int i = 0; i < 4; ++i) one[kLevels[i]] = block.type == Block::heading && block.level == i + 1;
        text.push_back(std::move(one));
    }
    return text;
}

json::array annexes_of_report(const Report& report) {
    json::array list;
    int number = 0;
    for (auto& annex : report.annexes) {
        json::array rows;
        for (auto& row : annex.rows) {
            std::vector<std::string> texts;
            for (auto& span : row) texts.push_back(span.text);
            rows.push_back(row_of(texts));
        }
        list.push_back({{"序号", ++number},
                        {"名称", annex.title},
                        {"表头", json::array{row_of(annex.columns)}},
                        {"行", std::move(rows)}});
    }
    return list;
}

// What was signed says what it said: a figure that stands in its text has the value of that day, one that does not is
// not asked anew.
void signed_figures(json::object& values, const Report& report) {
    for (auto& line : lines()) {
        for (auto* time : kTimes) values[time + line.zh] = "—";
        for (auto& block : report.blocks)
            for (auto& span : block.spans)
                if (span.measure == line.measure && span.member == line.member && span.at.empty())
                    values[kTimes[0] + line.zh] = span.text;
    }
}

void live_figures(json::object& values, const Subject& subject) {
    for (auto& row : comparison(subject)) {
        values[kTimes[0] + row.line.zh] = row.now.text;
        values[kTimes[1] + row.line.zh] = row.previous.text;
        values[kTimes[2] + row.line.zh] = row.last_year.text;
    }
}

// A paragraph that stands only where there is something: marks in paragraphs of their own around it.
void only_where(paper::Paper& paper, const std::string& words, const std::string& name) {
    for (std::size_t i = 0; i < paper.blocks.size(); ++i) {
        auto& paragraph = paper.blocks[i].paragraph;
        if (!paragraph || paragraph->runs.empty() || paragraph->runs.front().text != words) continue;
        auto mark = [&](const std::string& sign) {
            paper::Block block;
            block.paragraph = paper::Paragraph{.runs = {{.text = "{{" + sign + name + "}}"}}};
            return block;
        };
        auto at = paper.blocks.begin() + static_cast<std::ptrdiff_t>(i);
        at = paper.blocks.insert(at, mark("#"));
        paper.blocks.insert(at + 2, mark("/"));
        return;
    }
}

// The built-in layout with marks where the words stand: what the office changes is what comes out.
std::string start() {
    Report report{.title = "{{标题}}", .organ = "{{署名}}", .day = "{{日期}}"};
    report.document_number = "{{文号}}";
    report.addressee = "{{主送}}：";
    report.blocks = {{.type = Block::title, .spans = {{.text = "{{标题}}"}}}};
    auto add = [&](Block::Type type, int level, const std::string& words) {
        report.blocks.push_back({.type = type, .level = level, .spans = {{.text = words}}});
    };
    add(Block::paragraph, 0, "{{#正文}}");
    for (int i = 0; i < 4; ++i) {
        add(Block::paragraph, 0, fmt::format("{{{{#{}}}}}", kLevels[i]));
        add(Block::heading, i + 1, "{{文字}}");
        add(Block::paragraph, 0, fmt::format("{{{{/{}}}}}", kLevels[i]));
    }
    add(Block::paragraph, 0, "{{#段落}}");
    add(Block::paragraph, 0, "{{文字}}");
    add(Block::paragraph, 0, "{{/段落}}");
    add(Block::paragraph, 0, "{{/正文}}");
    auto paper = report_paper(report);
    only_where(paper, "{{文号}}", "文号");
    only_where(paper, "{{主送}}：", "主送");
    return paper::to_docx(paper);
}

const document::Purposes purposes([] {
    std::vector<document::Purpose> all;
    for (auto [kind, zh, en] : {std::tuple{"quarterly", "季度总结", "Quarterly report"},
                                {"half-year", "半年总结", "Half-year report"},
                                {"yearly", "年度总结", "Yearly report"}})
        all.push_back({.name = std::string("report.") + kind,
                       .zh = zh,
                       .en = en,
                       .about_zh = "导出 Word 时用这个模板；PDF 用系统自带的版式。",
                       .about_en = "Used where the report comes out as DOCX; the PDF has the built-in layout.",
                       .names = names(),
                       .start = start});
    return all;
});

}  // namespace

std::optional<std::string> in_template(http::Call& call, const Desk& desk) {
    auto& report = desk.report;
    auto day = desk.kept && desk.kept->day ? *desk.kept->day : std::min(desk.subject.period.to, call.today());
    auto found = document::in_force(call, "report." + report.kind, desk.subject.area.path, day);
    if (!found) return {};
    json::object values{{"标题", report.title},
                        {"主送", report.addressee},
                        {"文号", report.document_number},
                        {"抄送", report.copies},
                        {"署名", report.organ},
                        {"日期", report.day},
                        {"时段", desk.subject.period.zh},
                        {"区域", report.area_name},
                        {"正文", text_of_blocks(report.blocks)},
                        {"附件", annexes_of_report(report)}};
    if (desk.kept && desk.kept->state == "signed")
        signed_figures(values, report);
    else
        live_figures(values, desk.subject);
    return paper::fill_template(found->docx, document::find_purpose("report." + report.kind)->names, values);
}

}  // namespace zhenan::report
