#include "core/picture/photo.h"

#include <cairo.h>

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <jpeglib.h>

#include "core/picture/exif.h"

namespace zhenan::picture {

namespace {

constexpr double kMostPixels = 50e6, kMostOfManyScans = 25e6;
constexpr int kMostScans = 50, kQuality = 82;

struct Pixels {
    int width = 0, height = 0;
    std::string rgb;  // three bytes each, row by row
    const char* at(int x, int y) const { return rgb.data() + (static_cast<std::size_t>(y) * width + x) * 3; }
    char* at(int x, int y) { return rgb.data() + (static_cast<std::size_t>(y) * width + x) * 3; }
};

Pixels blank(int width, int height) {
    return {width, height, std::string(static_cast<std::size_t>(width) * height * 3, '\0')};
}

// libjpeg leaves by a jump: nothing with a destructor may stand between the call and the jump.
struct Failing {
    jpeg_error_mgr error;
    std::jmp_buf out;
};
void jump(j_common_ptr codec) {
    std::longjmp(reinterpret_cast<Failing*>(codec->err)->out, 1);
}
void count_scans(j_common_ptr codec) {
    if (reinterpret_cast<j_decompress_ptr>(codec)->input_scan_number > kMostScans) jump(codec);
}

bool decode(std::string_view bytes, int longest, Pixels& into) {
    jpeg_decompress_struct codec{};
    jpeg_progress_mgr progress{};
    Failing failing{};
    codec.err = jpeg_std_error(&failing.error);
    failing.error.error_exit = jump;
    failing.error.output_message = [](j_common_ptr) {};
    if (setjmp(failing.out)) {
        jpeg_destroy_decompress(&codec);
        return false;
    }
    jpeg_create_decompress(&codec);
    progress.progress_monitor = count_scans;
    codec.progress = &progress;
    jpeg_mem_src(&codec, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&codec, TRUE);
    double pixels = static_cast<double>(codec.image_width) * codec.image_height;
    if (pixels > (jpeg_has_multiple_scans(&codec) ? kMostOfManyScans : kMostPixels))
        jump(reinterpret_cast<j_common_ptr>(&codec));
    codec.out_color_space = JCS_RGB;
    unsigned side = std::max(codec.image_width, codec.image_height);
    codec.scale_num = 1;
    codec.scale_denom = 1;
    while (codec.scale_denom < 8 && side / (codec.scale_denom * 2) >= static_cast<unsigned>(longest))
        codec.scale_denom *= 2;
    jpeg_start_decompress(&codec);
    into.width = static_cast<int>(codec.output_width);
    into.height = static_cast<int>(codec.output_height);
    into.rgb.resize(static_cast<std::size_t>(into.width) * into.height * 3);
    while (codec.output_scanline < codec.output_height) {
        auto* row = reinterpret_cast<JSAMPROW>(into.at(0, static_cast<int>(codec.output_scanline)));
        jpeg_read_scanlines(&codec, &row, 1);
    }
    jpeg_finish_decompress(&codec);
    jpeg_destroy_decompress(&codec);
    return true;
}

bool encode(const Pixels& pixels, unsigned char** out, unsigned long* size) {
    jpeg_compress_struct codec{};
    Failing failing{};
    codec.err = jpeg_std_error(&failing.error);
    failing.error.error_exit = jump;
    if (setjmp(failing.out)) {
        jpeg_destroy_compress(&codec);
        return false;
    }
    jpeg_create_compress(&codec);
    jpeg_mem_dest(&codec, out, size);
    codec.image_width = static_cast<JDIMENSION>(pixels.width);
    codec.image_height = static_cast<JDIMENSION>(pixels.height);
    codec.input_components = 3;
    codec.in_color_space = JCS_RGB;
    jpeg_set_defaults(&codec);
    jpeg_set_quality(&codec, kQuality, TRUE);
    jpeg_start_compress(&codec, TRUE);
    while (codec.next_scanline < codec.image_height) {
        auto* row = reinterpret_cast<JSAMPROW>(const_cast<char*>(pixels.at(0, static_cast<int>(codec.next_scanline))));
        jpeg_write_scanlines(&codec, &row, 1);
    }
    jpeg_finish_compress(&codec);
    jpeg_destroy_compress(&codec);
    return true;
}

std::optional<Pixels> read_png(std::string_view bytes) {
    if (bytes.size() < 33 || static_cast<double>(big_endian(bytes, 16, 4)) * big_endian(bytes, 20, 4) > kMostPixels)
        return {};
    auto take = [](void* rest, unsigned char* to, unsigned length) {
        auto& left = *static_cast<std::string_view*>(rest);
        if (left.size() < length) return CAIRO_STATUS_READ_ERROR;
        std::copy_n(left.data(), length, to);
        left.remove_prefix(length);
        return CAIRO_STATUS_SUCCESS;
    };
    std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> read(
        cairo_image_surface_create_from_png_stream(take, &bytes), cairo_surface_destroy);
    if (cairo_surface_status(read.get()) != CAIRO_STATUS_SUCCESS) return {};
    auto all = blank(cairo_image_surface_get_width(read.get()), cairo_image_surface_get_height(read.get()));
    // Drawn onto white: what is clear in it stays paper.
    std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> white(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, all.width, all.height), cairo_surface_destroy);
    std::unique_ptr<cairo_t, void (*)(cairo_t*)> canvas(cairo_create(white.get()), cairo_destroy);
    cairo_set_source_rgb(canvas.get(), 1, 1, 1);
    cairo_paint(canvas.get());
    cairo_set_source_surface(canvas.get(), read.get(), 0, 0);
    cairo_paint(canvas.get());
    cairo_surface_flush(white.get());
    auto* data = cairo_image_surface_get_data(white.get());
    if (!data) return {};
    for (int y = 0; y < all.height; ++y)
        for (int x = 0; x < all.width; ++x) {
            auto word = reinterpret_cast<const std::uint32_t*>(
                data + static_cast<std::size_t>(y) * cairo_image_surface_get_stride(white.get()))[x];
            for (int c = 0; c < 3; ++c) all.at(x, y)[c] = static_cast<char>(word >> (16 - 8 * c));
        }
    return all;
}

/// Every square of `by` x `by` pixels becomes one.
Pixels smaller(const Pixels& from, int by) {
    auto to = blank(std::max(from.width / by, 1), std::max(from.height / by, 1));
    for (int y = 0; y < to.height; ++y)
        for (int x = 0; x < to.width; ++x)
            for (int c = 0; c < 3; ++c) {
                int sum = 0, count = 0;
                for (int v = y * by; v < std::min((y + 1) * by, from.height); ++v)
                    for (int u = x * by; u < std::min((x + 1) * by, from.width); ++u, ++count)
                        sum += static_cast<unsigned char>(from.at(u, v)[c]);
                to.at(x, y)[c] = static_cast<char>(sum / std::max(count, 1));
            }
    return to;
}

/// As the EXIF orientation says: mirrored (2, 4, 5, 7), upside down (3, 4), lying (5 to 8).
Pixels upright(const Pixels& from, std::uint32_t orientation) {
    bool lying = orientation >= 5;
    auto to = lying ? blank(from.height, from.width) : blank(from.width, from.height);
    bool flip_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    bool flip_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    for (int y = 0; y < to.height; ++y)
        for (int x = 0; x < to.width; ++x) {
            int u = lying ? y : x, v = lying ? x : y;
            if (flip_x) u = from.width - 1 - u;
            if (flip_y) v = from.height - 1 - v;
            std::copy_n(from.at(u, v), 3, to.at(x, y));
        }
    return to;
}

std::uint32_t orientation_of(std::string_view jpeg) {
    for (std::size_t at = 2; at + 4 < jpeg.size() && jpeg[at] == '\xff';) {
        auto marker = static_cast<unsigned char>(jpeg[at + 1]);
        std::size_t length = big_endian(jpeg, at + 2, 2);
        if (marker == 0xda || length < 2) break;
        auto content = jpeg.substr(at + 4, length - 2);
        if (marker == 0xe1 && content.starts_with(kExif)) return turned(content).value_or(1);
        at += 2 + length;
    }
    return 1;
}

}  // namespace

std::optional<std::string> photo(std::string_view bytes, int longest) {
    Pixels pixels;
    if (bytes.starts_with("\xff\xd8\xff")) {
        if (!decode(bytes, longest, pixels)) return {};
        if (auto way = orientation_of(bytes); way > 1) pixels = upright(pixels, way);
    } else if (bytes.starts_with("\x89PNG")) {
        auto read = read_png(bytes);
        if (!read) return {};
        pixels = std::move(*read);
    } else {
        return {};
    }
    if (int by = std::max(pixels.width, pixels.height) / longest; by > 1) pixels = smaller(pixels, by);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    bool done = encode(pixels, &out, &size);
    std::unique_ptr<unsigned char, void (*)(void*)> held(out, std::free);
    if (!done) return {};
    return std::string(reinterpret_cast<const char*>(held.get()), size);
}

}  // namespace zhenan::picture
