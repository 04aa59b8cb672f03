#include "modules/file/file_strip.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "core/fault.h"

namespace zhenan::file {
namespace {

using namespace std::string_literals;

std::string number(std::size_t value, int length, bool big = true) {
    std::string out;
    for (int i = 0; i < length; ++i) out += static_cast<char>(value >> (8 * (big ? length - 1 - i : i)));
    return out;
}

// Orientation 6 and a pointer to where the photo was taken, in the order of bytes that Intel or Motorola use.
std::string tiff(bool big, int orientation = 6) {
    auto n = [&](std::size_t value, int length) { return number(value, length, big); };
    return (big ? "MM"s : "II"s) + n(42, 2) + n(8, 4) + n(2, 2) + n(0x0112, 2) + n(3, 2) + n(1, 4) +
           n(static_cast<std::size_t>(orientation), 2) + n(0, 2) + n(0x8825, 2) + n(4, 2) + n(1, 4) + n(38, 4) +
           n(0, 4) + "GPS 23.1N 113.3E";
}
std::string exif(bool big, int orientation = 6) {
    return "Exif\0\0"s + tiff(big, orientation);
}

std::string segment(int marker, const std::string& content) {
    return "\xff"s + static_cast<char>(marker) + number(content.size() + 2, 2) + content;
}
const std::string kJfif = segment(0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0"s);
const std::string kColours = segment(0xe2, "ICC_PROFILE\0\1\1colours"s);
const std::string kTables = segment(0xdb, std::string(65, '\1'));
const std::string kScan = segment(0xda, "\1\1\0\0\x3f\0"s) + "pixels\xff\0more\xff\xd0pixels"s;
const std::string kEnd = "\xff\xd9"s;
const std::string kTurnedSix =
    segment(0xe1, "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"s);

std::string jpeg(const std::string& between) {
    return "\xff\xd8"s + between + kTables + kScan + kTables + kScan + kEnd;
}

std::string chunk(const std::string& type, const std::string& content) {
    auto body = type + content;
    auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return number(content.size(), 4) + body + number(sum, 4);
}
const std::string kPng = "\x89PNG\r\n\x1a\n"s + chunk("IHDR", std::string(13, '\1'));

std::string part(const std::string& type, const std::string& content) {
    return type + number(content.size(), 4, false) + content + std::string(content.size() & 1, '\0');
}
std::string webp(const std::string& parts) {
    return "RIFF" + number(parts.size() + 4, 4, false) + "WEBP" + parts;
}

std::string box(const std::string& type, const std::string& content) {
    return number(content.size() + 8, 4) + type + content;
}

std::string code_of(const std::string& bytes, const char* type) {
    try {
        strip(bytes, type);
    } catch (const Fault& fault) {
        return std::string(fault.code->code);
    }
    return "kept";
}

TEST(FileStrip, APhotoLosesItsPlaceAndKeepsItsTurnColoursAndPixels) {
    for (bool big : {false, true}) {
        auto photo = jpeg(kJfif + segment(0xe1, exif(big)) + segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<gps>"s) +
                          kColours + segment(0xed, "Photoshop 3.0\0owner"s) + segment(0xfe, "made by a phone"));
        EXPECT_EQ(strip(photo, "image/jpeg"), jpeg(kJfif + kTurnedSix + kColours));
    }
}

TEST(FileStrip, AnUprightPhotoKeepsNothingOfItsExif) {
    EXPECT_EQ(strip(jpeg(kJfif + segment(0xe1, exif(true, 1))), "image/jpeg"), jpeg(kJfif));
    EXPECT_EQ(strip(jpeg(kJfif + segment(0xe1, "Exif\0\0II*\0\xff\xff\xff\xff"s)), "image/jpeg"), jpeg(kJfif));
}

TEST(FileStrip, WhatStandsBehindThePictureGoes) {
    EXPECT_EQ(strip(jpeg(kJfif) + "a film with the place", "image/jpeg"), jpeg(kJfif));
    EXPECT_EQ(strip(kPng + chunk("IEND", "") + "more", "image/png"), kPng + chunk("IEND", ""));
}

TEST(FileStrip, StrippingAgainChangesNothing) {
    auto once = strip(jpeg(kJfif + segment(0xe1, exif(false))), "image/jpeg");
    EXPECT_EQ(strip(once, "image/jpeg"), once);
    auto png = strip(kPng + chunk("eXIf", tiff(false)) + chunk("IDAT", "pixels") + chunk("IEND", ""), "image/png");
    EXPECT_EQ(strip(png, "image/png"), png);
}

TEST(FileStrip, PngLosesTextsAndExif) {
    auto png = kPng + chunk("tEXt", "Author\0me"s) + chunk("gAMA", "\0\1\2\3"s) + chunk("eXIf", tiff(true)) +
               chunk("iTXt", "XML:com.adobe.xmp") + chunk("IDAT", "pixels") + chunk("IEND", "");
    EXPECT_EQ(strip(png, "image/png"), kPng + chunk("gAMA", "\0\1\2\3"s) + chunk("eXIf", kTurnedSix.substr(10)) +
                                           chunk("IDAT", "pixels") + chunk("IEND", ""));
}

TEST(FileStrip, WebpLosesExifAndXmpAndSaysSoInItsHeader) {
    auto header = [](char flags) { return part("VP8X", std::string(1, flags) + std::string(9, '\0')); };
    auto pixels = part("VP8 ", "pixelsx");
    EXPECT_EQ(strip(webp(header(0x0c) + pixels + part("EXIF", tiff(false)) + part("XMP ", "<gps>")), "image/webp"),
              webp(header(0x08) + pixels + part("EXIF", kTurnedSix.substr(10))));
    EXPECT_EQ(strip(webp(header(0x14) + pixels + part("XMP ", "<gps>")), "image/webp"), webp(header(0x10) + pixels));
}

TEST(FileStrip, AFilmLosesItsPlaceAndNothingMoves) {
    auto film = box("ftyp", "isom") +
                box("moov", box("mvhd", "times") + box("udta", "\xa9xyz+23.1+113.3/") +
                                box("trak", box("tkhd", "track") + box("meta", "place"))) +
                box("mdat", "pictures");
    auto empty = [](std::size_t size) { return box("free", std::string(size, '\0')); };
    EXPECT_EQ(strip(film, "video/mp4"),
              box("ftyp", "isom") +
                  box("moov", box("mvhd", "times") + empty(16) + box("trak", box("tkhd", "track") + empty(5))) +
                  box("mdat", "pictures"));
}

TEST(FileStrip, OtherTypesComeBackAsTheyAre) {
    EXPECT_EQ(strip(exif(true), "application/pdf"), exif(true));
}

TEST(FileStrip, ADamagedPictureIsKeptUnlessItsPlaceCannotBeFound) {
    auto photo = jpeg(kJfif + segment(0xe1, exif(true)));
    // Cut in the pixels: the place stood before.
    auto cut = strip(photo.substr(0, photo.size() - 5), "image/jpeg");
    EXPECT_EQ(cut.find("GPS"), cut.npos);
    EXPECT_NE(cut.find("pixels"), cut.npos);
    // Cut in the particulars themselves, or with a broken length before them.
    EXPECT_EQ(code_of(photo.substr(0, 40), "image/jpeg"), "file.broken");
    EXPECT_EQ(code_of("\xff\xd8\xff\xe0\xff\xff" + photo, "image/jpeg"), "file.broken");
    EXPECT_EQ(code_of("\x89PNG\r\n\x1a\n\xff\xff\xff\xff" + chunk("eXIf", tiff(true)), "image/png"), "file.broken");
    // Nothing to find: not a byte is touched.
    for (auto bytes : {"\xff\xd8\xff\xe0 no picture at all"s, "\xff\xd8"s, "\xff\xd8\xff\xff\xff"s})
        EXPECT_EQ(strip(bytes, "image/jpeg"), bytes);
}

TEST(FileStrip, NoPictureCutOrChangedAnywhereLeaksItsPlaceOrCrashes) {
    auto exif_part = part("EXIF", tiff(false));
    struct Picture {
        const char* type;
        std::string bytes;
    };
    for (auto& [type, bytes] :
         {Picture{"image/jpeg", jpeg(kJfif + segment(0xe1, exif(false)) + kColours)},
          Picture{"image/png", kPng + chunk("eXIf", tiff(true)) + chunk("IDAT", "pixels") + chunk("IEND", "")},
          Picture{"image/webp", webp(part("VP8X", std::string(10, '\x0c')) + part("VP8 ", "pixels") + exif_part)},
          Picture{"video/mp4", box("ftyp", "isom") + box("moov", box("udta", "GPS 23.1N"))}}) {
        for (std::size_t at = 12; at < bytes.size(); ++at) {
            code_of(bytes.substr(0, at), type);
            auto changed = bytes;
            for (char c : {'\0', '\xff', '\x7f'}) {
                changed[at] = c;
                code_of(changed, type);
            }
        }
        EXPECT_EQ(strip(bytes, type).find("GPS"), std::string::npos) << type;
    }
}

}  // namespace
}  // namespace zhenan::file
