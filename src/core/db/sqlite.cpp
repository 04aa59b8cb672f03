// SQLite behind db::Connection.
#include <sqlite3.h>

#include <unordered_map>

#include "core/db/db.h"

namespace zhenan::db {

namespace {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

class SqliteRow : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : s_(statement) {}
    int columns() const override { return sqlite3_column_count(s_); }
    std::string_view name(int c) const override { return sqlite3_column_name(s_, c); }
    bool null(int c) const override { return sqlite3_column_type(s_, c) == SQLITE_NULL; }
    std::string_view text(int c) const override {
        auto* p = reinterpret_cast<const char*>(sqlite3_column_text(s_, c));
        return p ? std::string_view(p, static_cast<std::size_t>(sqlite3_column_bytes(s_, c))) : std::string_view();
    }
    std::int64_t integer(int c) const override { return sqlite3_column_int64(s_, c); }
    double real(int c) const override { return sqlite3_column_double(s_, c); }
    bool boolean(int c) const override { return sqlite3_column_int(s_, c) != 0; }

private:
    sqlite3_stmt* s_;
};

class Sqlite : public Connection {
public:
    Sqlite(const std::string& file, bool read_only) {
        int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        if (sqlite3_open_v2(file.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
            std::string what = db_ ? sqlite3_errmsg(db_) : "out of memory";
            sqlite3_close(db_);
            throw Error(Error::other, "cannot open " + file + ": " + what);
        }
        try {
            prepare_connection(file, read_only);
        } catch (...) {
            close();  // no destructor runs when a constructor throws
            throw;
        }
    }
    ~Sqlite() override { close(); }
    Engine engine() const override { return Engine::sqlite; }
    // A full disk may leave a transaction that can neither go on nor be rolled back.
    bool broken() const override { return stuck_; }
    void interrupt() override { sqlite3_interrupt(db_); }

    void leave_checkpoints() override {
        // The hook takes the place of SQLite's own, which would checkpoint in the middle of a commit.
        sqlite3_wal_hook(
            db_,
            [](void* pages, sqlite3*, const char*, int n) {
                *static_cast<std::int64_t*>(pages) = n;
                return SQLITE_OK;
            },
            &log_pages_);
    }
    std::int64_t log_pages() const override { return log_pages_; }

    std::int64_t query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) override {
        auto [statement, kept] = prepare(sql);
        note(sql);
        struct Reset {
            sqlite3_stmt* s;
            bool kept;
            ~Reset() {
                if (kept)
                    sqlite3_reset(s);
                else
                    sqlite3_finalize(s);
            }
        } reset{statement, kept};
        int index = 0;
        for (const Param& param : params) bind(statement, ++index, param);
        if (index != sqlite3_bind_parameter_count(statement))
            throw Error(Error::other, "parameters do not match: " + std::string(sql));
        SqliteRow row(statement);
        for (;;) {
            int rc = sqlite3_step(statement);
            if (rc == SQLITE_DONE) break;
            if (rc != SQLITE_ROW) fail(rc, sql);
            if (on_row) on_row(row);
        }
        return sqlite3_changes64(db_);
    }

    void execute(std::string_view sql) override {
        note(sql);
        char* message = nullptr;
        int rc = sqlite3_exec(db_, std::string(sql).c_str(), nullptr, nullptr, &message);
        std::string what = message ? message : "";
        sqlite3_free(message);
        if (rc == SQLITE_OK) return;
        stuck_ |= sql == "ROLLBACK" && !sqlite3_get_autocommit(db_);
        fail(rc, sql);
    }

private:
    void prepare_connection(const std::string& file, bool read_only) {
        sqlite3_extended_result_codes(db_, 1);
        sqlite3_busy_timeout(db_, 10'000);
        if (!read_only && sqlite3_db_readonly(db_, "main") == 1) throw Error(Error::full, file + " cannot be written");
        if (!read_only) {
            execute("PRAGMA journal_mode=WAL");
            execute("PRAGMA synchronous=FULL");
            execute("PRAGMA wal_autocheckpoint=2000");
        }
        execute("PRAGMA foreign_keys=ON");
        execute("PRAGMA cache_size=-16000");
        execute("PRAGMA temp_store=MEMORY");
    }

    void close() {
        for (auto& [_, statement] : statements_) sqlite3_finalize(statement);
        sqlite3_close(db_);
    }

    std::pair<sqlite3_stmt*, bool> prepare(std::string_view sql) {
        auto found = statements_.find(sql);
        // The same statement may be running already, one level up: then a second one is made for this call.
        if (found != statements_.end() && !sqlite3_stmt_busy(found->second)) return {found->second, true};
        sqlite3_stmt* statement = nullptr;
        int rc = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                    &statement, nullptr);
        if (rc != SQLITE_OK) fail(rc, sql);
        if (found != statements_.end()) return {statement, false};
        if (statements_.size() >= 400) {
            for (auto it = statements_.begin(); it != statements_.end();) {
                if (sqlite3_stmt_busy(it->second)) {
                    ++it;
                } else {
                    sqlite3_finalize(it->second);
                    it = statements_.erase(it);
                }
            }
        }
        statements_.emplace(std::string(sql), statement);
        return {statement, true};
    }

    static void bind(sqlite3_stmt* s, int i, const Param& param) {
        std::visit(
            [&](const auto& v) {
                using T = std::decay_t<decltype(v)>;
                if constexpr (std::is_same_v<T, std::nullptr_t>)
                    sqlite3_bind_null(s, i);
                else if constexpr (std::is_same_v<T, double>)
                    sqlite3_bind_double(s, i, v);
                else if constexpr (std::is_same_v<T, std::string_view>)
                    sqlite3_bind_text64(s, i, v.empty() ? "" : v.data(), v.size(), SQLITE_STATIC, SQLITE_UTF8);
                else
                    sqlite3_bind_int64(s, i, static_cast<std::int64_t>(v));
            },
            param.value);
    }

    [[noreturn]] void fail(int rc, std::string_view sql) {
        auto kind = Error::other;
        switch (rc & 0xff) {
            case SQLITE_CONSTRAINT:
                if (rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY) kind = Error::unique;
                break;
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                kind = Error::busy;
                break;
            case SQLITE_INTERRUPT:
                kind = Error::interrupted;
                break;
            case SQLITE_FULL:
            case SQLITE_IOERR:
            case SQLITE_READONLY:
                kind = Error::full;
                break;
        }
        throw Error(kind, std::string(sqlite3_errmsg(db_)) + " in: " + std::string(sql.substr(0, 400)));
    }

    sqlite3* db_ = nullptr;
    std::int64_t log_pages_ = 0;
    bool stuck_ = false;
    std::unordered_map<std::string, sqlite3_stmt*, TextHash, std::equal_to<>> statements_;
};

}  // namespace

std::unique_ptr<Connection> open_sqlite(const std::string& file, bool read_only) {
    // Counting memory takes a lock that all threads share.
    [[maybe_unused]] static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return std::make_unique<Sqlite>(file, read_only);
}

}  // namespace zhenan::db
