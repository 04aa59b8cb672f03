#include "core/picture/exif.h"

namespace zhenan::picture {

using namespace std::string_view_literals;

std::uint32_t big_endian(std::string_view bytes, std::size_t at, int length) {
    std::uint32_t value = 0;
    for (int i = 0; i < length; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}
std::uint32_t little_endian(std::string_view bytes, std::size_t at, int length) {
    std::uint32_t value = 0;
    for (int i = length; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::optional<std::uint32_t> turned(std::string_view tiff) {
    if (tiff.starts_with(kExif)) tiff.remove_prefix(kExif.size());
    if (tiff.size() < 8 || (!tiff.starts_with("II*\0"sv) && !tiff.starts_with("MM\0*"sv))) return {};
    auto number = tiff[0] == 'M' ? big_endian : little_endian;
    std::size_t at = number(tiff, 4, 4);
    if (at > tiff.size() - 2) return {};
    std::size_t entries = number(tiff, at, 2);
    for (at += 2; entries-- > 0 && at + 12 <= tiff.size(); at += 12) {
        if (number(tiff, at, 2) != 0x0112) continue;
        auto value = number(tiff, at + 8, 2);
        if (value >= 2 && value <= 8) return value;
    }
    return {};
}

}  // namespace zhenan::picture
