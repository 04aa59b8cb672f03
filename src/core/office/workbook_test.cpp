#include "core/office/workbook.h"

#include <gtest/gtest.h>

#include "core/fault.h"

namespace zhenan::office {
namespace {

std::string form(const std::string& rows, const std::string& further = {}) {
    return zipped({
        {"[Content_Types].xml", "<Types/>"},
        {"xl/workbook.xml",
         "<?xml version=\"1.0\"?><workbook xmlns:r=\"r\"><sheets><sheet name=\"表一\" sheetId=\"1\" "
         "r:id=\"rId1\"/></sheets>"
         "<definedNames/><oleSize ref=\"A1\"/></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
         "Target=\"worksheets/sheet1.xml\"/></Relationships>"},
        {"xl/sharedStrings.xml", "<sst><si><t>检查（家次）</t></si><si><r><t>镇</t></r><r><t>名</t></r></si></sst>"},
        {"xl/styles.xml", "<styleSheet><!-- as it was --></styleSheet>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet><cols/><sheetData>" + rows + "</sheetData>" + further + "</worksheet>"},
    });
}
const std::string kRows =
    "<row r=\"1\"><c r=\"A1\" s=\"3\" t=\"s\"><v>1</v></c></row>"
    "<row r=\"3\" ht=\"20\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"C3\" s=\"5\"/><c r=\"D3\" "
    "s=\"6\"><f>C3*2</f><v>8</v></c></row>";

std::string sheet_after(const std::string& file, const std::vector<Filled>& cells) {
    auto package = Package::open(file);
    fill(package, cells);
    auto again = Package::open(package.pack());
    return again.find("xl/worksheets/sheet1.xml")->bytes;
}

TEST(Workbook, Its_sheets_are_seen_with_texts_formulas_and_merged_cells) {
    auto package = Package::open(form(kRows, "<mergeCells><mergeCell ref=\"A1:D2\"/></mergeCells>"));
    auto sheets = sheets_of(package);
    ASSERT_EQ(sheets.size(), 1u);
    EXPECT_EQ(sheets[0].name, "表一");
    ASSERT_EQ(sheets[0].cells.size(), 3u);
    EXPECT_EQ(sheets[0].cells[0].text, "镇名");
    EXPECT_EQ(sheets[0].cells[1].text, "检查（家次）");
    EXPECT_TRUE(sheets[0].cells[2].formula);
    ASSERT_EQ(sheets[0].merged.size(), 1u);
    EXPECT_EQ(sheets[0].merged[0].columns, 4);
}

TEST(Workbook, A_filled_cell_keeps_its_style_and_the_rest_stays) {
    auto sheet = sheet_after(form(kRows), {{"表一", "C3", 24.0, {}}, {"表一", "A1", {}, "=禾安镇"}});
    EXPECT_NE(sheet.find("<c r=\"C3\" s=\"5\"><v>24</v></c>"), std::string::npos) << sheet;
    EXPECT_NE(sheet.find("<c r=\"A1\" s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=禾安镇</t></is></c>"),
              std::string::npos)
        << sheet;
    EXPECT_NE(sheet.find("<row r=\"3\" ht=\"20\">"), std::string::npos);
    EXPECT_NE(sheet.find("<f>C3*2</f><v>8</v>"), std::string::npos);
}

TEST(Workbook, Rows_and_cells_that_are_not_there_come_in_their_place) {
    auto sheet = sheet_after(form(kRows), {{"表一", "B2", 1.0, {}}, {"表一", "B3", 2.0, {}}, {"表一", "E9", 3.5, {}}});
    auto at = [&](const char* text) { return sheet.find(text); };
    EXPECT_LT(at("r=\"1\""), at("<row r=\"2\"><c r=\"B2\"><v>1</v></c></row>")) << sheet;
    EXPECT_LT(at("r=\"B2\""), at("r=\"A3\""));
    EXPECT_LT(at("r=\"A3\""), at("<c r=\"B3\"><v>2</v></c><c r=\"C3\""));
    EXPECT_NE(at("<row r=\"9\"><c r=\"E9\"><v>3.5</v></c></row></sheetData>"), std::string::npos);
}

TEST(Workbook, A_formula_is_never_overwritten_and_is_calculated_anew_when_opened) {
    auto package = Package::open(form(kRows));
    fill(package, {{"表一", "D3", 99.0, {}}, {"没有", "A1", 1.0, {}}, {"表一", "??", 1.0, {}}});
    EXPECT_NE(package.find("xl/worksheets/sheet1.xml")->bytes.find("<f>C3*2</f>"), std::string::npos);
    EXPECT_NE(package.find("xl/workbook.xml")->bytes.find("<definedNames/><calcPr fullCalcOnLoad=\"1\"/><oleSize"),
              std::string::npos)
        << package.find("xl/workbook.xml")->bytes;
    EXPECT_EQ(package.find("xl/styles.xml")->bytes, "<styleSheet><!-- as it was --></styleSheet>");
}

TEST(Workbook, What_is_no_workbook_is_refused) {
    auto package = Package::open(zipped({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<x/>"}}));
    EXPECT_THROW(sheets_of(package), Fault);
}

TEST(Workbook, Cells_have_names) {
    EXPECT_EQ(place_of("A1"), (std::pair{1, 1}));
    EXPECT_EQ(place_of("BC12"), (std::pair{12, 55}));
    for (auto none : {"", "A", "1", "a1", "A0", "ABCD1", "A1B", "A99999999999"}) EXPECT_FALSE(place_of(none)) << none;
    for (int column : {1, 26, 27, 52, 702, 703, 16384}) EXPECT_EQ(place_of(cell_name(7, column))->second, column);
}

}  // namespace
}  // namespace zhenan::office
