// Blocks onto pages: where each line, border and picture of a Paper stands in the PDF.
#pragma once

#include <cairo.h>

#include <functional>
#include <string>
#include <vector>

#include "core/paper/measure.h"
#include "core/paper/typeset.h"

namespace zhenan::paper {

struct Bookmark {
    std::string title;
    int level = 1;
    int page = 1;
    double x = 0, y = 0;
};

void draw_picture(cairo_t* canvas, const Picture& picture, Extent extent, double x, double y);

class Composer {
public:
    using Drawing = std::function<void(cairo_t*)>;

    explicit Composer(const Paper& paper);

    /// Lays out all blocks. Each page is a list of drawings in points from its upper left corner.
    void compose();

    const std::vector<std::vector<Drawing>>& pages() const { return pages_; }
    const std::vector<Bookmark>& bookmarks() const { return bookmarks_; }

private:
    /// A paragraph of a cell or of the page, ready to be placed line by line.
    struct Laid {
        std::vector<Line> lines;
        double pitch = 0, before = 0;
    };
    struct LaidCell {
        double x = 0, width = 0;  // from the table's left edge
        bool middle = true;
        const Picture* picture = nullptr;
        Extent extent = {};
        std::vector<Laid> paragraphs;
        size_t paragraph = 0, line = 0;  // the first that is not placed yet
    };
    struct LaidRow {
        std::vector<LaidCell> cells;
        double least = 0;  // the declared height
        bool splits = true;
    };

    Laid lay(const Paragraph& paragraph, double width, bool in_cell) const;
    void place(const Paragraph& paragraph);
    void place(const Table& table);
    void place(const Rule& rule);
    void place(const Picture& picture);

    LaidRow lay_row(const Table& table, size_t row, const std::vector<double>& widths) const;
    static double height_of(const LaidCell& cell);
    static double height_of(const LaidRow& row);
    static bool first_lines_fit(const LaidRow& row, double room);
    static bool finished(const LaidRow& row);
    void place_part(LaidRow& row, double left, double height, bool whole, bool borders);

    double height_of_chain(size_t block) const;
    void new_page();
    void draw(Drawing drawing) { pages_.back().push_back(std::move(drawing)); }
    bool at_top() const { return y_ <= top_ + 0.01; }
    double room() const { return bottom_ - y_ + 0.5; }  // half a point for rounding

    const Paper& paper_;
    const Page& page_;
    Typesetter typesetter_;
    std::vector<std::vector<Drawing>> pages_;
    std::vector<Bookmark> bookmarks_;
    double left_, top_, bottom_, width_;
    double y_;
};

}  // namespace zhenan::paper
