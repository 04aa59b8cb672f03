#include "core/http/pages.h"

#include "core/id.h"

namespace zhenan::http {

namespace {
std::string_view type_of(std::string_view name) {
    static constexpr std::pair<std::string_view, std::string_view> types[] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".json", "application/json"},
        {".woff2", "font/woff2"},
        {".webmanifest", "application/manifest+json"},
        {".txt", "text/plain; charset=utf-8"}};
    for (auto [ending, type] : types)
        if (name.ends_with(ending)) return type;
    return "application/octet-stream";
}
}  // namespace

Pages::Pages(std::string_view tar) {
    while (tar.size() >= 512 && tar[0] != '\0') {
        std::string name(tar.data(), strnlen(tar.data(), 100));
        if (std::string_view(tar.data() + 257, 5) == "ustar" && tar[345] != '\0')
            name = std::string(tar.data() + 345, strnlen(tar.data() + 345, 155)) + "/" + name;
        auto size = std::stoull(std::string(tar.data() + 124, 11), nullptr, 8);
        char kind = tar[156];
        tar.remove_prefix(512);
        if (size > tar.size()) break;
        auto bytes = tar.substr(0, size);
        tar.remove_prefix(std::min<std::size_t>((size + 511) / 512 * 512, tar.size()));
        if (kind != '0' && kind != '\0') continue;
        if (name.starts_with("./")) name.erase(0, 2);
        if (name.ends_with(".gz"))
            files_[name.substr(0, name.size() - 3)].gzip = bytes;
        else {
            files_[name].bytes = bytes;
            files_[name].tag = '"' + sha256(bytes).substr(0, 20) + '"';
        }
    }
}

bool Pages::answer(const Request& request, Response& response) const {
    if (request.method != "GET" && request.method != "HEAD") return false;
    std::string name = request.path.substr(1);
    auto found = files_.find(name);
    if (found == files_.end()) {
        if (name.find('.') != std::string::npos) return false;
        name = "index.html";
        found = files_.find(name);
        if (found == files_.end()) return false;
    }
    auto& file = found->second;
    response.type = type_of(name);
    response.headers.emplace_back("ETag", file.tag);
    response.headers.emplace_back("Vary", "Accept-Encoding");
    bool hashed = name.starts_with("assets/");
    response.headers.emplace_back("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    if (name == "index.html")
        response.headers.emplace_back("Content-Security-Policy",
                                      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' "
                                      "'unsafe-inline'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'");
    if (request.header("if-none-match") == file.tag) {
        response.status = 304;
        return true;
    }
    bool gzip = !file.gzip.empty() && request.header("accept-encoding").find("gzip") != std::string::npos;
    if (gzip) response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = std::string(gzip ? file.gzip : file.bytes);
    return true;
}

}  // namespace zhenan::http
