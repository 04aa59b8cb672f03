#include "modules/people/people.h"

#include <algorithm>

namespace zhenan::people {

std::vector<Grant> grants_on(db::Connection& db, std::string_view person_id, std::string_view day) {
    std::vector<Grant> grants;
    db.each(
        "SELECT p.role, a.path, a.parent_id, p.categories, p.enterprise_id FROM appointment p JOIN area a ON a.id = p.area_id "
        "WHERE p.person_id = ? AND NOT p.withdrawn AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to >= ?) ORDER BY p.id",
        {person_id, day, day}, [&](auto& row) {
            Grant grant;
            grant.role = row.str(0);
            grant.path = row.null(2) ? "/" : row.str(1);  // the top of the tree is everything
            if (!row.null(3)) {
                auto categories = json::parse(row.text(3));  // named: a range-for would not keep it alive
                for (auto& category : categories.as_array()) grant.categories.emplace_back(category.as_string());
            }
            if (grant.role == "enterprise") grant.owner = row.null(4) ? "-" : row.str(4);
            grants.push_back(std::move(grant));
        });
    return grants;
}

std::vector<Person> find(db::Connection& db, const std::vector<std::string>& ids) {
    std::vector<Person> found;
    for (auto& id : ids) {
        if (std::any_of(found.begin(), found.end(), [&](auto& person) { return person.id == id; })) continue;
        db.each("SELECT id, name, certificate_number, certificate_valid_to FROM person WHERE id = ?", {id},
                [&](auto& row) { found.push_back({row.str(0), row.str(1), row.str(2), row.str(3)}); });
    }
    return found;
}

std::int64_t in_post(db::Connection& db, std::string_view area_path, std::string_view role, std::string_view day) {
    return db
        .integer(
            "SELECT COUNT(*) FROM appointment p JOIN area a ON a.id = p.area_id WHERE a.path = ? AND p.role = ? AND NOT p.withdrawn "
            "AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to >= ?)",
            {area_path, role, day, day})
        .value_or(0);
}

}  // namespace zhenan::people
