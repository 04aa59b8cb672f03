// What the cells of office files mean.
#include <fmt/format.h>

#include <charconv>

#include "core/id.h"
#include "modules/record/record_earlier.h"
#include "modules/record/record_import.h"
#include "modules/record/record_store.h"

namespace zhenan::record {

namespace {

const FaultCode kCell{zhenan::Kind::rejected, "import.cell", "单元格内容不对", "The cell is not right"};

[[noreturn]] void wrong(const Field& field, std::string zh, std::string en) {
    throw Fault(kCell, {{field.name, std::string(kCell.code), field.zh + "：" + zh, field.en + ": " + en}});
}

// Excel and people write days in many ways; only unambiguous ones are taken.
std::string day_from(const Field& field, std::string text) {
    for (auto& [from, to] :
         {std::pair<std::string, std::string>{"年", "-"}, {"月", "-"}, {"日", ""}, {"/", "-"}, {".", "-"}})
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;) text.replace(at, from.size(), to);
    int y = 0, m = 0, d = 0;
    if (auto space = text.find(' '); space != std::string::npos) text.resize(space);
    if (std::sscanf(text.c_str(), "%d-%d-%d", &y, &m, &d) == 3) {
        auto day = fmt::format("{:04}-{:02}-{:02}", y, m, d);
        if (is_day(day)) return day;
    }
    wrong(field, fmt::format("“{}”不是存在的日期，写成 2023-05-30 的样子", text),
          fmt::format("\"{}\" is not a day", text));
}

// "餐饮、商铺市场", also with the commas that people type.
json::array values_of_cell(Reading& reading, const Field& field, std::string text) {
    for (std::string_view mark : {"，", "、", ";", "；"})
        for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;) text.replace(at, mark.size(), ",");
    Field one = field;
    one.many = false;
    json::array values;
    for (std::size_t at = 0; at <= text.size();) {
        auto end = std::min(text.find(',', at), text.size());
        auto part = text.substr(at, end - at);
        if (part.find_first_not_of(' ') != std::string::npos) values.push_back(value_of_cell(reading, one, part));
        at = end + 1;
    }
    return values;
}

// How to say which one is meant, when several bear the name.
[[noreturn]] void several_found(const Field& field, const std::string& to, const std::string& text) {
    if (to == "people")
        wrong(
            field,
            fmt::format("叫“{0}”的不止一个，请写成“{0} 1234”（电话末几位）、“{0} 村主任”（职务），或填编号", text),
            fmt::format("more than one is named \"{0}\"; write \"{0} 1234\" (last digits of the phone), \"{0} POST\", "
                        "or the id",
                        text));
    if (to == "enterprises")
        wrong(field, fmt::format("叫“{}”的不止一家，请填统一社会信用代码或编号", text),
              fmt::format("more than one is named \"{}\"; write the credit code or the id", text));
    wrong(field, fmt::format("叫“{}”的不止一个，请用编码、完整路径或编号", text),
          fmt::format("more than one is named \"{}\"; write the code, the whole path or the id", text));
}

std::string referred(Reading& reading, const Field& field, const std::string& text) {
    std::string to = field.type == Field::area ? "areas" : field.to;
    auto* target = find_kind(to);
    bool several = false;
    bool own = target == &reading.kind;
    std::string id;
    // A code of this file is known before the store is asked.
    if (own) id = reading.earlier.find(text, several);
    if (id.empty() && target)
        id = reading.earlier.meaning(to + '\n' + text, [&] {
            bool many = false;
            auto found = resolve(reading.call.db, reading.call.actor, *target, text, many);
            if (many) several_found(field, to, text);
            return found.value_or("");
        });
    if (id.empty() && several) several_found(field, to, text);
    if (id.empty()) wrong(field, fmt::format("找不到“{}”", text), fmt::format("\"{}\" is not known", text));
    return id;
}

}  // namespace

bool in_files(const Field& field) {
    return field.type != Field::attachments && field.type != Field::rows && field.type != Field::object &&
           field.type != Field::any && (!field.many || field.type == Field::choice || field.type == Field::text);
}

json::value value_of_cell(Reading& reading, const Field& field, const std::string& text) {
    if (text.empty()) return nullptr;
    if (field.many) return values_of_cell(reading, field, text);
    switch (field.type) {
        case Field::integer: {
            std::int64_t n = 0;
            auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
            if (error != std::errc() || end != text.data() + text.size())
                wrong(field, fmt::format("“{}”不是整数", text), fmt::format("\"{}\" is not a whole number", text));
            return n;
        }
        case Field::decimal: {
            double n = 0;
            auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
            if (error != std::errc() || end != text.data() + text.size())
                wrong(field, fmt::format("“{}”不是数字", text), fmt::format("\"{}\" is not a number", text));
            return n;
        }
        case Field::day:
            return json::string(day_from(field, text));
        case Field::boolean:
            for (auto yes : {"是", "有", "true", "TRUE", "1", "√", "yes"})
                if (text == yes) return true;
            for (auto no : {"否", "无", "false", "FALSE", "0", "no"})
                if (text == no) return false;
            wrong(field, "请填“是”或“否”", "write 是 or 否");
        case Field::choice:
            for (auto& option : field.options)
                if (text == option.value || text == option.zh || text == option.en) return json::string(option.value);
            return json::string(text);  // checked() names the choices
        case Field::ref:
        case Field::area:
            return json::string(is_id(text) ? text : referred(reading, field, text));
        case Field::location: {
            double lng = 0, lat = 0;
            if (std::sscanf(text.c_str(), "%lf,%lf", &lng, &lat) != 2 &&
                std::sscanf(text.c_str(), "%lf %lf", &lng, &lat) != 2)
                wrong(field, "写成“经度,纬度”的样子", "write it as longitude,latitude");
            return json::object{{"lng", lng}, {"lat", lat}};
        }
        case Field::instant:
            return json::string(text);
        default:
            return json::string(text);
    }
}

// What a row says, checked; all errors of the row at once.
json::object input_of_row(Reading& reading, const std::vector<const Field*>& columns,
                          const std::vector<std::string>& cells) {
    json::object input;
    std::vector<FieldError> errors;
    auto named = [&](const std::string& field) {
        return std::any_of(errors.begin(), errors.end(), [&](auto& error) { return error.field == field; });
    };
    for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
        if (!columns[i]) continue;
        try {
            auto value = value_of_cell(reading, *columns[i], cells[i]);
            if (!value.is_null()) input[columns[i]->name] = std::move(value);
        } catch (const Fault& fault) {
            errors.insert(errors.end(), fault.errors.begin(), fault.errors.end());
        }
    }
    try {
        input = checked(reading.kind.fields, input);
    } catch (const Fault& fault) {
        for (auto& error : fault.errors)
            if (!named(error.field)) errors.push_back(error);
    }
    if (!errors.empty()) throw Fault(kCell, std::move(errors));
    return input;
}

}  // namespace zhenan::record
