// The DOCX parts that say what the text looks like. What WPS and Word would decide by themselves
// (spacing between Chinese and digits, squeezed punctuation, widows) is switched off: the PDF can
// then follow to the line.
#include <algorithm>
#include <cmath>

#include "core/paper/docx_xml.h"
#include "core/paper/measure.h"

namespace zhenan::paper {

namespace {

/// The grid's letter spacing in twips, a twip tighter than needed: LibreOffice's own grid
/// arithmetic loses a point per line. Spreading the line makes good the rest.
int letter_spacing(const Page& page) {
    return page.grid ? static_cast<int>(std::floor(grid_spacing(page) * 20)) - 1 : 0;
}

/// A paragraph of one thin line, as a place for a border or between two tables.
xml_node thin_paragraph(xml_node parent, double height) {
    xml_node properties = add(add(parent, "w:p"), "w:pPr");
    exact_spacing(properties, 0, height);
    value_of(add(properties, "w:rPr"), "w:sz", 2);
    return properties;
}

class Body {
public:
    Body(xml_node body, const Paper& paper, DocxPackage& package) : body_(body), page_(paper.page), package_(package) {}

    void blocks(const std::vector<Block>& blocks) {
        bool after_table = false;
        for (const Block& block : blocks) {
            if (block.table) {
                // Word joins two tables that touch.
                if (after_table) thin_paragraph(body_, 1);
                after_table = table(*block.table) || after_table;
                continue;
            }
            if (block.paragraph) paragraph(body_, *block.paragraph, false);
            if (block.rule) rule(*block.rule);
            if (block.picture) picture(body_, *block.picture, picture_extent(*block.picture, page_));
            after_table = false;
        }
        if (after_table || blocks.empty()) thin_paragraph(body_, 1);
    }

    /// In the lower left margin of the page that the first paragraph is on.
    void mark(const Picture& content) {
        Extent extent = picture_extent(content, page_);
        xml_node first = body_.child("w:p");
        if (!first) first = body_.append_child("w:p");
        xml_node run = add(first, "w:r");
        value_of(add(run, "w:rPr"), "w:sz", 2);
        xml_node anchor = add(add(run, "w:drawing"), "wp:anchor");
        for (const char* side : {"distT", "distB", "distL", "distR"}) with(anchor, side, 0);
        with(with(with(anchor, "simplePos", 0), "relativeHeight", 1), "behindDoc", 0);
        with(with(with(anchor, "locked", 1), "layoutInCell", 0), "allowOverlap", 1);
        with(with(add(anchor, "wp:simplePos"), "x", 0), "y", 0);
        auto place = [&](const char* axis, double millimetres) {
            xml_node position = with(add(anchor, axis), "relativeFrom", "page");
            add(position, "wp:posOffset").text() = static_cast<long long>(std::lround(points(millimetres) * 12700));
        };
        place("wp:positionH", page_.left);
        place("wp:positionV", page_.height - page_.bottom + kMarkDrop);
        drawn(anchor, content, extent, "wp:wrapNone");
    }

private:
    void paragraph(xml_node parent, const Paragraph& content, bool in_cell) {
        xml_node node = add(parent, "w:p");
        xml_node properties = add(node, "w:pPr");
        int level = std::clamp(content.outline, 0, 4);
        if (level > 0) value_of(properties, "w:pStyle", "Heading" + std::to_string(level));
        if (content.keep_with_next) add(properties, "w:keepNext");
        if (content.page_break_before) add(properties, "w:pageBreakBefore");
        if (in_cell) value_of(properties, "w:overflowPunct", 0);  // it would cross the border
        double pitch = line_pitch(content, page_, in_cell);
        exact_spacing(properties, content.before * pitch, pitch);
        indents(properties, content, in_cell);
        value_of(properties, "w:jc", justification(content.align));
        if (level > 0) value_of(properties, "w:outlineLvl", level - 1);
        int spacing = in_cell ? 0 : letter_spacing(page_);
        if (content.runs.empty()) write_run_properties(properties, Run{}, spacing);
        for (const Run& style : content.runs) {
            xml_node run = add(node, "w:r");
            write_run_properties(run, style, spacing);
            write_text(run, clean_text(style.text));
        }
    }

    void indents(xml_node properties, const Paragraph& content, bool in_cell) {
        double unit = indent_unit(content, page_, in_cell);
        xml_node node = add(properties, "w:ind");
        with(node, "w:left", twips(content.left_indent * unit));
        with(node, "w:right", twips(content.right_indent * unit));
        // Both forms: WPS and Word keep "2 characters" when somebody changes the size.
        if (content.first_indent >= 0) {
            int hundredths = static_cast<int>(std::lround(content.first_indent * 100));
            with(node, "w:firstLineChars", hundredths);
            with(node, "w:firstLine", twips(content.first_indent * unit));
        } else {
            with(node, "w:hanging", twips(-content.first_indent * unit));
        }
    }

    bool table(const Table& content) {
        std::vector<double> widths = column_widths(content, page_);
        bool any = std::any_of(content.rows.begin(), content.rows.end(), [](const auto& row) { return !row.empty(); });
        if (!any) return false;
        xml_node node = add(body_, "w:tbl");
        xml_node properties = add(node, "w:tblPr");
        double total = 0;
        for (double width : widths) total += width;
        with(with(add(properties, "w:tblW"), "w:w", twips(total)), "w:type", "dxa");
        value_of(properties, "w:jc", "center");
        if (content.borders) table_borders(add(properties, "w:tblBorders"));
        with(add(properties, "w:tblLayout"), "w:type", "fixed");
        xml_node margins = add(properties, "w:tblCellMar");
        for (const char* side : {"w:top", "w:left", "w:bottom", "w:right"}) {
            bool upright = std::string_view(side) == "w:top" || std::string_view(side) == "w:bottom";
            int margin = twips(upright ? kCellMargin : kCellPadding);
            with(with(add(margins, side), "w:w", margin), "w:type", "dxa");
        }
        xml_node grid = add(node, "w:tblGrid");
        for (double width : widths) with(add(grid, "w:gridCol"), "w:w", twips(width));
        bool first = true;
        for (const auto& cells : content.rows) {
            if (!cells.empty()) row(add(node, "w:tr"), content, cells, widths, first);
            first = false;
        }
        return true;
    }

    static void table_borders(xml_node borders) {
        for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
            xml_node border = with(with(add(borders, side), "w:val", "single"), "w:sz", 4);
            with(with(border, "w:space", 0), "w:color", "000000");
        }
    }

    void row(xml_node node, const Table& content, const std::vector<Cell>& cells, const std::vector<double>& widths,
             bool first) {
        xml_node properties = add(node, "w:trPr");
        if (!may_split(cells, widths)) add(properties, "w:cantSplit");
        if (content.row_height > 0) {
            with(value_of(properties, "w:trHeight", twips(points(content.row_height))), "w:hRule", "atLeast");
        }
        if (first && content.header_row) add(properties, "w:tblHeader");
        size_t column = 0;
        for (size_t i = 0; i < cells.size() && column < widths.size(); ++i) {
            int span = columns_of(cells, i, column, widths.size());
            double width = 0;
            for (int k = 0; k < span; ++k) width += widths[column++];
            xml_node cell = add(node, "w:tc");
            xml_node shape = add(cell, "w:tcPr");
            with(with(add(shape, "w:tcW"), "w:w", twips(width)), "w:type", "dxa");
            if (span > 1) value_of(shape, "w:gridSpan", span);
            value_of(shape, "w:vAlign", cells[i].middle ? "center" : "top");
            if (cells[i].picture) {
                auto centred = *cells[i].picture;
                centred.align = Align::center;
                picture(cell, centred, picture_extent(centred, width));
            }
            for (const Paragraph& text : cells[i].paragraphs) paragraph(cell, text, true);
            if (cells[i].paragraphs.empty() && !cells[i].picture)
                paragraph(cell, Paragraph{.runs = {{.size = 10.5}}}, true);
        }
    }

    void rule(const Rule& content) {
        xml_node properties = add(add(body_, "w:p"), "w:pPr");
        if (content.keep_with_next) add(properties, "w:keepNext");
        xml_node border = add(add(properties, "w:pBdr"), "w:bottom");
        with(border, "w:val", "single");
        int eighths = static_cast<int>(std::lround(points(content.thickness) * 8));
        with(with(border, "w:sz", std::clamp(eighths, 2, 96)), "w:space", 0);
        with(border, "w:color", content.red ? "FF0000" : "000000");
        exact_spacing(properties, 0, kRuleGap);
        with(add(properties, "w:ind"), "w:firstLine", 0);
        value_of(add(properties, "w:rPr"), "w:sz", 2);
    }

    void picture(xml_node parent, const Picture& content, Extent extent) {
        xml_node node = add(parent, "w:p");
        xml_node properties = add(node, "w:pPr");
        xml_node spacing = with(add(properties, "w:spacing"), "w:line", 240);
        with(spacing, "w:lineRule", "auto");
        value_of(properties, "w:jc", justification(content.align));
        xml_node run = add(node, "w:r");
        value_of(add(run, "w:rPr"), "w:sz", 2);
        xml_node line = add(add(run, "w:drawing"), "wp:inline");
        for (const char* side : {"distT", "distB", "distL", "distR"}) with(line, side, 0);
        drawn(line, content, extent, nullptr);
    }

    void drawn(xml_node line, const Picture& content, Extent extent, const char* wrap) {
        int number = 0;
        std::string relation = package_.add_picture(content.bytes, is_jpeg(content) ? "jpeg" : "png", number);
        auto extents = [&](xml_node size) {
            // A point is 12,700 English metric units.
            with(size, "cx", std::lround(extent.width * 12700));
            with(size, "cy", std::lround(extent.height * 12700));
        };
        auto identity = [&](xml_node named) {
            with(with(named, "id", number), "name", "Picture " + std::to_string(number));
        };
        extents(add(line, "wp:extent"));
        if (wrap) add(line, wrap);
        identity(add(line, "wp:docPr"));
        xml_node graphic =
            with(add(line, "a:graphic"), "xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
        xml_node held =
            with(add(graphic, "a:graphicData"), "uri", "http://schemas.openxmlformats.org/drawingml/2006/picture");
        xml_node shown =
            with(add(held, "pic:pic"), "xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture");
        xml_node named = add(shown, "pic:nvPicPr");
        identity(add(named, "pic:cNvPr"));
        add(named, "pic:cNvPicPr");
        xml_node fill = add(shown, "pic:blipFill");
        with(add(fill, "a:blip"), "r:embed", relation);
        add(add(fill, "a:stretch"), "a:fillRect");
        xml_node shape = add(shown, "pic:spPr");
        xml_node placed = add(shape, "a:xfrm");
        with(with(add(placed, "a:off"), "x", 0), "y", 0);
        extents(add(placed, "a:ext"));
        add(with(add(shape, "a:prstGeom"), "prst", "rect"), "a:avLst");
    }

    xml_node body_;
    const Page& page_;
    DocxPackage& package_;
};

}  // namespace

std::string to_docx(const Paper& paper) {
    DocxPackage package(paper);
    pugi::xml_document document;
    xml_node body = add(word_root(document, "w:document"), "w:body");
    Body content(body, paper, package);
    content.blocks(paper.blocks);
    if (paper.mark) content.mark(*paper.mark);
    write_section(body, paper.page, package);
    return package.finish(xml_text(document));
}

}  // namespace zhenan::paper
