#include "modules/hazard/recurrence.h"

namespace zhenan::hazard {

bool alike(const Question& q, const Described& description, Earlier& e) {
    // Codes are those of one edition.
    e.same_item = !q.item_id.empty() && e.item_id == q.item_id && e.checklist_id == q.checklist_id;
    e.likeness = description.likeness(e.description);
    return e.same_item || e.likeness >= kAlike;
}

std::optional<std::string> recurrence_among(const std::vector<Earlier>& closed, const Question& q) {
    Described described(q.description);
    for (auto e : closed)
        if (alike(q, described, e)) return e.id;
    return {};
}

}  // namespace zhenan::hazard
