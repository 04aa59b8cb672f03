// A declared field: one form for ledgers, tables, inputs and answers. From it come the checks on input, the columns,
// the forms on screen, the columns of XLSX files, and OpenAPI.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fault.h"

namespace zhenan {

namespace json = boost::json;

struct Option {
    std::string value, zh, en;
};

struct Field {
    enum Type {
        text,
        longtext,
        integer,
        decimal,
        day,
        instant,
        boolean,
        choice,
        ref,
        area,
        attachments,
        location,
        rows,
        object,
        any
    };

    std::string name;  // camelCase; ref and area fields end with Id
    Type type = text;
    std::string zh, en;
    bool required = false;
    bool readonly = false;  // set by the server; never accepted
    bool list = false, filter = false, sort = false, search = false;
    bool unique = false;
    bool many = false;     // an array of these (texts, refs, choices)
    bool upward = false;   // ref: what stands over one's own areas may be chosen too
    bool retired = false;  // kept where it was filled in, asked for no more
    std::string to;        // ref: the kind it points at
    std::vector<Option> options;
    std::optional<double> min, max;  // numbers; for texts max is the longest length in characters
    std::string unit_zh, unit_en, help_zh, help_en;
    std::vector<Field> fields;  // rows, object

    std::string column() const;  // snake_case of the name
    std::string stem() const;    // without the Id of a ref: the name in files
    const Option* option(std::string_view value) const;
};

using Schema = std::vector<Field>;
/// What a location is made of: WGS 84, within the country.
const Schema& point_fields();

Field::Type field_type(std::string_view name);  // throws std::invalid_argument
std::string_view type_name(Field::Type type);
Field field_from_json(const json::object& declared);
json::object field_to_json(const Field& field);
json::object open_api_schema(const Schema& schema, bool with_required);
json::object open_api_schema(const Field& field);

const Field* find_field(const Schema& schema, std::string_view name);

/// Checks an input and makes it regular (trimmed texts; absent and null are the same): unknown fields, wrong types,
/// wrong values, missing ones. All errors at once. `partial`: a PATCH, nothing is required. Throws Fault field.rejected
/// (422), or kInvalid where the shape itself is wrong (400).
json::object checked(const Schema& schema, const json::object& input, bool partial = false);

/// Reads JSON strictly: UTF-8, depth 32. Throws kInvalid with where it breaks.
json::value parse_json(std::string_view text);

// Reading what was checked.
std::string text_of(const json::object& object, std::string_view name);  // "" if absent
std::optional<std::string> maybe_text(const json::object& object, std::string_view name);
std::int64_t integer_of(const json::object& object, std::string_view name, std::int64_t otherwise = 0);
bool boolean_of(const json::object& object, std::string_view name, bool otherwise = false);
std::vector<std::string> texts_of(const json::object& object, std::string_view name);

std::string snake_case(std::string_view camel);

}  // namespace zhenan
