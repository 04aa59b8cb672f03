#include "core/paper/composer.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace zhenan::paper {

namespace {

struct PngReader {
    const std::string& bytes;
    size_t at = 0;

    static cairo_status_t read(void* closure, unsigned char* to, unsigned int length) {
        auto* self = static_cast<PngReader*>(closure);
        if (self->at + length > self->bytes.size()) return CAIRO_STATUS_READ_ERROR;
        std::copy_n(self->bytes.data() + self->at, length, to);
        self->at += length;
        return CAIRO_STATUS_SUCCESS;
    }
};

/// A JPEG goes into the PDF as it is: the surface only says how large it is.
cairo_surface_t* jpeg_surface(const std::string& bytes) {
    auto shape = pixels_of(bytes);
    auto* surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(shape.width), static_cast<int>(shape.height));
    auto* copy = static_cast<unsigned char*>(std::malloc(bytes.size()));
    std::copy(bytes.begin(), bytes.end(), copy);
    cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, copy, bytes.size(), std::free, copy);
    return surface;
}

}  // namespace

void draw_picture(cairo_t* canvas, const Picture& picture, Extent extent, double x, double y) {
    PngReader reader{picture.bytes};
    std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> image(
        is_jpeg(picture) ? jpeg_surface(picture.bytes)
                         : cairo_image_surface_create_from_png_stream(PngReader::read, &reader),
        cairo_surface_destroy);
    if (cairo_surface_status(image.get()) != CAIRO_STATUS_SUCCESS) return;
    cairo_save(canvas);
    cairo_translate(canvas, x, y);
    cairo_scale(canvas, extent.width / cairo_image_surface_get_width(image.get()),
                extent.height / cairo_image_surface_get_height(image.get()));
    cairo_set_source_surface(canvas, image.get(), 0, 0);
    cairo_paint(canvas);
    cairo_restore(canvas);
}

Composer::Composer(const Paper& paper)
    : paper_(paper),
      page_(paper.page),
      pages_(1),
      left_(points(page_.left)),
      top_(points(page_.top)),
      bottom_(points(page_.height - page_.bottom)),
      width_(text_width(page_)),
      y_(top_) {}

void Composer::compose() {
    for (size_t i = 0; i < paper_.blocks.size(); ++i) {
        const Block& block = paper_.blocks[i];
        if (block.paragraph) {
            bool keep = block.paragraph->keep_with_next && !at_top();
            if (keep && !block.paragraph->page_break_before && height_of_chain(i) > room()) {
                new_page();
            }
            place(*block.paragraph);
        }
        if (block.table) place(*block.table);
        if (block.rule) place(*block.rule);
        if (block.picture) place(*block.picture);
    }
}

void Composer::new_page() {
    pages_.emplace_back();
    y_ = top_;
}

/// How high the paragraphs are that must stand together, with the first line of what follows.
double Composer::height_of_chain(size_t block) const {
    double height = 0;
    for (; block < paper_.blocks.size(); ++block) {
        const Block& next = paper_.blocks[block];
        if (next.paragraph) {
            double pitch = line_pitch(*next.paragraph, page_, false);
            height += next.paragraph->before * pitch;
            if (!next.paragraph->keep_with_next) return height + pitch;
            Laid laid = lay(*next.paragraph, width_, false);
            height += pitch * static_cast<double>(laid.lines.size());
        } else if (next.table && !next.table->rows.empty()) {
            std::vector<double> widths = column_widths(*next.table, page_);
            size_t rows = next.table->header_row && next.table->rows.size() > 1 ? 2 : 1;
            for (size_t row = 0; row < rows; ++row) {
                height += height_of(lay_row(*next.table, row, widths));
            }
            return height;
        } else if (next.picture) {
            return height + picture_extent(*next.picture, page_).height;
        } else {
            height += kRuleGap;
            if (!next.rule || !next.rule->keep_with_next) return height;
            height += points(next.rule->thickness);
        }
    }
    return height;
}

Composer::Laid Composer::lay(const Paragraph& paragraph, double width, bool in_cell) const {
    Room room{.width = width,
              .spacing = in_cell ? 0 : grid_spacing(page_),
              .unit = indent_unit(paragraph, page_, in_cell),
              .hang = !in_cell};
    double pitch = line_pitch(paragraph, page_, in_cell);
    return {typesetter_.lines(paragraph, room), pitch, paragraph.before * pitch};
}

void Composer::place(const Paragraph& paragraph) {
    bool fresh = pages_.size() == 1 && at_top();
    if (paragraph.page_break_before && !(fresh && pages_.back().empty())) {
        new_page();
        fresh = true;
    }
    Laid laid = lay(paragraph, width_, false);
    // As in Word, the blank lines before a paragraph are dropped where a page begins by itself.
    if (laid.before > 0 && laid.before + laid.pitch > room()) {
        new_page();
    } else if (!at_top() || fresh) {
        y_ += laid.before;
    }
    bool first = true;
    for (Line& line : laid.lines) {
        if (laid.pitch > room() && !at_top()) new_page();
        if (first && paragraph.outline > 0) {
            std::string title;
            for (const Run& run : paragraph.runs) title += clean_text(run.text);
            bookmarks_.push_back({title, paragraph.outline, static_cast<int>(pages_.size()), left_, y_});
        }
        first = false;
        draw([line = std::move(line), x = left_, y = y_, pitch = laid.pitch](cairo_t* canvas) {
            Typesetter::draw(canvas, line, x, y, pitch);
        });
        y_ += laid.pitch;
    }
}

void Composer::place(const Rule& rule) {
    double thickness = points(rule.thickness);
    if (kRuleGap + thickness > room() && !at_top()) new_page();
    y_ += kRuleGap;
    draw([=, x = left_, y = y_ + thickness / 2, width = width_, red = rule.red](cairo_t* canvas) {
        cairo_set_source_rgb(canvas, red ? 1 : 0, 0, 0);
        cairo_set_line_width(canvas, thickness);
        cairo_move_to(canvas, x, y);
        cairo_line_to(canvas, x + width, y);
        cairo_stroke(canvas);
    });
    y_ += thickness;
}

void Composer::place(const Picture& picture) {
    Extent extent = picture_extent(picture, page_);
    if (extent.height > room() && !at_top()) new_page();
    double x = left_;
    if (picture.align == Align::center) x += (width_ - extent.width) / 2;
    if (picture.align == Align::right) x += width_ - extent.width;
    draw([&picture, extent, x, y = y_](cairo_t* canvas) { draw_picture(canvas, picture, extent, x, y); });
    y_ += extent.height;
}

}  // namespace zhenan::paper
