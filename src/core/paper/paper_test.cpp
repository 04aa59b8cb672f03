#include "core/paper/paper.h"

#include <cairo.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <pugixml.hpp>
#include <regex>

#include "core/fault.h"
#include "core/paper/kinsoku.h"
#include "core/paper/measure.h"
#include "core/paper/typeset.h"

namespace zhenan::paper {
namespace {

std::map<std::string, std::string> unzip(const std::string& bytes) {
    std::map<std::string, std::string> files;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (!archive) return files;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
        zip_stat_t stat;
        zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat);
        std::string content(stat.size, '\0');
        zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
        zip_fread(file, content.data(), content.size());
        zip_fclose(file);
        files[stat.name] = content;
    }
    zip_discard(archive);
    return files;
}

struct Parsed {
    pugi::xml_document xml;
    explicit Parsed(const std::string& text) { EXPECT_TRUE(xml.load_string(text.c_str())); }
    std::string value(const char* path) const {
        pugi::xpath_node found = xml.select_node(path);
        return found.attribute() ? found.attribute().value() : found.node().text().get();
    }
    size_t count(const char* path) const { return xml.select_nodes(path).size(); }
};

Parsed document_of(const Paper& paper) {
    return Parsed(unzip(to_docx(paper)).at("word/document.xml"));
}

Paragraph body(std::string text) {
    return {.runs = {{.text = std::move(text)}}};
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

size_t pages_of(const std::string& pdf) {
    static const std::regex page("/Type /Page[^s]");
    return static_cast<size_t>(
        std::distance(std::sregex_iterator(pdf.begin(), pdf.end(), page), std::sregex_iterator()));
}

std::string tiny_png() {
    cairo_surface_t* image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 20, 10);
    std::string png;
    cairo_surface_write_to_png_stream(
        image,
        [](void* closure, const unsigned char* bytes, unsigned int length) {
            static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), length);
            return CAIRO_STATUS_SUCCESS;
        },
        &png);
    cairo_surface_destroy(image);
    return png;
}

std::vector<Line> lines_of(const std::string& text) {
    Page page;
    Paragraph paragraph = body(text);
    Room room{.width = text_width(page), .spacing = grid_spacing(page), .unit = indent_unit(paragraph, page, false)};
    return Typesetter().lines(paragraph, room);
}

int bytes_of(const Line& line) {
    int bytes = 0;
    for (const Piece& piece : line.pieces) bytes += piece.glyphs->item->length;
    return bytes;
}

TEST(Docx, IsA4WithTheMarginsOfTheStandard) {
    Paper paper;
    paper.add(body("正文"));
    Parsed document = document_of(paper);
    EXPECT_EQ(document.value("//w:pgSz/@w:w"), "11906");
    EXPECT_EQ(document.value("//w:pgSz/@w:h"), "16838");
    EXPECT_EQ(document.value("//w:pgMar/@w:top"), "2098");     // 37 mm
    EXPECT_EQ(document.value("//w:pgMar/@w:left"), "1587");    // 28 mm
    EXPECT_EQ(document.value("//w:pgMar/@w:right"), "1474");   // 26 mm
    EXPECT_EQ(document.value("//w:pgMar/@w:bottom"), "1984");  // 35 mm
}

TEST(Docx, DeclaresAGridOf22LinesAnd28Characters) {
    Paper paper;
    Parsed document = document_of(paper);
    EXPECT_EQ(document.value("//w:docGrid/@w:type"), "linesAndChars");
    double pitch = std::stod(document.value("//w:docGrid/@w:linePitch")) / 20;
    double space = std::stod(document.value("//w:docGrid/@w:charSpace")) / 4096;
    EXPECT_EQ(static_cast<int>((16838 - 2098 - 1984) / 20.0 / pitch), 22);
    EXPECT_EQ(static_cast<int>((11906 - 1587 - 1474) / 20.0 / (16 + space)), 28);
}

TEST(Docx, NamesTheOfficeTypefacesForChinese) {
    Paper paper;
    paper.add(Paragraph{.runs = {{.text = "仿"},
                                 {.text = "宋", .face = Face::song},
                                 {.text = "黑", .face = Face::hei},
                                 {.text = "楷", .face = Face::kai},
                                 {.text = "标", .face = Face::title, .size = 22}}});
    Parsed document = document_of(paper);
    const char* names[] = {"仿宋_GB2312", "宋体", "黑体", "楷体_GB2312", "方正小标宋简体"};
    for (int i = 0; i < 5; ++i) {
        std::string run = "//w:r[" + std::to_string(i + 1) + "]/w:rPr/";
        EXPECT_EQ(document.value((run + "w:rFonts/@w:eastAsia").c_str()), names[i]);
    }
    EXPECT_EQ(document.value("//w:r[5]/w:rPr/w:sz/@w:val"), "44");
}

TEST(Docx, GivesHeadingsTheirOutlineLevel) {
    Paper paper;
    for (int level = 0; level <= 4; ++level) {
        Paragraph paragraph = body("标题");
        paragraph.outline = level;
        paper.add(paragraph);
    }
    Parsed document = document_of(paper);
    EXPECT_EQ(document.count("//w:p[1]//w:outlineLvl"), 0u);
    EXPECT_EQ(document.value("//w:p[2]//w:outlineLvl/@w:val"), "0");
    EXPECT_EQ(document.value("//w:p[5]//w:outlineLvl/@w:val"), "3");
    EXPECT_EQ(document.value("//w:p[2]//w:pStyle/@w:val"), "Heading1");
}

TEST(Docx, OfficialPageNumbersStandOutsideOnOddAndEvenPages) {
    Paper paper;
    paper.add(body("正文"));
    auto files = unzip(to_docx(paper));
    Parsed document(files.at("word/document.xml"));
    EXPECT_EQ(document.value("//w:footerReference[1]/@w:type"), "default");
    EXPECT_EQ(document.value("//w:footerReference[2]/@w:type"), "even");
    EXPECT_NE(files.at("word/settings.xml").find("w:evenAndOddHeaders"), std::string::npos);
    Parsed odd(files.at("word/footer1.xml")), even(files.at("word/footer2.xml"));
    EXPECT_EQ(odd.value("//w:jc/@w:val"), "right");
    EXPECT_EQ(odd.value("//w:ind/@w:right"), "280");  // one character of 14 pt
    EXPECT_EQ(even.value("//w:jc/@w:val"), "left");
    EXPECT_EQ(even.value("//w:ind/@w:left"), "280");
    EXPECT_EQ(odd.value("//w:fldSimple/@w:instr"), " PAGE ");
    EXPECT_EQ(odd.value("//w:fldSimple/w:r/w:rPr/w:rFonts/@w:ascii"), "宋体");
    EXPECT_EQ(odd.value("//w:fldSimple/w:r/w:rPr/w:sz/@w:val"), "28");
    EXPECT_EQ(odd.value("(//w:t)[1]"), "— ");
    EXPECT_EQ(odd.value("(//w:t)[3]"), " —");
}

TEST(Docx, NoticesCountTheirPagesOfTheTotal) {
    Paper paper;
    paper.page.numbering = Numbering::of_total;
    paper.page.grid = false;
    auto files = unzip(to_docx(paper));
    Parsed footer(files.at("word/footer1.xml"));
    EXPECT_EQ(footer.value("//w:jc/@w:val"), "center");
    EXPECT_EQ(footer.value("(//w:fldSimple)[1]/@w:instr"), " NUMPAGES ");
    EXPECT_EQ(footer.value("(//w:fldSimple)[2]/@w:instr"), " PAGE ");
    EXPECT_EQ(files.count("word/footer2.xml"), 0u);
    EXPECT_EQ(Parsed(files.at("word/document.xml")).count("//w:docGrid"), 0u);
}

TEST(Docx, KeepsAnyTextAndDropsWhatXmlForbids) {
    Paper paper;
    paper.title = "<甲> & \"乙\"";
    paper.add(body("5 < 6 & \"引号\" \x01\xff 完"));
    auto files = unzip(to_docx(paper));
    EXPECT_EQ(Parsed(files.at("word/document.xml")).value("//w:t"), "5 < 6 & \"引号\" \uFFFD 完");
    EXPECT_EQ(Parsed(files.at("docProps/core.xml")).value("//dc:title"), "<甲> & \"乙\"");
}

TEST(Docx, ShadesWhatIsNotVerifiedYet) {
    Paper paper;
    paper.add(Paragraph{.runs = {{.text = "【待核实】", .missing = true}}});
    EXPECT_EQ(document_of(paper).value("//w:shd/@w:fill"), "D9D9D9");
}

TEST(Docx, RepeatsTheHeaderRowAndFillsShortRows) {
    Paper paper;
    Cell cell{.paragraphs = {body("格")}};
    paper.add(Table{.widths = {50, 50, 56}, .rows = {{cell, cell, cell}, {cell}, {}}, .header_row = true});
    Parsed document = document_of(paper);
    EXPECT_EQ(document.count("//w:tr"), 2u);
    EXPECT_EQ(document.count("//w:tr[1]//w:tblHeader"), 1u);
    EXPECT_EQ(document.value("//w:tr[2]/w:tc/w:tcPr/w:gridSpan/@w:val"), "3");
    EXPECT_EQ(document.count("//w:body/w:tbl/following-sibling::w:p"), 1u);  // Word needs one
}

TEST(Docx, IsTheSameForTheSamePaper) {
    Paper paper;
    paper.add(body("正文"));
    paper.add(Picture{.bytes = tiny_png()});
    paper.add(Rule{});
    EXPECT_EQ(to_docx(paper), to_docx(paper));
}

TEST(Pdf, HasAsManyPagesAsTheGridAsksFor) {
    Paper paper;
    // 22 lines of 28 characters, two of them the indent.
    paper.add(body(repeated("安", 22 * 28 - 2)));
    std::string pdf = to_pdf(paper);
    EXPECT_EQ(pdf.substr(0, 4), "%PDF");
    EXPECT_EQ(pages_of(pdf), 1u);
    paper.add(body("全"));
    EXPECT_EQ(pages_of(to_pdf(paper)), 2u);
}

TEST(Pdf, ALineHolds28Characters) {
    std::vector<Line> lines = lines_of(repeated("安", 100));
    EXPECT_EQ(bytes_of(lines.at(0)), 26 * 3);
    EXPECT_EQ(bytes_of(lines.at(1)), 28 * 3);
}

TEST(Pdf, APunctuationMarkHangsAndNeverBeginsALine) {
    std::vector<Line> lines = lines_of(repeated("安", 26) + "，" + repeated("全", 10));
    EXPECT_EQ(bytes_of(lines.at(0)), 27 * 3);
    lines = lines_of(repeated("安", 25) + "“" + repeated("全", 10));
    EXPECT_EQ(bytes_of(lines.at(0)), 25 * 3);
    EXPECT_FALSE(may_break(U'全', U'。', true));
    EXPECT_FALSE(may_break(U'《', U'安', true));
    EXPECT_FALSE(may_break(U'—', U'—', true));
    EXPECT_TRUE(may_break(U'产', U'“', false));
}

TEST(Pdf, ALongTableGoesOnWithItsHeaderOnTheNextPages) {
    Paper paper;
    Cell cell{.paragraphs = {body("格")}};
    Table table{.widths = {78, 78}, .rows = {}, .header_row = true};
    for (int i = 0; i < 60; ++i) table.rows.push_back({cell, cell});
    paper.add(table);
    EXPECT_EQ(pages_of(to_pdf(paper)), 3u);  // 22 rows of 28 pt a page
}

TEST(Pdf, ACellLongerThanAPageBreaks) {
    Paper paper;
    Table table{.widths = {20, 136}, .rows = {}, .row_height = 400};
    table.rows.push_back({Cell{.paragraphs = {body("短")}}, Cell{.paragraphs = {body(repeated("很长的内容", 300))}}});
    paper.add(table);
    EXPECT_GE(pages_of(to_pdf(paper)), 3u);
}

TEST(Pdf, DrawsAnEmptyPaperAndOddContents) {
    Paper paper;
    EXPECT_EQ(pages_of(to_pdf(paper)), 1u);
    paper.add(Paragraph{});
    paper.add(Table{});
    paper.add(Table{.widths = {}, .rows = {{Cell{}}, {}}});
    paper.add(Picture{.bytes = tiny_png(), .width = 500});
    paper.add(body("\n\n换行\t制表 \xf0\x28 أهلا 𠮷\n"));
    paper.add(Paragraph{.runs = {{.text = ""}, {.text = "大", .size = 900}}});
    EXPECT_GE(pages_of(to_pdf(paper)), 1u);
}

TEST(Paper, RefusesAPictureThatIsNeitherPngNorJpeg) {
    Paper paper;
    paper.add(Picture{.bytes = "GIF89a"});
    EXPECT_THROW(to_docx(paper), Fault);
    EXPECT_THROW(to_pdf(paper), Fault);
}

}  // namespace
}  // namespace zhenan::paper
