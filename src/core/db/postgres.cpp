// PostgreSQL behind db::Connection: text format, one prepared statement per SQL text.
#include <libpq-fe.h>

#include <cstring>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/db/postgres_values.h"

namespace zhenan::db {

namespace {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// Statements left for later wait in libpq's pipeline and travel with the next one whose answer is needed: one way to
/// the server and back for all of them. So does the beginning of a transaction; and nobody waits for the end of one
/// that only read.
class Postgres : public Connection {
public:
    explicit Postgres(std::string url) : url_(std::move(url)) { connect(); }
    ~Postgres() override {
        PQfreeCancel(cancel_);
        PQfinish(c_);
    }
    Engine engine() const override { return Engine::postgres; }
    // What failed while a pipeline was filled leaves it open, and nothing else could be asked.
    bool broken() const override { return waiting_.empty() && PQpipelineStatus(c_) != PQ_PIPELINE_OFF; }

    // Over a connection of its own, which is why libpq lets another thread do it.
    void interrupt() override {
        std::lock_guard lock(cancelling_);
        char why[256];
        if (cancel_) PQcancel(cancel_, why, sizeof why);
    }

    std::int64_t query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) override {
        note(sql);
        auto result = answer(sql, params);
        if (on_row) {
            PostgresRow row(result.get());
            for (int n = PQntuples(result.get()); row.row < n; ++row.row) on_row(row);
        }
        return std::atoll(PQcmdTuples(result.get()));
    }

    void execute(std::string_view sql) override {
        note(sql);
        begun_.clear();
        if (sql.starts_with("BEGIN")) return begin(sql);
        if (sql == "COMMIT" && only_reads_ && waiting_.empty()) return leave();
        // What was to be committed went with its connection.
        if (sql == "COMMIT" && PQstatus(c_) != CONNECTION_OK) lose(sql);
        if (PQstatus(c_) != CONNECTION_OK) connect();
        Result result;
        if (sql == "COMMIT" && !waiting_.empty()) {
            put(sql, Texts({}));
            result = drain();
        } else {
            try {
                settle();
            } catch (const Error&) {
                if (!sql.starts_with("ROLLBACK")) throw;
            }
            result = plain(sql);
        }
        // A transaction in which something failed ends with "ROLLBACK", whatever was asked.
        if (sql == "COMMIT" && std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0)
            throw Error(Error::other, "the transaction was rolled back");
    }

    void settle() override {
        begun_.clear();
        if (!waiting_.empty()) drain();
    }

    void ahead(std::string_view sql, const std::vector<Value>& values) override {
        std::vector<Param> params(values.begin(), values.end());
        if (waiting_.size() >= kWaiting) settle();
        put(sql, Texts(params));
        ahead_.insert_or_assign(key_of(sql, params), Ahead{tables_read(sql), waiting_.size() - 1, {}});
    }

protected:
    void note(std::string_view sql) override {
        Connection::note(sql);
        if (!ahead_.empty() && !only_reads(sql))
            std::erase_if(ahead_, [&](auto& one) { return may_write(sql, one.second.tables); });
    }

    void send(std::string_view sql, std::span<const Param> params) override {
        note(sql);
        begun_.clear();
        if (waiting_.size() >= kWaiting) settle();
        put(sql, Texts(params));
        // It works on these while the next are thought of.
        if (waiting_.size() % kAtOnce == 0) PQflush(c_);
    }

private:
    struct Ahead {
        std::set<std::string, std::less<>> tables;
        std::size_t at = 0;  // in the pipeline
        Result answer;
    };

    // Answers of so many fit into the socket's buffer while nobody reads them.
    static constexpr std::size_t kWaiting = 200, kStatements = 400, kAtOnce = 8;

    // A machine that has gone says nothing; without these the writer would wait for minutes.
    static std::string patient(std::string url) {
        if (!url.starts_with("postgres")) return url;
        for (const char* limit : {"connect_timeout=5", "tcp_user_timeout=20000", "keepalives_idle=20"}) {
            std::string_view name(limit);
            if (url.find(std::string(name.substr(0, name.find('=') + 1))) != url.npos) continue;
            url += (url.find('?') == url.npos ? "?" : "&") + std::string(limit);
        }
        return url;
    }

    void connect() {
        if (c_) PQfinish(c_);
        statements_.clear();
        waiting_.clear();
        fresh_.clear();
        ahead_.clear();
        begun_.clear();
        left_ = false;
        c_ = PQconnectdb(patient(url_).c_str());
        if (PQstatus(c_) != CONNECTION_OK) {
            // libpq's message may repeat the address, never the password. A failed connection holds a socket too.
            std::string what = PQerrorMessage(c_);
            PQfinish(std::exchange(c_, nullptr));
            throw Error(Error::lost, "cannot reach PostgreSQL: " + what);
        }
        {
            std::lock_guard lock(cancelling_);
            PQfreeCancel(cancel_);
            cancel_ = PQgetCancel(c_);
        }
        PQsetNoticeProcessor(
            c_, [](void*, const char*) {}, nullptr);
        plain("SET TIME ZONE 'UTC'");
        plain("SET client_min_messages = warning");
        // Compiling a question takes longer than answering any of these.
        plain("SET jit = off");
    }

    Result plain(std::string_view sql) {
        Result result(PQexec(c_, std::string(sql).c_str()));
        check(result.get(), sql);
        return result;
    }

    // A transaction begins anew on a new connection after the old one broke. That shows with its first question.
    void begin(std::string_view sql) {
        arrive();
        if (PQstatus(c_) != CONNECTION_OK) connect();
        settle();
        only_reads_ = sql.ends_with("READ ONLY");
        put(sql, Texts({}));
        begun_ = sql;
    }
    // Until then nothing was done that could be done twice.
    Result first(std::string_view sql, const Texts& texts) {
        auto begun = std::exchange(begun_, {});
        try {
            put(sql, texts);
            return drain();
        } catch (const Error& error) {
            if (error.kind != Error::lost) throw;
        }
        connect();
        put(begun, Texts({}));
        put(sql, texts);
        return drain();
    }

    // Nobody needs to know how the end of a transaction went that only read; its answer is fetched when the connection
    // is used again.
    void leave() { left_ = PQsendQuery(c_, "COMMIT") == 1; }
    void arrive() {
        if (!std::exchange(left_, false)) return;
        while (auto* result = PQgetResult(c_)) {
            PQclear(result);
            if (PQstatus(c_) != CONNECTION_OK) break;
        }
    }

    void make_room(std::string_view sql) {
        if (statements_.size() < kStatements || statements_.find(sql) != statements_.end()) return;
        settle();
        plain("DEALLOCATE ALL");
        statements_.clear();
    }

    const std::string& prepare(std::string_view sql) {
        auto found = statements_.find(sql);
        if (found != statements_.end()) return found->second;
        std::string name = "s" + std::to_string(++last_);
        Result result(PQprepare(c_, name.c_str(), number_parameters(sql).c_str(), 0, nullptr));
        check(result.get(), sql);
        return statements_.emplace(std::string(sql), name).first->second;
    }

    Result answer(std::string_view sql, std::span<const Param> params) {
        if (!ahead_.empty() && begun_.empty())
            if (auto one = ahead_.find(key_of(sql, params)); one != ahead_.end()) {
                if (!one->second.answer) settle();
                auto result = std::move(one->second.answer);
                ahead_.erase(one);
                if (result) return result;
            }
        Texts texts(params);
        make_room(sql);
        if (!begun_.empty()) return first(sql, texts);
        if (!waiting_.empty()) {
            put(sql, texts);
            return drain();
        }
        const std::string& name = prepare(sql);
        Result result(PQexecPrepared(c_, name.c_str(), texts.size(), texts.get(), nullptr, nullptr, 0));
        check(result.get(), sql);
        return result;
    }

    void put(std::string_view sql, const Texts& texts) {
        make_room(sql);
        if (waiting_.empty() && PQpipelineStatus(c_) == PQ_PIPELINE_OFF && !PQenterPipelineMode(c_)) lose(sql);
        auto found = statements_.find(sql);
        if (found == statements_.end()) {
            std::string name = "s" + std::to_string(++last_);
            if (!PQsendPrepare(c_, name.c_str(), number_parameters(sql).c_str(), 0, nullptr)) lose(sql);
            found = statements_.emplace(std::string(sql), name).first;
            fresh_.emplace_back(sql);
            waiting_.emplace_back(sql);
        }
        if (!PQsendQueryPrepared(c_, found->second.c_str(), texts.size(), texts.get(), nullptr, nullptr, 0)) lose(sql);
        waiting_.emplace_back(sql);
    }

    Ahead* ahead_at(std::size_t n) {
        for (auto& [_, one] : ahead_)
            if (one.at == n && !one.answer) return &one;
        return nullptr;
    }

    // Reads all answers, keeps those that were asked ahead, returns the last other one; throws the first error.
    Result drain() {
        auto waiting = std::exchange(waiting_, {});
        auto fresh = std::exchange(fresh_, {});
        if (!PQpipelineSync(c_)) lose(waiting.back());
        Result last, failed;
        std::string_view failed_sql;
        bool whole = false;
        for (std::size_t n = 0; !whole;) {
            Result result(PQgetResult(c_));
            if (!result && PQstatus(c_) != CONNECTION_OK) break;
            if (!result) continue;  // the end of one statement's answer
            auto status = PQresultStatus(result.get());
            bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
            if (status == PGRES_PIPELINE_SYNC) {
                whole = true;
            } else if (!good && !failed) {
                failed = std::move(result);
                failed_sql = n < waiting.size() ? std::string_view(waiting[n]) : std::string_view();
            } else if (auto* one = ahead_at(n)) {
                one->answer = std::move(result);
            } else {
                last = std::move(result);
            }
            ++n;
        }
        PQexitPipelineMode(c_);
        if (whole && !failed) return last;
        // Which of the new statements the server knows is not worth finding out.
        for (auto& sql : fresh) statements_.erase(sql);
        ahead_.clear();
        if (!failed) lose(waiting.back());
        check(failed.get(), failed_sql);
        throw std::logic_error("unreachable");
    }

    [[noreturn]] void lose(std::string_view sql) {
        ++writes_;
        throw Error(PQstatus(c_) == CONNECTION_OK ? Error::other : Error::lost,
                    std::string(PQerrorMessage(c_)) + " in: " + std::string(sql.substr(0, 400)));
    }

    void check(PGresult* result, std::string_view sql) {
        auto status = PQresultStatus(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
        ++writes_;  // the transaction is of no more use
        auto kind = Error::other;
        const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        if (PQstatus(c_) != CONNECTION_OK)
            kind = Error::lost;
        else if (state && !std::strcmp(state, "23505"))
            kind = Error::unique;
        else if (state &&
                 (!std::strcmp(state, "40P01") || !std::strcmp(state, "40001") || !std::strcmp(state, "55P03")))
            kind = Error::busy;
        // Also a database that only reads (25006) or whose disk fails (58).
        else if (state &&
                 (!std::strncmp(state, "53", 2) || !std::strncmp(state, "58", 2) || !std::strcmp(state, "25006")))
            kind = Error::full;
        else if (state && !std::strcmp(state, "57014"))
            kind = Error::interrupted;
        else if (state && !std::strncmp(state, "57P", 3))
            kind = Error::lost;
        const char* message = PQresultErrorMessage(result);
        throw Error(kind, std::string(message && *message ? message : PQerrorMessage(c_)) +
                              " in: " + std::string(sql.substr(0, 400)));
    }

    std::string url_;
    PGconn* c_ = nullptr;
    std::string begun_;  // a transaction that has asked nothing yet
    bool only_reads_ = false, left_ = false;
    std::mutex cancelling_;
    PGcancel* cancel_ = nullptr;
    int last_ = 0;
    std::vector<std::string> waiting_, fresh_;  // SQL in the pipeline; of these, what was prepared there
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> statements_;
    std::map<std::string, Ahead> ahead_;
};

}  // namespace

std::unique_ptr<Connection> open_postgres(const std::string& url) {
    return std::make_unique<Postgres>(url);
}

}  // namespace zhenan::db
