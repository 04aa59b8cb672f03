#include "commands/keep/table_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "commands/keep/archive.h"
#include "commands/keep/manifest.h"
#include "core/fault.h"
#include "core/install.h"
#include "core/json_text.h"
#include "core/search/search.h"

namespace zhenan::commands::keep {

namespace {
constexpr std::size_t kPage = 200, kTogether = 50;
const std::set<std::string> kLeftOut{"migration", "session"};
// A transaction that every reader takes for long finished; SQLite's one writer has none.
constexpr const char* kOldTransaction = "3";

const FaultCode kRow{Kind::rejected, "backup.row", "备份里有一行写不进这个库，没有恢复",
                     "A row of the backup does not fit this store; nothing was restored"};

bool on_postgres(db::Connection& db) {
    return db.engine() == db::Engine::postgres;
}

[[noreturn]] void throw_row(const std::string& table, const std::string& why) {
    throw Fault(kRow, std::string(kRow.zh) + "（" + table + "：" + why + "）",
                std::string(kRow.en) + " (" + table + ": " + why + ")");
}

std::vector<std::string> names(db::Connection& db, const char* sql) {
    std::vector<std::string> found;
    db.each(sql, {}, [&](auto& row) { found.push_back(row.str(0)); });
    return found;
}

// Virtual tables and their shadows are none: only the texts from which they are made count.
std::vector<std::string> all_tables(db::Connection& db) {
    auto found =
        names(db, on_postgres(db) ? "SELECT table_name FROM information_schema.tables WHERE table_schema = "
                                    "current_schema() "
                                    "AND table_type = 'BASE TABLE'"
                                  : "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                                    "AND name NOT LIKE 'sqlite%'");
    std::sort(found.begin(), found.end());
    return found;
}

Table describe(db::Connection& db, const std::string& name) {
    Table table{name, {}, false};
    auto add = [&](auto& row) {
        auto column = row.str(0), type = row.str(1);
        if (column == "xid") {
            table.by_transaction = true;
            return;
        }
        if (name == "search" && (column == "number" || column == "bigrams")) return;
        auto form = Column::plain;
        if (type == "boolean" || type == "BOOLEAN") form = Column::truth;
        if (type == "double precision" || type == "DOUBLE PRECISION" || type == "REAL") form = Column::real;
        table.columns.push_back({column, form});
    };
    if (on_postgres(db))
        db.each(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = "
            "current_schema() "
            "AND table_name = ? ORDER BY ordinal_position",
            {name}, add);
    else
        db.each("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", {name}, add);
    return table;
}

std::string listed(const std::vector<std::string>& columns) {
    std::string list;
    for (auto& column : columns) list += (list.empty() ? "\"" : ", \"") + column + '"';
    return list;
}
}  // namespace

std::vector<Table> tables_of(db::Connection& db) {
    std::vector<Table> tables;
    for (auto& name : all_tables(db))
        if (!kLeftOut.count(name)) tables.push_back(describe(db, name));
    return tables;
}

bool holds_anything(db::Connection& db) {
    for (auto& name : all_tables(db))
        if (!kLeftOut.count(name) && !Shipped::tables().count(name) &&
            db.integer(fmt::format("SELECT 1 FROM \"{}\" LIMIT 1", name)))
            return true;
    return false;
}

TableReader::TableReader(db::Connection& db, Table table) : db_(db), table_(std::move(table)) {
    std::vector<std::string> columns;
    for (auto& column : table_.columns) columns.push_back(column.name);
    if (!on_postgres(db))
        query_ = fmt::format("SELECT rowid, {} FROM \"{}\" WHERE rowid > ? ORDER BY rowid LIMIT {}", listed(columns),
                             table_.name, kPage);
    else
        query_ = fmt::format("SELECT {} FROM \"{}\"{}", listed(columns), table_.name,
                             table_.by_transaction         ? " ORDER BY xid, seq"
                             : table_.name == "event_seal" ? " ORDER BY number"
                                                           : "");
}

bool TableReader::next(std::string& lines) {
    if (ended_) return false;
    if (!begun_ && table_.name == "measure_fold")
        folded_ = db_.integer(on_postgres(db_) ? "SELECT COUNT(*) FROM measure_delta d, measure_fold f WHERE "
                                                 "(d.xid, d.seq) <= (CAST(f.last_xid AS xid8), f.last_seq)"
                                               : "SELECT COUNT(*) FROM measure_delta d, measure_fold f WHERE "
                                                 "d.seq <= f.last_seq")
                      .value_or(0);
    auto before = rows_;
    if (on_postgres(db_)) {
        // libpq would hold a whole answer in memory. The cursor's name is the table's: prepared
        // statements keep their columns.
        if (!begun_) db_.execute(fmt::format("DECLARE \"keep_{}\" NO SCROLL CURSOR FOR {}", table_.name, query_));
        db_.each(fmt::format("FETCH {} FROM \"keep_{}\"", kPage, table_.name), {},
                 [&](auto& row) { add_row(row, 0, lines); });
    } else {
        db_.each(query_, {after_}, [&](auto& row) {
            after_ = row.integer(0);
            add_row(row, 1, lines);
        });
    }
    begun_ = true;
    ended_ = rows_ == before;
    if (ended_ && on_postgres(db_)) db_.execute(fmt::format("CLOSE \"keep_{}\"", table_.name));
    return !ended_;
}

std::string TableReader::value(const db::Row& row, int at, const Column& column) {
    if (table_.by_transaction && column.name == "seq") return std::to_string(rows_ + 1);
    if (column.name == "last_xid") return "0";
    if (column.name == "last_seq" && table_.name == "event_seal") return std::to_string(counted_);
    if (column.name == "last_seq" && table_.name == "measure_fold") return std::to_string(folded_);
    if (column.form == Column::truth) return row.boolean(at) ? "1" : "0";
    if (column.form == Column::real) {
        // SQLite's own text drops digits.
        char buffer[32];
        return {buffer, std::to_chars(buffer, buffer + sizeof buffer, row.real(at)).ptr};
    }
    return row.str(at);
}

void TableReader::add_row(const db::Row& row, int first, std::string& lines) {
    // A seal ends where as many events are counted as it and those before it hold.
    for (std::size_t i = 0; table_.name == "event_seal" && i < table_.columns.size(); ++i)
        if (table_.columns[i].name == "count") counted_ += row.integer(static_cast<int>(i) + first);
    char before = '[';
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        int at = static_cast<int>(i) + first;
        lines += before;
        before = ',';
        if (row.null(at))
            lines += "null";
        else
            append_json(lines, value(row, at, table_.columns[i]));
    }
    lines += "]\n";
    ++rows_;
}

TableWriter::TableWriter(db::Connection& db, const std::string& table, const std::vector<std::string>& columns)
    : db_(db), table_(table), columns_(columns) {
    auto known = describe(db, table);
    by_transaction_ = known.by_transaction;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto same = [&](const Column& column) { return column.name == columns[i]; };
        if (std::none_of(known.columns.begin(), known.columns.end(), same)) throw_changed(kManifestPart);
        if (columns[i] == "last_xid") last_xid_ = i + 1;
    }
    if (columns.empty() || kLeftOut.count(table)) throw_changed(kManifestPart);
}

void TableWriter::add(Values values) {
    ++rows_;
    if (values.size() != columns_.size()) throw_changed(part_of_table(table_));
    if (last_xid_ && on_postgres(db_)) values[last_xid_ - 1] = std::string(kOldTransaction);
    for (auto& value : values)
        if (value && on_postgres(db_) && value->find('\0') != std::string::npos) throw_row(table_, "NUL");
    waiting_.push_back(std::move(values));
    if (waiting_.size() == kTogether) write();
}

void TableWriter::finish() {
    if (!waiting_.empty()) write();
}

void TableWriter::write() try {
    if (table_ == "search") {
        for (auto& row : waiting_) index_text(db_, row[0].value_or(""), row[1].value_or(""), row[2].value_or(""), true);
        waiting_.clear();
        return;
    }
    bool transaction = by_transaction_ && on_postgres(db_);
    std::string row = "(?";
    for (std::size_t i = 1; i < columns_.size(); ++i) row += ", ?";
    row += transaction ? fmt::format(", CAST('{}' AS xid8))", kOldTransaction) : ")";
    auto sql = fmt::format("INSERT INTO \"{}\" ({}{}) VALUES ", table_, listed(columns_), transaction ? ", xid" : "");
    std::vector<db::Param> params;
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        sql += (i ? ", " : "") + row;
        for (auto& value : waiting_[i]) params.emplace_back(value);
    }
    db_.query(sql, params, {});
    waiting_.clear();
} catch (const db::Error& error) {
    if (error.kind == db::Error::lost || error.kind == db::Error::full) throw;
    std::string why = error.what();
    throw_row(table_, why.substr(0, why.find('\n')).substr(0, why.find(" in: ")));
}

void begin_loading(db::Connection& db) {
    if (on_postgres(db)) {
        // Nobody writes until this is done; references are checked at the end, so that any order
        // will do.
        db.execute("LOCK TABLE event, migration IN EXCLUSIVE MODE");
        for (auto& change : names(db,
                                  "SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY "
                                  "DEFERRED', CAST(CAST(conrelid AS regclass) AS TEXT), conname) "
                                  "FROM pg_constraint WHERE contype = 'f' AND connamespace = "
                                  "CAST(current_schema() AS regnamespace)"))
            db.execute(change);
    } else {
        db.execute("PRAGMA defer_foreign_keys = ON");
        db.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')");
    }
    for (auto& table : all_tables(db))
        if (table != "migration") db.execute(fmt::format("DELETE FROM \"{}\"", table));
}

void end_loading(db::Connection& db) {
    if (!on_postgres(db)) {
        // SQLite's numbers go on by themselves: AUTOINCREMENT learns from what was inserted.
        for (auto& table : names(db, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1"))
            throw_row(table, "reference");
        return;
    }
    try {
        db.execute("SET CONSTRAINTS ALL IMMEDIATE");
    } catch (const db::Error&) {
        throw_row("area", "reference");
    }
    for (auto& change : names(db,
                              "SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I NOT DEFERRABLE', "
                              "CAST(CAST(conrelid AS regclass) AS TEXT), conname) "
                              "FROM pg_constraint WHERE contype = 'f' AND connamespace = "
                              "CAST(current_schema() AS regnamespace)"))
        db.execute(change);
    for (auto& change : names(db,
                              "SELECT format('SELECT setval(%L, (SELECT MAX(%I) FROM %I)) WHERE "
                              "EXISTS (SELECT 1 FROM %I)', "
                              "pg_get_serial_sequence(quote_ident(table_name), column_name), "
                              "column_name, table_name, table_name) "
                              "FROM information_schema.columns WHERE table_schema = "
                              "current_schema() AND column_default LIKE 'nextval(%'"))
        db.execute(change);
}

std::vector<std::string> applied_migrations(db::Connection& db) {
    return names(db, "SELECT name FROM migration ORDER BY name");
}

std::vector<Kept> attachments(db::Connection& db) {
    std::vector<Kept> found;
    db.each("SELECT sha256, MAX(size) FROM attachment GROUP BY sha256 ORDER BY sha256", {}, [&](auto& row) {
        found.push_back({row.str(0), row.integer(1)});
    });
    return found;
}

}  // namespace zhenan::commands::keep
