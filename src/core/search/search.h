// Chinese search from two characters on: the texts of a record as pairs of characters, in the transaction that writes
// it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/db/db.h"

namespace zhenan {

/// Replaces what is found of a record; an empty text takes it out. `fresh`: it is not in there yet.
void index_text(db::Connection& db, std::string_view kind, std::string_view id, std::string_view text,
                bool fresh = false);

/// A condition on `id_column` for records of the kind whose text holds the words (all of them). Binds are appended.
/// `many`: so many records hold them that they are best met on the way through the list in its order, which the
/// condition is made for; counting them all would take long.
struct Found {
    std::string condition;
    bool many = false;
};
Found search_condition(db::Connection& db, std::string_view kind, std::string_view id_column, std::string_view words,
                       std::vector<db::Value>& binds);

/// A record whose text holds the words.
struct SearchHit {
    std::int64_t number = 0;  // newest last
    std::string kind, id;
};
/// The newest `limit` hits of these kinds below a number, newest first: one walk for all kinds. Scope is not asked
/// here.
std::vector<SearchHit> search_hits(db::Connection& db, const std::vector<std::string>& kinds, std::string_view words,
                                   std::int64_t below, std::int64_t limit);
/// The words as they are compared, at most eight.
std::vector<std::string> search_words(std::string_view words);

}  // namespace zhenan
