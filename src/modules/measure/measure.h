// THE DOOR of measures: named figures over records, by area and period, always to be opened into the records behind
// them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/db/db.h"
#include "core/field.h"
#include "core/http/http.h"

namespace zhenan::measure {

/// What one record adds to a measure on a business day in an area.
struct Contribution {
    std::string measure, area_id, day, dimension;
    std::int64_t n = 1;
    bool approximate = false;  // 余: the record says "more than"
};

/// A static object of this type says what records of a kind contribute: pure, from the record alone. The same function
/// keeps the figures and recounts them (`zhenan verify`).
struct Source {
    Source(std::string kind, std::function<std::vector<Contribution>(const json::object& record)> contributions);
};
/// Sources known only while running (declared ledgers).
void add_source(const std::string& kind, std::function<std::vector<Contribution>(const json::object&)> contributions);

/// Brings the figures to what the record says now, in its transaction: -1 on the old day, +1 on the new. No record:
/// withdrawn. `fresh`: it was just made, nothing was posted before.
void follow(db::Connection& db, const std::string& kind, const std::string& id, const json::object* record, bool fresh);
void follow(db::Connection& db, const std::string& kind, const std::string& id,
            const std::vector<Contribution>& contributions, bool fresh);

/// A piece of a figure before it is grouped.
struct Cell {
    std::string area_id, day, dimension;
    std::int64_t n = 0;
    std::int64_t approximate = 0;
};

/// What is asked: the subtree below a path, a period of days; a stock is its value at the end of `to`. `member`: only
/// what falls under this member of the measure's dimension.
struct Ask {
    db::Connection& db;
    std::string path, from, to;
    std::string member = {};
};

struct RecordLine {
    std::string kind, id, title, day, area_name;
    std::int64_t n = 1;
    std::string member = {};  // of the dimension, where a computed measure has one
};

struct Definition {
    enum Form { flow, stock, computed, rate };
    std::string name;
    Form form = flow;
    std::string zh, en, unit_zh, unit_en, about_zh, about_en;
    std::string dimension;     // "level": by=level groups by it
    std::string by_zh, by_en;  // what the dimension is called, where it is a ledger's field
    std::vector<Option> options;
    bool at_end = false;                                         // computed: a stock
    std::function<std::vector<Cell>(const Ask&)> cells;          // computed
    std::function<std::vector<RecordLine>(const Ask&)> records;  // computed
    std::string numerator, denominator;                          // rate, in percent
};

struct Definitions {
    explicit Definitions(std::function<std::vector<Definition>()> make);
};
/// Takes these in place of what was published before (ledgers declared while running); sources replace carried ones of
/// the same kind. What was given out stays as it was.
struct Declared {
    std::string kind;
    std::function<std::vector<Contribution>(const json::object& record)> contributions;
    std::vector<Definition> definitions;  // a name that is taken is passed over
};
void publish(std::vector<Declared> declared);

const std::vector<Definition>& all();
const Definition* find(std::string_view name);

struct Value {
    std::optional<double> value;  // nothing: a rate without a base
    bool approximate = false;
};

/// A flow summed over all days up to `to`: for stocks that are differences of flows.
std::vector<Cell> stock_of(const Ask& ask, std::string_view name);
Value value(const Ask& ask, std::string_view name);
/// The pieces of a figure that is no rate, for whoever groups them otherwise: many areas are asked at once.
std::vector<Cell> cells_of(const Ask& ask, std::string_view name);
/// Per member of `by` ("area": the areas right below, "month", or the measure's dimension): key and value.
std::vector<std::pair<std::string, Value>> by(const Ask& ask, std::string_view name, const std::string& by);
std::vector<RecordLine> records(const Ask& ask, std::string_view name, std::int64_t limit, std::int64_t offset,
                                std::int64_t& total);

/// Folds what is complete into days and months; how many rows it took.
std::int64_t fold(db::Connection& db);
/// Recounts every source and compares; says the first difference.
std::optional<std::string> recount(db::Connection& db);

/// The path that an actor's question is about: the asked area in scope, else the actor's own topmost.
std::string asked_path(http::Call& call, const std::string& area_id);

}  // namespace zhenan::measure
