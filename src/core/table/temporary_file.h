// A file on its way to somebody.
#pragma once

#include <string>

namespace zhenan::table {

/// Gone when its owner is.
class TemporaryFile {
public:
    TemporaryFile();
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const char* path() const { return path_.c_str(); }
    std::string bytes() const;

private:
    std::string path_;
};

}  // namespace zhenan::table
