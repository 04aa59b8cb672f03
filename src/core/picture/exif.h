// Which way up a camera says that its picture is.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace zhenan::picture {

constexpr std::string_view kExif("Exif\0\0", 6);

std::uint32_t big_endian(std::string_view bytes, std::size_t at, int length);
std::uint32_t little_endian(std::string_view bytes, std::size_t at, int length);

/// The orientation (2 to 8) that an EXIF block (a small TIFF file) tells; upright (1) needs no saying.
std::optional<std::uint32_t> turned(std::string_view tiff);

}  // namespace zhenan::picture
