#include "core/db/db.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
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

namespace {

// What was asked before, as a row.
class KeptRow : public Row {
public:
    explicit KeptRow(const std::vector<std::optional<std::string>>& cells) : cells_(cells) {}
    int columns() const override { return static_cast<int>(cells_.size()); }
    std::string_view name(int) const override { return {}; }
    bool null(int c) const override { return !cell(c); }
    std::string_view text(int c) const override { return cell(c) ? std::string_view(*cell(c)) : std::string_view(); }
    std::int64_t integer(int c) const override {
        std::int64_t value = 0;
        auto t = text(c);
        std::from_chars(t.data(), t.data() + t.size(), value);
        return value;
    }
    double real(int c) const override { return null(c) ? 0 : std::strtod(cell(c)->c_str(), nullptr); }
    bool boolean(int c) const override { return text(c) == "t" || text(c) == "1"; }

private:
    const std::optional<std::string>& cell(int c) const { return cells_[static_cast<std::size_t>(c)]; }
    const std::vector<std::optional<std::string>>& cells_;
};

constexpr std::string_view kBetween = " (),";

std::string_view first_word(std::string_view sql) {
    return sql.substr(0, sql.find_first_of(kBetween));
}

}  // namespace

std::set<std::string, std::less<>> tables_read(std::string_view sql) {
    std::set<std::string, std::less<>> tables;
    for (std::string_view before : {" FROM ", " JOIN "})
        for (auto at = sql.find(before); at != std::string_view::npos; at = sql.find(before, at + 1))
            tables.emplace(first_word(sql.substr(at + before.size())));
    return tables;
}

bool only_reads(std::string_view sql) {
    if (sql.starts_with("SELECT")) return true;
    if (!sql.starts_with("WITH ")) return false;
    for (std::string_view verb : {"INSERT INTO ", "UPDATE ", "DELETE FROM "})
        if (sql.find(verb) != std::string_view::npos) return false;
    return true;
}

bool may_write(std::string_view sql, const std::set<std::string, std::less<>>& tables) {
    for (std::string_view verb : {"INSERT INTO ", "UPDATE ", "DELETE FROM "})
        if (sql.starts_with(verb)) return tables.count(first_word(sql.substr(verb.size()))) > 0;
    // A savepoint taken back, another transaction, or who knows what.
    return !sql.starts_with("SAVEPOINT") && !sql.starts_with("RELEASE");
}

std::string key_of(std::string_view sql, std::span<const Param> params) {
    std::string key(sql);
    for (auto& param : params) {
        key += '\x1f';
        std::visit(
            [&](const auto& v) {
                using T = std::decay_t<decltype(v)>;
                if constexpr (std::is_same_v<T, std::string_view>)
                    key += v;
                else if constexpr (!std::is_same_v<T, std::nullptr_t>)
                    key += std::to_string(v);
            },
            param.value);
    }
    return key;
}

void Connection::note(std::string_view sql) {
    if (only_reads(sql)) return;
    ++writes_;
    if (!asked_.empty() && may_write(sql, asked_tables_)) forget_asked();
}

void Connection::forget_asked() {
    asked_.clear();
    asked_tables_.clear();
}

void Connection::each_once(std::string_view sql, const std::vector<Value>& values, const OnRow& on_row) {
    auto key = key_of(sql, std::vector<Param>(values.begin(), values.end()));
    auto found = asked_.find(key);
    if (found == asked_.end()) {
        std::vector<std::vector<std::optional<std::string>>> rows;
        each(sql, values, [&](const Row& row) {
            auto& cells = rows.emplace_back();
            for (int c = 0; c < row.columns(); ++c) cells.push_back(row.opt(c));
        });
        if (asked_.size() > 2000) forget_asked();
        asked_tables_.merge(tables_read(sql));
        found = asked_.emplace(std::move(key), std::move(rows)).first;
    }
    // A copy: what is done with a row may write, and then this is forgotten.
    auto rows = found->second;
    for (auto& cells : rows) on_row(KeptRow(cells));
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
