// Files that the binary carries (cmake/embed.cmake): migrations, declared ledgers, content, the pages' tar.
#pragma once

#include <string_view>
#include <vector>

namespace zhenan::embedded {

struct File {
    std::string_view name;  // relative to src/, e.g. "ledgers/meetings/ledger.json"
    std::string_view bytes;
};

const std::vector<File>& files();
/// Empty if there is none.
std::string_view find(std::string_view name);
/// Those whose name ends so, in the order of their names.
std::vector<File> ending(std::string_view suffix);

}  // namespace zhenan::embedded
