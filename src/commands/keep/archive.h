// A backup's file: one zip, written and read as a stream, so that a county's photos never stand in
// memory.
#pragma once

#include <zip.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct evp_md_ctx_st;

namespace zhenan::commands::keep {

/// SHA-256 of what passes by.
class Digest {
public:
    Digest();
    ~Digest();
    Digest(const Digest&) = delete;
    void add(std::string_view bytes);
    /// Lower-case hexadecimal; nothing may be added afterwards.
    std::string hex();

private:
    evp_md_ctx_st* state_;
};

/// The content of one part, asked for piece by piece when its turn has come.
class Part {
public:
    virtual ~Part() = default;
    /// Appends the next piece; false when there is no more.
    virtual bool next(std::string& piece) = 0;
};

class ArchiveWriter {
public:
    explicit ArchiveWriter(std::string file);
    ~ArchiveWriter();
    ArchiveWriter(const ArchiveWriter&) = delete;
    void add(const std::string& name, std::unique_ptr<Part> part, bool packed);
    /// Asks the parts in the order in which they were added. The file is there whole and synced, or
    /// an older one of that name is still there. Throws what a part threw.
    void finish();

private:
    std::string file_, unfinished_;
    zip_t* archive_ = nullptr;
    std::exception_ptr failed_;
};

class ArchiveReader {
public:
    /// Throws backup.cut when the file ends early or is none of ours.
    explicit ArchiveReader(const std::string& file);
    bool has(const std::string& part) const;
    std::vector<std::string> parts() const;
    /// Throws backup.changed, with the part's name, when its bytes are not those that were written.
    void read(const std::string& part, const std::function<void(std::string_view)>& on_piece);

private:
    struct Discard {
        void operator()(zip_t* archive) const { zip_discard(archive); }
    };
    std::unique_ptr<zip_t, Discard> archive_;
};

[[noreturn]] void throw_changed(const std::string& part);
/// Brings a file's or folder's bytes to the disk.
void sync_path(const std::string& path);

}  // namespace zhenan::commands::keep
