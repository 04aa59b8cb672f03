// A field's two written forms: the declaration (ledger.json, /api/v1/kinds) and OpenAPI.
#include "core/field.h"

namespace zhenan {

namespace {
std::string pair_text(const json::object& declared, const char* name, const char* language) {
    auto* pair = declared.if_contains(name);
    return pair && pair->is_object() ? text_of(pair->as_object(), language) : std::string();
}

json::object one_schema(const Field& field) {
    json::object s;
    switch (field.type) {
        case Field::text:
        case Field::longtext:
            s["type"] = "string";
            s["maxLength"] = static_cast<std::int64_t>(field.max.value_or(field.type == Field::longtext ? 5000 : 200));
            break;
        case Field::integer:
        case Field::decimal:
            s["type"] = field.type == Field::integer ? "integer" : "number";
            if (field.min) s["minimum"] = *field.min;
            if (field.max) s["maximum"] = *field.max;
            break;
        case Field::day:
            s = {{"type", "string"}, {"format", "date"}};
            break;
        case Field::instant:
            s = {{"type", "string"}, {"format", "date-time"}};
            break;
        case Field::boolean:
            s["type"] = "boolean";
            break;
        case Field::choice: {
            s["type"] = "string";
            json::array values;
            for (auto& option : field.options) values.emplace_back(option.value);
            if (!values.empty()) s["enum"] = values;
            break;
        }
        case Field::ref:
        case Field::area:
            s = {{"type", "string"}, {"format", "uuid"}};
            break;
        case Field::attachments:
            s = {{"type", "array"}, {"items", json::object{{"type", "string"}, {"format", "uuid"}}}};
            break;
        case Field::location:
            s = open_api_schema(point_fields(), true);
            break;
        case Field::rows:
            s = {{"type", "array"}, {"items", open_api_schema(field.fields, true)}};
            break;
        case Field::object:
            s = field.fields.empty() ? json::object{{"type", "object"}} : open_api_schema(field.fields, true);
            break;
        case Field::any:
            break;
    }
    return s;
}
}  // namespace

Field field_from_json(const json::object& d) {
    Field f;
    f.name = text_of(d, "name");
    f.type = field_type(text_of(d, "type"));
    f.zh = text_of(d, "zh");
    f.en = text_of(d, "en");
    f.required = boolean_of(d, "required");
    f.readonly = boolean_of(d, "readonly");
    f.list = boolean_of(d, "list");
    f.filter = boolean_of(d, "filter");
    f.sort = boolean_of(d, "sort");
    f.search = boolean_of(d, "search");
    f.unique = boolean_of(d, "unique");
    f.upward = boolean_of(d, "upward");
    f.many = boolean_of(d, "many");
    f.retired = boolean_of(d, "retired");
    f.to = text_of(d, "to");
    for (auto [name, bound] : {std::pair{"min", &f.min}, std::pair{"max", &f.max}})
        if (auto* value = d.if_contains(name); value && value->is_number()) *bound = value->to_number<double>();
    f.unit_zh = pair_text(d, "unit", "zh");
    f.unit_en = pair_text(d, "unit", "en");
    f.help_zh = pair_text(d, "help", "zh");
    f.help_en = pair_text(d, "help", "en");
    if (auto* options = d.if_contains("options"))
        for (auto& o : options->as_array())
            f.options.push_back(
                {text_of(o.as_object(), "value"), text_of(o.as_object(), "zh"), text_of(o.as_object(), "en")});
    if (auto* fields = d.if_contains("fields"))
        for (auto& sub : fields->as_array()) f.fields.push_back(field_from_json(sub.as_object()));
    return f;
}

json::object field_to_json(const Field& f) {
    json::object d{{"name", f.name}, {"type", type_name(f.type)}, {"zh", f.zh}, {"en", f.en}};
    for (auto [name, on] : {std::pair{"required", f.required},
                            {"readonly", f.readonly},
                            {"list", f.list},
                            {"filter", f.filter},
                            {"sort", f.sort},
                            {"search", f.search},
                            {"unique", f.unique},
                            {"upward", f.upward},
                            {"many", f.many},
                            {"retired", f.retired}})
        if (on) d[name] = true;
    if (!f.to.empty()) d["to"] = f.to;
    if (f.min) d["min"] = *f.min;
    if (f.max) d["max"] = *f.max;
    if (!f.unit_zh.empty()) d["unit"] = {{"zh", f.unit_zh}, {"en", f.unit_en}};
    if (!f.help_zh.empty()) d["help"] = {{"zh", f.help_zh}, {"en", f.help_en}};
    if (!f.options.empty()) {
        json::array options;
        for (auto& o : f.options) options.push_back({{"value", o.value}, {"zh", o.zh}, {"en", o.en}});
        d["options"] = options;
    }
    if (!f.fields.empty()) {
        json::array fields;
        for (auto& sub : f.fields) fields.push_back(field_to_json(sub));
        d["fields"] = fields;
    }
    return d;
}

json::object open_api_schema(const Field& field) {
    auto s = one_schema(field);
    if (field.many) s = {{"type", "array"}, {"items", s}};
    // What an id names, so that a client, or a test that walks all routes, can put a real one there.
    if (field.type == Field::area) s["x-kind"] = "areas";
    if (field.type == Field::attachments) s["x-kind"] = "attachments";
    if (field.type == Field::ref && !field.to.empty()) s["x-kind"] = field.to;
    if (!field.zh.empty()) s["title"] = field.zh;
    if (!field.en.empty()) s["description"] = field.en;
    if (field.readonly) s["readOnly"] = true;
    return s;
}

json::object open_api_schema(const Schema& schema, bool with_required) {
    json::object properties;
    json::array required;
    for (auto& field : schema) {
        properties[field.name] = open_api_schema(field);
        if (field.required && with_required) required.emplace_back(field.name);
    }
    json::object s{{"type", "object"}, {"properties", properties}};
    if (!required.empty()) s["required"] = required;
    return s;
}

}  // namespace zhenan
