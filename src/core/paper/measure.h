// Measurements that the DOCX and the PDF share, so that both look the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/paper/paper.h"

namespace zhenan::paper {

constexpr double kGridSize = 16;  // 3号: the size that the grid's 28 characters have
constexpr int kGridLines = 22;
constexpr int kGridCharacters = 28;
constexpr double kCellPadding = 5.4;  // points left and right of a cell's text, Word's default
constexpr double kCellMargin = 2;     // points above and below it
constexpr double kRuleGap = 6;        // points between a rule and the line above it
constexpr double kMarkDrop = 4;       // millimetres from the text to the mark in the lower margin
constexpr double kNumberPitch = 18;   // points; the line that holds a page number

constexpr double points(double millimetres) {
    return millimetres * 72 / 25.4;
}
int twips(double points);

double text_width(const Page& page);   // points
double text_height(const Page& page);  // points

/// Points between the lines of a grid page: whole twips, so that 22 lines always fit.
double grid_pitch(const Page& page);

/// What the grid adds to each character, in points; negative on GB/T 9704 paper.
double grid_spacing(const Page& page);

/// The line pitch of a paragraph, in points; within a cell the grid does not count.
double line_pitch(const Paragraph& paragraph, const Page& page, bool in_cell);

/// One character as the unit of a paragraph's indents, in points.
double indent_unit(const Paragraph& paragraph, const Page& page, bool in_cell);

/// How far below the text area the middle of the page number lies, in points.
double number_drop(const Page& page);

/// The columns of a table, in points: at least as many as any row needs, no wider than the text.
std::vector<double> column_widths(const Table& table, const Page& page);

/// How many columns a cell of a row takes; the last one takes all that are left.
int columns_of(const std::vector<Cell>& row, size_t cell, size_t first_column, size_t columns);

/// Whether a row may break across pages: one of few lines (by a rough count) stays whole.
bool may_split(const std::vector<Cell>& row, const std::vector<double>& widths);

struct Extent {
    double width = 0, height = 0;  // points, where nothing else is said
};

/// The drawn size of a picture, fitted into the text area. Throws where the bytes are neither PNG nor JPEG.
Extent picture_extent(const Picture& picture, const Page& page);
/// In a cell of such a width (points, with its padding).
Extent picture_extent(const Picture& picture, double cell_width);
bool is_jpeg(const Picture& picture);
/// How many pixels a picture has; none where the bytes are neither PNG nor JPEG.
Extent pixels_of(const std::string& bytes);

/// UTF-8 that XML and Pango both take: broken bytes become U+FFFD, control characters go, line ends
/// are \n, a tab is two full-width spaces.
std::string clean_text(std::string_view text);

}  // namespace zhenan::paper
