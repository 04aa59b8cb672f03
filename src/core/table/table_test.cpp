#include "core/table/table.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <map>

#include "core/fault.h"

#ifdef __SANITIZE_ADDRESS__
// libxlsxwriter 1.1.4 leaks the range (20 bytes) of a drop-down list that stands on another sheet.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:lxw_strdup\nleak:libfontconfig\nleak:libcairo";
}
#endif

namespace zhenan::table {
namespace {

using Cells = std::vector<std::string>;
using Rows = std::map<std::size_t, Cells>;

Rows rows_of(std::string_view bytes, const Limits& limits = {}) {
    Rows rows;
    read(
        bytes, [&](std::size_t number, const Cells& cells) { rows[number] = cells; }, limits);
    return rows;
}

std::string code_of(std::string_view bytes, const Limits& limits = {}) {
    try {
        rows_of(bytes, limits);
    } catch (const Fault& fault) {
        EXPECT_FALSE(fault.zh.empty());
        return std::string(fault.code->code);
    }
    return "read";
}

using Parts = std::map<std::string, std::string>;

std::string zip(const Parts& parts, bool encrypt = false) {
    zip_error_t error;
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (auto& [name, content] : parts) {
        auto source = zip_source_buffer(archive, content.data(), content.size(), 0);
        auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (encrypt) zip_file_set_encryption(archive, index, ZIP_EM_AES_256, "secret");
    }
    EXPECT_EQ(zip_close(archive), 0);
    zip_source_open(target);
    zip_source_seek(target, 0, SEEK_END);
    std::string bytes(zip_source_tell(target), '\0');
    zip_source_seek(target, 0, SEEK_SET);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

const std::string kRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

// A workbook as LibreOffice lays it out: a hidden sheet first, then the one that people see.
Parts workbook(const std::string& sheet_rows, const std::string& workbook_settings = "") {
    return {
        {"_rels/.rels", "<Relationships><Relationship Id='rId1' Type='" + kRelation +
                            "officeDocument' Target='xl/workbook.xml'/></Relationships>"},
        {"xl/workbook.xml", "<?xml version='1.0' encoding='UTF-8'?><workbook>" + workbook_settings +
                                "<sheets><sheet name='a' sheetId='1' state='hidden' r:id='rId2'/>"
                                "<sheet name='b' sheetId='2' state='visible' r:id='rId3'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='rId2' Type='" + kRelation +
                                           "worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='rId3' Type='" +
                                           kRelation +
                                           "worksheet' Target='/xl/worksheets/sheet2.xml'/><Relationship Id='rId4' "
                                           "Type='" +
                                           kRelation +
                                           "sharedStrings' Target='sharedStrings.xml'/>"
                                           "<Relationship Id='rId5' Type='" +
                                           kRelation + "styles' Target='styles.xml'/></Relationships>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet><sheetData><row><c><v>1</v></c></row>"
         "</sheetData></worksheet>"},
        {"xl/worksheets/sheet2.xml", "<worksheet><sheetData>" + sheet_rows + "</sheetData></worksheet>"},
        {"xl/sharedStrings.xml",
         "<sst><si><t xml:space='preserve'> 企业名称 </t></si>"
         "<si><r><t>红星</t></r><r><rPr><b/></rPr><t>加油站</t></r><rPh sb='0' eb='2'>"
         "<t>hong xing</t></rPh></si><si><t>a_x000D_\nb_x005F_x0041_</t></si><si/></sst>"},
        {"xl/styles.xml",
         "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy&quot;年&quot;m&quot;月&quot;"
         "d&quot;日&quot;'/><numFmt numFmtId='165' formatCode='000000'/></numFmts>"
         "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"
         "<xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='164'/><xf numFmtId='165'/>"
         "</cellXfs></styleSheet>"},
    };
}

const std::vector<Column> kColumns = {
    {"名称"}, {"编号"}, {"数量", Cell::integer}, {"金额", Cell::decimal}, {"日期", Cell::day}};

TEST(Table, WhatIsWrittenIsReadAgainInBothFormats) {
    Rows expected = {{1, {"名称", "编号", "数量", "金额", "日期"}},
                     {2, {"红星加油站𠮷", "00731", "12", "0.1", "2023-06-30"}},
                     {3, {"", "110101199003071234", "-5", "1234567.89"}},
                     {5, {"说\"好\"，\n第二行, 完", "", "", "", "1900-03-01"}},
                     {6, {"+86 731", "-", "九", "1e400", "2023-02-30"}}};
    for (Format format : {Format::xlsx, Format::csv}) {
        auto file = writer(format, "台账/2023", kColumns);
        for (std::size_t number = 2; number <= 6; ++number)
            file->row(expected.contains(number) ? expected[number] : Cells{});
        EXPECT_EQ(rows_of(file->finish()), expected);
    }
}

TEST(Table, AnUnfinishedWriterLeavesNothingBehind) {
    writer(Format::xlsx, "表", kColumns)->row({"一"});
}

TEST(Table, AFormulaIsNeverWritten) {
    for (std::string text : {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1"}) {
        auto csv = writer(Format::csv, "表", {{"a"}, {"b", Cell::integer}});
        csv->row({text, text});
        std::string bytes = csv->finish();
        EXPECT_NE(bytes.find("'" + text), bytes.npos) << bytes;

        auto xlsx = writer(Format::xlsx, "表", {{"a"}, {"b", Cell::integer}});
        xlsx->row({text, text});
        std::string trimmed = text.substr(text.find_first_not_of(" \t\r"));
        EXPECT_EQ(rows_of(xlsx->finish())[2], (Cells{trimmed, trimmed}));
    }
}

TEST(Table, CsvHasMarkAndWindowsLineEnds) {
    auto file = writer(Format::csv, "表", {{"a"}, {"b"}});
    file->row({"1,2", "x\"y"});
    EXPECT_EQ(file->finish(),
              "\xef\xbb\xbf"
              "a,b\r\n\"1,2\",\"x\"\"y\"\r\n");
}

TEST(Table, ReadsSharedRichAndInlineStringsOfTheFirstVisibleSheet) {
    std::string bytes =
        zip(workbook("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
                     "<row r='2'><c t='inlineStr'><is><r><t>内</t></r><r><t>联</t></r></is></c><c t='s'><v>2</v>"
                     "</c></row>"));
    EXPECT_EQ(rows_of(bytes), (Rows{{1, {"企业名称", "红星加油站"}}, {2, {"内联", "a\nb_x0041_"}}}));
}

TEST(Table, GapsInRowsAndColumnsKeepTheirPlace) {
    std::string bytes =
        zip(workbook("<row r='3'><c r='C3'><v>7</v></c><c r='E3' s='1'/></row><row r='4'/>"
                     "<row r='9'><c r='AA9'><v>8</v></c></row>"));
    Rows rows = rows_of(bytes);
    EXPECT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[3], (Cells{"", "", "7"}));
    EXPECT_EQ(rows[9].size(), 27u);
    EXPECT_EQ(rows[9][26], "8");
}

TEST(Table, ValuesOfFormulasAndBooleansAreTheStoredOnes) {
    std::string bytes =
        zip(workbook("<row><c><f>1+1</f><v>2</v></c><c t='str'><f>A1</f><v>文</v></c><c t='b'><v>1</v></c>"
                     "<c t='str'><f>C1</f></c><c t='d'><v>2023-05-01T08:30:00</v></c></row>"));
    EXPECT_EQ(rows_of(bytes)[1], (Cells{"2", "文", "true", "", "2023-05-01 08:30"}));
}

TEST(Table, AFormulaThatWasNeverComputedOrFailedIsRefusedWithItsPlace) {
    for (const char* cell : {"<c><f>B1</f></c>", "<c t='e'><v>#N/A</v></c>", "<c t='e'><f>1/0</f><v>#DIV/0!</v></c>"}) {
        auto bytes = zip(workbook("<row/><row r='3'><c r='AB3'" + std::string(cell).substr(2) + "</row>"));
        EXPECT_EQ(code_of(bytes), "table.formula");
        try {
            rows_of(bytes);
        } catch (const Fault& fault) {
            EXPECT_NE(fault.zh.find("AB3"), std::string::npos) << fault.zh;
            EXPECT_NE(fault.en.find("AB3"), std::string::npos) << fault.en;
        }
    }
}

TEST(Table, DatesComeAsDaysInBothCalendars) {
    std::string row =
        "<row><c s='1'><v>45047</v></c><c s='2'><v>45047.354166666664</v></c>"
        "<c s='3'><v>45047.9</v></c><c s='2'><v>45047</v></c><c s='4'><v>731</v></c></row>";
    EXPECT_EQ(rows_of(zip(workbook(row)))[1],
              (Cells{"2023-05-01", "2023-05-01 08:30", "2023-05-01", "2023-05-01", "000731"}));
    EXPECT_EQ(rows_of(zip(workbook(row, "<workbookPr date1904='1'/>")))[1][0], "2027-05-02");
}

TEST(Table, CsvSeparatorsAreFound) {
    for (std::string separator : {",", ";", "\t"}) {
        std::string bytes =
            "台账\n甲" + separator + "\"乙,;\t\"" + separator + "丙\r\n\r\n1" + separator + separator + " 3 ";
        EXPECT_EQ(rows_of(bytes), (Rows{{1, {"台账"}}, {2, {"甲", "乙,;", "丙"}}, {4, {"1", "", "3"}}}));
    }
}

TEST(Table, CsvQuotesHoldNewlinesAndQuotes) {
    EXPECT_EQ(rows_of("a,b\r\n\"x\r\ny\",\"\"\"q\"\"\"\r\nlast,r\"s\n"),
              (Rows{{1, {"a", "b"}}, {2, {"x\ny", "\"q\""}}, {3, {"last", "r\"s"}}}));
    EXPECT_EQ(code_of("a,b\n\"cut,off\n"), "table.unreadable");
}

TEST(Table, CsvIsUtf8OrGb18030) {
    EXPECT_EQ(rows_of("\xef\xbb\xbf名称,𠮷")[1], (Cells{"名称", "𠮷"}));
    // 名称,㐂𠮷 with two- and four-byte characters
    EXPECT_EQ(rows_of("\xc3\xfb\xb3\xc6,\x81\x39\xee\x39\x95\x34\xbd\x37\r\n1,2")[1].at(0), "名称");
    EXPECT_EQ(rows_of("\xc3\xfb\xb3\xc6,\x95\x34\xbd\x37\r\n1,2")[1].at(1).size(), 4u);
    EXPECT_EQ(code_of("a,\xff\xff"), "table.encoding");
    EXPECT_EQ(code_of("\xef\xbb\xbf"
                      "a,\xc3\xfb"),
              "table.encoding");
    EXPECT_EQ(code_of("\xff\xfe"
                      "a\0b",
                      Limits{}),
              "table.encoding");
    EXPECT_EQ(code_of(std::string("名称,称\n1,").append("\xe5\x90")), "table.unreadable");
}

TEST(Table, WhatIsNoTableIsRefused) {
    EXPECT_EQ(code_of(""), "table.unreadable");
    EXPECT_EQ(code_of(std::string("a,b\0c", 5)), "table.unreadable");
    EXPECT_EQ(code_of("<html><table><tr><td>1</td></tr></table></html>"), "table.unreadable");
    EXPECT_EQ(code_of("%PDF-1.7\n"), "table.unreadable");
    EXPECT_EQ(code_of(zip({{"word/document.xml", "<w/>"}})), "table.unreadable");
}

TEST(Table, AFileCutAnywhereIsRefused) {
    auto file = writer(Format::xlsx, "表", kColumns);
    for (int i = 0; i < 50; ++i) file->row({"红星加油站", std::to_string(i)});
    std::string whole = file->finish();
    for (std::size_t size = 4; size + 1 < whole.size(); size += 97)
        EXPECT_EQ(code_of(std::string_view(whole).substr(0, size)), "table.unreadable") << size;
    Parts parts = workbook("<row><c><v>1</v></c></row>");
    std::string& sheet = parts["xl/worksheets/sheet2.xml"];
    sheet.resize(sheet.size() - 5);
    EXPECT_EQ(code_of(zip(parts)), "table.unreadable");
}

TEST(Table, DamagedBytesNeverCrash) {
    auto file = writer(Format::xlsx, "表", kColumns);
    for (int i = 0; i < 50; ++i) file->row({"红星加油站", std::to_string(i)});
    std::string whole = file->finish();
    for (std::size_t at = 0; at < whole.size(); at += 13) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        code_of(damaged);
    }
}

TEST(Table, EncryptedAndOldFilesSaySo) {
    std::string compound = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    EXPECT_EQ(code_of(compound), "table.encrypted");
    EXPECT_EQ(code_of(compound + std::string("W\0o\0r\0k\0b\0o\0o\0k\0", 16)), "table.unreadable");
    EXPECT_EQ(code_of(zip(workbook("<row/>"), true)), "table.encrypted");
}

TEST(Table, EntitiesAreRefused) {
    Parts parts = workbook("<row/>");
    parts["xl/sharedStrings.xml"] =
        "<!DOCTYPE sst [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><sst><si><t>&b;</t></si>"
        "</sst>";
    EXPECT_EQ(code_of(zip(parts)), "table.unreadable");
}

TEST(Table, BombsAreRefused) {
    Parts parts = workbook("<row/>");
    parts["xl/sharedStrings.xml"] = "<sst>" + std::string(30u << 20, ' ') + "</sst>";
    EXPECT_EQ(code_of(zip(parts)), "table.too_large");

    parts["xl/sharedStrings.xml"] = "<sst a='" + std::string(4u << 20, 'x') + "'/>";
    EXPECT_EQ(code_of(zip(parts)), "table.too_large");

    Limits small;
    small.unpacked_bytes = 100;
    EXPECT_EQ(code_of(zip(workbook("<row/>")), small), "table.too_large");
}

TEST(Table, LimitsOfRowsColumnsAndCellsHold) {
    Limits limits;
    limits.rows = 2;
    limits.columns = 2;
    limits.cell_bytes = 9;
    EXPECT_EQ(code_of("1\n\n2\n\n\n", limits), "read");
    EXPECT_EQ(code_of("1\n2\n3", limits), "table.too_large");
    EXPECT_EQ(code_of("1,2,,,,", limits), "read");
    EXPECT_EQ(code_of("1,2,3", limits), "table.too_large");
    EXPECT_EQ(code_of("一二三", limits), "read");
    EXPECT_EQ(code_of("一二三四", limits), "table.too_large");
    EXPECT_EQ(code_of("\"" + std::string(5000, 'x'), limits), "table.too_large");
    EXPECT_EQ(code_of(zip(workbook("<row r='1'><c r='XFD1' s='1'/></row>")), Limits{}), "read");
    EXPECT_EQ(code_of(zip(workbook("<row r='1'><c r='XFD1'><v>1</v></c></row>"))), "table.too_large");
}

TEST(Table, AMillionEmptyRowsAreSkipped) {
    std::string rows = "<row r='1'><c r='A1'><v>1</v></c></row>";
    for (int i = 2; i <= 1'000'000; ++i)
        rows += "<row r='" + std::to_string(i) + "'><c r='A" + std::to_string(i) + "' s='1'/></row>";
    EXPECT_EQ(rows_of(zip(workbook(rows))), (Rows{{1, {"1"}}}));
}

TEST(Table, AFaultOfTheReceiverComesThrough) {
    EXPECT_THROW(
        read(zip(workbook("<row><c><v>1</v></c></row>")), [](std::size_t, const Cells&) { throw Fault(kConflict); }),
        Fault);
}

TEST(Table, ATemplateHasTitlesOnlyAndItsChoicesAreNoRows) {
    std::vector<std::string> many;
    for (int i = 0; i < 100; ++i) many.push_back("第" + std::to_string(i) + "村民委员会");
    std::vector<TemplateColumn> columns = {{{"名称"}, true, "营业执照上的名称", {}},
                                           {{"等级"}, false, "", {"一般", "重大"}},
                                           {{"村"}, true, "", many},
                                           {{"逗号"}, false, "", {"a,b", "c"}}};
    for (Format format : {Format::xlsx, Format::csv})
        EXPECT_EQ(rows_of(fill_in_template(format, "选项", columns)), (Rows{{1, {"名称", "等级", "村", "逗号"}}}));
}

}  // namespace
}  // namespace zhenan::table
