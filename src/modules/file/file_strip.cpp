#include "modules/file/file_strip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "core/fault.h"
#include "core/picture/exif.h"

namespace zhenan::file {

namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

const FaultCode kBroken{Kind::rejected, "file.broken",
                        "这张照片已损坏，其中的拍摄位置无法去除，没有保存；请重新拍摄，或用看图软件另存后再上传",
                        "This photo is damaged and the place where it was taken cannot be removed, so it was not kept; "
                        "take it again, or save it anew in a picture viewer and send that"};

using picture::kExif;
using picture::turned;
constexpr auto big = picture::big_endian;
constexpr auto little = picture::little_endian;

std::string written(std::uint32_t value, int length, bool big_end) {
    std::string out(static_cast<std::size_t>(length), '\0');
    for (int i = 0; i < length; ++i) out[big_end ? length - 1 - i : i] = static_cast<char>(value >> (8 * i));
    return out;
}

// An EXIF block that holds the orientation and nothing else.
std::string only_turned(std::uint32_t orientation) {
    return "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s + static_cast<char>(orientation) + "\0\0\0\0\0\0"s;
}

bool holds_particulars(std::string_view bytes) {
    for (auto mark : {kExif, "http://ns.adobe.com/xap/"sv, "Photoshop 3.0\0"sv, "<x:xmpmeta"sv, "eXIf"sv})
        if (bytes.find(mark) != bytes.npos) return true;
    return false;
}

// The picture cannot be read from here on. What does not look like what has to go is kept as it is.
std::string unreadable(std::string_view in, std::string out, std::string_view rest) {
    if (!holds_particulars(in)) return std::string(in);
    if (holds_particulars(rest)) throw Fault(kBroken);
    return out += rest;
}

// Of the segments before and between the scans: those that the decoder needs.
bool wanted_in_jpeg(int marker, std::string_view content) {
    if (marker == 0xe0) return content.starts_with("JFIF\0"sv);
    if (marker == 0xe2) return content.starts_with("ICC_PROFILE\0"sv);
    if (marker == 0xee) return content.starts_with("Adobe"sv);
    return marker != 0xfe && (marker < 0xe0 || marker > 0xef);
}

std::string strip_jpeg(std::string_view in) {
    std::string out(in.substr(0, 2));
    out.reserve(in.size());
    bool said = false;
    for (std::size_t at = 2;;) {
        auto rest = in.substr(at);
        std::size_t fill = 1;
        while (fill < rest.size() && rest[fill] == '\xff') ++fill;
        if (rest.size() < 2 || rest[0] != '\xff' || fill >= rest.size()) return unreadable(in, std::move(out), rest);
        int marker = static_cast<unsigned char>(rest[fill]);
        if (marker == 0xd9) return out += "\xff\xd9";  // what stands behind the end is another picture or a film
        rest.remove_prefix(fill - 1);
        at += fill - 1;
        std::size_t length = rest.size() >= 4 ? big(rest, 2, 2) : 0;
        if (length < 2 || rest.size() < 2 + length) return unreadable(in, std::move(out), rest);
        auto segment = rest.substr(0, 2 + length), content = segment.substr(4);
        at += segment.size();
        auto orientation = marker == 0xe1 && !said ? turned(content) : std::nullopt;
        if (orientation) {
            auto block = std::string(kExif) + only_turned(*orientation);
            out += "\xff\xe1" + written(static_cast<std::uint32_t>(block.size() + 2), 2, true) + block;
            said = true;
        }
        if (wanted_in_jpeg(marker, content)) out += segment;
        if (marker != 0xda) continue;
        // The scan itself: up to a marker that is neither a stuffed byte nor a restart.
        auto end = at;
        for (; end + 1 < in.size(); ++end) {
            auto next = static_cast<unsigned char>(in[end + 1]);
            if (in[end] == '\xff' && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) break;
        }
        if (end + 1 >= in.size()) end = in.size();
        out += in.substr(at, end - at);
        at = end;
    }
}

std::string png_chunk(std::string_view type, std::string_view content) {
    std::string body(type);
    body += content;
    auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return written(static_cast<std::uint32_t>(content.size()), 4, true) + body +
           written(static_cast<std::uint32_t>(sum), 4, true);
}

std::string strip_png(std::string_view in) {
    constexpr std::array kWanted = {"tRNS"sv, "cHRM"sv, "gAMA"sv, "iCCP"sv, "sBIT"sv, "sRGB"sv, "bKGD"sv, "hIST"sv,
                                    "pHYs"sv, "sPLT"sv, "acTL"sv, "fcTL"sv, "fdAT"sv, "cICP"sv, "mDCV"sv, "cLLI"sv};
    std::string out(in.substr(0, 8));
    out.reserve(in.size());
    for (std::size_t at = 8; at < in.size();) {
        auto rest = in.substr(at);
        std::size_t length = rest.size() >= 12 ? big(rest, 0, 4) : rest.size();
        if (rest.size() < 12 || length > rest.size() - 12) return unreadable(in, std::move(out), rest);
        auto type = rest.substr(4, 4), content = rest.substr(8, length);
        bool needed = type[0] >= 'A' && type[0] <= 'Z';
        for (auto wanted : kWanted) needed |= wanted == type;
        if (needed)
            out += rest.substr(0, 12 + length);
        else if (type == "eXIf")
            if (auto orientation = turned(content)) out += png_chunk(type, only_turned(*orientation));
        at += 12 + length;
        if (type == "IEND") break;
    }
    return out;
}

std::string strip_webp(std::string_view in) {
    constexpr std::array kWanted = {"VP8 "sv, "VP8L"sv, "VP8X"sv, "ALPH"sv, "ANIM"sv, "ANMF"sv, "ICCP"sv};
    std::string out(in.substr(0, 12));
    out.reserve(in.size());
    bool said = false;
    auto end = std::min<std::size_t>(in.size(), std::size_t{little(in, 4, 4)} + 8);
    for (std::size_t at = 12; at < end;) {
        auto rest = in.substr(at);
        std::size_t length = rest.size() >= 8 ? little(rest, 4, 4) : rest.size();
        if (rest.size() < 8 || length > rest.size() - 8) return unreadable(in, std::move(out), rest);
        auto type = rest.substr(0, 4), content = rest.substr(8, length);
        auto whole = rest.substr(0, 8 + length + (length & 1));  // padded to an even length
        at += whole.size();
        for (auto wanted : kWanted)
            if (wanted == type) out += whole;
        auto orientation = type == "EXIF" && !said ? turned(content) : std::nullopt;
        if (!orientation) continue;
        auto block = only_turned(*orientation);
        out += "EXIF" + written(static_cast<std::uint32_t>(block.size()), 4, false) + block;
        said = true;
    }
    // The extended header tells which parts follow: 8 is EXIF, 4 is XMP.
    if (out.size() > 20 && out.substr(12, 4) == "VP8X")
        out[20] = static_cast<char>((out[20] & ~0x0c) | (said ? 0x08 : 0));
    out.replace(4, 4, written(static_cast<std::uint32_t>(out.size() - 8), 4, false));
    return out;
}

// A film's index holds positions of its pictures, so nothing may move: what has to go is overwritten and called free.
void strip_mp4(std::string& bytes, std::size_t from, std::size_t to) {
    for (auto at = from; at + 8 <= to;) {
        std::size_t header = 8, size = big(bytes, at, 4);
        auto type = std::string_view(bytes).substr(at + 4, 4);
        if (size == 1 && at + 16 <= to) {
            if (big(bytes, at + 8, 4) != 0) return;  // more than 4 GB cannot be here
            size = big(bytes, at + 12, 4);
            header = 16;
        }
        if (size == 0) size = to - at;
        if (size < header || size > to - at) return;
        if (type == "moov" || type == "trak" || type == "mdia") {
            strip_mp4(bytes, at + header, at + size);
        } else if (type == "udta" || type == "meta" || type == "uuid") {
            bytes.replace(at + 4, 4, "free");
            std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(at + header),
                      bytes.begin() + static_cast<std::ptrdiff_t>(at + size), '\0');
        }
        at += size;
    }
}

}  // namespace

std::string strip(std::string bytes, std::string_view type) {
    if (type == "image/jpeg") return strip_jpeg(bytes);
    if (type == "image/png") return strip_png(bytes);
    if (type == "image/webp") return strip_webp(bytes);
    if (type == "video/mp4") strip_mp4(bytes, 0, bytes.size());
    return bytes;
}

}  // namespace zhenan::file
