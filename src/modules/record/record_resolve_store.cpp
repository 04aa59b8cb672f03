// What the words in an import's cell mean, and the words that an export writes so that they mean the same again.
#include <fmt/format.h>

#include "modules/record/record_store.h"

namespace zhenan::record {

namespace {

struct Found {
    std::string id, parent;
};

std::vector<Found> look(db::Connection& db, const Actor& actor, const Kind& kind, const std::string& condition,
                        std::string value) {
    std::vector<db::Value> binds{std::move(value)};
    auto sql = fmt::format("SELECT t.id, {} FROM {} t WHERE NOT t.withdrawn AND {}",
                           kind.name == "areas" ? "t.parent_id" : "NULL", kind.table, condition);
    if (kind.entry()) {
        sql += " AND t.kind = ?";
        binds.emplace_back(kind.name);
    }
    sql += " AND " + scope_condition(kind, actor, binds);
    std::vector<Found> found;
    db.each(sql, binds, [&](auto& row) { found.push_back({row.str(0), row.str(1)}); });
    return found;
}

/// Do the names before the last one stand above the area, nearest first?
bool lies_below(db::Connection& db, std::string parent, std::string_view names) {
    while (!names.empty()) {
        auto slash = names.rfind('/');
        auto name = slash == std::string_view::npos ? names : names.substr(slash + 1);
        names = slash == std::string_view::npos ? std::string_view() : names.substr(0, slash);
        std::string above;
        bool same = false;
        db.each("SELECT name, parent_id FROM area WHERE id = ?", {parent}, [&](auto& row) {
            same = row.text(0) == name;
            above = row.str(1);
        });
        if (!same) return false;
        parent = above;
    }
    return true;
}

// "下黎村/第一网格": the whole path of names, or the end of one.
std::vector<Found> areas_by_path(db::Connection& db, const Actor& actor, const Kind& kind, const std::string& text) {
    auto slash = text.rfind('/');
    if (slash == std::string::npos) return {};
    auto found = look(db, actor, kind, "t.name = ?", text.substr(slash + 1));
    std::erase_if(found, [&](const Found& area) {
        return !lies_below(db, area.parent, std::string_view(text).substr(0, slash));
    });
    return found;
}

// "张三 1234", "张三（1234）", "张三 村主任": the last digits of the phone or a post tell people of one name apart.
std::vector<Found> people_by_more(db::Connection& db, const Actor& actor, const Kind& kind, std::string text) {
    for (std::string_view bracket : {"（", "(", "）", ")", "/", "\u3000"})
        for (std::size_t at = 0; (at = text.find(bracket, at)) != std::string::npos;)
            text.replace(at, bracket.size(), " ");
    auto space = text.find(' ');
    auto more = text.find_first_not_of(' ', space);
    if (space == std::string::npos || more == std::string::npos) return {};
    auto name = text.substr(0, space), rest = text.substr(more, text.find_last_not_of(' ') + 1 - more);
    auto found = look(db, actor, kind, "t.name = ?", name);
    bool digits = rest.size() >= 3 && rest.find_first_not_of("0123456789") == std::string::npos;
    std::erase_if(found, [&](const Found& one) {
        if (digits) {
            auto phone = db.text("SELECT phone FROM person WHERE id = ?", {one.id}).value_or("");
            return !phone.ends_with(rest);
        }
        return !db.integer("SELECT 1 FROM appointment WHERE person_id = ? AND post = ? AND NOT withdrawn LIMIT 1",
                           {one.id, rest});
    });
    return found;
}

}  // namespace

std::optional<std::string> resolve(db::Connection& db, const Actor& actor, const Kind& kind, const std::string& text,
                                   bool& many_found) {
    std::vector<Found> found;
    if (kind.name == "areas") {
        found = look(db, actor, kind, "t.code = ?", text);
        if (found.empty()) found = areas_by_path(db, actor, kind, text);
    }
    if (!kind.entry())
        for (auto& field : kind.fields)
            if (field.unique && found.empty()) found = look(db, actor, kind, "t." + field.column() + " = ?", text);
    if (found.empty()) found = look(db, actor, kind, "t." + kind.title_column() + " = ?", text);
    if (found.empty() && kind.name == "people") found = people_by_more(db, actor, kind, text);
    many_found = found.size() > 1;
    if (found.size() == 1) return found.front().id;
    return {};
}

std::map<std::string, std::string> area_paths(db::Connection& db) {
    std::map<std::string, std::string> paths;
    std::string root;
    // A parent's path is the beginning of its children's: it comes first.
    db.each("SELECT id, parent_id, name FROM area ORDER BY path", {}, [&](auto& row) {
        auto above = row.null(1) ? paths.end() : paths.find(row.str(1));
        if (row.null(1)) root = row.str(0);
        bool top = above == paths.end() || above->first == root;
        paths[row.str(0)] = (top ? "" : above->second + "/") + row.str(2);
    });
    return paths;
}

}  // namespace zhenan::record
