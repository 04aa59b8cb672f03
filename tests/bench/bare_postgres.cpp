// The yardstick on PostgreSQL: the same rows and the same question with libpq alone. Prints JSON.
//   zhenan_bare_postgres mark URL                     what is written from now on has at least this transaction number
//   zhenan_bare_postgres insert URL MARK COUNT [EACH] what was written since, COUNT times, EACH (64) a transaction, in
//                                                     libpq's pipeline
//   zhenan_bare_postgres page URL PATH TODAY ROUNDS   one village's open and late hazards by due day: 50 rows and the
//                                                     total
#include <libpq-fe.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tokens.h"

namespace {

using namespace bench;
using std::chrono::steady_clock;

[[noreturn]] void fail(PGconn* c, const std::string& what) {
    std::fprintf(stderr, "%s: %s\n", what.c_str(), PQerrorMessage(c));
    std::exit(1);
}

using Rows = std::vector<std::vector<std::optional<std::string>>>;

Rows rows(PGconn* c, const std::string& sql, std::vector<std::string>* names = nullptr) {
    auto* result = PQexec(c, sql.c_str());
    auto status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) fail(c, sql);
    Rows found;
    for (int f = 0; names && f < PQnfields(result); ++f) names->emplace_back(PQfname(result, f));
    for (int r = 0; r < PQntuples(result); ++r) {
        auto& row = found.emplace_back();
        for (int f = 0; f < PQnfields(result); ++f)
            row.push_back(PQgetisnull(result, r, f) ? std::nullopt
                                                    : std::optional<std::string>(PQgetvalue(result, r, f)));
    }
    PQclear(result);
    return found;
}

struct Insert {
    std::string statement;
    std::vector<std::vector<Piece>> cells;
    int number = -1;  // the cell that holds the notice's number as a number
};

class Writer {
public:
    Writer(PGconn* c, const std::string& mark) : c_(c) {
        struct Found {
            std::string table;
            std::vector<std::string> columns;
            std::vector<std::string> cells;
        };
        std::vector<Found> found;
        for (auto& table :
             rows(c, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1")) {
            if (kLeftOut.count(*table[0]) || *table[0] == "migration") continue;
            std::map<std::string, bool> own;  // the database fills these itself
            for (auto& column :
                 rows(c, "SELECT column_name FROM information_schema.columns WHERE table_name = '" + *table[0] +
                             "' AND (column_default LIKE 'nextval%' OR column_default LIKE 'pg_current%')"))
                own[*column[0]] = true;
            std::vector<std::string> names;
            for (auto& row : rows(c,
                                  "SELECT * FROM " + *table[0] +
                                      " WHERE CAST(CAST(xmin AS TEXT) AS BIGINT) >= " + mark + " ORDER BY ctid",
                                  &names)) {
                Found one{*table[0], {}, {}};
                for (std::size_t f = 0; f < row.size(); ++f)
                    if (row[f] && !own.count(names[f])) {
                        one.columns.push_back(names[f]);
                        one.cells.push_back(*row[f]);
                    }
                found.push_back(one);
            }
        }
        auto text = [](const Found& one, const std::string& column) {
            for (std::size_t f = 0; f < one.columns.size(); ++f)
                if (one.columns[f] == column) return one.cells[f];
            return std::string();
        };
        for (auto& one : found)
            if (auto id = text(one, "id"); id.size() == 36) tokens_.learn_id(id);
        for (auto& one : found) tokens_.learn(one.table, [&](auto& column) { return text(one, column); });
        for (auto& one : found) {
            Insert insert{"i" + std::to_string(inserts_.size()), {}, -1};
            std::string names, marks;
            for (std::size_t f = 0; f < one.columns.size(); ++f) {
                names += (f ? ", " : "") + one.columns[f];
                marks += (f ? ", $" : "$") + std::to_string(f + 1);
                if (one.columns[f] == "number_value") insert.number = static_cast<int>(f);
                insert.cells.push_back(tokens_.cut(one.cells[f]));
            }
            prepare(insert.statement, "INSERT INTO " + one.table + " (" + names + ") VALUES (" + marks + ")");
            ++count[one.table];
            inserts_.push_back(std::move(insert));
        }
        prepare("series", "UPDATE number_series SET last = last + 1 WHERE organ = $1 AND kind = $2 RETURNING last");
        prepare("begin", "BEGIN");
        prepare("commit", "COMMIT");
        for (auto& row : rows(c, "SELECT id, area_id FROM enterprise ORDER BY id"))
            places_.emplace_back(*row[0], *row[1]);
        PQenterPipelineMode(c);
    }

    void begin() { put("begin", {}); }
    void commit() {
        put("commit", {});
        drain();
    }
    void write(std::int64_t n) {
        // The number must be known before the rows that name it: the one question of a submission.
        put("series", {tokens_.organ(), tokens_.kind()});
        auto taken = std::stoll(drain());
        tokens_.next(n, 0, places_[static_cast<std::size_t>(n) % places_.size()], taken);
        for (auto& insert : inserts_) {
            std::vector<std::string> values;
            for (auto& cell : insert.cells) values.push_back(tokens_.joined(cell));
            if (insert.number >= 0) values[static_cast<std::size_t>(insert.number)] = std::to_string(taken);
            put(insert.statement, values);
        }
    }

    std::map<std::string, int> count;

private:
    void prepare(const std::string& name, const std::string& sql) {
        auto* result = PQprepare(c_, name.c_str(), sql.c_str(), 0, nullptr);
        if (PQresultStatus(result) != PGRES_COMMAND_OK) fail(c_, sql);
        PQclear(result);
    }
    void put(const std::string& name, const std::vector<std::string>& values) {
        std::vector<const char*> pointers;
        for (auto& value : values) pointers.push_back(value.c_str());
        if (!PQsendQueryPrepared(c_, name.c_str(), static_cast<int>(values.size()), pointers.data(), nullptr, nullptr,
                                 0))
            fail(c_, name);
    }
    std::string drain() {
        if (!PQpipelineSync(c_)) fail(c_, "sync");
        std::string last;
        for (;;) {
            auto* result = PQgetResult(c_);
            if (!result) continue;
            auto status = PQresultStatus(result);
            if (status == PGRES_TUPLES_OK && PQntuples(result)) last = PQgetvalue(result, 0, 0);
            bool good = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_PIPELINE_SYNC;
            if (!good) fail(c_, PQresultErrorMessage(result));
            PQclear(result);
            if (status == PGRES_PIPELINE_SYNC) return last;
        }
    }

    PGconn* c_;
    Tokens tokens_;
    std::vector<Insert> inserts_;
    std::vector<std::pair<std::string, std::string>> places_;
};

void page(PGconn* c, const std::string& path, const std::string& today, int rounds) {
    const std::string where =
        "NOT t.withdrawn AND t.area_id IN (SELECT id FROM area WHERE path >= $1 AND path < $2) AND t.status IN "
        "('rectifying', 'awaiting_recheck') AND CASE t.status WHEN 'rectifying' THEN t.due_on ELSE t.recheck_due_on "
        "END < $3";
    auto prepare = [&](const char* name, const std::string& sql) {
        auto* result = PQprepare(c, name, sql.c_str(), 0, nullptr);
        if (PQresultStatus(result) != PGRES_COMMAND_OK) fail(c, sql);
        PQclear(result);
    };
    prepare("rows",
            "SELECT t.*, a.name, e.name FROM hazard t LEFT JOIN area a ON a.id = t.area_id LEFT JOIN enterprise e ON "
            "e.id = t.enterprise_id WHERE " +
                where + " ORDER BY t.due_on, t.id LIMIT 50");
    prepare("total", "SELECT COUNT(*) FROM hazard t WHERE " + where);
    auto end = path;
    ++end.back();
    const char* values[] = {path.c_str(), end.c_str(), today.c_str()};
    std::vector<double> took;
    std::string found;
    auto ask = [&](const char* name) {
        auto* result = PQexecPrepared(c, name, 3, values, nullptr, nullptr, 0);
        if (PQresultStatus(result) != PGRES_TUPLES_OK) fail(c, name);
        found = PQgetvalue(result, 0, 0);
        PQclear(result);
    };
    for (int i = 0; i < rounds + 5; ++i) {
        auto began = steady_clock::now();
        rows(c, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        ask("rows");
        ask("total");
        rows(c, "COMMIT");
        if (i >= 5) took.push_back(std::chrono::duration<double>(steady_clock::now() - began).count() * 1000);
    }
    std::sort(took.begin(), took.end());
    auto at = [&](double part) {
        return took[std::min(took.size() - 1, static_cast<std::size_t>(part * static_cast<double>(took.size())))];
    };
    std::printf("{\"total\": %s, \"p50\": %.4f, \"p99\": %.4f}\n", found.c_str(), at(0.5), at(0.99));
}

}  // namespace

int main(int count, char** values) {
    std::vector<std::string> a(values + 1, values + count);
    a.resize(5);
    auto* c = PQconnectdb(a[1].c_str());
    if (PQstatus(c) != CONNECTION_OK) fail(c, "connect");
    PQsetNoticeProcessor(
        c, [](void*, const char*) {}, nullptr);
    if (a[0] == "mark") {
        std::puts(rows(c, "SELECT CAST(pg_current_xact_id() AS TEXT)")[0][0]->c_str());
    } else if (a[0] == "insert") {
        auto total = std::stoll(a[3]), each = a[4].empty() ? 64 : std::stoll(a[4]);
        Writer writer(c, a[2]);
        auto began = steady_clock::now();
        for (std::int64_t n = 0; n < total;) {
            writer.begin();
            for (std::int64_t i = 0; i < each && n < total; ++i, ++n) writer.write(n);
            writer.commit();
        }
        auto seconds = std::chrono::duration<double>(steady_clock::now() - began).count();
        int each_rows = 0;
        for (auto& [_, n] : writer.count) each_rows += n;
        std::printf("{\"submissions\": %lld, \"seconds\": %.4f, \"perSecond\": %.1f, \"rowsEach\": %d, \"tables\": {",
                    static_cast<long long>(total), seconds, static_cast<double>(total) / seconds, each_rows);
        bool first = true;
        for (auto& [name, n] : writer.count) {
            std::printf("%s\"%s\": %d", first ? "" : ", ", name.c_str(), n);
            first = false;
        }
        std::puts("}}");
    } else if (a[0] == "page") {
        page(c, a[2], a[3], std::stoi(a[4]));
    } else {
        std::fputs("mark, insert or page\n", stderr);
        return 2;
    }
    PQfinish(c);
}
