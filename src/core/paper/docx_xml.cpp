#include "core/paper/docx_xml.h"

#include <cmath>

#include "core/paper/fonts.h"
#include "core/paper/measure.h"

namespace zhenan::paper {

namespace {

void write_fonts(xml_node properties, Face face) {
    xml_node fonts = add(properties, "w:rFonts");
    with(fonts, "w:ascii", docx_latin_font(face));
    with(fonts, "w:hAnsi", docx_latin_font(face));
    with(fonts, "w:eastAsia", docx_font(face));
    with(fonts, "w:cs", docx_latin_font(face));
    with(fonts, "w:hint", "eastAsia");  // quotation marks and dashes as wide as a character
}

}  // namespace

xml_node exact_spacing(xml_node properties, double before, double pitch) {
    xml_node spacing = add(properties, "w:spacing");
    with(with(spacing, "w:before", twips(before)), "w:after", 0);
    return with(with(spacing, "w:line", twips(pitch)), "w:lineRule", "exact");
}

void write_run_properties(xml_node run, const Run& style, int spacing) {
    xml_node properties = add(run, "w:rPr");
    write_fonts(properties, style.face);
    if (style.bold) {
        add(properties, "w:b");
        add(properties, "w:bCs");
    }
    if (style.red) value_of(properties, "w:color", "FF0000");
    if (style.grey && !style.red) value_of(properties, "w:color", "808080");
    if (spacing != 0) value_of(properties, "w:spacing", spacing);
    int half_points = static_cast<int>(std::lround(style.size * 2));
    value_of(properties, "w:sz", half_points);
    value_of(properties, "w:szCs", half_points);
    if (style.underline) value_of(properties, "w:u", "single");
    if (style.missing) {
        with(with(value_of(properties, "w:shd", "clear"), "w:color", "auto"), "w:fill", "D9D9D9");
    }
}

void write_text(xml_node run, const std::string& text) {
    size_t from = 0;
    while (true) {
        size_t end = text.find('\n', from);
        std::string line = text.substr(from, end - from);
        if (!line.empty()) {
            with(add(run, "w:t"), "xml:space", "preserve").text() = line.c_str();
        }
        if (end == std::string::npos) return;
        add(run, "w:br");
        from = end + 1;
    }
}

const char* justification(Align align) {
    switch (align) {
        case Align::left:
            return "left";
        case Align::center:
            return "center";
        case Align::right:
            return "right";
        case Align::justify:
            return "both";
    }
    return "both";
}

}  // namespace zhenan::paper
