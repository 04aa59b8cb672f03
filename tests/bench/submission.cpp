#include "submission.h"

#include <cstdio>
#include <cstdlib>
#include <set>

namespace bench {

namespace {

sqlite3_stmt* prepare(sqlite3* db, const std::string& sql) {
    sqlite3_stmt* s = nullptr;
    check(db, sqlite3_prepare_v3(db, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &s, nullptr), sql.c_str());
    return s;
}

std::string column_text(sqlite3_stmt* s, int c) {
    auto* p = reinterpret_cast<const char*>(sqlite3_column_text(s, c));
    return p ? p : "";
}

}  // namespace

void check(sqlite3* db, int rc, const char* what) {
    if (rc == SQLITE_OK || rc == SQLITE_ROW || rc == SQLITE_DONE) return;
    std::fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    std::exit(1);
}

sqlite3* open_database(const std::string& file, bool read_only) {
    sqlite3* db = nullptr;
    check(db,
          sqlite3_open_v2(file.c_str(), &db,
                          (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX, nullptr),
          file.c_str());
    sqlite3_busy_timeout(db, 10'000);
    if (!read_only) {
        execute(db, "PRAGMA journal_mode=WAL");
        execute(db, "PRAGMA synchronous=FULL");
        execute(db, "PRAGMA wal_autocheckpoint=2000");
    }
    execute(db, "PRAGMA cache_size=-16000");
    execute(db, "PRAGMA temp_store=MEMORY");
    return db;
}

void execute(sqlite3* db, const std::string& sql) {
    check(db, sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), sql.c_str());
}

std::map<std::string, std::int64_t> marks(sqlite3* db) {
    std::map<std::string, std::int64_t> found;
    auto* tables = prepare(db,
                           "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name "
                           "NOT LIKE 'search_index%'");
    while (sqlite3_step(tables) == SQLITE_ROW) found[column_text(tables, 0)] = 0;
    sqlite3_finalize(tables);
    for (auto& [table, highest] : found) {
        auto* s = prepare(db, "SELECT COALESCE(MAX(rowid), 0) FROM " + table);
        sqlite3_step(s);
        highest = sqlite3_column_int64(s, 0);
        sqlite3_finalize(s);
    }
    return found;
}

Submission::Submission(sqlite3* db, const std::map<std::string, std::int64_t>& marks) : db_(db) {
    for (auto& [table, above] : marks)
        if (!kLeftOut.count(table)) read(table, above);
    auto text = [](const Row& row, const std::string& column) {
        for (std::size_t c = 0; c < row.columns.size(); ++c)
            if (row.columns[c] == column && row.cells[c].kind == Cell::text) return row.cells[c].pieces[0].text;
        return std::string();
    };
    for (auto& row : rows_)
        if (auto id = text(row, "id"); !id.empty()) tokens_.learn_id(id);
    for (auto& row : rows_) tokens_.learn(row.table, [&](auto& column) { return text(row, column); });
    for (auto& row : rows_) {
        std::string names, questions;
        for (auto& column : row.columns) {
            names += (names.empty() ? "" : ", ") + column;
            questions += questions.empty() ? "?" : ", ?";
        }
        row.insert = prepare(db, "INSERT INTO " + row.table + " (" + names + ") VALUES (" + questions + ")");
        ++count_[row.table];
        for (auto& cell : row.cells)
            if (cell.kind == Cell::text) cell.pieces = tokens_.cut(cell.pieces[0].text);
    }
    series_ = prepare(db, "UPDATE number_series SET last = last + 1 WHERE organ = ? AND kind = ? RETURNING last");
    index_ = prepare(db, "INSERT INTO search_index (rowid, bigrams) VALUES (?, ?)");
    auto* s = prepare(db, "SELECT id, area_id FROM enterprise ORDER BY id");
    while (sqlite3_step(s) == SQLITE_ROW) places_.emplace_back(column_text(s, 0), column_text(s, 1));
    sqlite3_finalize(s);
}

Submission::~Submission() {
    for (auto& row : rows_) sqlite3_finalize(row.insert);
    sqlite3_finalize(series_);
    sqlite3_finalize(index_);
}

void Submission::read(const std::string& table, std::int64_t above) {
    std::set<std::string> counted;  // the database numbers these itself
    auto* about = prepare(db_, "SELECT name FROM pragma_table_info('" + table + "') WHERE pk = 1 AND type = 'INTEGER'");
    while (sqlite3_step(about) == SQLITE_ROW) counted.insert(column_text(about, 0));
    sqlite3_finalize(about);
    auto* s = prepare(db_, "SELECT * FROM " + table + " WHERE rowid > " + std::to_string(above) + " ORDER BY rowid");
    while (sqlite3_step(s) == SQLITE_ROW) {
        Row row{table, {}, {}, nullptr, -1};
        for (int c = 0; c < sqlite3_column_count(s); ++c) {
            std::string name = sqlite3_column_name(s, c);
            if (counted.count(name) || sqlite3_column_type(s, c) == SQLITE_NULL) continue;
            if (table == "search" && name == "bigrams") row.bigrams = static_cast<int>(row.cells.size());
            Cell cell;
            switch (sqlite3_column_type(s, c)) {
                case SQLITE_INTEGER:
                    cell.kind = name == "number_value" ? Cell::number : Cell::integer;
                    cell.whole = sqlite3_column_int64(s, c);
                    break;
                case SQLITE_FLOAT:
                    cell.kind = Cell::real;
                    cell.decimal = sqlite3_column_double(s, c);
                    break;
                default:
                    cell.kind = Cell::text;
                    cell.pieces = {{column_text(s, c), -1}};
            }
            row.columns.push_back(name);
            row.cells.push_back(std::move(cell));
        }
        rows_.push_back(std::move(row));
    }
    sqlite3_finalize(s);
}

void Submission::write(std::int64_t n, int spread) {
    if (tokens_.numbered()) {
        sqlite3_bind_text(series_, 1, tokens_.organ().c_str(), -1, SQLITE_STATIC);
        sqlite3_bind_text(series_, 2, tokens_.kind().c_str(), -1, SQLITE_STATIC);
        check(db_, sqlite3_step(series_), "number_series");
        taken_ = sqlite3_column_int64(series_, 0);
        sqlite3_reset(series_);
    }
    tokens_.next(n, spread, places_[static_cast<std::size_t>(n) % places_.size()], taken_);
    for (auto& row : rows_) {
        std::vector<std::string> held(row.cells.size());
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            auto& cell = row.cells[c];
            int at = static_cast<int>(c) + 1;
            switch (cell.kind) {
                case Cell::null:
                    sqlite3_bind_null(row.insert, at);
                    break;
                case Cell::integer:
                    sqlite3_bind_int64(row.insert, at, cell.whole);
                    break;
                case Cell::number:
                    sqlite3_bind_int64(row.insert, at, taken_);
                    break;
                case Cell::real:
                    sqlite3_bind_double(row.insert, at, cell.decimal);
                    break;
                case Cell::text:
                    held[c] = tokens_.joined(cell.pieces);
                    sqlite3_bind_text64(row.insert, at, held[c].data(), held[c].size(), SQLITE_STATIC, SQLITE_UTF8);
            }
        }
        check(db_, sqlite3_step(row.insert), row.table.c_str());
        sqlite3_reset(row.insert);
        if (row.bigrams < 0) continue;
        auto& bigrams = held[static_cast<std::size_t>(row.bigrams)];
        sqlite3_bind_int64(index_, 1, sqlite3_last_insert_rowid(db_));
        sqlite3_bind_text64(index_, 2, bigrams.data(), bigrams.size(), SQLITE_STATIC, SQLITE_UTF8);
        check(db_, sqlite3_step(index_), "search_index");
        sqlite3_reset(index_);
    }
}

}  // namespace bench
