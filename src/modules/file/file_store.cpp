#include "modules/file/file_store.h"

#include "modules/file/file.h"

namespace zhenan::file {

namespace {
Attachment read(const db::Row& row) {
    return {row.str(0), row.str(1), row.integer(2), row.str(3), row.str(4), row.str(5), row.str(6)};
}
}  // namespace

std::optional<Attachment> find(db::Connection& db, const std::string& id) {
    std::optional<Attachment> found;
    db.each("SELECT id, sha256, size, type, account_id, record_kind, record_id FROM attachment WHERE id = ?", {id},
            [&](auto& row) { found = read(row); });
    return found;
}

std::string digest(db::Connection& db, const std::string& id) {
    auto found = find(db, id);
    return found ? found->sha256 : std::string();
}

void insert(db::Connection& db, const Attachment& a, Instant now) {
    db.run("INSERT INTO attachment (id, sha256, size, type, account_id, created_at) VALUES (?, ?, ?, ?, ?, ?)",
           {a.id, a.sha256, a.size, a.type, a.account_id, now});
}

void give(db::Connection& db, const std::string& id, const std::string& kind, const std::string& record_id) {
    db.run("UPDATE attachment SET record_kind = ?, record_id = ? WHERE id = ?", {kind, record_id, id});
}

std::vector<Attachment> all(db::Connection& db) {
    std::vector<Attachment> list;
    db.each("SELECT id, sha256, size, type, account_id, record_kind, record_id FROM attachment ORDER BY id", {},
            [&](auto& row) { list.push_back(read(row)); });
    return list;
}

std::vector<std::string> newest_hashes(db::Connection& db, std::int64_t limit) {
    std::vector<std::string> hashes;
    db.each("SELECT sha256 FROM attachment ORDER BY created_at DESC, id DESC LIMIT ?", {limit},
            [&](auto& row) { hashes.push_back(row.str(0)); });
    return hashes;
}

std::string folder_of(const db::Store& store) {
    return store.settings().folder + "/attachments";
}
std::string path_of(const std::string& folder, const std::string& hash) {
    return folder + "/" + hash.substr(0, 2) + "/" + hash;
}

std::vector<std::string> forget_orphans(db::Connection& db, Instant before) {
    std::vector<std::string> hashes, free;
    db.each("SELECT sha256 FROM attachment WHERE record_id IS NULL AND created_at < ?", {before},
            [&](auto& row) { hashes.push_back(row.str(0)); });
    db.run("DELETE FROM attachment WHERE record_id IS NULL AND created_at < ?", {before});
    for (auto& hash : hashes)
        if (db.integer("SELECT COUNT(*) FROM attachment WHERE sha256 = ?", {hash}).value_or(0) == 0)
            free.push_back(hash);
    return free;
}

}  // namespace zhenan::file
