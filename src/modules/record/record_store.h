// What the record engine's own files need of its store.
#pragma once

#include <map>

#include "modules/record/record.h"

namespace zhenan::record {

enum class State { standing, withdrawn, any };
bool exists_in_scope(db::Connection& db, const Actor& actor, const Kind& kind, std::string_view id,
                     State state = State::standing, bool upward = false);
std::optional<std::string> find_by_field(db::Connection& db, const Kind& kind, const Field& field,
                                         const std::string& value);
void rewrite_entry(db::Connection& db, const Kind& kind, const std::string& id, const json::object& record);
void set_withdrawn(db::Connection& db, const Kind& kind, const std::string& id, bool withdrawn, Instant now);

class Earlier;
/// Asks everything of a new record that it must hold to; `earlier`: with the rows above it in the same file.
void check(Change& change, Earlier* earlier);
/// Writes a checked new record with all that follows from it.
void put(Change& change);
/// The same some time after it was checked: what may have changed since is asked again.
void put_checked(Change& change);
/// Withdraws without asking who may.
void take_back(Change& change, const std::string& reason);

/// One row of a select made by `columns_of` as JSON text.
void append_record(std::string& out, const Kind& kind, const db::Row& row);
/// "t.id, t.version, ..., r0.name" and the joins that give the labels. With `only`, other fields are left empty and
/// nothing has a label.
struct Columns {
    std::string select, joins;
};
std::string computed_sql(std::string sql, std::string_view today);
Columns columns_of(const Kind& kind, std::string_view today, const Names* only = nullptr);

struct Reference {
    std::string id, title, hint;
};
/// `upward`: also those of the areas above the actor's.
std::vector<Reference> references(http::Call& call, const Kind& kind, std::string_view words, bool upward = false);
/// Finds what an import's cell means: an area by code or path of names, anything else by its unique fields or title.
/// `many_found` tells "none" from "several".
std::optional<std::string> resolve(db::Connection& db, const Actor& actor, const Kind& kind, const std::string& text,
                                   bool& many_found);
/// By id the names from below the root down, "下黎村/第一网格": grids of different villages bear the same name.
std::map<std::string, std::string> area_paths(db::Connection& db);

}  // namespace zhenan::record
