#include <algorithm>
#include <cmath>

#include "core/paper/docx_xml.h"
#include "core/paper/measure.h"

namespace zhenan::paper {

namespace {

void field(xml_node paragraph, const char* instruction, const Run& style) {
    xml_node run = add(with(add(paragraph, "w:fldSimple"), "w:instr", instruction), "w:r");
    write_run_properties(run, style, 0);
    add(run, "w:t").text() = "1";
}

/// A footer with the page's number; `align` and the indent of one character say on which side.
std::string footer(Numbering numbering, Align align) {
    pugi::xml_document document;
    xml_node root = word_root(document, "w:ftr");
    Run style{.face = Face::song, .size = numbering == Numbering::official ? 14 : 10.5};
    xml_node paragraph = add(root, "w:p");
    xml_node properties = add(paragraph, "w:pPr");
    exact_spacing(properties, 0, kNumberPitch);
    if (align != Align::center) {
        with(add(properties, "w:ind"), align == Align::right ? "w:right" : "w:left", twips(style.size));
    }
    value_of(properties, "w:jc", justification(align));
    auto words = [&](const char* text) {
        xml_node run = add(paragraph, "w:r");
        write_run_properties(run, style, 0);
        write_text(run, text);
    };
    bool official = numbering == Numbering::official;
    words(official ? "— " : "共 ");
    if (!official) {
        field(paragraph, " NUMPAGES ", style);
        words(" 页 第 ");
    }
    field(paragraph, " PAGE ", style);
    words(official ? " —" : " 页");
    return xml_text(document);
}

}  // namespace

void write_section(xml_node body, const Page& page, DocxPackage& package) {
    xml_node node = add(body, "w:sectPr");
    auto reference = [&](const char* type, Align align) {
        xml_node part = with(add(node, "w:footerReference"), "w:type", type);
        with(part, "r:id", package.add_footer(footer(page.numbering, align)));
    };
    if (page.numbering == Numbering::official) {
        reference("default", Align::right);
        reference("even", Align::left);
    } else if (page.numbering == Numbering::of_total) {
        reference("default", Align::center);
    }
    xml_node size = with(add(node, "w:pgSz"), "w:w", twips(points(page.width)));
    with(size, "w:h", twips(points(page.height)));
    if (page.width > page.height) with(size, "w:orient", "landscape");
    xml_node margins = add(node, "w:pgMar");
    with(margins, "w:top", twips(points(page.top)));
    with(margins, "w:right", twips(points(page.right)));
    with(margins, "w:bottom", twips(points(page.bottom)));
    with(margins, "w:left", twips(points(page.left)));
    with(margins, "w:header", twips(points(page.top / 2)));
    double footer_edge = points(page.bottom) - number_drop(page) - kNumberPitch / 2;
    with(margins, "w:footer", std::max(twips(footer_edge), 0));
    with(margins, "w:gutter", 0);
    if (page.grid) {
        xml_node grid = with(add(node, "w:docGrid"), "w:type", "linesAndChars");
        with(grid, "w:linePitch", twips(grid_pitch(page)));
        // In 4096ths of a point beside the Normal style's size; rounded down so that 28 fit.
        with(grid, "w:charSpace", static_cast<int>(std::floor(grid_spacing(page) * 4096)));
    }
}

}  // namespace zhenan::paper
