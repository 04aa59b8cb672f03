#include "core/db/db.h"

#include <regex>

namespace zhenan::db {

Param::Param(const Value& owned) : value(nullptr) {
    std::visit(
        [&](const auto& v) {
            if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::string>)
                value = std::string_view(v);
            else
                value = v;
        },
        owned);
}

std::optional<std::string> Connection::text(std::string_view sql, std::initializer_list<Param> params) {
    std::optional<std::string> found;
    each(sql, params, [&](const Row& row) {
        if (!found && !row.null(0)) found = row.str(0);
    });
    return found;
}

std::optional<std::int64_t> Connection::integer(std::string_view sql, std::initializer_list<Param> params) {
    std::optional<std::int64_t> found;
    each(sql, params, [&](const Row& row) {
        if (!found && !row.null(0)) found = row.integer(0);
    });
    return found;
}

bool Connection::alone(std::string_view work) {
    if (engine() == Engine::sqlite) return true;
    bool mine = false;
    each("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))", {work}, [&](auto& row) { mine = row.boolean(0); });
    return mine;
}

std::string number_parameters(std::string_view sql) {
    std::string out;
    out.reserve(sql.size() + 16);
    int n = 0;
    char quote = 0;
    for (char c : sql) {
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '?') {
            out += '$';
            out += std::to_string(++n);
            continue;
        }
        out += c;
    }
    return out;
}

std::string translate_schema(std::string_view sql, Engine engine) {
    std::string text(sql);
    auto replace = [&](const std::string& what, const std::string& by) {
        for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
            text.replace(at, what.size(), by);
    };
    if (engine == Engine::sqlite) {
        replace("$SERIAL", "INTEGER PRIMARY KEY AUTOINCREMENT");
        replace("$XID", "INTEGER NOT NULL DEFAULT 0");
        return text;
    }
    replace("$SERIAL", "BIGSERIAL PRIMARY KEY");
    replace("$XID", "xid8 NOT NULL DEFAULT pg_current_xact_id()");
    // \bTEXT\b as a column's type only: migrations write types in upper case, names in lower case.
    static const std::regex type(R"(\bTEXT\b(?!\[))");
    return std::regex_replace(text, type, "TEXT COLLATE \"C\"");
}

}  // namespace zhenan::db
