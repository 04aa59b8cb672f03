#include "core/paper/code_label.h"

#include <pango/pangocairo.h>
#include <qrencode.h>

#include <memory>

#include "core/fault.h"

namespace zhenan::paper {

namespace {

const FaultCode kNoCode{Kind::internal, "paper.no_code", "二维码没有生成，请稍后再试",
                        "The code could not be drawn; try again later"};

constexpr int kHeight = 312;  // pixels for 13 mm: 600 a inch, sharp in print
constexpr double kMillimetres = 13;
constexpr int kWords = 900;

cairo_status_t append(void* closure, const unsigned char* bytes, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

void draw_squares(cairo_t* canvas, const QRcode& code) {
    constexpr int kQuiet = 2;  // white squares around it; the paper around is white too
    double square = static_cast<double>(kHeight) / (code.width + 2 * kQuiet);
    cairo_set_antialias(canvas, CAIRO_ANTIALIAS_NONE);
    for (int y = 0; y < code.width; ++y)
        for (int x = 0; x < code.width; ++x)
            if (code.data[y * code.width + x] & 1)
                cairo_rectangle(canvas, (x + kQuiet) * square, (y + kQuiet) * square, square + 0.5, square + 0.5);
    cairo_fill(canvas);
    cairo_set_antialias(canvas, CAIRO_ANTIALIAS_DEFAULT);
}

void draw_words(cairo_t* canvas, const std::vector<std::string>& words) {
    std::string text;
    for (auto& line : words) text += (text.empty() ? "" : "\n") + line;
    std::unique_ptr<PangoLayout, void (*)(gpointer)> layout(pango_cairo_create_layout(canvas), g_object_unref);
    std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(
        pango_font_description_from_string("Noto Serif CJK SC"), pango_font_description_free);
    pango_font_description_set_absolute_size(font.get(), 62 * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
    int height = 0;
    pango_layout_get_pixel_size(layout.get(), nullptr, &height);
    cairo_move_to(canvas, kHeight + 12, (kHeight - height) / 2.0);
    pango_cairo_show_layout(canvas, layout.get());
}

}  // namespace

Picture code_label(const std::string& text, const std::vector<std::string>& words) {
    std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M),
                                                    QRcode_free);
    if (!code) throw Fault(kNoCode);
    int width = kHeight + (words.empty() ? 0 : kWords);
    std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, kHeight), cairo_surface_destroy);
    std::unique_ptr<cairo_t, void (*)(cairo_t*)> canvas(cairo_create(surface.get()), cairo_destroy);
    cairo_set_source_rgb(canvas.get(), 1, 1, 1);
    cairo_paint(canvas.get());
    cairo_set_source_rgb(canvas.get(), 0, 0, 0);
    draw_squares(canvas.get(), *code);
    if (!words.empty()) draw_words(canvas.get(), words);
    Picture picture{.width = kMillimetres * width / kHeight};
    if (cairo_surface_write_to_png_stream(surface.get(), append, &picture.bytes) != CAIRO_STATUS_SUCCESS)
        throw Fault(kNoCode);
    return picture;
}

}  // namespace zhenan::paper
