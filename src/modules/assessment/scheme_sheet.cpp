// A scheme that comes as a sheet: the county's table for the town, or one's own. A row is an item; who answers for it
// by when becomes a target.
#include <fmt/format.h>

#include <cmath>
#include <set>

#include "core/id.h"
#include "core/table/table.h"
#include "modules/assessment/assessment_desk.h"

namespace zhenan::assessment {

namespace {

using http::Call;
using http::Response;

struct Column {
    const char *name, *zh, *en, *note;
    bool required;
};
const std::vector<Column> kColumns = {{"code", "编号", "Code", "不填就按顺序编号", false},
                                      {"section", "大项", "Section", "", false},
                                      {"title", "考核内容", "Item", "", true},
                                      {"points", "分值", "Points", "", true},
                                      {"formula", "得分公式", "Formula", "不填就是人工评分", false},
                                      {"missing", "失分时该做什么", "What to do", "", false},
                                      {"basis", "依据", "Basis", "", false},
                                      {"unit", "责任单位", "Who answers", "填了就分解为目标任务", false},
                                      {"dueOn", "完成期限", "By", "2023-06-30", false}};

using Line = std::map<std::string, std::string>;
struct Sheet {
    std::vector<std::pair<std::size_t, Line>> lines;
    json::array errors;
};

std::optional<double> number_in(const std::string& text) {
    try {
        std::size_t end = 0;
        auto value = std::stod(text, &end);
        if (end == text.size() && std::isfinite(value) && value > 0 && value <= 1000) return value;
    } catch (const std::exception&) {
        // No number.
    }
    return {};
}

Sheet read_sheet(const std::string& bytes, bool english) {
    Sheet sheet;
    std::vector<std::string> names;
    auto wrong = [&](std::size_t row, const std::string& field, const char* code, std::string zh, std::string en) {
        sheet.errors.push_back({{"row", row},
                                {"field", field},
                                {"code", std::string("assessment_scheme.") + code},
                                {"message", english ? en : zh}});
    };
    table::read(bytes, [&](std::size_t number, const std::vector<std::string>& cells) {
        if (names.empty()) {
            for (auto title : cells) {
                if (title.ends_with("*")) title.pop_back();
                std::string found;
                for (auto& column : kColumns)
                    if (title == column.zh || title == column.name || title == column.en) found = column.name;
                if (found.empty() && !title.empty())
                    wrong(number, title, "column", "没有“" + title + "”这一列，请下载模板对照",
                          "There is no column \"" + title + "\"; compare with the template");
                names.push_back(found);
            }
            for (auto& column : kColumns)
                if (column.required && std::find(names.begin(), names.end(), column.name) == names.end())
                    wrong(number, column.name, "missing_column", fmt::format("缺少“{}”这一列", column.zh),
                          fmt::format("The column \"{}\" is missing", column.en));
            return;
        }
        Line line;
        for (std::size_t i = 0; i < cells.size() && i < names.size(); ++i)
            if (!names[i].empty()) line[names[i]] = cells[i];
        if (line["title"].empty()) wrong(number, "title", "required", "没有写考核内容", "The item is missing");
        if (!number_in(line["points"]))
            wrong(number, "points", "points", "分值要是大于 0 的数", "Points must be a number above 0");
        if (!line["dueOn"].empty() && !is_day(line["dueOn"]))
            wrong(number, "dueOn", "day", "期限要写成 2023-06-30", "Write the day as 2023-06-30");
        sheet.lines.emplace_back(number, std::move(line));
    });
    if (sheet.lines.empty() && sheet.errors.empty())
        wrong(1, "title", "empty", "表里没有考核项目", "The sheet has no items");
    return sheet;
}

json::object scheme_of(const Sheet& sheet, Call& call) {
    json::array items;
    double total = 0;
    int number = 0;
    for (auto& [row, line] : sheet.lines) {
        auto at = [&line = line](const char* name) {
            auto found = line.find(name);
            return found == line.end() ? std::string() : found->second;
        };
        ++number;
        auto points = *number_in(at("points"));
        total += points;
        json::object item{{"code", at("code").empty() ? std::to_string(number) : at("code")},
                          {"title", at("title")},
                          {"points", points},
                          {"manner", at("formula").empty() ? "manual" : "formula"}};
        for (auto name : {"section", "formula", "missing", "basis"})
            if (!at(name).empty()) item[name] = at(name);
        items.push_back(item);
    }
    auto today = call.today();
    auto year = call.request.parameter("year"), title = call.request.parameter("title"),
         type = call.request.parameter("subjectType");
    json::object scheme{{"title", title.empty() ? "上级考核方案" : title},
                        {"term", "year"},
                        {"subjectType", type.empty() ? "town" : type},
                        {"enabled", false},  // a draft: bands and bounds are read once more before it counts
                        {"total", total},
                        {"notApplicable", "out_of_base"},
                        {"vetoMode", "zero"},
                        {"bonusMost", 0},
                        {"deductionMost", 0},
                        {"items", items}};
    if (!year.empty() && (year.size() != 4 || year.find_first_not_of("0123456789") != std::string::npos))
        throw Fault(kInvalid, "year");
    scheme["year"] = std::stoi(year.empty() ? today.substr(0, 4) : year);
    // The usual shares of the total; the office corrects them where the county has others.
    json::array bands;
    double below = 0;
    for (auto& [grade, share] : {std::pair{"excellent", 90}, {"good", 80}, {"passed", 60}, {"failed", 0}}) {
        json::object band{{"grade", grade}, {"from", total * share / 100}};
        if (below > 0) band["below"] = below;
        below = total * share / 100;
        bands.push_back(band);
    }
    scheme["grades"] = bands;
    return scheme;
}

Response import(Call& call) {
    record::refresh(call.db);
    auto sheet = read_sheet(call.request.body, call.request.english());
    json::object answer{{"accepted", 0}, {"rejected", sheet.errors.size()}, {"errors", sheet.errors}};
    if (!sheet.errors.empty()) return Response::of(answer);
    auto& kind = record::kind("assessment-schemes");
    auto input = checked(kind.fields, scheme_of(sheet, call));
    auto scheme = scheme_from(input);
    json::array errors;
    for (auto& error : wrong_with(scheme, names_for(scheme.subject_type))) {
        // items[2] is the third line that was read.
        std::size_t item = 0, row = 1;
        if (std::sscanf(error.field.c_str(), "items[%zu]", &item) == 1 && item < sheet.lines.size())
            row = sheet.lines[item].first;
        errors.push_back({{"row", row},
                          {"field", error.field.substr(error.field.find('.') + 1)},
                          {"code", error.code},
                          {"message", call.request.english() ? error.en : error.zh}});
    }
    answer["errors"] = errors;
    answer["rejected"] = errors.size();
    answer["accepted"] = errors.empty() ? sheet.lines.size() : 0;
    answer["points"] = points(scheme.total);
    if (!errors.empty() || call.request.only_checks()) return Response::of(answer);
    auto id = record::add(call, kind, input);
    answer["id"] = id;
    std::int64_t targets = 0;
    auto town = area::root(call.db);
    for (std::size_t i = 0; i < sheet.lines.size() && town; ++i) {
        auto& line = sheet.lines[i].second;
        auto unit = line.find("unit");
        if (unit == line.end() || unit->second.empty()) continue;
        json::object target{{"title", line.at("title")},
                            {"schemeId", id},
                            {"itemCode", scheme.items[i].code},
                            {"points", points(scheme.items[i].points)},
                            {"unit", unit->second},
                            {"state", "open"},
                            {"areaId", town->id}};
        auto due = line.find("dueOn");
        target["dueOn"] = due == line.end() || due->second.empty()
                              ? std::to_string(integer_of(input, "year")) + "-12-31"
                              : due->second;
        record::add(call, record::kind("assessment-targets"), target);
        ++targets;
    }
    answer["targets"] = targets;
    return Response::of(answer, 201);
}

Response sheet_template(Call& call) {
    std::vector<table::TemplateColumn> columns;
    for (auto& column : kColumns) {
        table::TemplateColumn one;
        one.column = {call.request.english() ? column.en : column.zh, table::Cell::text, 20};
        one.required = column.required;
        one.note = column.note;
        columns.push_back(one);
    }
    return Response::file(table::fill_in_template(table::Format::xlsx, "考核方案", columns),
                          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "考核方案模板.xlsx");
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "POST",
                .path = "/api/v1/assessment-schemes/sheet",
                .summary = "A scheme from a sheet (XLSX or CSV), an item a row; who answers by when becomes a target",
                .roles = {"office"},
                .mode = http::Mode::write,
                .bytes = true,
                .may_check = true,
                .parameters = {"title", "year", "subjectType"},
                .handler = import});
    router.add({.method = "GET",
                .path = "/api/v1/assessment-schemes/sheet.xlsx",
                .summary = "The sheet to fill in",
                .roles = {"office"},
                .answer = "application/octet-stream",
                .handler = sheet_template});
});

}  // namespace

}  // namespace zhenan::assessment
