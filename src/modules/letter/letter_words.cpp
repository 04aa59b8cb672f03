// The shipped words of each kind and level: an edition is never edited, a new one gets a file of its own.
#include "modules/letter/letter_words.h"

#include <algorithm>
#include <map>

#include "core/embedded.h"
#include "core/paper/code_label.h"
#include "modules/document/document.h"
#include "modules/letter/letter_document.h"

namespace zhenan::letter {

using paper::Align;
using paper::Face;
using paper::Paragraph;
using paper::Run;

namespace {

constexpr double kSize = 15;  // 小3
constexpr double kPitch = 26;

const std::map<std::string, json::object>& editions() {
    static const auto all = [] {
        std::map<std::string, json::object> read;
        for (auto& file : embedded::ending(".json")) {
            if (file.name.find("/letter/content/letters-") == std::string_view::npos) continue;
            auto parsed = json::parse(file.bytes).as_object();
            auto edition = text_of(parsed, "edition");
            read[edition] = parsed.at("letters").as_object();
        }
        return read;
    }();
    return all;
}

Paragraph body(std::string text, double indent = 2) {
    return {.runs = {Run{.text = std::move(text), .size = kSize}}, .first_indent = indent, .line_pitch = kPitch};
}

Paragraph head(const std::string& text) {
    return {
        .runs = {Run{.text = text, .face = Face::hei, .size = kSize}}, .line_pitch = kPitch, .keep_with_next = true};
}

void put_signatures(paper::Paper& paper) {
    auto cell = [](const std::string& who, const std::string& signer, const std::string& day) {
        paper::Cell made;
        for (auto& line : {who, std::string("（盖章）"), signer, day})
            made.paragraphs.push_back({.runs = {Run{.text = line, .size = kSize}},
                                       .align = Align::left,
                                       .first_indent = 0,
                                       .line_pitch = kPitch});
        return made;
    };
    paper::Table table{
        .widths = {78, 78},
        .rows = {{cell("甲方：{{甲方}}", "负责人签字：{{对方签字人}}", "{{对方签字日期}}"),
                  cell("乙方：{{乙方}}", "负责人签字：{{签字人}}　{{签字人职务}}", "签字日期：{{签字日期}}")}},
        .borders = false};
    paper.add(Paragraph{
        .runs = {Run{.text = "", .size = kSize}}, .first_indent = 0, .line_pitch = kPitch, .keep_with_next = true});
    paper.add(std::move(table));
}

std::string replaced(std::string text, const json::object& names) {
    for (auto& name : names) {
        auto mark = "{{" + std::string(name.key()) + "}}";
        std::string words(name.value().is_string() ? std::string(name.value().as_string()) : std::string());
        for (std::size_t at = 0; (at = text.find(mark, at)) != text.npos; at += words.size())
            text.replace(at, mark.size(), words);
    }
    return text;
}

void replace(std::vector<Paragraph>& paragraphs, const json::object& names) {
    for (auto& paragraph : paragraphs)
        for (auto& run : paragraph.runs) run.text = replaced(run.text, names);
}

const document::Purposes purposes([] {
    std::vector<document::Purpose> all;
    for (auto& party : party_types())
        for (auto& type : letter_types()) {
            auto name = "letter." + party.value + "." + type.value;
            all.push_back({.name = name,
                           .zh = type.zh + "（" + party.zh + "）",
                           .en = type.en + " letter (" + party.en + ")",
                           .about_zh = "出具这种责任书时用这个模板；已经出具的不变。自带文本是通用的，请按本镇年度要点"
                                       "改。模板里要有“{{乙方}}”。",
                           .about_en = "Used for letters made from its first day on; those made before stay. The "
                                       "shipped words are general: the town is to make them its own.",
                           .names = template_names(),
                           .start = [name] { return paper::to_docx(shipped_paper(name, shipped_edition())); },
                           .needed = {"乙方"}});
        }
    return all;
});

}  // namespace

const paper::TemplateNames& template_names() {
    static const paper::TemplateNames all = {
        {"名称", "责任书名称", "Title of the letter"},
        {"年度", "年度，如 2026", "Year"},
        {"种类", "责任书种类", "Kind of letter"},
        {"甲方", "签订对方（镇政府或村居）", "The other party"},
        {"乙方", "责任单位名称", "The party that signs"},
        {"村居", "责任村（居）", "Village"},
        {"区域", "所在区域", "Area"},
        {"镇名", "镇的名称", "Town"},
        {"项目", "工程项目名称", "Project"},
        {"负责人", "企业法定代表人（负责人）", "Head of the enterprise"},
        {"地址", "企业地址", "Address of the enterprise"},
        {"签订期限", "应签期限", "To be signed by"},
        {"核验码", "核验码", "Verification code"},
        {"签字人", "签字人；没签时空着", "Who signed; blank before"},
        {"签字人职务", "签字人职务", "Post of who signed"},
        {"签字日期", "签字日期", "Day of signing"},
        {"对方签字人", "对方签字人和职务；没签时空着", "Who signed for the other party, with the post; blank before"},
        {"对方签字日期", "对方签字日期；没签时留空格", "Day on which the other party signed; blanks before"}};
    return all;
}

std::string shipped_edition() {
    return editions().rbegin()->first;
}

paper::Paper shipped_paper(std::string_view purpose, std::string_view edition) {
    auto& all = editions();
    auto known = all.find(std::string(edition));
    auto& letters = known == all.end() ? all.rbegin()->second : known->second;
    std::string key(purpose.substr(purpose.find('.') + 1));
    auto& words = letters.at(key).as_object();
    paper::Paper paper;
    paper.title = "{{名称}}";
    paper.page.grid = false;
    paper.page.top = 30;
    paper.page.bottom = 28;
    paper.add(Paragraph{.runs = {Run{.text = "{{名称}}", .face = Face::title, .size = 22}},
                        .align = Align::center,
                        .first_indent = 0,
                        .line_pitch = 34});
    paper.add(body(""));
    paper.add(body(text_of(words, "intro")));
    for (auto& value : words.at("sections").as_array()) {
        auto& section = value.as_object();
        paper.add(head(text_of(section, "head")));
        int n = 0;
        auto items = texts_of(section, "items");
        for (auto& item : items) paper.add(body(items.size() > 1 ? std::to_string(++n) + "．" + item : item));
    }
    paper.add(head("五、其他"));
    paper.add(body(text_of(words, "closing")));
    put_signatures(paper);
    paper.add(Paragraph{.runs = {Run{.text = "核验码：{{核验码}}", .face = Face::song, .size = 9, .grey = true}},
                        .align = Align::left,
                        .first_indent = 0,
                        .line_pitch = kPitch});
    return paper;
}

paper::Paper filled(paper::Paper paper, const json::object& names, const std::string& address, const std::string& code,
                    bool is_void) {
    paper.title = replaced(paper.title, names);
    for (auto& block : paper.blocks) {
        if (block.paragraph)
            for (auto& run : block.paragraph->runs) run.text = replaced(run.text, names);
        if (block.table)
            for (auto& row : block.table->rows)
                for (auto& cell : row) replace(cell.paragraphs, names);
    }
    if (code.size() == 12) paper.mark = paper::code_label(address, {"扫码核验这份责任书"});
    if (is_void)
        paper.blocks.insert(
            paper.blocks.begin(),
            {.paragraph = Paragraph{
                 .runs = {Run{.text = "已　作　废", .face = Face::hei, .size = 26, .bold = true, .red = true}},
                 .align = Align::center,
                 .first_indent = 0,
                 .line_pitch = 40}});
    return paper;
}

}  // namespace zhenan::letter
