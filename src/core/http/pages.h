// The pages that the binary carries: a tar with a .gz beside each compressible file, served as they lie.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/http/http.h"

namespace zhenan::http {

class Pages {
public:
    explicit Pages(std::string_view tar);
    /// Nothing if the path is no page's. Addresses without a dot are the single page's own routes: they get index.html.
    bool answer(const Request& request, Response& response) const;
    bool empty() const { return files_.empty(); }

private:
    struct File {
        std::string_view bytes, gzip;
        std::string tag;
    };
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace zhenan::http
