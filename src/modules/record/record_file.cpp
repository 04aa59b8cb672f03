#include "modules/record/record_file.h"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "core/id.h"
#include "modules/record/record_store.h"

namespace zhenan::record {

namespace {

constexpr std::size_t kErrorsShown = 1000;

const FaultCode kColumns{zhenan::Kind::rejected, "import.columns", "表头有问题", "The header row has a problem"};
const FaultCode kCell{zhenan::Kind::rejected, "import.cell", "单元格内容不对", "The cell is not right"};
const FaultCode kNoRows{zhenan::Kind::rejected, "import.empty", "表里没有数据行", "The table has no rows of data"};

bool in_files(const Field& field) {
    return field.type != Field::attachments && field.type != Field::rows && field.type != Field::object &&
           field.type != Field::any && (!field.many || field.type == Field::choice || field.type == Field::text);
}

using AreaPaths = std::map<std::string, std::string>;

std::string cell_of(const Field& field, const json::object& record, const AreaPaths& areas) {
    if (field.type == Field::area)
        if (auto area = areas.find(text_of(record, field.name)); area != areas.end()) return area->second;
    if (field.many) {
        std::string joined;
        for (auto& value : texts_of(record, field.name)) {
            auto* option = field.option(value);
            joined += (joined.empty() ? "" : "、") + (option ? option->zh : value);
        }
        return joined;
    }
    bool labelled = field.type == Field::ref || field.type == Field::area;
    auto* value = record.if_contains(labelled ? field.stem() + "Name" : field.name);
    if (!value || value->is_null()) return {};
    switch (field.type) {
        case Field::boolean:
            return value->as_bool() ? "是" : "否";
        case Field::choice: {
            auto* option = field.option(value->as_string());
            return option ? option->zh : std::string(value->as_string());
        }
        case Field::location: {
            auto& point = value->as_object();
            return fmt::format("{:.6f},{:.6f}", point.at("lng").to_number<double>(),
                               point.at("lat").to_number<double>());
        }
        default:
            if (value->is_string()) return std::string(value->as_string());
            if (value->is_double()) return fmt::format("{}", value->as_double());
            return json::serialize(*value);
    }
}

table::Cell cell_kind(const Field& field) {
    switch (field.type) {
        case Field::integer:
            return table::Cell::integer;
        case Field::decimal:
            return table::Cell::decimal;
        case Field::day:
            return table::Cell::day;
        default:
            return table::Cell::text;
    }
}

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

void add_error(json::array& errors, std::size_t row, const Fault& fault, bool english) {
    auto add = [&](std::string_view field, std::string_view code, std::string_view message) {
        if (errors.size() < kErrorsShown)
            errors.push_back({{"row", row}, {"field", field}, {"code", code}, {"message", message}});
    };
    if (fault.errors.empty()) return add("", fault.code->code, english ? fault.en : fault.zh);
    for (auto& error : fault.errors) add(error.field, error.code, english ? error.en : error.zh);
}

std::vector<const Field*> header(const Kind& kind, const std::vector<std::string>& cells) {
    std::vector<const Field*> columns;
    std::vector<FieldError> errors;
    for (auto& cell : cells) {
        std::string title = cell;
        if (title.ends_with("*")) title.pop_back();  // templates mark required columns
        const Field* found = nullptr;
        for (auto& field : kind.fields)
            if (in_files(field) &&
                (title == field.name || title == field.stem() || title == field.zh || title == field.en))
                found = &field;
        if (found && found->readonly) {
            columns.push_back(nullptr);  // exported columns that the system sets are passed over
            continue;
        }
        bool system = title == "编号" || title == "登记时间" || title == "更新时间";
        if (!found && !title.empty() && !system)
            errors.push_back({title, "import.unknown_column", fmt::format("没有“{}”这一列，请下载模板对照", title),
                              fmt::format("There is no column \"{}\"; compare with the template", title)});
        if (found && std::find(columns.begin(), columns.end(), found) != columns.end())
            errors.push_back({title, "import.column_twice", fmt::format("“{}”这一列出现了两次", title),
                              fmt::format("Column \"{}\" stands twice", title)});
        columns.push_back(found);
    }
    for (auto& field : kind.fields)
        if (field.required && !field.readonly && in_files(field) &&
            std::find(columns.begin(), columns.end(), &field) == columns.end())
            errors.push_back({field.name, "import.missing_column", fmt::format("缺少“{}”这一列", field.zh),
                              fmt::format("The column \"{}\" is missing", field.stem())});
    if (!errors.empty()) throw Fault(kColumns, std::move(errors));
    return columns;
}

// "餐饮、商铺市场", also with the commas that people type.
json::array values_of_cell(http::Call& call, const Field& field, std::string text) {
    for (std::string_view mark : {"，", "、", ";", "；"})
        for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;) text.replace(at, mark.size(), ",");
    Field one = field;
    one.many = false;
    json::array values;
    for (std::size_t at = 0; at <= text.size();) {
        auto end = std::min(text.find(',', at), text.size());
        auto part = text.substr(at, end - at);
        if (part.find_first_not_of(' ') != std::string::npos) values.push_back(value_of_cell(call, one, part));
        at = end + 1;
    }
    return values;
}

// What a row says, checked; all errors of the row at once.
json::object input_of_row(http::Call& call, const Kind& kind, const std::vector<const Field*>& columns,
                          const std::vector<std::string>& cells) {
    json::object input;
    std::vector<FieldError> errors;
    auto named = [&](const std::string& field) {
        return std::any_of(errors.begin(), errors.end(), [&](auto& error) { return error.field == field; });
    };
    for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
        if (!columns[i]) continue;
        try {
            auto value = value_of_cell(call, *columns[i], cells[i]);
            if (!value.is_null()) input[columns[i]->name] = std::move(value);
        } catch (const Fault& fault) {
            errors.insert(errors.end(), fault.errors.begin(), fault.errors.end());
        }
    }
    try {
        input = checked(kind.fields, input);
    } catch (const Fault& fault) {
        for (auto& error : fault.errors)
            if (!named(error.field)) errors.push_back(error);
    }
    if (!errors.empty()) throw Fault(kCell, std::move(errors));
    return input;
}

}  // namespace

json::value value_of_cell(http::Call& call, const Field& field, const std::string& text) {
    if (text.empty()) return nullptr;
    if (field.many) return values_of_cell(call, field, text);
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
        case Field::area: {
            if (is_id(text)) return json::string(text);
            auto* target = find_kind(field.type == Field::area ? "areas" : field.to);
            bool several = false;
            auto found = target ? resolve(call.db, call.actor, *target, text, several) : std::nullopt;
            if (found) return json::string(*found);
            if (several)
                wrong(field, fmt::format("叫“{}”的不止一个，请用编码或完整路径", text),
                      fmt::format("more than one is named \"{}\"; use the code or the whole path", text));
            wrong(field, fmt::format("找不到“{}”", text), fmt::format("\"{}\" is not known", text));
        }
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

http::Response export_file(http::Call& call, const Kind& kind, table::Format format) {
    bool english = call.request.english();
    std::vector<table::Column> columns;
    std::vector<const Field*> fields;
    for (auto& field : kind.fields) {
        if (!in_files(field)) continue;
        fields.push_back(&field);
        columns.push_back({english ? field.en : field.zh, cell_kind(field),
                           field.type == Field::longtext ? 40.0
                           : field.search                ? 24.0
                                                         : 14.0});
    }
    auto writer = table::writer(format, english ? kind.en : kind.zh, columns);
    std::vector<std::string> cells(fields.size());
    auto areas = area_paths(call.db);
    each(call, kind, [&](const json::object& record) {
        for (std::size_t i = 0; i < fields.size(); ++i) cells[i] = cell_of(*fields[i], record, areas);
        writer->row(cells);
    });
    bool xlsx = format == table::Format::xlsx;
    return http::Response::file(
        writer->finish(),
        xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8",
        (english ? kind.en : kind.zh) + "-" + call.today() + (xlsx ? ".xlsx" : ".csv"));
}

http::Response template_file(const Kind& kind, table::Format format) {
    std::vector<table::TemplateColumn> columns;
    for (auto& field : kind.fields) {
        if (!in_files(field) || field.readonly) continue;
        table::TemplateColumn column{{field.zh, cell_kind(field)}, field.required, field.help_zh, {}};
        if (field.type == Field::area) column.note = "填 12 位区划代码，或“村名/网格名”";
        if (field.type == Field::day) column.note = "写成 2023-05-30";
        if (field.many) column.note = "可填几个，用顿号隔开";
        for (auto& option : field.options)
            if (!field.many) column.choices.push_back(option.zh);
        if (field.type == Field::boolean) column.choices = {"是", "否"};
        columns.push_back(std::move(column));
    }
    bool xlsx = format == table::Format::xlsx;
    return http::Response::file(
        table::fill_in_template(format, kind.zh, columns),
        xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8",
        kind.zh + "导入模板" + (xlsx ? ".xlsx" : ".csv"));
}

Schema import_schema() {
    return {{.name = "accepted", .type = Field::integer, .zh = "可导入", .en = "Accepted", .required = true},
            {.name = "rejected", .type = Field::integer, .zh = "有问题", .en = "Rejected", .required = true},
            {.name = "written", .type = Field::boolean, .zh = "已写入", .en = "Written", .required = true},
            {.name = "errors",
             .type = Field::rows,
             .zh = "问题",
             .en = "Errors",
             .required = true,
             .fields = {{.name = "row", .type = Field::integer, .zh = "行", .en = "Row"},
                        {.name = "field", .zh = "列", .en = "Field"},
                        {.name = "code", .zh = "代码", .en = "Code"},
                        {.name = "message", .zh = "说明", .en = "Message"}}}};
}

json::object import_file(http::Call& call, const Kind& kind) {
    bool check = call.request.parameter("check") == "1", partial = call.request.parameter("partial") == "1";
    std::vector<const Field*> columns;
    json::array errors;
    std::int64_t accepted = 0, rejected = 0;
    auto& db = call.db;
    db.run("SAVEPOINT import");
    table::read(call.request.body, [&](std::size_t number, const std::vector<std::string>& cells) {
        if (columns.empty()) {
            columns = header(kind, cells);
            return;
        }
        db.run("SAVEPOINT import_row");
        try {
            create(call, kind, input_of_row(call, kind, columns, cells));
            ++accepted;
        } catch (const Fault& fault) {
            db.run("ROLLBACK TO SAVEPOINT import_row");
            ++rejected;
            add_error(errors, number, fault, call.request.english());
        } catch (const db::Error& error) {
            if (error.kind != db::Error::unique) throw;
            db.run("ROLLBACK TO SAVEPOINT import_row");
            ++rejected;
            add_error(errors, number, Fault(kConflict, "与已有记录重复", "The same as a record that exists"),
                      call.request.english());
        }
        db.run("RELEASE SAVEPOINT import_row");
    });
    if (columns.empty() || accepted + rejected == 0) throw Fault(kNoRows);
    bool write = !check && (rejected == 0 || partial);
    if (!write) db.run("ROLLBACK TO SAVEPOINT import");
    db.run("RELEASE SAVEPOINT import");
    return {{"accepted", accepted}, {"rejected", rejected}, {"written", write}, {"errors", errors}};
}

}  // namespace zhenan::record
