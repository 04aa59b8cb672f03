#include "core/office/zip_file.h"

#include <boost/crc.hpp>

#include "core/fault.h"

namespace zhenan::office {

namespace {

const FaultCode kTooLarge{Kind::too_large, "office.archive_too_large",
                          "文件太多，一个压缩包装不下；请缩小筛选范围，分几次下载",
                          "Too much for one archive; narrow the filters and download it in parts"};

constexpr std::uint16_t kUtf8 = 1 << 11;
constexpr std::uint16_t kDay = (0 << 9) | (1 << 5) | 1;  // 1980-01-01: the same content gives the same bytes

void number(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xff);
}

// What the local header and the table of contents say alike.
void describe(std::string& out, std::uint32_t crc, std::uint32_t size, std::size_t name) {
    number(out, 20, 2);
    number(out, kUtf8, 2);
    number(out, 0, 2);  // stored
    number(out, 0, 2);
    number(out, kDay, 2);
    number(out, crc, 4);
    number(out, size, 4);
    number(out, size, 4);
    number(out, name, 2);
    number(out, 0, 2);
}

}  // namespace

ZipFile::ZipFile(const std::string& path) : out_(path, std::ios::binary | std::ios::trunc) {
    if (!out_) throw Fault(kFull);
}

void ZipFile::write(std::string_view bytes) {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out_) throw Fault(kFull);
    at_ += bytes.size();
}

void ZipFile::add(std::string name, std::string_view bytes) {
    if (entries_.size() >= 0xffff || at_ + bytes.size() + name.size() + 1000 > 0xffff'0000ULL || name.size() > 0xffff)
        throw Fault(kTooLarge);
    boost::crc_32_type crc;
    crc.process_bytes(bytes.data(), bytes.size());
    auto size = static_cast<std::uint32_t>(bytes.size());
    auto offset = static_cast<std::uint32_t>(at_);
    std::string head;
    number(head, 0x04034b50, 4);
    describe(head, crc.checksum(), size, name.size());
    write(head);
    write(name);
    write(bytes);
    entries_.push_back({std::move(name), crc.checksum(), size, offset});
}

void ZipFile::finish() {
    auto begins = at_;
    for (auto& entry : entries_) {
        std::string line;
        number(line, 0x02014b50, 4);
        number(line, 20, 2);
        describe(line, entry.crc, entry.size, entry.name.size());
        number(line, 0, 2);  // comment
        number(line, 0, 2);
        number(line, 0, 2);
        number(line, 0, 4);
        number(line, entry.offset, 4);
        write(line);
        write(entry.name);
    }
    if (at_ > 0xffff'ffffULL) throw Fault(kTooLarge);
    std::string end;
    number(end, 0x06054b50, 4);
    number(end, 0, 4);
    number(end, entries_.size(), 2);
    number(end, entries_.size(), 2);
    auto length = at_ - begins;
    number(end, length, 4);
    number(end, begins, 4);
    number(end, 0, 2);
    write(end);
    out_.flush();
    if (!out_) throw Fault(kFull);
}

}  // namespace zhenan::office
