#include "modules/measure/measure_store.h"

#include <fmt/format.h>

#include <map>

#include "core/install.h"
#include "modules/record/record.h"

namespace zhenan::measure {

namespace {

const Shipped shipped{"measure_fold"};  // its one row comes with the table

struct Fold {
    std::string xid;
    std::int64_t seq = 0;
};

Fold fold_at(db::Connection& db) {
    Fold at;
    db.each("SELECT last_xid, last_seq FROM measure_fold WHERE singleton = 1", {}, [&](auto& row) {
        at = {row.str(0), row.integer(1)};
    });
    return at;
}

// Rows that the fold has not taken yet. On PostgreSQL numbers become visible out of order, so the transaction counts
// first.
std::string tail_condition(db::Engine engine, const Fold& at, std::vector<db::Value>& binds) {
    if (engine == db::Engine::postgres) {
        binds.emplace_back(at.xid);
        binds.emplace_back(at.seq);
        return "(d.xid, d.seq) > (CAST(? AS xid8), ?)";
    }
    binds.emplace_back(at.seq);
    return "d.seq > ?";
}

const char* order(db::Engine engine) {
    return engine == db::Engine::postgres ? "d.xid, d.seq" : "d.seq";
}

std::pair<std::string, std::string> range(const Ask& ask) {
    auto [from, to] = record::below(ask.path);
    return ask.path == "/" ? std::pair<std::string, std::string>{"/", "0"} : std::pair{from, to};
}

std::string month_start(const std::string& day) {
    return day.substr(0, 8) + "01";
}
std::string year_start(const std::string& day) {
    return day.substr(0, 5) + "01-01";
}
std::string next_month(const std::string& day) {
    return month_start(add_days(month_start(day), 31));
}

}  // namespace

void post(db::Connection& db, const std::string& kind, const std::string& id, const Posted& p) {
    db.later(
        "INSERT INTO measure_delta (measure, area_id, day, dimension, n, approximate, record_kind, record_id) VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?)",
        {p.measure, p.area_id, p.day, p.dimension, p.n, p.approximate, kind, id});
}

std::vector<Posted> posted_of(db::Connection& db, const std::string& id) {
    std::vector<Posted> found;
    db.each(
        "SELECT measure, area_id, day, dimension, SUM(n), SUM(approximate) FROM measure_delta WHERE record_id = ? "
        "GROUP BY measure, area_id, day, dimension HAVING SUM(n) <> 0 OR SUM(approximate) <> 0",
        {id}, [&](auto& row) {
            found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.integer(4), row.integer(5)});
        });
    return found;
}

std::vector<Cell> folded_cells(const Ask& ask, std::string_view measure, bool stock) {
    std::vector<Cell> cells;
    auto [low, high] = range(ask);
    auto add = [&](const db::Row& row) {
        cells.push_back({row.str(0), row.str(1), row.str(2), row.integer(3), row.integer(4)});
    };
    auto totals = [&](const char* grain, const std::string& from, const std::string& before) {
        if (from >= before) return;
        ask.db.each(
            stock ? "SELECT t.area_id, MAX(t.day), t.dimension, SUM(t.n), SUM(t.approximate) FROM measure_total t JOIN "
                    "area a ON a.id = t.area_id "
                    "WHERE t.measure = ? AND t.grain = ? AND t.day >= ? AND t.day < ? AND a.path >= ? AND a.path < ? "
                    "GROUP BY t.area_id, t.dimension"
                  : "SELECT t.area_id, t.day, t.dimension, t.n, t.approximate FROM measure_total t JOIN area a ON "
                    "a.id = t.area_id "
                    "WHERE t.measure = ? AND t.grain = ? AND t.day >= ? AND t.day < ? AND a.path >= ? AND a.path < ?",
            {measure, grain, from, before, low, high}, add);
    };
    std::string from = stock ? "0000-00-00" : ask.from, end = add_days(ask.to, 1);
    // Whole months from the months' sums, the edges from the days'; what lies years back from the years'.
    if (stock) {
        totals("y", from, year_start(end));
        from = year_start(end);
    }
    auto first = from == month_start(from) ? from : next_month(from);
    auto last = month_start(end);
    if (first < last) {
        if (!stock) totals("d", from, first);
        totals("m", first, last);
        totals("d", last, end);
    } else {
        totals("d", from, end);
    }
    std::vector<db::Value> binds;
    auto engine = ask.db.engine();
    auto tail = tail_condition(engine, fold_at(ask.db), binds);
    for (auto& value : {std::string(measure), stock ? "0000-00-00" : from, end, low, high}) binds.emplace_back(value);
    // The few rows behind the fold first: either store would rather look through all days of the measure.
    ask.db.each(fmt::format("WITH d AS MATERIALIZED (SELECT * FROM measure_delta d WHERE {} ORDER BY {}) "
                            "SELECT d.area_id, d.day, d.dimension, SUM(d.n), SUM(d.approximate) FROM d "
                            "JOIN area a ON a.id = d.area_id "
                            "WHERE d.measure = ? AND d.day >= ? AND d.day < ? AND a.path >= ? AND a.path < ? "
                            "GROUP BY d.area_id, d.day, d.dimension",
                            tail, order(engine)),
                binds, add);
    return cells;
}

std::vector<RecordLine> folded_records(const Ask& ask, std::string_view measure, bool stock, std::int64_t limit,
                                       std::int64_t offset, std::int64_t& total) {
    auto [low, high] = range(ask);
    std::string from = stock ? "0000-00-00" : ask.from;
    auto grouped = fmt::format(
        "FROM measure_delta d JOIN area a ON a.id = d.area_id WHERE d.measure = ? AND d.day >= ? AND d.day <= ? AND "
        "a.path >= ? AND a.path < ?{} "
        "GROUP BY d.record_kind, d.record_id HAVING SUM(d.n) <> 0",
        ask.member.empty() ? "" : " AND d.dimension = ?");
    std::vector<db::Value> binds{std::string(measure), from, ask.to, low, high};
    if (!ask.member.empty()) binds.emplace_back(ask.member);
    ask.db.each(fmt::format("SELECT COUNT(*) FROM (SELECT 1 {}) counted", grouped), binds,
                [&](auto& row) { total = row.integer(0); });
    std::vector<RecordLine> lines;
    binds.emplace_back(limit);
    binds.emplace_back(offset);
    ask.db.each(fmt::format("SELECT d.record_kind, d.record_id, SUM(d.n), MAX(d.day), MAX(a.name) {} ORDER BY "
                            "MAX(d.day), d.record_id LIMIT ? OFFSET ?",
                            grouped),
                binds, [&](auto& row) {
                    lines.push_back({row.str(0), row.str(1), {}, row.str(3), row.str(4), row.integer(2)});
                });
    for (auto& line : lines) line.title = record::title_of(ask.db, line.kind, line.id);
    return lines;
}

std::int64_t fold(db::Connection& db) {
    if (!db.alone("fold")) return 0;
    auto at = fold_at(db);
    std::vector<db::Value> binds;
    auto tail = tail_condition(db.engine(), at, binds);
    bool postgres = db.engine() == db::Engine::postgres;
    if (postgres) tail += " AND d.xid < pg_snapshot_xmin(pg_current_snapshot())";
    struct Key {
        std::string measure, grain, day, area, dimension;
        auto operator<=>(const Key&) const = default;
    };
    std::map<Key, std::pair<std::int64_t, std::int64_t>> sums;
    std::int64_t taken = 0;
    db.each(
        fmt::format("SELECT d.measure, d.day, d.area_id, d.dimension, d.n, d.approximate, {}, d.seq FROM measure_delta "
                    "d WHERE {} ORDER BY {} LIMIT 20000",
                    postgres ? "CAST(d.xid AS TEXT)" : "'0'", tail, order(db.engine())),
        binds, [&](auto& row) {
            auto day = row.str(1);
            for (auto& [grain, start] : {std::pair{"d", day}, {"m", month_start(day)}, {"y", year_start(day)}}) {
                auto& sum = sums[{row.str(0), grain, start, row.str(2), row.str(3)}];
                sum.first += row.integer(4);
                sum.second += row.integer(5);
            }
            at = {row.str(6), row.integer(7)};
            ++taken;
        });
    if (!taken) return 0;
    for (auto& [key, sum] : sums)
        db.later(
            "INSERT INTO measure_total (measure, grain, day, area_id, dimension, n, approximate) VALUES (?, ?, ?, ?, "
            "?, ?, ?) "
            "ON CONFLICT (measure, grain, day, area_id, dimension) DO UPDATE SET n = measure_total.n + excluded.n, "
            "approximate = measure_total.approximate + excluded.approximate",
            {key.measure, key.grain, key.day, key.area, key.dimension, sum.first, sum.second});
    db.run("UPDATE measure_fold SET last_xid = ?, last_seq = ? WHERE singleton = 1", {at.xid, at.seq});
    return taken;
}

namespace {
std::vector<Posted> sums_of(db::Connection& db, const std::string& sql, const std::vector<db::Value>& binds) {
    std::vector<Posted> found;
    db.each(sql, binds, [&](auto& row) {
        found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.integer(4), row.integer(5)});
    });
    return found;
}
}  // namespace

std::vector<Posted> all_posted(db::Connection& db) {
    return sums_of(db,
                   "SELECT measure, area_id, day, dimension, SUM(n), SUM(approximate) FROM measure_delta "
                   "GROUP BY measure, area_id, day, dimension HAVING SUM(n) <> 0 ORDER BY 1, 2, 3, 4",
                   {});
}

std::vector<Posted> all_folded_with_tail(db::Connection& db) {
    std::vector<db::Value> binds;
    auto tail = tail_condition(db.engine(), fold_at(db), binds);
    return sums_of(
        db,
        fmt::format("SELECT measure, area_id, day, dimension, SUM(n), SUM(approximate) FROM ("
                    "SELECT measure, area_id, day, dimension, n, approximate FROM measure_total WHERE grain = 'd' "
                    "UNION ALL SELECT d.measure, d.area_id, d.day, d.dimension, d.n, d.approximate FROM measure_delta "
                    "d WHERE {}) parts "
                    "GROUP BY measure, area_id, day, dimension HAVING SUM(n) <> 0 ORDER BY 1, 2, 3, 4",
                    tail),
        binds);
}

std::vector<std::string> all_ids(db::Connection& db, const std::string& table, const std::string& kind) {
    std::vector<std::string> ids;
    if (table == "entry")
        db.each("SELECT id FROM entry WHERE kind = ? AND NOT withdrawn", {kind},
                [&](auto& row) { ids.push_back(row.str(0)); });
    else
        db.each(fmt::format("SELECT id FROM {} WHERE NOT withdrawn", table), {},
                [&](auto& row) { ids.push_back(row.str(0)); });
    return ids;
}

}  // namespace zhenan::measure
