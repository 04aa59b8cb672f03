#include <algorithm>

#include "core/event/event.h"
#include "modules/hazard/recurrence.h"
#include "modules/hazard/recurrence_rules.h"

namespace zhenan::hazard {

int recurrence_months(db::Connection& db) {
    return std::stoi(setting(db, "recurrence_months").value_or("12"));
}

std::vector<Earlier> earlier_like(db::Connection& db, const Question& q) {
    std::vector<Earlier> found;
    auto since = add_days(q.on, -30 * recurrence_months(db));
    db.each(
        "SELECT id, description, found_on, closed_on, status, notice_numbers, fixed_on_spot, checklist_id, item_id "
        "FROM hazard WHERE place_id = ? AND found_on >= ? AND found_on <= ? AND NOT withdrawn "
        "ORDER BY found_on DESC, id DESC LIMIT 300",
        {q.place_id, since, q.on}, [&](auto& row) {
            Earlier e{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5), row.boolean(6)};
            // Codes are those of one edition.
            e.same_item = !q.item_id.empty() && row.text(8) == q.item_id && row.text(7) == q.checklist_id;
            if (!q.description.empty()) e.likeness = likeness(q.description, e.description);
            if (e.same_item || e.likeness >= kAlike) found.push_back(std::move(e));
        });
    std::stable_sort(found.begin(), found.end(), [](auto& a, auto& b) { return a.found_on > b.found_on; });
    if (found.size() > 5) found.resize(5);
    return found;
}

std::optional<std::string> recurrence_of(db::Connection& db, const Question& q) {
    for (auto& e : earlier_like(db, q))
        if (!e.closed_on.empty() && e.closed_on <= q.on && e.found_on < q.on) return e.id;
    return {};
}

}  // namespace zhenan::hazard
