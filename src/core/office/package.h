// An office file (DOCX, XLSX) as its parts: taken whole, some parts changed, packed again; everything else stays as it
// was.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhenan::office {

struct Part {
    std::string name;  // "word/document.xml"
    std::string bytes;
};

/// Limits that stop a zip bomb.
struct Limits {
    std::size_t parts = 2000;
    std::size_t unpacked_bytes = 64u << 20;
    std::size_t ratio = 200;  // unpacked / packed of one part, looked at above 1 MB
};

class Package {
public:
    /// Throws office.unreadable (cut, no zip, a part twice), office.encrypted, office.too_large, office.macros,
    /// office.linked (takes something from elsewhere when it is opened).
    static Package open(std::string_view bytes, const Limits& limits = {});

    const std::vector<Part>& parts() const { return parts_; }
    Part* find(std::string_view name);
    /// The same parts in the same order; the times in it are fixed, so that the same content gives the same bytes.
    std::string pack() const;

private:
    std::vector<Part> parts_;
};

/// A zip of these parts, as pack() makes it.
std::string zipped(const std::vector<Part>& parts);

}  // namespace zhenan::office
