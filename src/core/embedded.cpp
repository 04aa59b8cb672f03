#include "core/embedded.h"

struct EmbeddedEntry {
    const char* name;
    const char* begin;
    const char* end;
};
extern "C" const EmbeddedEntry zhenan_embedded_table[];

namespace zhenan::embedded {

const std::vector<File>& files() {
    static const std::vector<File> all = [] {
        std::vector<File> found;
        for (auto* entry = zhenan_embedded_table; entry->name; ++entry)
            found.push_back({entry->name, {entry->begin, static_cast<std::size_t>(entry->end - entry->begin)}});
        return found;
    }();
    return all;
}

std::string_view find(std::string_view name) {
    for (auto& file : files())
        if (file.name == name) return file.bytes;
    return {};
}

std::vector<File> ending(std::string_view suffix) {
    std::vector<File> found;
    for (auto& file : files())
        if (file.name.ends_with(suffix)) found.push_back(file);
    return found;
}

}  // namespace zhenan::embedded
