#include "grow.h"

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "submission.h"

namespace bench {

namespace {

std::vector<std::string> texts(sqlite3* db, const std::string& sql) {
    std::vector<std::string> found;
    check(db,
          sqlite3_exec(
              db, sql.c_str(),
              [](void* into, int, char** values, char**) {
                  static_cast<std::vector<std::string>*>(into)->emplace_back(values[0] ? values[0] : "");
                  return 0;
              },
              &found, nullptr),
          sql.c_str());
    return found;
}

// Every row of a table that belongs to an original, again and again: a new id, days further back.
void copy(sqlite3* db, const std::string& table, const std::string& id, std::int64_t from, std::int64_t to) {
    std::string names, values;
    for (auto& column : texts(db, "SELECT name FROM pragma_table_info('" + table + "')")) {
        if (column == "seq" || column == "number") continue;
        auto value = "t." + column;
        if (column == id)
            value = "substr(" + value + ", 1, 15) || printf('%03x', s.n) || substr(" + value +
                    ", 19, 2) || 'c0d-c0de' || substr(" + value + ", 29)";
        else if (column == "id")  // a duty's own
            value = "lower(hex(randomblob(18)))";
        else if (column == "day" || column.ends_with("_on"))
            value = "date(" + value + ", '-' || (s.n * 37 % 2900 + 30) || ' days')";
        names += (names.empty() ? "" : ", ") + column;
        values += (values.empty() ? "" : ", ") + value;
    }
    execute(db,
            "CREATE TEMP TABLE rows_of AS SELECT * FROM " + table + " WHERE " + id + " IN (SELECT id FROM originals)");
    execute(db, "WITH RECURSIVE s(n) AS (VALUES (" + std::to_string(from) +
                    ") UNION ALL SELECT n + 1 FROM s WHERE n < " + std::to_string(to) + ") INSERT INTO " + table +
                    " (" + names + ") SELECT " + values + " FROM s CROSS JOIN rows_of t");
    execute(db, "DROP TABLE rows_of");
}

}  // namespace

void grow(const std::string& file, std::int64_t hazards) {
    auto* db = open_database(file, false);
    auto began = std::chrono::steady_clock::now();
    for (auto setting : {"journal_mode=OFF", "synchronous=OFF", "cache_size=-1500000"})
        execute(db, "PRAGMA " + std::string(setting));
    auto number = [&](const std::string& sql) { return std::stoll(texts(db, sql).at(0)); };
    // Copies have no events.
    execute(db,
            "CREATE TEMP TABLE originals AS SELECT id FROM hazard WHERE status = 'closed' AND id IN (SELECT record_id "
            "FROM event WHERE kind = 'hazards')");
    auto originals = number("SELECT COUNT(*) FROM originals"), there = number("SELECT COUNT(*) FROM hazard"),
         first = number("SELECT COUNT(*) FROM event WHERE kind = 'hazards' AND verb = 'found'"),
         done = (there - first) / originals, more = (hazards - there + originals - 1) / originals;
    auto indexed = number("SELECT MAX(number) FROM search");
    execute(db, "BEGIN");
    for (auto [table, id] :
         {std::pair{"hazard", "id"}, {"duty", "record_id"}, {"measure_delta", "record_id"}, {"search", "id"}}) {
        // Indexes are made anew afterwards: quicker than growing them row by row.
        auto of_table =
            " FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = '" + std::string(table) + "'";
        auto again = texts(db, "SELECT sql" + of_table);
        for (auto& name : texts(db, "SELECT name" + of_table)) execute(db, "DROP INDEX " + name);
        if (more > 0) copy(db, table, id, done + 1, done + more);
        for (auto& sql : again) execute(db, sql);
    }
    execute(db, "INSERT INTO search_index (rowid, bigrams) SELECT number, bigrams FROM search WHERE number > " +
                    std::to_string(indexed));
    execute(db, "COMMIT");
    std::printf("{\"hazards\": %lld, \"seconds\": %.1f}\n", number("SELECT COUNT(*) FROM hazard"),
                std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    sqlite3_close(db);
}

}  // namespace bench
