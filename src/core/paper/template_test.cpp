#include "core/paper/template.h"

#include <gtest/gtest.h>

#include "core/office/package.h"
#include "core/paper/paper.h"

namespace zhenan::paper {
namespace {

const char* const kWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

std::string docx(const std::string& body, const std::string& header = {}) {
    std::vector<office::Part> parts{
        {"[Content_Types].xml", "<Types/>"},
        {"word/document.xml",
         std::string("<w:document xmlns:w=\"") + kWord + "\"><w:body>" + body + "<w:sectPr/></w:body></w:document>"}};
    if (!header.empty())
        parts.push_back({"word/header1.xml", std::string("<w:hdr xmlns:w=\"") + kWord + "\">" + header + "</w:hdr>"});
    return office::zipped(parts);
}
std::string p(const std::vector<std::string>& runs) {
    std::string text = "<w:p>";
    for (auto& run : runs) text += "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">" + run + "</w:t></w:r>";
    return text + "</w:p>";
}
std::string p(const std::string& words) {
    return p(std::vector<std::string>{words});
}
std::string row(const std::vector<std::string>& cells) {
    std::string text = "<w:tr>";
    for (auto& cell : cells) text += "<w:tc>" + p(cell) + "</w:tc>";
    return text + "</w:tr>";
}

// The words, a line for each paragraph.
std::string words(const std::string& file, const std::string& part = "word/document.xml") {
    auto package = office::Package::open(file);
    std::string xml = package.find(part)->bytes, out;
    for (std::size_t at = 0; at < xml.size();) {
        if (xml[at] != '<') {
            out += xml[at++];
            continue;
        }
        auto end = xml.find('>', at);
        auto tag = xml.substr(at, end - at);
        if (tag == "</w:p" || tag == "<w:p /" || tag == "<w:p/") out += '\n';
        if (tag.starts_with("<w:br")) out += '|';
        at = end + 1;
    }
    return out;
}

const TemplateNames kNames = {
    {"单位名称", "单位", "Place"},
    {"重大", "有重大隐患", "Any major"},
    {"隐患", "查出的隐患", "Hazards", {{"内容", "", ""}, {"期限", "", ""}, {"照片", "", "", {{"说明", "", ""}}}}}};
const json::object kValues = {
    {"单位名称", "嘉利家宾馆"},
    {"重大", false},
    {"隐患",
     json::array{json::object{{"内容", "安全出口上锁"},
                              {"期限", "6月11日"},
                              {"照片", json::array{json::object{{"说明", "门"}}, json::object{{"说明", "锁"}}}}},
                 json::object{{"内容", "灭火器过期"}, {"期限", "6月12日"}, {"照片", json::array{}}}}}};

std::string filled(const std::string& body) {
    auto file = docx(body);
    EXPECT_TRUE(check_template(file, kNames).empty());
    return words(fill_template(file, kNames, kValues));
}
std::string fault(const std::string& body) {
    auto found = check_template(docx(body), kNames);
    return found.empty() ? "" : found[0].place_zh + "：" + found[0].zh;
}

TEST(Template, a_name_becomes_its_value_and_the_rest_stays) {
    EXPECT_EQ(filled(p("致{{单位名称}}：")), "致嘉利家宾馆：\n");
    EXPECT_EQ(filled(p("致{{ 单位名称 }}和{{单位名称}}")), "致嘉利家宾馆和嘉利家宾馆\n");
}

TEST(Template, a_mark_that_word_cut_into_runs_is_one_mark) {
    EXPECT_EQ(filled(p(std::vector<std::string>{"致{", "{单", "位名", "称}", "}：你"})), "致嘉利家宾馆：你\n");
    EXPECT_EQ(filled(p(std::vector<std::string>{"{{单位名称", "}}{{单位", "名称}}"})), "嘉利家宾馆嘉利家宾馆\n");
}

TEST(Template, the_braces_of_a_chinese_keyboard_are_braces) {
    EXPECT_EQ(filled(p("致｛｛单位名称｝｝：")), "致嘉利家宾馆：\n");
}

TEST(Template, a_value_keeps_the_format_of_the_mark) {
    auto file = fill_template(docx(p("{{单位名称}}")), kNames, kValues);
    auto xml = office::Package::open(file).find("word/document.xml")->bytes;
    EXPECT_NE(xml.find("<w:b/></w:rPr><w:t xml:space=\"preserve\">嘉利家宾馆</w:t>"), xml.npos) << xml;
}

TEST(Template, a_line_break_in_a_value_breaks_the_line) {
    json::object values{{"单位名称", "甲\n乙"}};
    EXPECT_EQ(words(fill_template(docx(p("{{单位名称}}")), kNames, values)), "甲|乙\n");
}

TEST(Template, what_looks_like_xml_in_a_value_stays_text) {
    json::object values{{"单位名称", "<w:p>&\"{{重大}}"}};
    EXPECT_EQ(words(fill_template(docx(p("{{单位名称}}")), kNames, values)), "&lt;w:p&gt;&amp;\"{{重大}}\n");
}

TEST(Template, a_pair_within_a_paragraph_repeats_the_words_between) {
    EXPECT_EQ(filled(p("有：{{#隐患}}{{内容}}（{{期限}}）；{{/隐患}}完")),
              "有：安全出口上锁（6月11日）；灭火器过期（6月12日）；完\n");
}

TEST(Template, marks_in_paragraphs_of_their_own_repeat_the_paragraphs_between) {
    EXPECT_EQ(filled(p("头") + p("{{#隐患}}") + p("{{内容}}") + p("限{{期限}}") + p("{{/隐患}}") + p("尾")),
              "头\n安全出口上锁\n限6月11日\n灭火器过期\n限6月12日\n尾\n");
}

TEST(Template, a_pair_over_a_rows_cells_repeats_the_row) {
    EXPECT_EQ(filled("<w:tbl>" + row({"内容", "期限"}) + row({"{{#隐患}}{{内容}}", "{{期限}}{{/隐患}}"}) + "</w:tbl>"),
              "内容\n期限\n安全出口上锁\n6月11日\n灭火器过期\n6月12日\n");
}

TEST(Template, marks_in_rows_of_their_own_repeat_the_rows_between) {
    EXPECT_EQ(filled("<w:tbl>" + row({"{{#隐患}}", ""}) + row({"{{内容}}", ""}) + row({"", "{{期限}}"}) +
                     row({"{{/隐患}}", ""}) + "</w:tbl>"),
              "安全出口上锁\n\n\n6月11日\n灭火器过期\n\n\n6月12日\n");
}

TEST(Template, lists_stand_in_lists_and_see_the_names_outside) {
    EXPECT_EQ(filled(p("{{#隐患}}") + p("{{单位名称}}{{内容}}：{{#照片}}{{说明}}、{{/照片}}{{^照片}}无照片{{/照片}}") +
                     p("{{/隐患}}")),
              "嘉利家宾馆安全出口上锁：门、锁、\n嘉利家宾馆灭火器过期：无照片\n");
}

TEST(Template, a_condition_keeps_or_drops) {
    EXPECT_EQ(filled(p("{{#重大}}立即停产{{/重大}}{{^重大}}限期整改{{/重大}}")), "限期整改\n");
    EXPECT_EQ(filled(p("{{#重大}}") + p("立即停产") + p("{{/重大}}") + p("{{#单位名称}}有名{{/单位名称}}")), "有名\n");
}

TEST(Template, a_cell_whose_words_all_go_keeps_a_paragraph) {
    auto file = docx("<w:tbl><w:tr><w:tc>" + p("{{#重大}}") + p("停产") + p("{{/重大}}") + "</w:tc></w:tr></w:tbl>");
    auto xml = office::Package::open(fill_template(file, kNames, kValues)).find("word/document.xml")->bytes;
    EXPECT_NE(xml.find("<w:tc><w:p/></w:tc>"), xml.npos) << xml;
}

TEST(Template, headers_are_filled_too) {
    auto file = docx(p("一"), p("{{单位名称}}"));
    EXPECT_EQ(words(fill_template(file, kNames, kValues), "word/header1.xml"), "嘉利家宾馆\n");
}

TEST(Template, what_is_broken_says_where) {
    EXPECT_EQ(fault(p("一") + p("{{单位名}}")), "第 2 段：没有“单位名”这个名称，是不是“单位名称”");
    EXPECT_EQ(fault(p("{{完全不同的东西}}")), "第 1 段：没有“完全不同的东西”这个名称，请对照可用名称表");
    EXPECT_EQ(fault(p("一") + p("二{{单位名称")), "第 2 段：“{{单位名称”没有配对的“}}”");
    EXPECT_EQ(fault(p("{{#隐患}}") + p("{{内容}}")), "第 1 段：“{{#隐患}}”没有单独成段的结尾“{{/隐患}}”");
    EXPECT_EQ(fault(p("一{{#隐患}}{{内容}}") + p("{{/隐患}}")),
              "第 1 段：“{{#隐患}}”没有结尾“{{/隐患}}”；跨段的开头和结尾要各自单独成段");
    EXPECT_EQ(fault(p("一{{/隐患}}")), "第 1 段：“{{/隐患}}”前面没有它的开头");
    EXPECT_EQ(fault("<w:tbl>" + row({"一"}) + row({"{{内容}}"}) + "</w:tbl>"),
              "第 1 个表格第 2 行：没有“内容”这个名称，请对照可用名称表");
}

TEST(Template, all_faults_are_said_at_once) {
    EXPECT_EQ(check_template(docx(p("{{甲}}") + p("{{乙}}{{丙}}")), kNames).size(), 3u);
}

TEST(Template, a_broken_one_is_not_filled) {
    EXPECT_THROW(fill_template(docx(p("{{单位名}}")), kNames, kValues), Fault);
}

TEST(Template, what_is_no_document_is_refused) {
    for (std::string bytes :
         {std::string("nonsense"), std::string("\xd0\xcf\x11\xe0rest"), docx(p("一")).substr(0, 200),
          office::zipped({{"[Content_Types].xml", "<Types/>"}}),
          office::zipped({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w:document"}}),
          office::zipped(
              {{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<a/>"}, {"word/vbaProject.bin", "x"}}),
          office::zipped({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", std::string(80u << 20, ' ')}})})
        EXPECT_THROW(check_template(bytes, kNames), Fault) << bytes.substr(0, 20);
}

TEST(Template, our_own_documents_can_be_templates) {
    Paper paper;
    paper.add(Paragraph{.runs = {{.text = "致{{单位名称}}"}}});
    EXPECT_NE(words(fill_template(to_docx(paper), kNames, kValues)).find("致嘉利家宾馆"), std::string::npos);
}

}  // namespace
}  // namespace zhenan::paper
