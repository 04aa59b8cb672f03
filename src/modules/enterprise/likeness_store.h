// Enterprises that may be one, asked of the store; only for this folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/field.h"
#include "core/http/http.h"
#include "modules/enterprise/likeness_rules.h"

namespace zhenan::enterprise {

struct Card {
    std::string id, name, area_name, credit_code, address, legal_person, phone;
};
enum class Reason { organisation, name, place };
struct Alike {
    Card card;
    Reason reason;
    double metres = 0;
};
struct Pair {
    Card one, other;
    std::vector<Reason> reasons;
    double metres = -1;
};

std::optional<Point> point_of(const json::object& record);
void remember_likeness(db::Connection& db, const std::string& id, const json::object& record);
void forget_likeness(db::Connection& db, const std::string& id);
/// Gives enterprises that came before the table their row.
void complete_likeness(db::Connection& db);

/// In the actor's scope, what may be the same as a record that is written or is about to be. `id`: its own.
std::vector<Alike> alike(http::Call& call, const std::string& id, const json::object& record);
/// All pairs in the actor's scope that nobody has called different, below a path, whose names hold the words.
std::vector<Pair> pairs(http::Call& call, const std::string& path, const std::string& words);
void call_distinct(db::Connection& db, const std::string& one, const std::string& other, const Actor& actor,
                   Instant now);

}  // namespace zhenan::enterprise
