// A thin layer over SQLite and PostgreSQL: one SQL text with `?` for both, texts and 64-bit integers, no surprises.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace zhenan::db {

enum class Engine { sqlite, postgres };

/// A bound value that owns its text, for SQL that is put together.
using Value = std::variant<std::nullptr_t, bool, std::int64_t, double, std::string>;

/// A bound value that points at its text: only for the length of the call.
struct Param {
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string_view> value;

    Param(std::nullptr_t) : value(nullptr) {}
    Param(bool b) : value(b) {}
    Param(int i) : value(std::int64_t{i}) {}
    Param(std::int64_t i) : value(i) {}
    Param(std::size_t i) : value(static_cast<std::int64_t>(i)) {}
    Param(double d) : value(d) {}
    Param(const char* text) : value(std::string_view(text)) {}
    Param(std::string_view text) : value(text) {}
    Param(const std::string& text) : value(std::string_view(text)) {}
    template <class T>
    Param(const std::optional<T>& maybe) : value(nullptr) {
        if (maybe) value = Param(*maybe).value;
    }
    Param(const Value& owned);
};

/// The current row of a query; valid inside the callback only.
class Row {
public:
    virtual ~Row() = default;
    virtual int columns() const = 0;
    virtual std::string_view name(int column) const = 0;
    virtual bool null(int column) const = 0;
    virtual std::string_view text(int column) const = 0;  // empty if null
    virtual std::int64_t integer(int column) const = 0;   // 0 if null
    virtual double real(int column) const = 0;
    virtual bool boolean(int column) const = 0;
    std::string str(int column) const { return std::string(text(column)); }
    std::optional<std::string> opt(int column) const {
        return null(column) ? std::nullopt : std::optional<std::string>(text(column));
    }
};

using OnRow = std::function<void(const Row&)>;

/// A statement failed. `kind` says what a caller may do about it.
struct Error : std::runtime_error {
    enum Kind { other, unique, busy, full, lost, newer, interrupted } kind;
    Error(Kind kind, const std::string& what) : std::runtime_error(what), kind(kind) {}
};

/// One connection, inside one transaction while a caller has it. Not for two threads at once.
class Connection {
public:
    virtual ~Connection() = default;
    /// Cannot go on; a new one has to be opened.
    virtual bool broken() const { return false; }
    /// The one thing that another thread may ask of it: to break off the statement that runs, if one does.
    virtual void interrupt() {}
    virtual Engine engine() const = 0;
    /// Runs a statement, calls on_row for each row, returns the rows changed.
    virtual std::int64_t query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) = 0;
    /// Statements without parameters that need not be kept (BEGIN, DDL).
    virtual void execute(std::string_view sql) = 0;

    /// A write whose count nobody needs. PostgreSQL is told of it together with the next question, so that its error
    /// may come later: from that question, or from `settle`.
    void later(std::string_view sql, std::initializer_list<Param> params = {}) {
        send(sql, {params.begin(), params.size()});
    }
    void later(std::string_view sql, const std::vector<Value>& values) {
        std::vector<Param> params(values.begin(), values.end());
        send(sql, params);
    }
    /// A question that will be asked in a moment: PostgreSQL is told of it together with the next one, and then its
    /// answer is there. Dropped by a write to a table that it reads. SQLite has no way to save and does nothing.
    virtual void ahead(std::string_view, const std::vector<Value>&) {}
    /// Waits for what was left for later, throws the first error of it.
    virtual void settle() {}
    /// Grows with every statement that may have changed something, and with every one that failed.
    std::uint64_t writes() const { return writes_; }
    /// SQLite: somebody else checkpoints from now on; this connection only counts the pages of its write-ahead log.
    virtual void leave_checkpoints() {}
    virtual std::int64_t log_pages() const { return 0; }

    /// Work for the end of the transaction, done in this order; what a savepoint takes back, takes its share along.
    void before_commit(std::function<void(Connection&)> work) { last_.push_back(std::move(work)); }
    std::size_t waiting() const { return last_.size(); }
    void forget_after(std::size_t waiting) { last_.resize(waiting); }
    void do_waiting() {
        // Work may put more work behind itself.
        for (std::size_t i = 0; i < last_.size(); ++i) {
            auto work = std::move(last_[i]);
            work(*this);
        }
        last_.clear();
    }

    /// Several programs may write into one PostgreSQL: until the end of the transaction only one of them is told yes
    /// for this work. Nobody waits.
    bool alone(std::string_view work);

    std::int64_t run(std::string_view sql, std::initializer_list<Param> params = {}) {
        return query(sql, {params.begin(), params.size()}, {});
    }
    void each(std::string_view sql, std::initializer_list<Param> params, const OnRow& on_row) {
        query(sql, {params.begin(), params.size()}, on_row);
    }
    void each(std::string_view sql, const std::vector<Value>& values, const OnRow& on_row) {
        std::vector<Param> params(values.begin(), values.end());
        query(sql, params, on_row);
    }
    std::int64_t run(std::string_view sql, const std::vector<Value>& values) {
        std::vector<Param> params(values.begin(), values.end());
        return query(sql, params, {});
    }
    /// The same for a SELECT from tables that hardly ever change (areas, people, enterprises, settings ...): within one
    /// transaction it is asked once, until one of the tables behind its FROM and JOIN is written.
    void each_once(std::string_view sql, const std::vector<Value>& values, const OnRow& on_row);
    /// The first column of the first row, if there is one.
    std::optional<std::string> text(std::string_view sql, std::initializer_list<Param> params = {});
    std::optional<std::int64_t> integer(std::string_view sql, std::initializer_list<Param> params = {});

protected:
    virtual void send(std::string_view sql, std::span<const Param> params) { query(sql, params, {}); }
    /// Told of every statement before it runs.
    virtual void note(std::string_view sql);
    std::uint64_t writes_ = 0;

private:
    void forget_asked();
    std::vector<std::function<void(Connection&)>> last_;
    std::unordered_map<std::string, std::vector<std::vector<std::optional<std::string>>>> asked_;
    std::set<std::string, std::less<>> asked_tables_;
};

std::unique_ptr<Connection> open_sqlite(const std::string& file, bool read_only);
std::unique_ptr<Connection> open_postgres(const std::string& url);

/// A question and its values as one text.
std::string key_of(std::string_view sql, std::span<const Param> params);
/// The tables behind its FROM and JOIN.
std::set<std::string, std::less<>> tables_read(std::string_view sql);
bool only_reads(std::string_view sql);
/// Whether a statement that does not only read may change one of these tables.
bool may_write(std::string_view sql, const std::set<std::string, std::less<>>& tables);
/// `?` to `$1`, `$2` ...; leaves quoted texts alone.
std::string number_parameters(std::string_view sql);
/// Column types and tokens of a migration for one engine: TEXT gets COLLATE "C" on PostgreSQL so that both sort by
/// bytes; $SERIAL is a growing 64-bit primary key; $XID the writing transaction.
std::string translate_schema(std::string_view sql, Engine engine);

}  // namespace zhenan::db
