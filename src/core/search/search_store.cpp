#include "core/install.h"
#include "core/search/search.h"
#include "core/text/text.h"

namespace zhenan {

namespace {
const Shipped shipped{"search"};  // what is shipped can be searched too

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
constexpr std::int64_t kMany = 2000;

// Which rows of `search` hold the pairs of the words, from the index: a first choice, before the texts decide.
std::string indexed(db::Engine engine, const std::vector<std::string>& words, std::vector<db::Value>& binds) {
    std::string match, arrays;
    for (auto& word : words) {
        auto pairs = text::bigrams(word);
        // A last character that stands alone here ("氨罐(东") may begin a pair in the text ("氨罐(东区)").
        if (pairs.size() > 1 && text::length(pairs.back()) == 1) pairs.pop_back();
        if (pairs.empty() || text::length(pairs.front()) < 2) continue;
        if (engine == db::Engine::sqlite) {
            match += (match.empty() ? "" : " ") + phrase(pairs);
        } else {
            arrays += std::string(arrays.empty() ? "" : " AND ") + "bigrams @> CAST(? AS TEXT[])";
            binds.emplace_back(array_text(pairs));
        }
    }
    if (match.empty()) return arrays;
    binds.emplace_back(match);
    return "number IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)";
}

// Do so many texts hold the words that a list is better walked in its order until a page is full?
bool many_hold(db::Connection& db, const std::vector<std::string>& words) {
    std::vector<db::Value> binds;
    auto condition = indexed(db.engine(), words, binds);
    if (condition.empty()) return false;
    // SQLite counts in the index alone.
    std::string from =
        db.engine() == db::Engine::sqlite ? "search_index WHERE search_index MATCH ?" : "search WHERE " + condition;
    binds.emplace_back(kMany);
    std::int64_t n = 0;
    db.each("SELECT COUNT(*) FROM (SELECT 1 FROM " + from + " LIMIT ?) counted", binds,
            [&](auto& row) { n = row.integer(0); });
    return n == kMany;
}

// On the columns of `search`: all of the words.
std::string words_condition(db::Engine engine, const std::vector<std::string>& words, bool many,
                            std::vector<db::Value>& binds) {
    std::string condition;
    if (!many)
        if (auto first = indexed(engine, words, binds); !first.empty()) condition = " AND " + first;
    for (auto& word : words) {
        condition += " AND text LIKE ? ESCAPE '\\'";
        binds.emplace_back(like(word));
    }
    return condition;
}
}  // namespace

std::vector<std::string> search_words(std::string_view words) {
    return words_of(text::fold(words));
}

Found search_condition(db::Connection& db, std::string_view kind, std::string_view id_column, std::string_view words,
                       std::vector<db::Value>& binds) {
    auto asked = search_words(words);
    Found found{std::string(id_column), many_hold(db, asked)};
    if (found.many) {
        found.condition = "EXISTS (SELECT 1 FROM search found WHERE found.id = " + found.condition;
    } else {
        found.condition += " IN (SELECT id FROM search WHERE kind = ?";
        binds.emplace_back(std::string(kind));
    }
    found.condition += words_condition(db.engine(), asked, found.many, binds) + ")";
    return found;
}

std::vector<SearchHit> search_hits(db::Connection& db, const std::vector<std::string>& kinds, std::string_view words,
                                   std::int64_t below, std::int64_t limit) {
    auto asked = search_words(words);
    std::vector<db::Value> binds{below};
    std::string sql = "SELECT number, kind, id FROM search WHERE number < ?" +
                      words_condition(db.engine(), asked, many_hold(db, asked), binds) + " AND kind IN (";
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
