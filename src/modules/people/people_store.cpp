#include "modules/people/people.h"

#include <algorithm>

namespace zhenan::people {

std::vector<Grant> grants_on(db::Connection& db, std::string_view person_id, std::string_view day) {
    std::vector<Grant> grants;
    db.each(
        "SELECT p.role, a.path, a.parent_id, p.categories, p.enterprise_id FROM appointment p JOIN area a ON a.id = "
        "p.area_id "
        "WHERE p.person_id = ? AND NOT p.withdrawn AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to >= ?) "
        "ORDER BY p.id",
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

std::vector<Post> posts_on(db::Connection& db, std::string_view person_id, std::string_view day) {
    std::vector<Post> posts;
    db.each(
        "SELECT p.post, p.role, a.id, a.name, u.name, p.enterprise_id, p.valid_from, p.valid_to, p.categories "
        "FROM appointment p JOIN area a ON a.id = p.area_id LEFT JOIN member_unit u ON u.id = p.member_unit_id "
        "WHERE p.person_id = ? AND NOT p.withdrawn AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to >= ?) "
        "ORDER BY p.valid_from, p.id",
        {person_id, day, day}, [&](auto& row) {
            Post post{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4),
                      row.str(5), row.str(6), row.str(7), {}};
            if (!row.null(8)) {
                auto categories = json::parse(row.text(8));
                for (auto& category : categories.as_array()) post.categories.emplace_back(category.as_string());
            }
            posts.push_back(std::move(post));
        });
    return posts;
}

std::vector<Person> find(db::Connection& db, const std::vector<std::string>& ids) {
    std::vector<Person> found;
    for (auto& id : ids) {
        if (std::any_of(found.begin(), found.end(), [&](auto& person) { return person.id == id; })) continue;
        db.each_once("SELECT id, name, certificate_number, certificate_valid_to FROM person WHERE id = ?", {id},
                     [&](auto& row) {
                         found.push_back({row.str(0), row.str(1), row.str(2), row.str(3)});
                     });
    }
    return found;
}

std::int64_t in_post(db::Connection& db, std::string_view area_path, std::string_view role, std::string_view day) {
    return db
        .integer(
            "SELECT COUNT(*) FROM appointment p JOIN area a ON a.id = p.area_id WHERE a.path = ? AND p.role = ? AND "
            "NOT p.withdrawn "
            "AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to >= ?)",
            {area_path, role, day, day})
        .value_or(0);
}

std::int64_t in_post_below(db::Connection& db, std::string_view area_path, std::string_view role,
                           std::string_view day) {
    std::string to(area_path);
    ++to.back();
    return db
        .integer(
            "SELECT COUNT(*) FROM appointment p JOIN area a ON a.id = p.area_id WHERE a.path >= ? AND a.path < ? AND "
            "p.role = ? "
            "AND NOT p.withdrawn AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to >= ?)",
            {area_path, to, role, day, day})
        .value_or(0);
}

std::vector<Seat> leading_group(db::Connection& db, std::string_view area_path, std::string_view from,
                                std::string_view to) {
    std::vector<Seat> seats;
    db.each(
        "SELECT p.id, n.name, p.post, p.leading_group, p.valid_from, p.valid_to FROM appointment p JOIN area a ON a.id "
        "= p.area_id "
        "JOIN person n ON n.id = p.person_id WHERE a.path = ? AND p.leading_group IS NOT NULL AND NOT p.withdrawn AND "
        "p.valid_from <= ? "
        "AND (p.valid_to IS NULL OR p.valid_to >= ?) "
        "ORDER BY CASE p.leading_group WHEN 'head' THEN 1 WHEN 'deputy' THEN 2 ELSE 3 END, p.valid_from, p.id",
        {area_path, to, from}, [&](auto& row) {
            seats.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5)});
        });
    return seats;
}

std::vector<Chief> chiefs(db::Connection& db, std::string_view area_path, std::string_view day) {
    std::string to(area_path);
    ++to.back();
    std::vector<Chief> found;
    db.each(
        "SELECT p.area_id, p.enterprise_id, n.id, n.name, p.post, p.valid_from, p.valid_to FROM appointment p JOIN "
        "area a ON a.id = p.area_id JOIN person n ON n.id = p.person_id WHERE p.chief AND NOT p.withdrawn AND a.path "
        ">= ? AND a.path < ? AND p.valid_from <= ? ORDER BY p.valid_from, p.id",
        {area_path, to, day}, [&](auto& row) {
            found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5), row.str(6)});
        });
    return found;
}

std::vector<Chief> chiefs_of(db::Connection& db, std::string_view area_id, std::string_view enterprise_id,
                             std::string_view day) {
    std::vector<Chief> found;
    bool of_area = enterprise_id.empty();
    db.each(std::string("SELECT p.area_id, p.enterprise_id, n.id, n.name, p.post, p.valid_from, p.valid_to FROM "
                        "appointment p JOIN person n ON n.id = p.person_id WHERE p.chief AND NOT p.withdrawn AND ") +
                (of_area ? "p.area_id = ? AND p.enterprise_id IS NULL" : "p.enterprise_id = ?") +
                " AND p.valid_from <= ? ORDER BY p.valid_from, p.id",
            {of_area ? area_id : enterprise_id, day}, [&](auto& row) {
                found.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5), row.str(6)});
            });
    return found;
}

}  // namespace zhenan::people
