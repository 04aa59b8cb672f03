// Scope as SQL: what lies under the areas of somebody's appointments, for some only of their categories or their own.
#include "modules/record/record_store.h"

namespace zhenan::record {

std::pair<std::string, std::string> below(std::string_view path) {
    std::string from(path), to(path);
    ++to.back();  // paths end with '/', the next character is '0'
    return {from, to};
}

namespace {
std::string area_condition(const Kind& kind, const Actor& actor, std::vector<db::Value>& binds,
                           const std::vector<std::string>* roles, bool upward) {
    if (!kind.scoped) return "true";
    std::string condition;
    auto before = binds.size();
    auto add = [&](const std::string& part) { condition += (condition.empty() ? "" : " OR ") + part; };
    for (auto& grant : actor.grants) {
        if (roles && std::find(roles->begin(), roles->end(), grant.role) == roles->end()) continue;
        if (!grant.owner.empty()) {
            if (kind.owner_column.empty()) continue;
            add("t." + kind.owner_column + " = ?");
            binds.emplace_back(grant.owner);
            continue;
        }
        std::string part;
        if (grant.path != "/") {
            auto [from, to] = below(grant.path);
            const char* inside = " IN (SELECT id FROM area WHERE path >= ? AND path < ?)";
            part = kind.area_of() + inside;
            binds.emplace_back(from);
            binds.emplace_back(to);
            if (!kind.handler_column.empty()) {
                part = "(" + part + " OR t." + kind.handler_column + inside + ")";
                binds.emplace_back(from);
                binds.emplace_back(to);
            }
            if (upward || kind.upward) {
                // The path names every area above: "/town/village/grid/".
                std::string above;
                std::string_view rest(grant.path);
                for (std::size_t at = 1; at < rest.size();) {
                    auto end = std::min(rest.find('/', at), rest.size());
                    above += above.empty() ? "?" : ", ?";
                    binds.emplace_back(std::string(rest.substr(at, end - at)));
                    at = end + 1;
                }
                if (!above.empty()) part = "(" + part + " OR " + kind.area_of() + " IN (" + above + "))";
            }
        }
        if (!grant.categories.empty() && !kind.category_column.empty()) {
            std::string marks;
            for (auto& category : grant.categories) {
                marks += marks.empty() ? "?" : ", ?";
                binds.emplace_back(category);
            }
            part += (part.empty() ? "t." : " AND t.") + kind.category_column + " IN (" + marks + ")";
        }
        if (part.empty()) {
            // One grant over everything: what narrower ones have bound so far is asked no more.
            binds.resize(before);
            return "true";
        }
        add("(" + part + ")");
    }
    return condition.empty() ? "false" : "(" + condition + ")";
}
}  // namespace

std::string scope_condition(const Kind& kind, const Actor& actor, std::vector<db::Value>& binds,
                            const std::vector<std::string>* roles, bool upward) {
    auto condition = area_condition(kind, actor, binds, roles, upward);
    return kind.narrowed ? condition + " AND (" + kind.narrowed(actor, binds) + ")" : condition;
}

bool reaches(db::Connection& db, const Actor& actor, const std::vector<std::string>& roles, std::string_view area_id,
             std::string_view category, std::string_view owner) {
    std::optional<std::string> path;
    for (auto& grant : actor.grants) {
        if (std::find(roles.begin(), roles.end(), grant.role) == roles.end()) continue;
        if (!grant.owner.empty()) {
            if (owner == grant.owner) return true;
            continue;
        }
        if (!grant.categories.empty() && !category.empty() &&
            std::find(grant.categories.begin(), grant.categories.end(), category) == grant.categories.end())
            continue;
        if (grant.path == "/") return true;
        if (!path) {
            path.emplace();
            db.each_once("SELECT path FROM area WHERE id = ?", {std::string(area_id)},
                         [&](auto& row) { path = row.str(0); });
        }
        if (path->starts_with(grant.path)) return true;
    }
    return false;
}

}  // namespace zhenan::record
