// What one submission writes, learnt from the rows that the server itself wrote, to be written again without the
// server.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tokens.h"

namespace bench {

/// Fails with SQLite's own words.
void check(sqlite3* db, int rc, const char* what);
sqlite3* open_database(const std::string& file, bool read_only);
void execute(sqlite3* db, const std::string& sql);

/// The highest rowid of each table: what is above it later, was written in between.
std::map<std::string, std::int64_t> marks(sqlite3* db);

/// Rows above the marks with every id, number and day that differs from submission to submission left open.
class Submission {
public:
    Submission(sqlite3* db, const std::map<std::string, std::int64_t>& marks);
    ~Submission();
    Submission(const Submission&) = delete;

    /// Writes the n-th one; on another day than the learnt one if `spread` days are given.
    void write(std::int64_t n, int spread);
    std::map<std::string, int> rows() const { return count_; }

private:
    struct Cell {
        enum { null, integer, real, text, number } kind = null;
        std::int64_t whole = 0;
        double decimal = 0;
        std::vector<Piece> pieces;
    };
    struct Row {
        std::string table;
        std::vector<std::string> columns;
        std::vector<Cell> cells;
        sqlite3_stmt* insert = nullptr;
        int bigrams = -1;  // this column goes into the full-text index too
    };

    void read(const std::string& table, std::int64_t above);

    sqlite3* db_;
    std::vector<Row> rows_;
    std::map<std::string, int> count_;
    Tokens tokens_;
    std::vector<std::pair<std::string, std::string>> places_;
    sqlite3_stmt *series_ = nullptr, *index_ = nullptr;
    std::int64_t taken_ = 0;
};

}  // namespace bench
