#include "core/picture/photo.h"

#include <cairo.h>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include "core/paper/measure.h"

namespace zhenan::picture {
namespace {

/// Left half black, right half white.
std::string png(int width, int height) {
    auto* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    auto* canvas = cairo_create(surface);
    cairo_set_source_rgb(canvas, 1, 1, 1);
    cairo_rectangle(canvas, width / 2.0, 0, width / 2.0, height);
    cairo_fill(canvas);
    std::string bytes;
    cairo_surface_write_to_png_stream(
        surface,
        [](void* to, const unsigned char* from, unsigned length) {
            static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(from), length);
            return CAIRO_STATUS_SUCCESS;
        },
        &bytes);
    cairo_destroy(canvas);
    cairo_surface_destroy(surface);
    return bytes;
}

std::string jpeg(int width, int height) {
    return *photo(png(width, height), 10'000);
}

std::string lying(std::string jpeg, char orientation) {
    std::string block("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25);
    block += orientation + std::string(6, '\0');
    auto length = block.size() + 2;
    jpeg.insert(2, std::string("\xff\xe1") + static_cast<char>(length >> 8) + static_cast<char>(length & 0xff) + block);
    return jpeg;
}

TEST(Photo, IsMadeAsSmallAsAsked) {
    auto made = photo(jpeg(3000, 2000), 900);
    ASSERT_TRUE(made);
    auto size = paper::pixels_of(*made);
    EXPECT_LE(size.width, 1800);
    EXPECT_GE(size.width, 600);
    EXPECT_NEAR(size.width / size.height, 1.5, 0.02);
    EXPECT_LT(made->size(), jpeg(3000, 2000).size());
}

TEST(Photo, ASmallOneKeepsItsPixels) {
    auto size = paper::pixels_of(*photo(png(40, 30), 900));
    EXPECT_EQ(size.width, 40);
    EXPECT_EQ(size.height, 30);
}

TEST(Photo, StandsUprightHoweverTheCameraWasHeld) {
    for (char way = 1; way <= 8; ++way) {
        auto size = paper::pixels_of(*photo(lying(jpeg(60, 40), way), 900));
        EXPECT_EQ(size.width, way < 5 ? 60 : 40) << int{way};
        EXPECT_EQ(size.height, way < 5 ? 40 : 60) << int{way};
    }
    // Turned twice it is as it was, but for what JPEG loses.
    auto once = *photo(lying(jpeg(64, 64), 3), 900);
    EXPECT_NE(once, *photo(jpeg(64, 64), 900));
}

TEST(Photo, OfWhatIsNoPictureIsNothing) {
    for (std::string bytes : {"", "GIF89a", "\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "RIFF....WEBPVP8 "})
        EXPECT_FALSE(photo(bytes, 900));
    auto whole = png(40, 30);
    EXPECT_FALSE(photo(whole.substr(0, whole.size() / 2), 900));
}

TEST(Photo, ThatSaysItIsHugeIsNotRead) {
    auto bomb = png(4, 4);
    for (std::size_t at : {16, 20}) bomb.replace(at, 4, std::string("\0\0\xff\xff", 4));
    EXPECT_FALSE(photo(bomb, 900));
    auto picture = jpeg(16, 16);
    auto frame = picture.find("\xff\xc0");
    ASSERT_NE(frame, std::string::npos);
    picture.replace(frame + 5, 4, "\xff\xf0\xff\xf0");
    EXPECT_FALSE(photo(picture, 900));
}

RC_GTEST_PROP(Photo, DamagedAnywhereIsReadOrRefusedAndNeverMore, ()) {
    static const std::string whole = jpeg(120, 80);
    auto bytes = whole;
    auto damage = *rc::gen::container<std::vector<std::pair<unsigned, char>>>(
        rc::gen::pair(rc::gen::inRange(3u, static_cast<unsigned>(whole.size())), rc::gen::arbitrary<char>()));
    for (auto [at, value] : damage) bytes[at] = value;
    if (auto made = photo(bytes, 100)) RC_ASSERT(paper::pixels_of(*made).width >= 1);
}

}  // namespace
}  // namespace zhenan::picture
