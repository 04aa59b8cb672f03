// What is looked after beside requests: files that nobody wants any more, and files that are somewhere else.
#include <spdlog/spdlog.h>

#include <chrono>
#include <filesystem>

#include "core/jobs.h"
#include "modules/file/file_store.h"

namespace zhenan::file {

namespace {

namespace fs = std::filesystem;

constexpr Instant kOrphanDays = 30LL * 86'400'000;
constexpr std::int64_t kLooked = 20;

const jobs::Job orphans("attachments", 3600, [](db::Store& store, Clock& clock) {
    std::vector<std::string> free;
    store.write([&](db::Connection& db) { free = forget_orphans(db, clock.now() - kOrphanDays); });
    std::error_code ignored;
    for (auto& hash : free) fs::remove(path_of(folder_of(store), hash), ignored);
});

// What an upload that was cut off, or a kill in the middle of one, has left. By the file system's own time: it is
// about files alone, and the town's clock may stand still.
void clear_unfinished(const fs::path& base) {
    auto before = fs::file_time_type::clock::now() - std::chrono::hours(24);
    std::error_code ignored;
    auto clear = [&](const fs::path& folder, bool all) {
        for (auto& file : fs::directory_iterator(folder, ignored))
            if ((all || file.path().has_extension()) && file.is_regular_file(ignored) &&
                file.last_write_time(ignored) < before)
                fs::remove(file.path(), ignored);
    };
    clear(base / "partial", true);
    for (auto& folder : fs::directory_iterator(base, ignored))
        if (folder.is_directory(ignored)) clear(folder.path(), false);
}

const jobs::Job unfinished(
    "unfinished uploads", 3600, [](db::Store& store, Clock&) { clear_unfinished(folder_of(store)); }, true);

// Several servers may share one PostgreSQL; then they must share the folder too. That they don't shows in what another
// one took in: its row is here, its file is not.
const jobs::Job elsewhere(
    "attachments elsewhere", 600,
    [](db::Store& store, Clock&) {
        std::vector<std::string> newest;
        store.read([&](db::Connection& db) { newest = newest_hashes(db, kLooked); });
        std::error_code ignored;
        for (auto& hash : newest)
            if (!fs::exists(path_of(folder_of(store), hash), ignored))
                return spdlog::warn(
                    "附件 {} 不在 {} 里；几台服务器共用一个数据库时，attachments 必须是同一个共享文件夹（见 "
                    "docs/operations.md） "
                    "An attachment is not in the folder: servers on one database must share the attachments folder",
                    hash.substr(0, 12), folder_of(store));
    },
    true);

}  // namespace

}  // namespace zhenan::file
