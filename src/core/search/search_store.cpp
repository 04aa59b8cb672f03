#include "core/search/search.h"
#include "core/text/text.h"

namespace zhenan {

namespace {
std::vector<std::string> words_of(std::string_view folded) {
    std::vector<std::string> words;
    std::string word;
    for (char c : folded) {
        if (c == ' ' || c == '\t' || c == '\n') {
            if (!word.empty()) words.push_back(std::move(word));
            word.clear();
        } else {
            word += c;
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    if (words.size() > 8) words.resize(8);
    return words;
}

// Letters and digits only: FTS5 would read anything else as syntax.
std::string phrase(const std::vector<std::string>& pairs) {
    std::string out;
    for (auto& pair : pairs) out += (out.empty() ? "" : " ") + pair;
    return '"' + out + '"';
}

std::string array_text(const std::vector<std::string>& pairs) {
    std::string out = "{";
    for (auto& pair : pairs) {
        if (out.size() > 1) out += ',';
        out += '"';
        for (char c : pair) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
        out += '"';
    }
    return out + "}";
}

std::string like(std::string_view word) {
    std::string out = "%";
    for (char c : word) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out + "%";
}
}  // namespace

void index_text(db::Connection& db, std::string_view kind, std::string_view id, std::string_view text, bool fresh) {
    auto folded = text::fold(text);
    auto pairs = text::bigrams(folded);
    if (db.engine() == db::Engine::postgres) {
        if (folded.empty()) {
            db.later("DELETE FROM search WHERE id = ?", {id});
            return;
        }
        db.later(
            "INSERT INTO search (kind, id, text, bigrams) VALUES (?, ?, ?, CAST(? AS TEXT[])) "
            "ON CONFLICT (id) DO UPDATE SET text = excluded.text, bigrams = excluded.bigrams",
            {kind, id, folded, array_text(pairs)});
        return;
    }
    // The index is written at the end of the batch: FTS5 makes a segment at every savepoint. A table whose content lies
    // elsewhere must be told what it forgets.
    if (!fresh)
        db.each("SELECT number, bigrams FROM search WHERE id = ?", {id}, [&](auto& row) {
            db.before_commit([number = row.integer(0), old = row.str(1)](db::Connection& db) {
                db.run("INSERT INTO search_index (search_index, rowid, bigrams) VALUES ('delete', ?, ?)",
                       {number, old});
            });
        });
    if (folded.empty()) {
        db.run("DELETE FROM search WHERE id = ?", {id});
        return;
    }
    std::string joined;
    for (auto& pair : pairs) joined += (joined.empty() ? "" : " ") + pair;
    db.each(
        "INSERT INTO search (kind, id, text, bigrams) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET text = excluded.text, bigrams = excluded.bigrams RETURNING number",
        {kind, id, folded, joined}, [&](auto& row) {
            db.before_commit([number = row.integer(0), joined](db::Connection& db) {
                db.run("INSERT INTO search_index (rowid, bigrams) VALUES (?, ?)", {number, joined});
            });
        });
}

namespace {
// On the columns of `search`: all of the words.
std::string words_condition(db::Engine engine, std::string_view words, std::vector<db::Value>& binds) {
    std::string condition;
    for (auto& word : search_words(words)) {
        auto pairs = text::bigrams(word);
        // A last character that stands alone here ("氨罐(东") may begin a pair in the text ("氨罐(东区)").
        if (pairs.size() > 1 && text::length(pairs.back()) == 1) pairs.pop_back();
        bool indexed = !pairs.empty() && text::length(pairs.front()) > 1;
        if (indexed && engine == db::Engine::sqlite) {
            condition += " AND number IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)";
            binds.emplace_back(phrase(pairs));
        } else if (indexed) {
            condition += " AND bigrams @> CAST(? AS TEXT[])";
            binds.emplace_back(array_text(pairs));
        }
        condition += " AND text LIKE ? ESCAPE '\\'";
        binds.emplace_back(like(word));
    }
    return condition;
}
}  // namespace

std::vector<std::string> search_words(std::string_view words) {
    return words_of(text::fold(words));
}

std::string search_condition(db::Engine engine, std::string_view kind, std::string_view id_column,
                             std::string_view words, std::vector<db::Value>& binds) {
    std::string condition = std::string(id_column) + " IN (SELECT id FROM search WHERE kind = ?";
    binds.emplace_back(std::string(kind));
    return condition + words_condition(engine, words, binds) + ")";
}

std::vector<SearchHit> search_hits(db::Connection& db, const std::vector<std::string>& kinds, std::string_view words,
                                   std::int64_t below, std::int64_t limit) {
    std::vector<db::Value> binds{below};
    std::string sql = "SELECT number, kind, id FROM search WHERE number < ?" +
                      words_condition(db.engine(), words, binds) + " AND kind IN (";
    for (auto& kind : kinds) {
        sql += &kind == kinds.data() ? "?" : ", ?";
        binds.emplace_back(kind);
    }
    sql += ") ORDER BY number DESC LIMIT ?";
    binds.emplace_back(limit);
    std::vector<SearchHit> hits;
    db.each(sql, binds, [&](auto& row) { hits.push_back({row.integer(0), row.str(1), row.str(2)}); });
    return hits;
}

}  // namespace zhenan
