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
std::vector<Earlier> alike(db::Connection& db, const Question& q, const char* condition, std::vector<db::Value> more,
                           std::size_t most) {
    std::vector<Earlier> found;
    std::vector<db::Value> values{q.place_id, add_days(q.on, -30 * recurrence_months(db)), q.on};
    values.insert(values.end(), more.begin(), more.end());
    Described described(q.description);
    db.each(std::string("SELECT id, description, found_on, closed_on, status, notice_numbers, fixed_on_spot, "
                        "checklist_id, item_id FROM hazard WHERE place_id = ? AND found_on >= ? AND found_on <= ? "
                        "AND NOT withdrawn") +
                condition + " ORDER BY found_on DESC, id DESC LIMIT 300",
            values, [&](auto& row) {
                if (found.size() == most) return;
                Earlier e{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5), row.boolean(6)};
                // Codes are those of one edition.
                e.same_item = !q.item_id.empty() && row.text(8) == q.item_id && row.text(7) == q.checklist_id;
                e.likeness = described.likeness(e.description);
                if (e.same_item || e.likeness >= kAlike) found.push_back(std::move(e));
            });
    return found;
}
}  // namespace

std::vector<Earlier> earlier_like(db::Connection& db, const Question& q) {
    return alike(db, q, "", {}, 5);
}

std::optional<std::string> recurrence_of(db::Connection& db, const Question& q) {
    auto found = alike(db, q, " AND closed_on <= ? AND found_on < ?", {q.on, q.on}, 1);
    if (found.empty()) return {};
    return found.front().id;
}

}  // namespace zhenan::hazard
