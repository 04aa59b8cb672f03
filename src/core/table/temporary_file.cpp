#include "core/table/temporary_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/fault.h"

namespace zhenan::table {

TemporaryFile::TemporaryFile() : path_((std::filesystem::temp_directory_path() / "tableXXXXXX").string()) {
    int descriptor = mkstemp(path_.data());
    if (descriptor < 0) throw Fault(errno == ENOSPC ? kFull : kInternal);
    close(descriptor);
}

TemporaryFile::~TemporaryFile() {
    unlink(path_.c_str());
}

std::string TemporaryFile::bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace zhenan::table
