// Tables of the PDF: rows break across pages line by line, the header row repeats.
#include <algorithm>

#include "core/paper/composer.h"

namespace zhenan::paper {

Composer::LaidRow Composer::lay_row(const Table& table, size_t index, const std::vector<double>& widths) const {
    LaidRow row{.cells = {}, .least = points(table.row_height), .splits = may_split(table.rows[index], widths)};
    const auto& cells = table.rows[index];
    size_t column = 0;
    double x = 0;
    for (size_t i = 0; i < cells.size() && column < widths.size(); ++i) {
        LaidCell cell{.x = x, .middle = cells[i].middle, .paragraphs = {}};
        int span = columns_of(cells, i, column, widths.size());
        for (int k = 0; k < span; ++k) cell.width += widths[column++];
        x += cell.width;
        if (cells[i].picture) {
            cell.picture = &*cells[i].picture;
            cell.extent = picture_extent(*cell.picture, cell.width);
        }
        for (const Paragraph& paragraph : cells[i].paragraphs) {
            cell.paragraphs.push_back(lay(paragraph, cell.width - 2 * kCellPadding, true));
        }
        if (cell.paragraphs.empty() && !cell.picture) {
            // An empty cell is a line of 5号, as in the DOCX.
            cell.paragraphs.push_back({.lines = {Line{}}, .pitch = 10.5 * 1.5, .before = 0});
        }
        row.cells.push_back(std::move(cell));
    }
    return row;
}

double Composer::height_of(const LaidCell& cell) {
    double height = 2 * kCellMargin + cell.extent.height;
    for (size_t i = cell.paragraph; i < cell.paragraphs.size(); ++i) {
        const Laid& laid = cell.paragraphs[i];
        size_t placed = i == cell.paragraph ? cell.line : 0;
        if (placed == 0) height += laid.before;
        height += laid.pitch * static_cast<double>(laid.lines.size() - placed);
    }
    return height;
}

double Composer::height_of(const LaidRow& row) {
    double height = row.least;
    for (const LaidCell& cell : row.cells) height = std::max(height, height_of(cell));
    return height;
}

bool Composer::first_lines_fit(const LaidRow& row, double room) {
    return std::all_of(row.cells.begin(), row.cells.end(), [&](const LaidCell& cell) {
        if (cell.paragraph >= cell.paragraphs.size()) return true;
        const Laid& next = cell.paragraphs[cell.paragraph];
        return next.pitch + (cell.line == 0 ? next.before : 0) + 2 * kCellMargin <= room;
    });
}

bool Composer::finished(const LaidRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(),
                       [](const LaidCell& cell) { return cell.paragraph >= cell.paragraphs.size(); });
}

/// Draws as many lines of each cell as fit into the height, and borders around what was drawn.
void Composer::place_part(LaidRow& row, double left, double height, bool whole, bool borders) {
    double lowest = y_;
    for (LaidCell& cell : row.cells) {
        double x = left + cell.x + kCellPadding;
        double y = y_ + kCellMargin;
        if (whole && cell.middle) y += std::max(0.0, (height - height_of(cell)) / 2);
        if (cell.picture) {
            draw([picture = cell.picture, extent = cell.extent, y,
                  x = x + (cell.width - 2 * kCellPadding - cell.extent.width) / 2](cairo_t* canvas) {
                draw_picture(canvas, *picture, extent, x, y);
            });
            y += cell.extent.height;
            cell.picture = nullptr;  // drawn once, however long what stands below it
            cell.extent = {};
        }
        double end = y_ + height - kCellMargin + 0.5;
        bool any = false;  // one line is always placed, or a page too low for it would never end
        bool full = false;
        while (!full && cell.paragraph < cell.paragraphs.size()) {
            Laid& laid = cell.paragraphs[cell.paragraph];
            if (cell.line == 0) y += laid.before;
            for (; cell.line < laid.lines.size(); ++cell.line, any = true) {
                full = any && y + laid.pitch > end;
                if (full) break;
                draw([line = std::move(laid.lines[cell.line]), x, y, pitch = laid.pitch](cairo_t* canvas) {
                    Typesetter::draw(canvas, line, x, y, pitch);
                });
                y += laid.pitch;
            }
            if (full) break;
            ++cell.paragraph;
            cell.line = 0;
        }
        lowest = std::max(lowest, y + kCellMargin);
    }
    if (!whole) height = lowest - y_;
    for (const LaidCell& cell : row.cells) {
        if (!borders) break;
        draw([x = left + cell.x, y = y_, width = cell.width, height](cairo_t* canvas) {
            cairo_set_source_rgb(canvas, 0, 0, 0);
            cairo_set_line_width(canvas, 0.5);
            cairo_rectangle(canvas, x, y, width, height);
            cairo_stroke(canvas);
        });
    }
    y_ += height;
}

void Composer::place(const Table& table) {
    std::vector<double> widths = column_widths(table, page_);
    double total = 0;
    for (double width : widths) total += width;
    double left = left_ + (width_ - total) / 2;
    bool repeat = table.header_row && table.rows.size() > 1;
    double header_height = repeat ? height_of(lay_row(table, 0, widths)) : 0;
    // A header as high as half a page would leave no room for the rows.
    repeat = repeat && header_height < text_height(page_) / 2;

    for (size_t i = 0; i < table.rows.size(); ++i) {
        if (table.rows[i].empty()) continue;
        LaidRow row = lay_row(table, i, widths);
        row.least = std::min(row.least, text_height(page_) - header_height);
        if (i == 0 && repeat && !at_top()) {
            // The header never stands alone at the foot of a page.
            LaidRow next = lay_row(table, 1, widths);
            if (!first_lines_fit(next, room() - height_of(row))) new_page();
        }
        bool whole = true;
        bool fresh = at_top();
        while (true) {
            if (double height = height_of(row); height <= room()) {
                place_part(row, left, height, whole, table.borders);
                break;
            }
            LaidRow content = row;
            content.least = 0;
            bool split = row.splits && first_lines_fit(row, room()) && height_of(content) > room();
            if (split || fresh) {
                place_part(row, left, room() - 0.5, false, table.borders);
                row.least = 0;
                whole = false;
                if (finished(row)) break;
            }
            new_page();
            fresh = true;
            if (!repeat || i == 0) continue;
            LaidRow header = lay_row(table, 0, widths);
            place_part(header, left, header_height, true, table.borders);
        }
    }
}

}  // namespace zhenan::paper
