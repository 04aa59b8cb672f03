#include "core/paper/docx_package.h"

#include <memory>
#include <sstream>

#include "core/office/package.h"
#include "core/paper/fonts.h"
#include "core/paper/measure.h"

namespace zhenan::paper {

namespace {

constexpr const char* kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/";
constexpr const char* kPackage = "http://schemas.openxmlformats.org/package/2006/";
constexpr const char* kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kMain = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

std::string escaped(const std::string& text) {
    std::string safe;
    for (char c : clean_text(text)) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '\n':
                safe += ' ';
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

std::string styles() {
    std::string font = docx_font(Face::fang), latin = docx_latin_font(Face::fang);
    std::ostringstream out;
    out << kHead << "<w:styles xmlns:w=\"" << kMain << "\"><w:docDefaults><w:rPrDefault><w:rPr>"
        << "<w:rFonts w:ascii=\"" << latin << "\" w:hAnsi=\"" << latin << "\" w:eastAsia=\"" << font << "\" w:cs=\""
        << latin << "\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>"
        << "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/>"
        << "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        << "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
        << "<w:name w:val=\"Normal\"/><w:qFormat/><w:pPr><w:widowControl w:val=\"0\"/>"
        << "<w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>"
        << "<w:adjustRightInd w:val=\"0\"/><w:snapToGrid w:val=\"0\"/><w:jc "
           "w:val=\"both\"/></w:pPr>"
        // The grid is declared, but no text snaps to it: LibreOffice gives each 16 pt character two
        // of its 15.8 pt cells. Exact line pitch and letter spacing say the same everywhere.
        << "<w:rPr><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr></w:style>";
    for (int level = 1; level <= 4; ++level) {
        out << "<w:style w:type=\"paragraph\" w:styleId=\"Heading" << level << "\">"
            << "<w:name w:val=\"heading " << level << "\"/><w:basedOn w:val=\"Normal\"/>"
            << "<w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:outlineLvl w:val=\"" << level - 1
            << "\"/></w:pPr></w:style>";
    }
    out << "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
        << "<w:name w:val=\"Normal Table\"/></w:style></w:styles>";
    return out.str();
}

std::string font_table() {
    std::ostringstream out;
    out << kHead << "<w:fonts xmlns:w=\"" << kMain << "\">";
    for (Face face : {Face::fang, Face::song, Face::hei, Face::kai, Face::title}) {
        out << "<w:font w:name=\"" << docx_font(face) << "\"><w:altName w:val=\"" << docx_substitute(face)
            << "\"/><w:charset w:val=\"86\"/></w:font>";
    }
    out << "</w:fonts>";
    return out.str();
}

std::string package_relations() {
    std::ostringstream out;
    out << kHead << "<Relationships xmlns=\"" << kPackage << "relationships\">"
        << "<Relationship Id=\"rId1\" Type=\"" << kOffice
        << "relationships/officeDocument\" Target=\"word/document.xml\"/>"
        << "<Relationship Id=\"rId2\" Type=\"" << kPackage
        << "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
        << "</Relationships>";
    return out.str();
}

}  // namespace

pugi::xml_node word_root(pugi::xml_document& document, const char* name) {
    pugi::xml_node root = document.append_child(name);
    root.append_attribute("xmlns:w") = kMain;
    root.append_attribute("xmlns:r") = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    root.append_attribute("xmlns:wp") = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    return root;
}

std::string xml_text(const pugi::xml_document& document) {
    std::ostringstream out;
    out << kHead;
    document.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return out.str();
}

std::string DocxPackage::add(Related part) {
    related_.push_back(std::move(part));
    return "rId" + std::to_string(related_.size() + 3);  // after styles, settings and fonts
}

std::string DocxPackage::add_footer(std::string xml) {
    return add({"footer" + std::to_string(++footers_) + ".xml", "footer", std::move(xml)});
}

std::string DocxPackage::add_picture(const std::string& bytes, const std::string& ending, int& number) {
    number = ++pictures_;
    return add({"media/image" + std::to_string(number) + "." + ending, "image", bytes});
}

std::string DocxPackage::finish(std::string document) {
    std::vector<office::Part> files{{"[Content_Types].xml", content_types()},
                                    {"_rels/.rels", package_relations()},
                                    {"docProps/core.xml", properties()},
                                    {"word/document.xml", std::move(document)},
                                    {"word/styles.xml", styles()},
                                    {"word/settings.xml", settings()},
                                    {"word/fontTable.xml", font_table()},
                                    {"word/_rels/document.xml.rels", relations()}};
    for (const Related& part : related_) files.push_back({"word/" + part.name, part.content});
    return office::zipped(files);
}

std::string DocxPackage::content_types() const {
    const std::string word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    std::ostringstream out;
    out << kHead << "<Types xmlns=\"" << kPackage << "content-types\">"
        << "<Default Extension=\"rels\" "
        << "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        << "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        << "<Default Extension=\"png\" ContentType=\"image/png\"/>"
        << "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>";
    auto part = [&](const std::string& name, const std::string& type) {
        out << "<Override PartName=\"/" << name << "\" ContentType=\"" << type << "\"/>";
    };
    part("word/document.xml", word + "document.main+xml");
    part("word/styles.xml", word + "styles+xml");
    part("word/settings.xml", word + "settings+xml");
    part("word/fontTable.xml", word + "fontTable+xml");
    part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    for (const Related& related : related_) {
        if (related.type == "footer") part("word/" + related.name, word + "footer+xml");
    }
    out << "</Types>";
    return out.str();
}

std::string DocxPackage::relations() const {
    std::ostringstream out;
    out << kHead << "<Relationships xmlns=\"" << kPackage << "relationships\">";
    int id = 0;
    auto relation = [&](const std::string& type, const std::string& target) {
        out << "<Relationship Id=\"rId" << ++id << "\" Type=\"" << kOffice << "relationships/" << type << "\" Target=\""
            << target << "\"/>";
    };
    relation("styles", "styles.xml");
    relation("settings", "settings.xml");
    relation("fontTable", "fontTable.xml");
    for (const Related& related : related_) relation(related.type, related.name);
    out << "</Relationships>";
    return out.str();
}

std::string DocxPackage::settings() const {
    std::ostringstream out;
    out << kHead << "<w:settings xmlns:w=\"" << kMain << "\">";
    if (paper_.page.numbering == Numbering::official) out << "<w:evenAndOddHeaders/>";
    out << "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
        << "<w:compat><w:ulTrailSpace/><w:doNotExpandShiftReturn/>"
        << "<w:compatSetting w:name=\"compatibilityMode\" "
        << "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
        << "</w:settings>";
    return out.str();
}

std::string DocxPackage::properties() const {
    std::ostringstream out;
    out << kHead << "<cp:coreProperties xmlns:cp=\"" << kPackage << "metadata/core-properties\" "
        << "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" << escaped(paper_.title)
        << "</dc:title><dc:creator>" << escaped(paper_.author) << "</dc:creator></cp:coreProperties>";
    return out.str();
}

}  // namespace zhenan::paper
