// A zip that is written to a file piece by piece: memory does not grow with what goes in. What goes in is packed
// already (DOCX), so it is only laid side by side.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan::office {

class ZipFile {
public:
    /// Begins the file anew. Throws kFull where nothing can be written.
    explicit ZipFile(const std::string& path);
    /// Throws office.archive_too_large beyond 65,535 files or 4 GB.
    void add(std::string name, std::string_view bytes);
    /// Writes the table of contents; nothing can be added after it.
    void finish();
    std::size_t count() const { return entries_.size(); }

private:
    struct Entry {
        std::string name;
        std::uint32_t crc, size, offset;
    };
    void write(std::string_view bytes);

    std::ofstream out_;
    std::uint64_t at_ = 0;
    std::vector<Entry> entries_;
};

}  // namespace zhenan::office
