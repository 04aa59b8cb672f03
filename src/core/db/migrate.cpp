// Migrations: SQL files that the binary carries, each in one transaction, known by name and checksum.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "core/db/store.h"
#include "core/embedded.h"
#include "core/fault.h"
#include "core/id.h"

namespace zhenan::db {

namespace {

const FaultCode kNewer{Kind::internal, "store.newer", "数据库由更新版本的程序建立，请用新版程序打开",
                       "The database was made by a newer version of the program; open it with that version"};
const FaultCode kEdited{Kind::internal, "store.migration_edited", "数据库的建库脚本与程序不一致",
                        "A migration that was applied differs from the one in the program"};

// "modules/area/sql/20261124T0900_area.sql" -> "20261124T0900_area"; ".sqlite.sql" and ".postgres.sql" only for theirs.
std::map<std::string, std::string_view> known(Engine engine) {
    std::map<std::string, std::string_view> found;
    for (auto& file : embedded::ending(".sql")) {
        std::string name(file.name.substr(file.name.rfind('/') + 1));
        name.resize(name.size() - 4);
        for (auto [suffix, owner] : {std::pair{std::string_view(".sqlite"), Engine::sqlite},
                                     std::pair{std::string_view(".postgres"), Engine::postgres}}) {
            if (!name.ends_with(suffix)) continue;
            name.resize(name.size() - suffix.size());
            if (owner != engine) name.clear();
            break;
        }
        if (!name.empty()) found[name] = file.bytes;
    }
    return found;
}

std::vector<std::string> statements(const std::string& text) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t at; (at = text.find(";\n", begin)) != std::string::npos; begin = at + 2)
        parts.push_back(text.substr(begin, at - begin));
    auto rest = text.substr(begin);
    if (rest.find_first_not_of(" \n\t;") != std::string::npos) parts.push_back(rest);
    return parts;
}

}  // namespace

std::map<std::string, std::string> shipped_migrations(Engine engine) {
    std::map<std::string, std::string> checksums;
    for (auto& [name, text] : known(engine)) checksums[name] = sha256(text);
    return checksums;
}

void Store::migrate(const std::map<std::string, std::string>* only) {
    auto& db = *writer_;
    auto files = known(engine());
    db.execute(
        "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT "
        "NULL)");
    std::map<std::string, std::string> applied;
    db.each("SELECT name, checksum FROM migration", {}, [&](const Row& row) { applied[row.str(0)] = row.str(1); });
    for (auto& [name, checksum] : applied) {
        auto file = files.find(name);
        if (file == files.end()) throw Fault(kNewer);
        if (sha256(file->second) != checksum)
            throw Fault(kEdited, "数据库的建库脚本与程序不一致：" + name, "Migration differs: " + name);
    }
    for (auto& [name, text] : files) {
        if (applied.count(name) || (only && !only->count(name))) continue;
        auto now =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
                .count();
        db.execute(engine() == Engine::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
        try {
            for (auto& statement : statements(translate_schema(text, engine()))) db.execute(statement);
            db.run("INSERT INTO migration (name, checksum, applied_at) VALUES (?, ?, ?)",
                   {name, sha256(text), std::int64_t{now}});
            db.execute("COMMIT");
        } catch (const Error& error) {
            db.execute("ROLLBACK");
            throw std::runtime_error("migration " + name + ": " + error.what());
        }
    }
}

}  // namespace zhenan::db
