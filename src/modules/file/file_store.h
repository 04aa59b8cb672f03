// Inside the file module only: its SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/db/store.h"

namespace zhenan::file {

struct Attachment {
    std::string id, sha256;
    std::int64_t size = 0;
    std::string type, account_id, record_kind, record_id;
};
std::optional<Attachment> find(db::Connection& db, const std::string& id);
void insert(db::Connection& db, const Attachment& attachment, Instant now);
void give(db::Connection& db, const std::string& id, const std::string& kind, const std::string& record_id);
std::vector<Attachment> all(db::Connection& db);
std::vector<std::string> newest_hashes(db::Connection& db, std::int64_t limit);
/// Where the bytes lie.
std::string folder_of(const db::Store& store);
std::string path_of(const std::string& folder, const std::string& hash);
/// Forgets those that no record named for long; answers hashes that nobody needs any more.
std::vector<std::string> forget_orphans(db::Connection& db, Instant before);

}  // namespace zhenan::file
