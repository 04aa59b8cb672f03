#include <fmt/format.h>

#include <map>

#include "modules/record/record_import.h"
#include "modules/record/record_store.h"

namespace zhenan::record {

namespace {

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

}  // namespace

// The columns that are asked for, in that order; otherwise all.
std::vector<const Field*> exported(http::Call& call, const Kind& kind) {
    std::vector<const Field*> fields;
    auto asked = call.request.parameter("columns");
    for (std::size_t at = 0; !asked.empty() && at <= asked.size();) {
        auto end = std::min(asked.find(',', at), asked.size());
        auto* field = find_field(kind.fields, asked.substr(at, end - at));
        if (!field) throw Fault(kInvalid, "columns");
        if (in_files(*field) && std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
        at = end + 1;
    }
    if (asked.empty())
        for (auto& field : kind.fields)
            if (in_files(field)) fields.push_back(&field);
    if (fields.empty()) throw Fault(kInvalid, "columns");
    return fields;
}

http::Response export_file(http::Call& call, const Kind& kind, table::Format format) {
    bool english = call.request.english();
    std::vector<table::Column> columns;
    std::vector<const Field*> fields;
    for (auto* one : exported(call, kind)) {
        auto& field = *one;
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
    auto file = writer->finish_file();
    return http::Response::attached(
        file->path(), file,
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

}  // namespace zhenan::record
