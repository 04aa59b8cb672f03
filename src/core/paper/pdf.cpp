#include <cairo-pdf.h>

#include <algorithm>
#include <memory>

#include "core/fault.h"
#include "core/paper/composer.h"

namespace zhenan::paper {

namespace {

const FaultCode kNotDrawn{Kind::internal, "paper.not_drawn", "PDF 没有生成，请稍后再试",
                          "The PDF could not be drawn; try again later"};

cairo_status_t append(void* closure, const unsigned char* bytes, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

/// The page's number as a line; on the side where GB/T 9704-2012 7.5 wants it, one character in.
void draw_number(cairo_t* canvas, const Typesetter& typesetter, const Page& page, size_t number, size_t total) {
    if (page.numbering == Numbering::none) return;
    bool official = page.numbering == Numbering::official;
    std::string text = official ? "— " + std::to_string(number) + " —"
                                : "共 " + std::to_string(total) + " 页 第 " + std::to_string(number) + " 页";
    Paragraph line{.runs = {{.text = text, .face = Face::song, .size = official ? 14 : 10.5}},
                   .align = Align::center,
                   .first_indent = 0};
    if (official) line.align = number % 2 == 1 ? Align::right : Align::left;
    if (line.align == Align::right) line.right_indent = 1;
    if (line.align == Align::left) line.left_indent = 1;
    Room room{.width = text_width(page), .unit = line.runs.front().size, .hang = false};
    double middle = points(page.height - page.bottom) + number_drop(page);
    Typesetter::draw(canvas, typesetter.lines(line, room).front(), points(page.left), middle - kNumberPitch / 2,
                     kNumberPitch);
}

void add_bookmarks(cairo_surface_t* surface, const std::vector<Bookmark>& bookmarks) {
    int parents[5] = {CAIRO_PDF_OUTLINE_ROOT, 0, 0, 0, 0};
    for (const Bookmark& mark : bookmarks) {
        int level = std::clamp(mark.level, 1, 4);
        int parent = CAIRO_PDF_OUTLINE_ROOT;
        for (int above = level - 1; above > 0 && parent == CAIRO_PDF_OUTLINE_ROOT; --above) {
            parent = parents[above];
        }
        std::string target = "page=" + std::to_string(mark.page) + " pos=[" + std::to_string(static_cast<int>(mark.x)) +
                             " " + std::to_string(static_cast<int>(mark.y)) + "]";
        parents[level] = cairo_pdf_surface_add_outline(surface, parent, mark.title.c_str(), target.c_str(),
                                                       CAIRO_PDF_OUTLINE_FLAG_OPEN);
        for (int below = level + 1; below <= 4; ++below) parents[below] = CAIRO_PDF_OUTLINE_ROOT;
    }
}

}  // namespace

std::string to_pdf(const Paper& paper) {
    Composer composer(paper);
    composer.compose();

    std::string bytes;
    std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_pdf_surface_create_for_stream(append, &bytes, points(paper.page.width), points(paper.page.height)),
        cairo_surface_destroy);
    std::string title = clean_text(paper.title), author = clean_text(paper.author);
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_AUTHOR, author.c_str());
    std::unique_ptr<cairo_t, void (*)(cairo_t*)> canvas(cairo_create(surface.get()), cairo_destroy);
    Typesetter typesetter;
    const auto& pages = composer.pages();
    for (size_t i = 0; i < pages.size(); ++i) {
        for (const auto& drawing : pages[i]) drawing(canvas.get());
        if (i == 0 && paper.mark)
            draw_picture(canvas.get(), *paper.mark, picture_extent(*paper.mark, paper.page), points(paper.page.left),
                         points(paper.page.height - paper.page.bottom + kMarkDrop));
        draw_number(canvas.get(), typesetter, paper.page, i + 1, pages.size());
        cairo_show_page(canvas.get());
    }
    add_bookmarks(surface.get(), composer.bookmarks());
    cairo_surface_finish(surface.get());
    if (cairo_status(canvas.get()) != CAIRO_STATUS_SUCCESS ||
        cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
        throw Fault(kNotDrawn);
    }
    return bytes;
}

}  // namespace zhenan::paper
