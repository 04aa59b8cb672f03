#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "core/http/app.h"
#include "core/id.h"
#include "modules/file/file.h"
#include "modules/file/file_store.h"
#include "modules/file/file_strip.h"
#include "modules/record/record.h"

namespace zhenan::file {

namespace {

using http::Call;
using http::Response;
namespace fs = std::filesystem;

constexpr std::int64_t kLargest = 50 << 20;

const FaultCode kType{Kind::rejected, "file.type", "只收照片（JPEG、PNG、WebP）、PDF、Word、Excel 和视频（MP4）",
                      "Only photos (JPEG, PNG, WebP), PDF, Word, Excel and video (MP4) are taken"};
const FaultCode kSize{Kind::too_large, "file.too_large", "附件最大 50 MB", "An attachment has 50 MB at most"};
const FaultCode kDigest{Kind::rejected, "file.digest", "附件在传送中损坏，请重传",
                        "The attachment was damaged on its way; send it again"};
const FaultCode kRange{Kind::conflict, "file.range", "断点不对，请从已收到的位置续传",
                       "The range does not continue what has arrived"};
const FaultCode kUnknown{Kind::rejected, "file.unknown", "附件还没有传上来，请先上传再保存",
                         "The attachment has not arrived; upload it first"};
const FaultCode kEmpty{Kind::rejected, "file.empty", "附件是空的", "The attachment is empty"};

// What the bytes say they are, not what the sender says.
std::string type_of(std::string_view bytes) {
    auto starts = [&](std::string_view magic, std::size_t at = 0) {
        return bytes.size() >= at + magic.size() && bytes.substr(at, magic.size()) == magic;
    };
    if (starts("\xff\xd8\xff")) return "image/jpeg";
    if (starts("\x89PNG\r\n\x1a\n")) return "image/png";
    if (starts("RIFF") && starts("WEBP", 8)) return "image/webp";
    if (starts("%PDF-")) return "application/pdf";
    // The phones' own photo format (HEIC) comes in the same box as a film; few browsers show it.
    for (auto photo : {"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis"})
        if (starts("ftyp", 4) && starts(photo, 8)) return {};
    if (starts("ftyp", 4)) return "video/mp4";
    if (starts("PK\x03\x04")) {
        if (bytes.find("word/") != std::string_view::npos)
            return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        if (bytes.find("xl/") != std::string_view::npos)
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
    return {};
}

std::string folder() {
    return folder_of(http::App::current()->store());
}

[[noreturn]] void cannot_write(const std::string& path) {
    throw std::system_error(errno, std::generic_category(), "cannot write " + path);
}

/// A file that is being written; every error on the way is told, also the late ones.
class Writing {
public:
    Writing(const std::string& path, int flags) : path_(path), fd_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (fd_ < 0) cannot_write(path);
    }
    ~Writing() { close(fd_); }
    Writing(const Writing&) = delete;
    void put(std::string_view bytes, off_t at) {
        while (!bytes.empty()) {
            auto written = pwrite(fd_, bytes.data(), bytes.size(), at);
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) cannot_write(path_);
            bytes.remove_prefix(static_cast<std::size_t>(written));
            at += written;
        }
    }
    void sync() {
        if (fsync(fd_) != 0) cannot_write(path_);
    }

private:
    std::string path_;
    int fd_;
};

// The file and its folder are on the disk before any row speaks of them.
void keep(const std::string& hash, const std::string& bytes) {
    auto path = path_of(folder(), hash);
    if (fs::exists(path)) return;
    auto place = fs::path(path).parent_path();
    if (fs::create_directories(place)) Writing(place.parent_path(), O_RDONLY | O_DIRECTORY).sync();
    auto unfinished = path + "." + random_token(6);
    try {
        Writing out(unfinished, O_WRONLY | O_CREAT | O_EXCL);
        out.put(bytes, 0);
        out.sync();
        fs::rename(unfinished, path);
    } catch (...) {
        std::error_code ignored;
        fs::remove(unfinished, ignored);
        throw;
    }
    Writing(place, O_RDONLY | O_DIRECTORY).sync();
}

std::string read_all(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Fault(kNotFound);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

// Pieces gather in a file of their own until the last one is there. Answers nothing while pieces are missing.
std::optional<std::string> whole_body(Call& call, const std::string& id, std::int64_t& arrived) {
    auto range = call.request.header("content-range");
    if (range.empty()) return call.request.body;
    long long from = 0, to = 0, total = 0;
    if (std::sscanf(range.c_str(), "bytes %lld-%lld/%lld", &from, &to, &total) != 3 || from < 0 || to < from ||
        total <= to || to - from + 1 != static_cast<long long>(call.request.body.size()))
        throw Fault(kInvalid, "Content-Range");
    if (total > kLargest) throw Fault(kSize);
    auto partial = folder() + "/partial/" + call.actor.account_id + "-" + id;
    fs::create_directories(folder() + "/partial");
    std::error_code none;
    auto have = fs::exists(partial) ? static_cast<long long>(fs::file_size(partial, none)) : 0;
    if (from == 0) have = 0;
    if (from > have)
        throw Fault(kRange, fmt::format("已收到 {} 字节，请从那里续传", have),
                    fmt::format("{} bytes have arrived; go on from there", have));
    Writing(partial, O_WRONLY | O_CREAT | (from == 0 ? O_TRUNC : 0)).put(call.request.body, from);
    arrived = to + 1;
    if (arrived < total) return {};
    auto bytes = read_all(partial);
    fs::remove(partial, none);
    return bytes;
}

Response put(Call& call) {
    auto& id = call.path[0];
    if (!is_id(id)) throw Fault(kInvalid, "id");
    auto& store = http::App::current()->store();
    std::int64_t arrived = 0;
    auto bytes = whole_body(call, id, arrived);
    if (!bytes) return Response::of({{"id", id}, {"received", arrived}}, 202);
    if (bytes->empty()) throw Fault(kEmpty);
    if (static_cast<std::int64_t>(bytes->size()) > kLargest) throw Fault(kSize);
    auto type = type_of(*bytes);
    if (type.empty()) throw Fault(kType);
    auto sent = sha256(*bytes);
    auto said = call.request.header("digest");
    if (said.starts_with("sha-256=") && said.substr(8) != sent && said.substr(8) != base64_of_hex(sent))
        throw Fault(kDigest);
    // From here on it is what is kept: the receipt's hash and size are those of the stored bytes.
    bytes = strip(std::move(*bytes), type);
    auto hash = sha256(*bytes);
    keep(hash, *bytes);
    Attachment a{id, hash, static_cast<std::int64_t>(bytes->size()), type, call.actor.account_id, {}, {}};
    bool again = false;
    store.write([&](db::Connection& db) {
        auto known = find(db, id);
        if (known && (known->sha256 != hash || known->account_id != call.actor.account_id)) throw Fault(kConflict);
        again = known.has_value();
        if (!known) insert(db, a, call.now());
    });
    return Response::of({{"id", id}, {"sha256", hash}, {"size", a.size}, {"type", type}}, again ? 200 : 201);
}

Response get(Call& call) {
    auto a = find(call.db, call.path[0]);
    if (!a) throw Fault(kNotFound);
    if (a->record_id.empty()) {
        if (a->account_id != call.actor.account_id) throw Fault(kNotFound);
    } else {
        auto* kind = record::current_kind(call.db, a->record_kind);
        if (!kind || !call.actor.has_any(kind->readers())) throw Fault(kNotFound);
        record::get(call.db, call.actor, *kind, a->record_id);
    }
    auto tag = '"' + a->sha256.substr(0, 24) + '"';
    Response response;
    response.type = a->type;
    response.headers = {
        {"ETag", tag}, {"Cache-Control", "private, max-age=86400"}, {"Content-Security-Policy", "sandbox"}};
    if (!a->type.starts_with("image/")) response.headers.emplace_back("Content-Disposition", "attachment");
    if (call.request.header("if-none-match") == tag)
        response.status = 304;
    else
        response.body = read_all(path_of(folder(), a->sha256));
    return response;
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "PUT",
                .path = "/api/v1/attachments/{id}",
                .summary = "Uploads an attachment, whole or in pieces",
                .roles = http::kSignedIn,
                .mode = http::Mode::free,
                .output = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id", .required = true},
                           {.name = "sha256", .zh = "哈希", .en = "Hash"},
                           {.name = "size", .type = Field::integer, .zh = "大小", .en = "Size"},
                           {.name = "type", .zh = "类型", .en = "Type"},
                           {.name = "received", .type = Field::integer, .zh = "已收到", .en = "Received"}},
                .bytes = true,
                .handler = put});
    router.add({.method = "GET",
                .path = "/api/v1/attachments/{id}",
                .summary = "An attachment",
                .roles = http::kSignedIn,
                .answer = "application/octet-stream",
                .handler = get});
});

// Records of every kind give their attachments to themselves.
const bool hooked = [] {
    record::set_claim(claim);
    return true;
}();

}  // namespace

void claim(http::Call& call, const std::string& kind, const std::string& id,
           const std::vector<std::string>& attachments) {
    for (auto& attachment : attachments) {
        auto a = find(call.db, attachment);
        bool mine = a && a->record_id.empty() && a->account_id == call.actor.account_id;
        bool already = a && a->record_kind == kind && a->record_id == id;
        if (!mine && !already) throw Fault(kUnknown, "photos");
        if (mine) give(call.db, attachment, kind, id);
    }
}

std::string again(http::Call& call, const std::string& id) {
    auto a = find(call.db, id);
    if (!a || a->account_id != call.actor.account_id) throw Fault(kUnknown, "photos");
    a->id = new_id();
    a->record_kind.clear();
    a->record_id.clear();
    insert(call.db, *a, call.now());
    return a->id;
}

std::optional<std::string> content(http::Call& call, const std::string& id) {
    auto a = find(call.db, id);
    if (!a || (a->record_id.empty() && a->account_id != call.actor.account_id)) return {};
    return read_all(path_of(folder(), a->sha256));
}

std::optional<std::string> broken(db::Connection& db, const std::string& base) {
    for (auto& a : all(db)) {
        auto path = path_of(base + "/attachments", a.sha256);
        std::error_code none;
        if (!fs::exists(path, none)) return "attachment " + a.id + " is missing";
        if (sha256(read_all(path)) != a.sha256) return "attachment " + a.id + " was changed";
    }
    return {};
}

}  // namespace zhenan::file
