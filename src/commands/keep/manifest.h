// What a backup says about itself: who wrote it, from which store, and what each part must be.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/db/db.h"

namespace zhenan::commands::keep {

struct TableEntry {
    std::string name;
    std::vector<std::string> columns;
    std::int64_t rows = 0;
    std::string sha256;
};

struct Manifest {
    std::string program, made;
    db::Engine engine = db::Engine::sqlite;
    std::map<std::string, std::string> migrations;  // name -> checksum
    std::vector<TableEntry> tables;
    std::int64_t attachments = 0, attachment_bytes = 0;
    /// Hashes of attachments that the store named but whose file was missing or not what it should
    /// be.
    std::vector<std::string> damaged;
};

std::string to_text(const Manifest& manifest);
/// Throws backup.newer for a form that this program doesn't know, backup.changed for what is none.
Manifest read_manifest(const std::string& text);

inline std::string part_of_table(const std::string& table) {
    return "tables/" + table + ".jsonl";
}
inline std::string part_of_attachment(const std::string& hash) {
    return "attachments/" + hash.substr(0, 2) + "/" + hash;
}
inline constexpr const char* kManifestPart = "manifest.json";

[[noreturn]] void throw_newer(const std::string& what);

}  // namespace zhenan::commands::keep
