// A figure or a word that an office decides by itself: declared once, beside the part that uses it. From the
// declaration come its default, its check, the page on which it is changed and what is said about it there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/db/db.h"
#include "core/field.h"

namespace zhenan {

struct Setting {
    Field field;                       // name (snake_case), type, words, unit, bounds; help says what it does
    std::string otherwise;             // what holds as long as nobody decides otherwise
    std::string source_zh, source_en;  // where the default comes from
    std::string certainty = "own";     // own: the office's figure, no law; M: from a law that nobody has compared
    /// Its figure holds from a day on: kept in versions (law::term), never overwritten.
    bool dated = false;
    /// Makes a text regular; throws Fault for what it cannot be.
    std::string (*regular)(const std::string&) = nullptr;

    const std::string& name() const { return field.name; }
    bool number() const { return field.type == Field::integer; }
    /// As it stands in the store; not for dated ones.
    std::string value(db::Connection& db) const;
    std::int64_t figure(db::Connection& db) const;
    /// Checks a value by the field: within its bounds, regular. Throws Fault at "value".
    json::value checked(const json::value& value) const;

    /// Keeps a declaration for the life of the program; use it for a static object of the part.
    static const Setting& declare(Setting setting);
    static std::vector<const Setting*> all();  // by name
    static const Setting* find(std::string_view name);
};

}  // namespace zhenan
