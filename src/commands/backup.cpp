// backup: the whole store in one file, from one snapshot, beside a running server.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "commands/commands.h"
#include "commands/keep/archive.h"
#include "commands/keep/manifest.h"
#include "commands/keep/table_store.h"
#include "core/fault.h"

namespace zhenan::commands {

namespace {

namespace fs = std::filesystem;
const FaultCode kNothing{Kind::not_found, "backup.nothing", "这里还没有镇，没有什么可备份的；请检查 --data 和 --store",
                         "There is no town here, nothing to back up; check --data and --store"};

class TablePart : public keep::Part {
public:
    TablePart(db::Connection& db, const keep::Table& table, keep::TableEntry& entry)
        : reader_(db, table), entry_(entry) {}

    bool next(std::string& piece) override {
        bool more = reader_.next(piece);
        digest_.add(piece);
        if (!more && entry_.sha256.empty()) {
            entry_.rows = reader_.rows();
            entry_.sha256 = digest_.hex();
        }
        return more;
    }

private:
    keep::TableReader reader_;
    keep::TableEntry& entry_;
    keep::Digest digest_;
};

// An attachment's file; what isn't what its name says is kept all the same, and told.
class AttachmentPart : public keep::Part {
public:
    AttachmentPart(std::string path, const keep::Kept& kept, keep::Manifest& manifest)
        : path_(std::move(path)), kept_(kept), manifest_(manifest) {}

    bool next(std::string& piece) override {
        if (ended_) return false;
        if (!digest_) {
            digest_ = std::make_unique<keep::Digest>();
            in_.open(path_, std::ios::binary);
        }
        piece.resize(1 << 18);
        in_.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        piece.resize(static_cast<std::size_t>(in_.gcount()));
        digest_->add(piece);
        manifest_.attachment_bytes += static_cast<std::int64_t>(piece.size());
        if (!piece.empty()) return true;
        ended_ = true;
        in_.close();
        ++manifest_.attachments;
        if (digest_->hex() != kept_.sha256) manifest_.damaged.push_back(kept_.sha256);
        digest_.reset();
        return false;
    }

private:
    std::string path_;
    const keep::Kept& kept_;
    keep::Manifest& manifest_;
    std::ifstream in_;
    std::unique_ptr<keep::Digest> digest_;
    bool ended_ = false;
};

// The last part: it says what the others were.
class ManifestPart : public keep::Part {
public:
    explicit ManifestPart(const keep::Manifest& manifest) : manifest_(manifest) {}
    bool next(std::string& piece) override {
        if (written_) return false;
        for (auto& table : manifest_.tables)
            if (table.sha256.empty()) throw std::logic_error("a table was not read: " + table.name);
        piece = keep::to_text(manifest_);
        return written_ = true;
    }

private:
    const keep::Manifest& manifest_;
    bool written_ = false;
};

void write_archive(db::Connection& db, const Options& options, keep::Manifest& manifest) {
    auto tables = keep::tables_of(db);
    auto kept = keep::attachments(db);
    // The parts keep references into this.
    manifest.tables.reserve(tables.size());
    keep::ArchiveWriter archive(options.out);
    for (auto& table : tables) {
        auto& entry = manifest.tables.emplace_back();
        entry.name = table.name;
        for (auto& column : table.columns) entry.columns.push_back(column.name);
        archive.add(keep::part_of_table(table.name), std::make_unique<TablePart>(db, table, entry), true);
    }
    for (auto& one : kept) {
        auto part = keep::part_of_attachment(one.sha256);
        auto path = options.data + "/" + part;
        std::error_code none;
        if (fs::exists(path, none))
            archive.add(part, std::make_unique<AttachmentPart>(path, one, manifest), false);
        else
            manifest.damaged.push_back(one.sha256);
    }
    archive.add(keep::kManifestPart, std::make_unique<ManifestPart>(manifest), true);
    archive.finish();
}

}  // namespace

int backup(const Options& options) {
    // Opening would make an empty store in a folder that was mistyped.
    std::error_code none;
    if (options.store.empty() && !fs::exists(options.data + "/zhenan.db", none)) throw Fault(kNothing);
    Opened opened(options, false);
    keep::Manifest manifest;
    manifest.program = ZHENAN_VERSION;
    manifest.made = to_rfc3339(Clock().now());
    manifest.engine = opened.store().engine();
    manifest.migrations = db::shipped_migrations(manifest.engine);
    opened.store().read([&](db::Connection& db) {
        if (!keep::holds_anything(db)) throw Fault(kNothing);
        write_archive(db, options, manifest);
    });
    std::int64_t rows = 0;
    for (auto& table : manifest.tables) rows += table.rows;
    std::cout << fmt::format("已备份到 {}：{} 行、{} 个附件 backed up: {} rows, {} attachments\n", options.out, rows,
                             manifest.attachments, rows, manifest.attachments);
    for (auto& hash : manifest.damaged)
        std::cerr << fmt::format("注意：附件缺失或已损坏，备份里也是这样 Attachment missing or damaged: {}\n", hash);
    return 0;
}

}  // namespace zhenan::commands
