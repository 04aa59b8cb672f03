#include "core/period.h"
#include "core/setting.h"
#include "modules/hazard/recurrence.h"
#include "modules/hazard/recurrence_rules.h"

namespace zhenan::hazard {

namespace {
const Setting& kRecurrenceMonths = Setting::declare(
    {.field = {.name = "recurrence_months",
               .type = Field::integer,
               .zh = "重复隐患看几个月",
               .en = "Months in which a hazard counts as recurring",
               .min = 1,
               .max = 60,
               .unit_zh = "个月",
               .unit_en = "months",
               .help_zh =
                   "同一地点这几个月里销过号的同一项或相近的隐患再次出现，标为“重复隐患”，登记时先提示。已登记的不变。",
               .help_en = "The same or a similar hazard at the same place, found again within so many months after one "
                          "that was closed, is marked as recurring and pointed out while entering. Those on record "
                          "stay as they are."},
     .otherwise = "12",
     .source_zh = "没有法律规定，由本单位决定",
     .source_en = "No law; the office decides"});
}  // namespace

int recurrence_months(db::Connection& db) {
    return static_cast<int>(kRecurrenceMonths.figure(db));
}

namespace {
struct Asked {
    std::string sql;
    std::vector<db::Value> values;
};

// What was found or closed at a place within those months, the latest first.
Asked asked_before(db::Connection& db, const std::string& place_id, const std::string& on, bool closed) {
    std::string sql =
        "SELECT id, description, found_on, closed_on, status, notice_numbers, fixed_on_spot, checklist_id, item_id "
        "FROM hazard WHERE place_id = ? AND (found_on >= ? OR closed_on >= ?) AND found_on <= ? AND NOT withdrawn";
    auto since = add_months(on, -recurrence_months(db));
    std::vector<db::Value> values{place_id, since, since, on};
    if (closed) {
        sql += " AND closed_on <= ? AND found_on < ?";
        values.insert(values.end(), {on, on});
    }
    return {sql + " ORDER BY found_on DESC, id DESC LIMIT 300", std::move(values)};
}

void each_before(db::Connection& db, const std::string& place_id, const std::string& on, bool closed,
                 const std::function<void(Earlier)>& on_hazard) {
    auto asked = asked_before(db, place_id, on, closed);
    db.each(asked.sql, asked.values, [&](auto& row) {
        on_hazard({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5), row.boolean(6), row.str(7),
                   row.str(8)});
    });
}
}  // namespace

std::vector<Earlier> earlier_like(db::Connection& db, const Question& q) {
    std::vector<Earlier> found;
    Described described(q.description);
    each_before(db, q.place_id, q.on, false, [&](Earlier e) {
        if (found.size() < 5 && alike(q, described, e)) found.push_back(std::move(e));
    });
    return found;
}

void expect(db::Connection& db, const std::string& place_id, const std::string& on) {
    auto asked = asked_before(db, place_id, on, true);
    db.ahead(asked.sql, asked.values);
}

std::vector<Earlier> closed_before(db::Connection& db, const std::string& place_id, const std::string& on) {
    std::vector<Earlier> found;
    each_before(db, place_id, on, true, [&](Earlier e) { found.push_back(std::move(e)); });
    return found;
}

}  // namespace zhenan::hazard
