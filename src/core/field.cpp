#include "core/field.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <stdexcept>

#include "core/clock.h"
#include "core/id.h"

namespace zhenan {

const Schema& point_fields() {
    static const Schema fields = {
        {.name = "lng",
         .type = Field::decimal,
         .zh = "经度",
         .en = "Longitude",
         .required = true,
         .min = 73,
         .max = 136},
        {.name = "lat", .type = Field::decimal, .zh = "纬度", .en = "Latitude", .required = true, .min = 3, .max = 54}};
    return fields;
}

namespace {

constexpr std::array<std::string_view, 15> kTypeNames = {"text",        "longtext", "integer", "decimal", "day",
                                                         "instant",     "boolean",  "choice",  "ref",     "area",
                                                         "attachments", "location", "rows",    "object",  "any"};

const FaultCode kNotJson{Kind::invalid, "request.not_json", "提交的内容不是有效的 JSON", "The body is not valid JSON"};

std::size_t characters(std::string_view text) {
    std::size_t n = 0;
    for (unsigned char c : text) n += (c & 0xc0) != 0x80;
    return n;
}

std::string trimmed(std::string_view text) {
    // Chinese input methods put the ideographic space, web pages the unbreakable one.
    static constexpr std::array<std::string_view, 7> kBlanks = {" ", "\t", "\n", "\r", "\u3000", "\u00a0", "\ufeff"};
    for (bool again = true; again;) {
        again = false;
        for (auto blank : kBlanks) {
            if (text.starts_with(blank)) text.remove_prefix(blank.size()), again = true;
            if (text.ends_with(blank)) text.remove_suffix(blank.size()), again = true;
        }
    }
    return std::string(text);
}

std::string shortened(std::string_view name) {
    constexpr std::size_t kLongest = 100;
    if (name.size() <= kLongest) return std::string(name);
    auto end = kLongest;
    while ((static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
    return std::string(name.substr(0, end)) + "…";
}

class Check {
public:
    std::vector<FieldError> errors;
    bool shape_wrong = false;

    void fail(const std::string& at, const char* code, std::string zh, std::string en) {
        // Nobody reads more; an answer must not grow with what is sent.
        if (errors.size() < 200) errors.push_back({at, code, std::move(zh), std::move(en)});
    }

    json::object object(const Schema& schema, const json::object& input, bool partial, const std::string& at) {
        json::object out;
        for (auto& member : input) {
            auto* field = find_field(schema, member.key());
            auto name = shortened(member.key());
            std::string where = at + name;
            if (!field || field->readonly) {
                shape_wrong |= !field;
                fail(where, field ? "field.readonly" : "field.unknown",
                     fmt::format("“{}”{}", name, field ? "由系统填写，不能提交" : "不是这里的字段"),
                     fmt::format("\"{}\" {}", name, field ? "is set by the system" : "is not a field here"));
                continue;
            }
            if (member.value().is_null()) {
                if (partial && field->required)
                    fail(where, "field.required", fmt::format("请填写{}", field->zh),
                         fmt::format("{} is required", field->en));
                else if (partial && field->type == Field::boolean)
                    out[field->name] = false;
                else if (partial)
                    out[field->name] = nullptr;
                continue;
            }
            auto value = field->many ? list(*field, member.value(), where) : one(*field, member.value(), where);
            if (!value.is_null())
                out[field->name] = std::move(value);
            else if (partial && !field->required)
                out[field->name] = nullptr;
            else if (partial)
                fail(where, "field.required", fmt::format("请填写{}", field->zh),
                     fmt::format("{} is required", field->en));
        }
        if (!partial)
            for (auto& field : schema)
                if (field.required && !field.readonly && !out.contains(field.name) && !named(at + field.name))
                    fail(at + field.name, "field.required", fmt::format("请填写{}", field.zh),
                         fmt::format("{} is required", field.en));
        return out;
    }

private:
    bool named(const std::string& field) const {
        for (auto& error : errors)
            if (error.field == field || error.field.starts_with(field + "[")) return true;
        return false;
    }

    json::value wrong_type(const Field& field, const std::string& at, const char* zh, const char* en) {
        fail(at, "field.type", fmt::format("{}应当是{}", field.zh, zh), fmt::format("{} must be {}", field.en, en));
        shape_wrong = true;
        return nullptr;
    }

    json::value list(const Field& field, const json::value& value, const std::string& at) {
        if (!value.is_array()) return wrong_type(field, at, "列表", "a list");
        if (value.as_array().size() > 2000) {
            fail(at, "field.too_many", fmt::format("{}太多", field.zh), fmt::format("Too many {}", field.en));
            return nullptr;
        }
        json::array out;
        std::size_t i = 0;
        for (auto& item : value.as_array()) {
            auto checked = one(field, item, fmt::format("{}[{}]", at, i++));
            if (!checked.is_null()) out.push_back(std::move(checked));
        }
        if (out.empty() && field.required) return nullptr;
        return out;
    }

    json::value text(const Field& field, const json::value& value, const std::string& at) {
        if (!value.is_string()) return wrong_type(field, at, "文字", "text");
        auto text = trimmed(value.as_string());
        auto longest = static_cast<std::size_t>(field.max.value_or(field.type == Field::longtext ? 5000 : 200));
        if (auto n = characters(text); n > longest) {
            fail(at, "field.too_long", fmt::format("{}最多 {} 个字，现在有 {} 个", field.zh, longest, n),
                 fmt::format("{} may have {} characters at most, it has {}", field.en, longest, n));
            return nullptr;
        }
        for (unsigned char c : text)
            if ((c < 0x20 || c == 0x7f) && c != '\n' && c != '\t' && c != '\r') {
                fail(at, "field.control_character", fmt::format("{}含有不可见的控制字符", field.zh),
                     fmt::format("{} holds a control character", field.en));
                return nullptr;
            }
        if (text.empty()) return nullptr;
        return json::string(text);
    }

    json::value number(const Field& field, const json::value& value, const std::string& at) {
        double number = 0;
        if (value.is_int64())
            number = static_cast<double>(value.as_int64());
        else if (value.is_uint64())
            number = static_cast<double>(value.as_uint64());
        else if (value.is_double() && field.type == Field::decimal)
            number = value.as_double();
        else if (value.is_double() && std::floor(value.as_double()) == value.as_double())
            number = value.as_double();
        else
            return wrong_type(field, at, field.type == Field::integer ? "整数" : "数字",
                              field.type == Field::integer ? "a whole number" : "a number");
        double least = field.min.value_or(-9e15), most = field.max.value_or(9e15);
        if (!(number >= least && number <= most)) {
            fail(at, "field.out_of_range",
                 field.max ? fmt::format("{}应在 {} 到 {} 之间", field.zh, field.min.value_or(0), *field.max)
                           : fmt::format("{}不能小于 {}", field.zh, least),
                 fmt::format("{} is out of range", field.en));
            return nullptr;
        }
        if (field.type == Field::integer) return static_cast<std::int64_t>(number);
        return number;
    }

    json::value one(const Field& field, const json::value& value, const std::string& at) {
        switch (field.type) {
            case Field::text:
            case Field::longtext:
                return text(field, value, at);
            case Field::integer:
            case Field::decimal:
                return number(field, value, at);
            case Field::boolean:
                if (!value.is_bool()) return wrong_type(field, at, "是或否", "true or false");
                return value;
            case Field::day:
                if (value.is_string() && value.as_string().empty()) return nullptr;
                if (!value.is_string() || !is_day(value.as_string())) {
                    fail(at, "field.day", fmt::format("{}应是存在的日期，写成 2023-05-30 的样子", field.zh),
                         fmt::format("{} must be a day that exists, written like 2023-05-30", field.en));
                    return nullptr;
                }
                return value;
            case Field::instant: {
                auto instant = value.is_string() ? from_rfc3339(value.as_string()) : std::nullopt;
                if (!instant) {
                    fail(at, "field.instant", fmt::format("{}应是带时区的时间，如 2023-05-30T09:00:00+08:00", field.zh),
                         fmt::format("{} must be a time with an offset, like 2023-05-30T09:00:00+08:00", field.en));
                    return nullptr;
                }
                return json::string(to_rfc3339(*instant));
            }
            case Field::choice: {
                if (!value.is_string()) return wrong_type(field, at, "选项", "one of the choices");
                if (value.as_string().empty()) return nullptr;
                if (!field.option(value.as_string())) {
                    std::string zh, en;
                    for (auto& option : field.options) {
                        zh += (zh.empty() ? "" : "、") + option.zh;
                        en += (en.empty() ? "" : ", ") + option.value;
                    }
                    fail(at, "field.choice", fmt::format("{}应是以下之一：{}", field.zh, zh),
                         fmt::format("{} must be one of: {}", field.en, en));
                    return nullptr;
                }
                return value;
            }
            case Field::ref:
            case Field::area:
                if (value.is_string() && value.as_string().empty()) return nullptr;
                if (!value.is_string() || !is_id(value.as_string())) {
                    fail(at, "field.id", fmt::format("{}的编号不是有效的 UUIDv7", field.zh),
                         fmt::format("{} is not a valid UUIDv7", field.en));
                    shape_wrong = true;
                    return nullptr;
                }
                return value;
            case Field::attachments: {
                Field item = field;
                item.type = Field::ref;
                item.many = true;
                return list(item, value, at);
            }
            case Field::location: {
                if (!value.is_object()) return wrong_type(field, at, "经纬度", "a point");
                return object(point_fields(), value.as_object(), false, at + ".");
            }
            case Field::rows: {
                if (!value.is_array()) return wrong_type(field, at, "列表", "a list");
                json::array out;
                if (value.as_array().size() > 2000) {
                    fail(at, "field.too_many", fmt::format("{}太多", field.zh), fmt::format("Too many {}", field.en));
                    return nullptr;
                }
                std::size_t i = 0;
                for (auto& row : value.as_array()) {
                    auto where = fmt::format("{}[{}]", at, i++);
                    if (!row.is_object()) return wrong_type(field, where, "一条记录", "an object");
                    out.push_back(object(field.fields, row.as_object(), false, where + "."));
                }
                return out;
            }
            case Field::object:
                if (!value.is_object()) return wrong_type(field, at, "一条记录", "an object");
                return object(field.fields, value.as_object(), false, at + ".");
            case Field::any:
                return value;
        }
        return nullptr;
    }
};

}  // namespace

std::string snake_case(std::string_view camel) {
    std::string out;
    for (char c : camel) {
        if (c >= 'A' && c <= 'Z') {
            out += '_';
            out += static_cast<char>(c - 'A' + 'a');
        } else {
            out += c;
        }
    }
    return out;
}

std::string Field::column() const {
    return snake_case(name);
}

std::string Field::stem() const {
    return (type == ref || type == area) && name.ends_with("Id") ? name.substr(0, name.size() - 2) : name;
}

const Option* Field::option(std::string_view value) const {
    for (auto& option : options)
        if (option.value == value) return &option;
    return nullptr;
}

Field::Type field_type(std::string_view name) {
    for (std::size_t i = 0; i < kTypeNames.size(); ++i)
        if (kTypeNames[i] == name) return static_cast<Field::Type>(i);
    throw std::invalid_argument("unknown field type " + std::string(name));
}

std::string_view type_name(Field::Type type) {
    return kTypeNames[type];
}

const Field* find_field(const Schema& schema, std::string_view name) {
    for (auto& field : schema)
        if (field.name == name) return &field;
    return nullptr;
}

json::object checked(const Schema& schema, const json::object& input, bool partial) {
    Check check;
    auto out = check.object(schema, input, partial, "");
    if (!check.errors.empty()) throw Fault(check.shape_wrong ? kInvalid : kRejected, std::move(check.errors));
    return out;
}

json::value parse_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = 32;
    boost::system::error_code error;
    auto value = json::parse(text, error, {}, options);
    if (error)
        throw Fault(kNotJson, fmt::format("提交的内容不是有效的 JSON：{}", error.message()),
                    fmt::format("The body is not valid JSON: {}", error.message()));
    return value;
}

std::string text_of(const json::object& object, std::string_view name) {
    return maybe_text(object, name).value_or("");
}

std::optional<std::string> maybe_text(const json::object& object, std::string_view name) {
    auto* value = object.if_contains(name);
    if (!value || !value->is_string()) return {};
    return std::string(value->as_string());
}

std::int64_t integer_of(const json::object& object, std::string_view name, std::int64_t otherwise) {
    auto* value = object.if_contains(name);
    if (!value) return otherwise;
    if (value->is_int64()) return value->as_int64();
    if (value->is_double()) return static_cast<std::int64_t>(value->as_double());
    return otherwise;
}

bool boolean_of(const json::object& object, std::string_view name, bool otherwise) {
    auto* value = object.if_contains(name);
    return value && value->is_bool() ? value->as_bool() : otherwise;
}

std::vector<std::string> texts_of(const json::object& object, std::string_view name) {
    std::vector<std::string> out;
    if (auto* value = object.if_contains(name); value && value->is_array())
        for (auto& item : value->as_array())
            if (item.is_string()) out.emplace_back(item.as_string());
    return out;
}

}  // namespace zhenan
