// restore: a backup into an empty store of either kind, whole or not at all.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "commands/commands.h"
#include "commands/keep/archive.h"
#include "commands/keep/manifest.h"
#include "commands/keep/table_store.h"
#include "core/event/event.h"
#include "core/fault.h"
#include "modules/account/account.h"

namespace zhenan::commands {

namespace {

namespace fs = std::filesystem;
const FaultCode kOccupied{
    Kind::conflict, "restore.occupied",
    "这里已经有内容，恢复不会覆盖它；请换一个空的 --data 文件夹（PostgreSQL：一个空的数据库）",
    "There is something here already and a restore replaces nothing; choose an empty --data folder "
    "(PostgreSQL: an empty database)"};
const FaultCode kUnlike{Kind::rejected, "restore.unlike", "备份的建库脚本与本程序不一致，请用写备份的那个版本恢复",
                        "The backup's migrations differ from this program's; restore it with the "
                        "version that wrote it"};

std::string hash_of(const std::string& part) {
    return part.substr(part.rfind('/') + 1);
}

void check_migrations(const keep::Manifest& manifest) {
    auto known = db::shipped_migrations(manifest.engine);
    for (auto& [name, checksum] : manifest.migrations) {
        auto found = known.find(name);
        if (found == known.end()) keep::throw_newer(name);
        if (found->second != checksum)
            throw Fault(kUnlike, std::string(kUnlike.zh) + "（" + name + "）",
                        std::string(kUnlike.en) + " (" + name + ")");
    }
}

// Everything is read once before anything is written: a bad copy leaves no trace.
std::vector<std::string> check_parts(keep::ArchiveReader& archive, const keep::Manifest& manifest) {
    std::set<std::string> expected{keep::kManifestPart}, damaged(manifest.damaged.begin(), manifest.damaged.end());
    for (auto& table : manifest.tables) {
        auto part = keep::part_of_table(table.name);
        expected.insert(part);
        keep::Digest digest;
        archive.read(part, [&](auto piece) { digest.add(piece); });
        if (digest.hex() != table.sha256) keep::throw_changed(part);
    }
    std::vector<std::string> attachments;
    std::set<std::string> seen;
    for (auto& part : archive.parts()) {
        if (!seen.insert(part).second) keep::throw_changed(part);
        if (expected.count(part)) continue;
        auto hash = hash_of(part);
        if (hash.size() != 64 || hash.find_first_not_of("0123456789abcdef") != hash.npos ||
            part != keep::part_of_attachment(hash))
            keep::throw_changed(part);
        keep::Digest digest;
        archive.read(part, [&](auto piece) { digest.add(piece); });
        if (digest.hex() != hash && !damaged.count(hash)) keep::throw_changed(part);
        attachments.push_back(part);
    }
    if (static_cast<std::int64_t>(attachments.size()) != manifest.attachments) keep::throw_changed("attachments");
    return attachments;
}

/// Attachments' files in the data folder; gone again unless they are kept.
class Files {
public:
    explicit Files(std::string folder) : folder_(std::move(folder)) {}
    ~Files() {
        if (kept_) return;
        std::error_code ignored;
        // Folders go only when they are empty.
        for (auto& path : made_) fs::remove(path, ignored);
        for (auto& path : made_) fs::remove(fs::path(path).parent_path(), ignored);
        fs::remove(folder_ + "/attachments", ignored);
    }

    void write(keep::ArchiveReader& archive, const std::string& part) {
        auto path = folder_ + "/" + part, unfinished = path + ".unfinished";
        fs::create_directories(fs::path(path).parent_path());
        bool there = fs::exists(path);
        made_.push_back(unfinished);
        std::ofstream out(unfinished, std::ios::binary);
        archive.read(part, [&](auto piece) { out.write(piece.data(), static_cast<std::streamsize>(piece.size())); });
        out.close();
        if (!out) throw Fault(kFull);
        if (there)
            made_.pop_back();
        else
            made_.back() = path;
        fs::rename(unfinished, path);
    }

    // One call for the whole file system: thousands of photos would take minutes one by one.
    void sync() {
        int folder = open(folder_.c_str(), O_RDONLY | O_CLOEXEC);
        bool done = folder >= 0 && syncfs(folder) == 0;
        if (folder >= 0) close(folder);
        if (!done) throw Fault(kFull);
    }
    void keep_them() { kept_ = true; }

private:
    std::string folder_;
    std::vector<std::string> made_;
    bool kept_ = false;
};

keep::Values parse_row(std::string_view line, const std::string& part) {
    boost::json::parse_options options;
    options.allow_invalid_utf8 = true;  // what a store held comes back as it was
    boost::system::error_code error;
    auto value = boost::json::parse({line.data(), line.size()}, error, {}, options);
    if (error || !value.is_array()) keep::throw_changed(part);
    keep::Values values;
    for (auto& one : value.get_array()) {
        if (!one.is_null() && !one.is_string()) keep::throw_changed(part);
        if (one.is_null())
            values.emplace_back();
        else
            values.emplace_back(std::string(one.get_string()));
    }
    return values;
}

void load_table(db::Connection& db, keep::ArchiveReader& archive, const keep::TableEntry& table) {
    auto part = keep::part_of_table(table.name);
    keep::TableWriter writer(db, table.name, table.columns);
    std::string rest;
    archive.read(part, [&](std::string_view piece) {
        for (std::size_t end; (end = piece.find('\n')) != piece.npos; piece.remove_prefix(end + 1)) {
            rest.append(piece.substr(0, end));
            writer.add(parse_row(rest, part));
            rest.clear();
        }
        rest.append(piece);
    });
    writer.finish();
    if (!rest.empty() || writer.rows() != table.rows) keep::throw_changed(part);
}

// An empty store, or one that a migration of the backup doesn't know yet was applied to: then its
// tables are others.
void check_empty(db::Connection& db, const keep::Manifest& manifest) {
    if (keep::holds_anything(db)) throw Fault(kOccupied);
    auto shipped = db::shipped_migrations(manifest.engine);
    for (auto& name : keep::applied_migrations(db))
        if (shipped.count(name) && !manifest.migrations.count(name)) throw Fault(kOccupied);
}

}  // namespace

int restore(const Options& options) {
    keep::ArchiveReader archive(options.file);
    if (!archive.has(keep::kManifestPart)) keep::throw_changed(keep::kManifestPart);
    std::string text;
    archive.read(keep::kManifestPart, [&](auto piece) { text.append(piece); });
    auto manifest = keep::read_manifest(text);
    check_migrations(manifest);
    auto attachments = check_parts(archive, manifest);
    std::int64_t rows = 0;
    Opened opened(options, true, [&](const db::Settings& settings) {
        // The tables are those of the backup's version; what came later is applied to its rows when
        // the store is opened.
        db::Store store(settings);
        store.migrate(&manifest.migrations);
        store.start();
        store.read([&](db::Connection& db) { check_empty(db, manifest); });
        Files files(settings.folder);
        for (auto& part : attachments) files.write(archive, part);
        files.sync();
        store.write([&](db::Connection& db) {
            check_empty(db, manifest);
            keep::begin_loading(db);
            for (auto& table : manifest.tables) {
                load_table(db, archive, table);
                rows += table.rows;
            }
            keep::end_loading(db);
        });
        files.keep_them();
        store.stop();
    });
    opened.store().write([&](db::Connection& db) {
        record_event(db, account::system_actor(), opened.clock().now(), "store", "store", "backup_restored", {}, {},
                     {{"made", manifest.made}, {"rows", rows}, {"attachments", attachments.size()}});
    });
    std::cout << fmt::format(
        "已恢复 {} 的备份：{} 行、{} 个附件。请运行 zhenan verify "
        "核对，然后启动；所有人要重新登录\n"
        "restored: {} rows, {} attachments; run zhenan verify, then serve; everybody signs in "
        "again\n",
        manifest.made, rows, attachments.size(), rows, attachments.size());
    for (auto& hash : manifest.damaged)
        std::cerr << fmt::format("注意：备份时这个附件就缺失或已损坏 Missing or damaged when it was backed up: {}\n",
                                 hash);
    return 0;
}

}  // namespace zhenan::commands
