#include <map>
#include <mutex>

#include "modules/checklist/checklist.h"
#include "modules/record/record.h"

#include "modules/checklist/checklist_rules.h"

namespace zhenan::checklist {

std::vector<json::object> in_force(db::Connection& db, std::string_view category, std::string_view day) {
    std::vector<std::string> ids;
    db.each(
        "SELECT id FROM checklist WHERE category IN (?, ?) AND NOT withdrawn AND effective_from <= ? "
        "AND (effective_to IS NULL OR effective_to >= ?) ORDER BY CASE WHEN category = ? THEN 1 ELSE 0 END, title, id",
        {category, kGeneral, day, day, kGeneral}, [&](auto& row) { ids.push_back(row.str(0)); });
    std::vector<json::object> found;
    for (auto& id : ids) found.push_back(*find(db, id));
    return found;
}

bool fits(const json::object& checklist, std::string_view category) {
    auto own = text_of(checklist, "category");
    return own == category || own == kGeneral;
}

std::vector<json::object> editions(db::Connection& db, std::string_view category) {
    std::vector<json::object> found;
    db.each(
        "SELECT id, title, edition, effective_from, effective_to FROM checklist WHERE category = ? AND NOT withdrawn "
        "ORDER BY effective_from, title, id",
        {category}, [&](auto& row) {
            found.push_back({{"id", row.str(0)},
                             {"title", row.str(1)},
                             {"edition", row.str(2)},
                             {"effectiveFrom", row.str(3)},
                             {"effectiveTo", row.null(4) ? json::value(nullptr) : json::value(row.str(4))}});
        });
    return found;
}

bool has_edition(db::Connection& db, std::string_view category, std::string_view edition) {
    return db.integer("SELECT COUNT(*) FROM checklist WHERE category = ? AND edition = ?", {category, edition})
               .value_or(0) > 0;
}

Found find(db::Connection& db, std::string_view id) {
    struct Kept {
        std::int64_t version, updated_at;
        Found list;
    };
    static std::mutex mutex;
    static std::map<std::string, Kept, std::less<>> kept;
    std::int64_t version = -1, updated_at = 0;
    db.each_once("SELECT version, updated_at FROM checklist WHERE id = ?", {std::string(id)}, [&](auto& row) {
        version = row.integer(0);
        updated_at = row.integer(1);
    });
    if (version < 0) return {};
    std::lock_guard lock(mutex);
    auto known = kept.find(id);
    if (known != kept.end() && known->second.version == version && known->second.updated_at == updated_at)
        return known->second.list;
    auto list = std::make_shared<const json::object>(*record::peek(db, record::kind("checklists"), id));
    kept.insert_or_assign(std::string(id), Kept{version, updated_at, list});
    return list;
}

const json::object* item(const json::object& checklist, std::string_view code) {
    for (auto& entry : checklist.at("items").as_array())
        if (text_of(entry.as_object(), "code") == code) return &entry.as_object();
    return nullptr;
}

}  // namespace zhenan::checklist
