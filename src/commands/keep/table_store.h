// Tables as texts: read from a snapshot of either store, written into an empty one of either.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/db/db.h"

namespace zhenan::commands::keep {

struct Column {
    std::string name;
    enum Form { plain, truth, real } form = plain;
};

struct Table {
    std::string name;
    std::vector<Column> columns;  // without those that each store makes anew
    /// Rows carry the writing transaction and are read in the order (transaction, number).
    bool by_transaction = false;
};

/// Every table that a backup holds. Not sessions (after a restore everybody signs in again) and not
/// what is made anew: the index of the search and the list of migrations.
std::vector<Table> tables_of(db::Connection& db);
/// Something besides what the program ships was written here.
bool holds_anything(db::Connection& db);

/// One table, a page at a time. On PostgreSQL numbers become visible out of order and events count
/// by (transaction, number); another store has other transactions. So rows are numbered anew from 1
/// in that order, and what points into them (seals, the fold) is brought along.
class TableReader {
public:
    TableReader(db::Connection& db, Table table);
    /// Appends the next rows, one JSON array of texts and nulls a line; false when there are no
    /// more.
    bool next(std::string& lines);
    std::int64_t rows() const { return rows_; }

private:
    void add_row(const db::Row& row, int first, std::string& lines);
    std::string value(const db::Row& row, int at, const Column& column);

    db::Connection& db_;
    Table table_;
    std::string query_;
    std::int64_t rows_ = 0, after_ = -1, counted_ = 0, folded_ = 0;
    bool begun_ = false, ended_ = false;
};

using Values = std::vector<std::optional<std::string>>;

class TableWriter {
public:
    /// Throws backup.changed if the store has no such table or column.
    TableWriter(db::Connection& db, const std::string& table, const std::vector<std::string>& columns);
    void add(Values values);
    /// Writes what is left.
    void finish();
    std::int64_t rows() const { return rows_; }

private:
    void write();

    db::Connection& db_;
    std::string table_;
    std::vector<std::string> columns_;
    std::size_t last_xid_ = 0;  // position + 1
    bool by_transaction_ = false;
    std::vector<Values> waiting_;
    std::int64_t rows_ = 0;
};

/// Empties the store of what the program ships and lets rows come in any order.
void begin_loading(db::Connection& db);
/// Checks that references hold and lets numbers go on after the highest.
void end_loading(db::Connection& db);
/// Names of the migrations that were applied.
std::vector<std::string> applied_migrations(db::Connection& db);

/// Hash and size of each attachment's file, once; not of orphans that are about to go anyway.
struct Kept {
    std::string sha256;
    std::int64_t size;
};
std::vector<Kept> attachments(db::Connection& db);

}  // namespace zhenan::commands::keep
