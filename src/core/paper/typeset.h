// Text into lines for the PDF: Pango shapes, the rules of Chinese line breaking (kinsoku, hanging
// punctuation) and the even spreading of a line are done here, as Word does them.
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

#include "core/paper/paper.h"

namespace zhenan::paper {

/// A stretch of one line that is drawn in one style.
struct Piece {
    std::shared_ptr<PangoGlyphItem> glyphs = {};
    double width = 0;
    double size = 16;
    bool twice = false;  // bold without a bold cut
    bool underline = false;
    bool red = false;
    bool grey = false;
    bool missing = false;
};

struct Line {
    std::shared_ptr<const std::string> text;  // what the glyphs' offsets count in
    std::vector<Piece> pieces;
    double x = 0;      // from the left edge of the paragraph's room
    double size = 16;  // the largest of its pieces
};

struct Room {
    double width = 0;    // points
    double spacing = 0;  // added to each character by the grid
    double unit = 16;    // one character of indent
    bool hang = true;    // 。，may stand outside the right edge
};

class Typesetter {
public:
    Typesetter();

    /// The lines of a paragraph; at least one, that may be empty.
    std::vector<Line> lines(const Paragraph& paragraph, const Room& room) const;

    /// Draws a line whose left edge is x and whose height is from top to top + pitch.
    static void draw(cairo_t* canvas, const Line& line, double x, double top, double pitch);

private:
    struct Shaped;
    Shaped shape(const Paragraph& paragraph, std::string text, std::vector<std::pair<size_t, size_t>> ends) const;

    std::shared_ptr<PangoContext> context_;
};

}  // namespace zhenan::paper
