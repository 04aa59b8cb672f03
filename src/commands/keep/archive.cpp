#include "commands/keep/archive.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/fault.h"
#include "core/id.h"

namespace zhenan::commands::keep {

namespace {
const FaultCode kCut{Kind::rejected, "backup.cut", "这不是完整的备份文件：文件被截断，或不是镇安的备份。请换一份",
                     "This is no whole backup: the file was cut, or is none of ZhenAn's; use another copy"};
const FaultCode kChanged{Kind::rejected, "backup.changed", "备份文件的内容被改动或损坏，没有恢复。请换一份",
                         "The backup was changed or damaged; nothing was restored; use another copy"};
const FaultCode kUnwritable{Kind::invalid, "backup.unwritable", "备份文件写不了，请检查目录和剩余空间",
                            "The backup cannot be written; check the folder and the space left"};
const FaultCode kUnreadable{Kind::invalid, "backup.unreadable", "备份文件打不开", "The backup cannot be opened"};

struct Feed {
    std::unique_ptr<Part> part;
    std::exception_ptr& failed;
    std::string piece;
    std::size_t at = 0;
    zip_error_t error;
};

zip_int64_t give(Feed& feed, void* out, zip_uint64_t wanted) try {
    while (feed.at == feed.piece.size()) {
        feed.piece.clear();
        feed.at = 0;
        if (!feed.part->next(feed.piece)) return 0;
    }
    auto size = std::min<std::size_t>(wanted, feed.piece.size() - feed.at);
    std::memcpy(out, feed.piece.data() + feed.at, size);
    feed.at += size;
    return static_cast<zip_int64_t>(size);
} catch (...) {
    feed.failed = std::current_exception();
    zip_error_set(&feed.error, ZIP_ER_READ, EIO);
    return -1;
}

// libzip asks for the parts when the archive is closed; what a part throws must not pass through C.
zip_int64_t answer(void* state, void* out, zip_uint64_t size, zip_source_cmd_t command) {
    auto& feed = *static_cast<Feed*>(state);
    switch (command) {
        case ZIP_SOURCE_OPEN:
            return 0;
        case ZIP_SOURCE_READ:
            return give(feed, out, size);
        case ZIP_SOURCE_CLOSE:
            std::string().swap(feed.piece);
            return 0;
        case ZIP_SOURCE_STAT:
            zip_stat_init(static_cast<zip_stat_t*>(out));
            return sizeof(zip_stat_t);
        case ZIP_SOURCE_ERROR:
            return zip_error_to_data(&feed.error, out, size);
        case ZIP_SOURCE_FREE:
            delete &feed;
            return 0;
        case ZIP_SOURCE_SUPPORTS:
            return ZIP_SOURCE_SUPPORTS_READABLE;
        default:
            zip_error_set(&feed.error, ZIP_ER_OPNOTSUPP, 0);
            return -1;
    }
}
}  // namespace

Digest::Digest() : state_(EVP_MD_CTX_new()) {
    EVP_DigestInit_ex(state_, EVP_sha256(), nullptr);
}
Digest::~Digest() {
    EVP_MD_CTX_free(state_);
}
void Digest::add(std::string_view bytes) {
    EVP_DigestUpdate(state_, bytes.data(), bytes.size());
}

std::string Digest::hex() {
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_DigestFinal_ex(state_, bytes, &size);
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += "0123456789abcdef"[bytes[i] >> 4];
        text += "0123456789abcdef"[bytes[i] & 15];
    }
    return text;
}

ArchiveWriter::ArchiveWriter(std::string file) : file_(std::move(file)), unfinished_(file_ + "." + random_token(6)) {
    // The file holds personal particulars and password hashes: for its owner only.
    umask(077);
    int error = 0;
    archive_ = zip_open(unfinished_.c_str(), ZIP_CREATE | ZIP_EXCL, &error);
    if (!archive_) throw Fault(kUnwritable);
}

ArchiveWriter::~ArchiveWriter() {
    if (!archive_) return;
    zip_discard(archive_);
    std::error_code ignored;
    std::filesystem::remove(unfinished_, ignored);
}

void ArchiveWriter::add(const std::string& name, std::unique_ptr<Part> part, bool packed) {
    auto* feed = new Feed{std::move(part), failed_, {}, 0, {}};
    zip_error_init(&feed->error);
    auto* source = zip_source_function(archive_, answer, feed);
    auto index = source ? zip_file_add(archive_, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) throw std::runtime_error(zip_strerror(archive_));
    // Photos and office files are packed already.
    if (!packed) zip_set_file_compression(archive_, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
}

void ArchiveWriter::finish() {
    if (zip_close(archive_) != 0) {
        if (failed_) std::rethrow_exception(failed_);
        auto* error = zip_get_error(archive_);
        if (zip_error_system_type(error) == ZIP_ET_SYS && zip_error_code_system(error) == ENOSPC) throw Fault(kFull);
        std::string why = zip_strerror(archive_);
        throw Fault(kUnwritable, std::string(kUnwritable.zh) + "：" + file_ + "（" + why + "）",
                    std::string(kUnwritable.en) + ": " + file_ + " (" + why + ")");
    }
    archive_ = nullptr;
    try {
        sync_path(unfinished_);
        std::filesystem::rename(unfinished_, file_);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(unfinished_, ignored);
        throw;
    }
    auto folder = std::filesystem::path(file_).parent_path().string();
    sync_path(folder.empty() ? "." : folder);
}

ArchiveReader::ArchiveReader(const std::string& file) {
    int error = 0;
    archive_.reset(zip_open(file.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (archive_) return;
    if (error == ZIP_ER_NOENT || error == ZIP_ER_OPEN)
        throw Fault(kUnreadable, std::string(kUnreadable.zh) + "：" + file, std::string(kUnreadable.en) + ": " + file);
    throw Fault(kCut);
}

bool ArchiveReader::has(const std::string& part) const {
    return zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_ENC_UTF_8) >= 0;
}

std::vector<std::string> ArchiveReader::parts() const {
    std::vector<std::string> names;
    auto count = zip_get_num_entries(archive_.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        auto* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_UTF_8);
        names.emplace_back(name ? name : "");
    }
    return names;
}

void ArchiveReader::read(const std::string& part, const std::function<void(std::string_view)>& on_piece) {
    std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(archive_.get(), part.c_str(), ZIP_FL_ENC_UTF_8),
                                                           zip_fclose);
    if (!file) throw_changed(part);
    std::string piece(1 << 18, '\0');
    zip_int64_t size = 0;
    while ((size = zip_fread(file.get(), piece.data(), piece.size())) > 0)
        on_piece({piece.data(), static_cast<std::size_t>(size)});
    if (size < 0) throw_changed(part);
}

void throw_changed(const std::string& part) {
    throw Fault(kChanged, std::string(kChanged.zh) + "（" + part + "）", std::string(kChanged.en) + " (" + part + ")");
}

void sync_path(const std::string& path) {
    int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    bool done = file >= 0 && fsync(file) == 0;
    if (file >= 0) close(file);
    if (!done) throw Fault(kFull);
}

}  // namespace zhenan::commands::keep
