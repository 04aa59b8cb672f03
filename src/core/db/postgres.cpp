// PostgreSQL behind db::Connection: text format, one prepared statement per SQL text.
#include <libpq-fe.h>

#include <charconv>
#include <cstring>
#include <unordered_map>

#include "core/db/db.h"

namespace zhenan::db {

namespace {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

struct Result {
    PGresult* r;
    ~Result() { PQclear(r); }
};

class PostgresRow : public Row {
public:
    explicit PostgresRow(PGresult* result) : r_(result) {}
    int row = 0;
    int columns() const override { return PQnfields(r_); }
    std::string_view name(int c) const override { return PQfname(r_, c); }
    bool null(int c) const override { return PQgetisnull(r_, row, c); }
    std::string_view text(int c) const override {
        return {PQgetvalue(r_, row, c), static_cast<std::size_t>(PQgetlength(r_, row, c))};
    }
    std::int64_t integer(int c) const override {
        auto t = text(c);
        std::int64_t value = 0;
        std::from_chars(t.data(), t.data() + t.size(), value);
        return value;
    }
    double real(int c) const override { return null(c) ? 0 : std::strtod(PQgetvalue(r_, row, c), nullptr); }
    bool boolean(int c) const override {
        auto t = text(c);
        return t == "t" || t == "1";
    }

private:
    PGresult* r_;
};

class Postgres : public Connection {
public:
    explicit Postgres(std::string url) : url_(std::move(url)) { connect(); }
    ~Postgres() override { PQfinish(c_); }
    Engine engine() const override { return Engine::postgres; }

    std::int64_t query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) override {
        const std::string& name = prepare(sql);
        std::vector<const char*> values(params.size());
        std::vector<std::string> texts(params.size());
        for (std::size_t i = 0; i < params.size(); ++i) {
            std::visit(
                [&](const auto& v) {
                    using T = std::decay_t<decltype(v)>;
                    if constexpr (std::is_same_v<T, std::nullptr_t>) {
                        values[i] = nullptr;
                        return;
                    } else if constexpr (std::is_same_v<T, bool>) {
                        texts[i] = v ? "true" : "false";
                    } else if constexpr (std::is_same_v<T, std::string_view>) {
                        texts[i] = std::string(v);
                    } else if constexpr (std::is_same_v<T, double>) {
                        char buffer[32];
                        auto end = std::to_chars(buffer, buffer + sizeof buffer, v);
                        texts[i].assign(buffer, end.ptr);
                    } else {
                        texts[i] = std::to_string(v);
                    }
                    values[i] = texts[i].c_str();
                },
                params[i].value);
        }
        Result result{
            PQexecPrepared(c_, name.c_str(), static_cast<int>(params.size()), values.data(), nullptr, nullptr, 0)};
        check(result.r, sql);
        if (on_row) {
            PostgresRow row(result.r);
            for (int n = PQntuples(result.r); row.row < n; ++row.row) on_row(row);
        }
        return std::atoll(PQcmdTuples(result.r));
    }

    void execute(std::string_view sql) override {
        // A transaction begins anew on a new connection after the old one broke.
        if (PQstatus(c_) != CONNECTION_OK) connect();
        Result result{PQexec(c_, std::string(sql).c_str())};
        check(result.r, sql);
    }

private:
    void connect() {
        if (c_) PQfinish(c_);
        statements_.clear();
        c_ = PQconnectdb(url_.c_str());
        if (PQstatus(c_) != CONNECTION_OK)
            // libpq's message may repeat the address, never the password.
            throw Error(Error::lost, std::string("cannot reach PostgreSQL: ") + PQerrorMessage(c_));
        PQsetNoticeProcessor(
            c_, [](void*, const char*) {}, nullptr);
        execute("SET TIME ZONE 'UTC'");
        execute("SET client_min_messages = warning");
    }

    const std::string& prepare(std::string_view sql) {
        auto found = statements_.find(sql);
        if (found != statements_.end()) return found->second;
        if (statements_.size() >= 400) {
            execute("DEALLOCATE ALL");
            statements_.clear();
        }
        std::string name = "s" + std::to_string(++last_);
        Result result{PQprepare(c_, name.c_str(), number_parameters(sql).c_str(), 0, nullptr)};
        check(result.r, sql);
        return statements_.emplace(std::string(sql), name).first->second;
    }

    void check(PGresult* result, std::string_view sql) {
        auto status = PQresultStatus(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
        auto kind = Error::other;
        const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        if (PQstatus(c_) != CONNECTION_OK)
            kind = Error::lost;
        else if (state && !std::strcmp(state, "23505"))
            kind = Error::unique;
        else if (state &&
                 (!std::strcmp(state, "40P01") || !std::strcmp(state, "40001") || !std::strcmp(state, "55P03")))
            kind = Error::busy;
        else if (state && !std::strncmp(state, "53", 2))
            kind = Error::full;
        else if (state && !std::strncmp(state, "57P", 3))
            kind = Error::lost;
        throw Error(kind, std::string(PQerrorMessage(c_)) + " in: " + std::string(sql.substr(0, 400)));
    }

    std::string url_;
    PGconn* c_ = nullptr;
    int last_ = 0;
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> statements_;
};

}  // namespace

std::unique_ptr<Connection> open_postgres(const std::string& url) {
    return std::make_unique<Postgres>(url);
}

}  // namespace zhenan::db
