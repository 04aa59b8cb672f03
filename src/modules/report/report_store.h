// Reports that somebody works on, edition by edition, and their blocks.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/day.h"
#include "core/db/db.h"

namespace zhenan::report {

struct Kept {
    std::string id, area_id, kind, period;
    int edition = 1;
    std::string state = "draft";  // draft, checking, signed
    std::optional<std::string> title, addressee, document_number, organ, day, copies;
    std::set<std::string> annexes;
    bool compares = false;
    std::string reason;  // why there is another edition
    std::string drafted_by, submitted_by, checked_by, signed_by, signed_in_spite, sha256;
    Instant submitted_at = 0, checked_at = 0, signed_at = 0;
    std::int64_t version = 1;
    Instant updated_at = 0;
};

struct KeptBlock {
    std::string block;
    bool own = false;
    std::string type;
    int level = 0;
    double place = 0;
    bool removed = false;
    std::optional<std::string> words, based_on;  // JSON
    std::string edited_by;
    Instant edited_at = 0;
    std::int64_t version = 0;
};

/// The newest edition, or the asked one.
std::optional<Kept> find(db::Connection& db, const std::string& area_id, const std::string& kind,
                         const std::string& period, int edition = 0);
/// All editions of it, the newest first.
std::vector<Kept> editions(db::Connection& db, const std::string& area_id, const std::string& kind,
                           const std::string& period);
/// All of an area and below it, the newest first.
std::vector<Kept> all_below(db::Connection& db, const std::string& path, const std::string& kind,
                            const std::string& state);
std::vector<Kept> all_signed(db::Connection& db);
/// Withdrawn ones count: an edition's number is used once.
int last_edition(db::Connection& db, const std::string& area_id, const std::string& kind, const std::string& period);
void insert(db::Connection& db, const Kept& report, Instant now);
/// Everything but what was frozen; raises the version.
void update(db::Connection& db, const Kept& report, Instant now);
void freeze(db::Connection& db, const std::string& id, const std::string& canonical, const std::string& sha256);
void withdraw(db::Connection& db, const std::string& id, Instant now);
std::string frozen(db::Connection& db, const std::string& id);

std::vector<KeptBlock> blocks(db::Connection& db, const std::string& report_id);
void put(db::Connection& db, const std::string& report_id, const KeptBlock& block);

}  // namespace zhenan::report
