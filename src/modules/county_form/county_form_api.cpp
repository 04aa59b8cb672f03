// The county's own XLSX: uploaded once, its cells tied to measures or words, filled in for an area and a month.
#include <fmt/format.h>

#include "core/event/event.h"
#include "core/id.h"
#include "core/office/workbook.h"
#include "modules/area/area.h"
#include "modules/county_form/county_form_rules.h"
#include "modules/county_form/county_form_store.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"

namespace zhenan::county_form {

namespace {

using http::Call;
using http::Mode;
using http::Response;

constexpr std::size_t kLargest = 5u << 20, kMostCells = 2000;

const FaultCode kTooLarge{zhenan::Kind::too_large, "county_form.too_large",
                          "表格文件超过 5 MB，请去掉图片和多余的工作表再上传",
                          "The workbook is over 5 MB; take out pictures and sheets that are not needed"};
const FaultCode kNoName{zhenan::Kind::rejected, "county_form.name", "请给这张表起个名字（60 个字以内）",
                        "Give the form a name of at most 60 characters"};
const FaultCode kCells{zhenan::Kind::rejected, "county_form.cells", "有的格子设置不对，请改好标出的几处",
                       "Some cells are not set right; mend what is marked"};
const FaultCode kMonth{zhenan::Kind::invalid, "county_form.month", "月份写成 2023-06 的样子",
                       "Write the month like 2023-06"};

const std::vector<std::string> kWriters = {"office", "administrator"};
const std::vector<std::string> kReaders = {"leader",      "office",    "officer",       "supervisor", "village",
                                           "grid_leader", "patroller", "administrator", "auditor"};

const Schema kCell = {
    {.name = "sheet", .zh = "工作表", .en = "Sheet", .required = true, .max = 60},
    {.name = "cell", .zh = "格子", .en = "Cell", .required = true, .max = 12},
    {.name = "source",
     .type = Field::choice,
     .zh = "填什么",
     .en = "Source",
     .required = true,
     .options = {{"measure", "指标", "Measure"},
                 {"area", "区域名称", "Area"},
                 {"month", "报告月份", "Month"},
                 {"today", "填表日期", "Today"},
                 {"signer", "填表人", "Who fills in"},
                 {"text", "固定文字", "Words"}}},
    {.name = "measure", .zh = "指标", .en = "Measure", .max = 60},
    {.name = "member", .zh = "分项", .en = "Member", .max = 60},
    {.name = "period",
     .type = Field::choice,
     .zh = "期间",
     .en = "Period",
     .options = {{"month", "本月", "The month"},
                 {"last_month", "上月", "The month before"},
                 {"quarter", "本季累计", "Quarter to date"},
                 {"half", "本半年累计", "Half-year to date"},
                 {"year_to_date", "本年累计", "Year to date"}}},
    {.name = "text", .zh = "文字", .en = "Words", .max = 200},
};
const Schema kChange = {{.name = "name", .zh = "名称", .en = "Name", .required = true, .max = 60},
                        {.name = "cells", .type = Field::rows, .zh = "格子", .en = "Cells", .fields = kCell}};

void check_cells(const json::array& cells) {
    std::vector<FieldError> errors;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto& one = cells[i].as_object();
        auto at = fmt::format("cells[{}]", i), cell = text_of(one, "cell");
        auto fail = [&](const char* member, const std::string& zh, const std::string& en) {
            errors.push_back({at + "." + member, std::string(kCells.code), cell + "：" + zh, cell + ": " + en});
        };
        if (!office::place_of(cell)) fail("cell", "不是格子的名称", "is no name of a cell");
        auto source = text_of(one, "source");
        if (source == "text" && text_of(one, "text").empty()) fail("text", "请写要填的文字", "give the words");
        if (source != "measure") continue;
        auto* measure = measure::find(text_of(one, "measure"));
        if (!measure) {
            fail("measure", "请选一个指标", "choose a measure");
            continue;
        }
        if (text_of(one, "period").empty()) fail("period", "请选期间", "choose a period");
        if (auto member = text_of(one, "member"); !member.empty()) {
            auto known = std::any_of(measure->options.begin(), measure->options.end(),
                                     [&](auto& option) { return option.value == member; });
            if (!known)
                fail("member", "这个指标没有这个分项，请重新选一个或选“全部合计”",
                     "the measure has no such member; choose another, or all together");
        }
    }
    if (cells.size() > kMostCells)
        errors.push_back({"cells", std::string(kCells.code), "最多设置 2000 个格子", "2000 cells at most"});
    if (!errors.empty()) throw Fault(kCells, std::move(errors));
}

json::object brief(const Form& form) {
    return {{"id", form.id},
            {"name", form.name},
            {"cellCount", form.cells.size()},
            {"version", form.version},
            {"updatedAt", to_rfc3339(form.updated_at)}};
}

json::object whole(const Form& form) {
    auto body = brief(form);
    body["cells"] = form.cells;
    auto package = office::Package::open(form.file);
    json::array sheets;
    for (auto& sheet : office::sheets_of(package)) {
        json::array cells, merged;
        for (auto& cell : sheet.cells)
            cells.push_back({{"cell", office::cell_name(cell.row, cell.column)},
                             {"row", cell.row},
                             {"column", cell.column},
                             {"text", cell.text},
                             {"formula", cell.formula}});
        for (auto& one : sheet.merged)
            merged.push_back({{"row", one.row}, {"column", one.column}, {"rows", one.rows}, {"columns", one.columns}});
        sheets.push_back({{"name", sheet.name}, {"cells", cells}, {"merged", merged}});
    }
    body["sheets"] = sheets;
    return body;
}

Form need(Call& call) {
    auto form = find(call.db, call.path[0]);
    if (!form) throw Fault(kNotFound);
    return *form;
}

void tell(Call& call, const Form& form, const char* verb, json::object after) {
    record_event(call.db, call.actor, call.now(), "county-forms", form.id, verb, "", {}, std::move(after));
}

struct Entry {
    office::Filled filled;
    json::object shown;  // for the page: cell, value, where it comes from
};

std::vector<Entry> entries(Call& call, const Form& form) {
    record::refresh(call.db);
    auto month = call.request.parameter("month");
    if (month.empty()) month = call.today().substr(0, 7);
    if (!span_of(month, "month")) throw Fault(kMonth, "month");
    auto area_id = call.request.parameter("area");
    std::string path = measure::asked_path(call, area_id);
    // The last name of a path is the area's own.
    auto top = path.substr(0, path.size() - 1);
    auto area = area::find(call.db, top.substr(top.rfind('/') + 1));
    std::vector<Entry> list;
    for (auto& value : form.cells) {
        auto& one = value.as_object();
        auto source = text_of(one, "source");
        Entry entry{{text_of(one, "sheet"), text_of(one, "cell"), {}, {}}, one};
        auto& text = entry.filled.text;
        if (source == "area") text = area ? area->name : "";
        if (source == "month") text = month_words(month);
        if (source == "today") text = chinese_day(call.today());
        if (source == "signer") text = call.actor.name;
        if (source == "text") text = text_of(one, "text");
        if (source == "measure") {
            auto* measure = measure::find(text_of(one, "measure"));
            auto span = *span_of(month, text_of(one, "period"));
            bool stands = measure && (measure->form == measure::Definition::stock || measure->at_end);
            // What stands at the end of a month that still runs is what stands today.
            if (stands) span.to = std::min(span.to, call.today()), span.from = std::min(span.from, span.to);
            auto member = text_of(one, "member");
            auto found =
                measure ? measure::value({call.db, path, span.from, span.to, member}, measure->name) : measure::Value{};
            entry.filled.value = found.value;
            if (!found.value) text = "—";
            entry.shown["value"] = found.value ? json::value(*found.value) : json::value(nullptr);
            entry.shown["approximate"] = found.approximate;
            entry.shown["from"] = span.from;
            entry.shown["to"] = span.to;
            entry.shown["records"] =
                fmt::format("/measures/{}/records?from={}&to={}{}{}", text_of(one, "measure"), span.from, span.to,
                            area_id.empty() ? "" : "&area=" + area_id, member.empty() ? "" : "&member=" + member);
        } else {
            entry.shown["value"] = text;
        }
        list.push_back(std::move(entry));
    }
    return list;
}

Response upload(Call& call) {
    Form form{.id = call.request.parameter("id"), .name = call.request.parameter("name"), .file = call.request.body};
    if (form.name.empty() || form.name.size() > 180) throw Fault(kNoName, "name");
    if (form.id.empty()) form.id = new_id();
    if (!is_id(form.id)) throw Fault(kInvalid, "id");
    if (form.file.size() > kLargest) throw Fault(kTooLarge);
    auto earlier = find(call.db, form.id);
    if (earlier && (earlier->file != form.file || earlier->name != form.name)) throw Fault(kConflict);
    if (earlier) return Response::of(whole(*earlier));
    form.updated_at = call.now();
    auto body = whole(form);  // reads it: a file that is none is refused here
    insert(call.db, form, call.now());
    tell(call, form, "created", {{"name", form.name}});
    return Response::of(body, 201);
}

Response change(Call& call) {
    auto form = need(call);
    auto version = call.request.header("if-match");
    std::erase(version, '"');
    if (!version.empty() && version != std::to_string(form.version)) throw Fault(kStale);
    if (call.input.contains("name")) form.name = text_of(call.input, "name");
    if (auto* cells = call.input.if_contains("cells")) {
        form.cells = cells->is_array() ? cells->as_array() : json::array();
        check_cells(form.cells);
    }
    update(call.db, form, call.now());
    tell(call, form, "changed", {{"name", form.name}, {"cells", form.cells}});
    return Response::of(whole(*find(call.db, form.id)));
}

Response values(Call& call) {
    json::array items;
    for (auto& entry : entries(call, need(call))) items.push_back(entry.shown);
    return Response::of({{"items", items}});
}

Response filled(Call& call) {
    auto form = need(call);
    std::vector<office::Filled> cells;
    for (auto& entry : entries(call, form)) cells.push_back(entry.filled);
    auto package = office::Package::open(form.file);
    office::fill(package, cells);
    auto month = call.request.parameter("month");
    return Response::file(package.pack(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                          form.name + "-" + (month.empty() ? call.today().substr(0, 7) : month) + ".xlsx");
}

const http::Routes routes([](http::Router& router) {
    const std::string base = "/api/v1/county-forms", one = base + "/{id}";
    const Schema listed = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id", .required = true},
                           {.name = "name", .zh = "名称", .en = "Name", .required = true},
                           {.name = "cellCount", .type = Field::integer, .zh = "格子数", .en = "Cells"},
                           {.name = "version", .type = Field::integer, .zh = "版本", .en = "Version"},
                           {.name = "updatedAt", .type = Field::instant, .zh = "更新时间", .en = "Changed"}};
    router.add({.method = "GET",
                .path = base,
                .summary = "The county's forms",
                .roles = kReaders,
                .output = {{.name = "items", .type = Field::rows, .zh = "表格", .en = "Forms", .fields = listed}},
                .handler = [](Call& call) {
                    json::array items;
                    for (auto& form : all(call.db)) items.push_back(brief(form));
                    auto total = items.size();
                    return Response::of({{"items", std::move(items)}, {"total", total}, {"next", nullptr}});
                }});
    router.add({.method = "POST",
                .path = base,
                .summary = "Uploads an XLSX of the county; name= says what it is",
                .roles = kWriters,
                .mode = Mode::write,
                .output = listed,
                .bytes = true,
                .parameters = {"name", "id"},
                .handler = upload});
    router.add({.method = "GET",
                .path = one,
                .summary = "A form with its sheets and what stands in which cell",
                .roles = kReaders,
                .output = listed,
                .handler = [](Call& call) { return Response::of(whole(need(call))); }});
    router.add({.method = "PATCH",
                .path = one,
                .summary = "Ties cells to measures and words",
                .roles = kWriters,
                .mode = Mode::write,
                .input = kChange,
                .output = listed,
                .partial = true,
                .handler = change});
    router.add({.method = "DELETE",
                .path = one,
                .summary = "Withdraws a form, with a reason",
                .roles = kWriters,
                .mode = Mode::write,
                .input = {{.name = "reason", .zh = "原因", .en = "Reason", .required = true}},
                .output = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"}},
                .handler = [](Call& call) {
                    auto form = need(call);
                    withdraw(call.db, form.id, call.now());
                    tell(call, form, "withdrawn", {{"reason", text_of(call.input, "reason")}});
                    return Response::of({{"id", form.id}});
                }});
    router.add({.method = "GET",
                .path = one + "/values",
                .summary = "What the filled form says: cell, value, and where its records are",
                .roles = kReaders,
                .parameters = {"area", "month"},
                .handler = values});
    router.add({.method = "GET",
                .path = one + "/filled.xlsx",
                .summary = "The form filled in",
                .roles = kReaders,
                .answer = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                .parameters = {"area", "month"},
                .handler = filled});
});

}  // namespace

}  // namespace zhenan::county_form
