#include "core/paper/measure.h"

#include <algorithm>
#include <cmath>

#include "core/fault.h"
#include "core/picture/exif.h"

namespace zhenan::paper {

namespace {
const FaultCode kPicture{Kind::rejected, "paper.picture", "图片不是有效的 PNG 或 JPEG 文件，请换一张",
                         "The picture is neither a valid PNG nor a JPEG file; choose another one"};

double largest_size(const Paragraph& paragraph) {
    double size = 0;
    for (const Run& run : paragraph.runs) size = std::max(size, run.size);
    return size > 0 ? size : kGridSize;
}
}  // namespace

int twips(double points) {
    return static_cast<int>(std::lround(points * 20));
}

double text_width(const Page& page) {
    return points(page.width - page.left - page.right);
}

double text_height(const Page& page) {
    return points(page.height - page.top - page.bottom);
}

double grid_pitch(const Page& page) {
    return std::floor(text_height(page) * 20 / kGridLines) / 20;
}

double grid_spacing(const Page& page) {
    if (!page.grid) return 0;
    return text_width(page) / kGridCharacters - kGridSize;
}

double line_pitch(const Paragraph& paragraph, const Page& page, bool in_cell) {
    if (paragraph.line_pitch > 0) return paragraph.line_pitch;
    double size = largest_size(paragraph);
    if (in_cell || !page.grid) return size * 1.5;
    // A 2号 title (22 pt) still keeps the grid's pitch; a larger line would be clipped by it.
    return std::max(grid_pitch(page), size * 1.3);
}

double indent_unit(const Paragraph& paragraph, const Page& page, bool in_cell) {
    double size = paragraph.runs.empty() ? kGridSize : paragraph.runs.front().size;
    return size + (in_cell ? 0 : grid_spacing(page));
}

double number_drop(const Page& page) {
    // GB/T 9704-2012 7.5: 7 mm below the text area; a page without that room takes the middle.
    return points(page.bottom >= 16 ? 7 : page.bottom / 2);
}

std::vector<double> column_widths(const Table& table, const Page& page) {
    size_t columns = std::max<size_t>(table.widths.size(), 1);
    for (const auto& row : table.rows) {
        size_t needed = 0;
        for (const Cell& cell : row) needed += static_cast<size_t>(std::max(cell.span, 1));
        columns = std::max(columns, needed);
    }
    std::vector<double> widths;
    double total = 0;
    for (double width : table.widths) {
        widths.push_back(std::max(points(width), 2 * kCellPadding + 1));
        total += widths.back();
    }
    double room = text_width(page);
    if (size_t missing = columns - widths.size(); missing > 0) {
        double each = std::max((room - total) / static_cast<double>(missing), points(10));
        widths.resize(columns, each);
        total += each * static_cast<double>(missing);
    }
    if (total > room) {
        for (double& width : widths) width *= room / total;
    }
    return widths;
}

int columns_of(const std::vector<Cell>& row, size_t cell, size_t first_column, size_t columns) {
    int left = static_cast<int>(columns - first_column);
    if (cell + 1 == row.size()) return left;
    return std::clamp(row[cell].span, 1, std::max(left, 1));
}

bool may_split(const std::vector<Cell>& row, const std::vector<double>& widths) {
    constexpr double kFewLines = 8;
    size_t column = 0;
    if (std::any_of(row.begin(), row.end(), [](const Cell& cell) { return cell.picture.has_value(); })) return false;
    for (size_t i = 0; i < row.size() && column < widths.size(); ++i) {
        double width = -2 * kCellPadding;
        for (int span = columns_of(row, i, column, widths.size()); span > 0; --span) {
            width += widths[column++];
        }
        double lines = 0;
        for (const Paragraph& paragraph : row[i].paragraphs) {
            double length = 0;
            for (const Run& run : paragraph.runs) {
                for (char c : run.text) {
                    if ((c & 0xC0) != 0x80) length += run.size * ((c & 0x80) ? 1 : 0.5);
                    if (c == '\n') lines += 1;
                }
            }
            lines += std::max(std::ceil(length / std::max(width, 1.0)), 1.0);
        }
        if (lines > kFewLines) return true;
    }
    return false;
}

namespace {

/// The frame header says the size; segments before it are passed over.
Extent jpeg_pixels(const std::string& jpeg) {
    for (std::size_t at = 2; at + 9 < jpeg.size() && jpeg[at] == '\xff';) {
        auto marker = static_cast<unsigned char>(jpeg[at + 1]);
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
            return {static_cast<double>(picture::big_endian(jpeg, at + 7, 2)),
                    static_cast<double>(picture::big_endian(jpeg, at + 5, 2))};
        at += 2 + picture::big_endian(jpeg, at + 2, 2);
    }
    return {};
}

Extent fitted(const Picture& content, double width, double height) {
    auto pixels = pixels_of(content.bytes);
    if (pixels.width < 1 || pixels.height < 1 || pixels.width > 65535 || pixels.height > 65535) throw Fault(kPicture);
    width = std::min(points(content.width), width);
    height = std::min(points(content.height), height);
    double drawn = width * pixels.height / pixels.width;
    return drawn > height ? Extent{width * height / drawn, height} : Extent{width, drawn};
}

}  // namespace

Extent pixels_of(const std::string& bytes) {
    if (bytes.starts_with("\xff\xd8\xff")) return jpeg_pixels(bytes);
    if (bytes.size() < 33 || !bytes.starts_with("\x89PNG\r\n\x1a\n") || bytes.compare(12, 4, "IHDR") != 0) return {};
    return {static_cast<double>(picture::big_endian(bytes, 16, 4)),
            static_cast<double>(picture::big_endian(bytes, 20, 4))};
}

bool is_jpeg(const Picture& picture) {
    return picture.bytes.starts_with("\xff\xd8\xff");
}

Extent picture_extent(const Picture& picture, const Page& page) {
    return fitted(picture, text_width(page), text_height(page) - 1);
}

Extent picture_extent(const Picture& picture, double cell_width) {
    return fitted(picture, cell_width - 2 * kCellPadding, points(picture.height));
}

std::string clean_text(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (size_t i = 0; i < text.size();) {
        unsigned char first = static_cast<unsigned char>(text[i]);
        size_t length = first < 0x80           ? 1
                        : (first >> 5) == 0x6  ? 2
                        : (first >> 4) == 0xE  ? 3
                        : (first >> 3) == 0x1E ? 4
                                               : 0;
        char32_t code = length == 1 ? first : first & (0x7F >> length);
        bool whole = length > 0 && i + length <= text.size();
        for (size_t k = 1; whole && k < length; ++k) {
            unsigned char next = static_cast<unsigned char>(text[i + k]);
            whole = (next >> 6) == 2;
            code = code << 6 | (next & 0x3F);
        }
        static constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
        if (!whole || code < kSmallest[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) ||
            (code & 0xFFFE) == 0xFFFE) {
            clean += "\uFFFD";
            i += whole ? length : 1;
            continue;
        }
        if (code == '\r') {
            if (i + 1 >= text.size() || text[i + 1] != '\n') clean += '\n';
        } else if (code == '\t') {
            clean += "\u3000\u3000";
        } else if (code == '\n' || code == 0x2028 || code == 0x2029 || code == 0x85) {
            clean += '\n';
        } else if (code >= 0x20 && (code < 0x7F || code > 0x9F)) {
            clean.append(text.substr(i, length));
        }
        i += length;
    }
    return clean;
}

}  // namespace zhenan::paper
