#include "core/clock.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"
#include "modules/report/half_year.h"
#include "modules/report/report_paper.h"

namespace zhenan::report {

namespace {

using http::Call;
using http::Response;

const FaultCode kNoKind{Kind::not_found, "report.kind", "没有这种报告；现在能出的是半年总结（half-year）",
                        "There is no such report; the half-year report (half-year) is what comes out now"};
const FaultCode kBadPeriod{Kind::invalid, "report.period", "时段写得不对；半年总结写成 2023-H1 或 2023-H2",
                           "The period is wrong; for a half-year it is like 2023-H1 or 2023-H2"};

/// A kind of report: the form of its periods and the text.
struct Writer {
    std::string kind;
    Period::Form form;
    Report (*write)(const Subject&);
};
const std::vector<Writer> kWriters = {{"half-year", Period::half, half_year}};

area::Area area_of(Call& call) {
    auto path = measure::asked_path(call, call.request.parameter("area"));
    // The path ends with the id of the area itself.
    auto end = path.size() > 1 ? path.rfind('/', path.size() - 2) : std::string::npos;
    auto found = end == std::string::npos ? area::root(call.db)
                                          : area::find(call.db, path.substr(end + 1, path.size() - end - 2));
    if (!found) throw Fault(kNotFound);
    return *found;
}

Report write(Call& call) {
    for (auto& writer : kWriters) {
        if (writer.kind != call.path[0]) continue;
        auto period = parse_period(call.path[1]);
        if (!period || period->form != writer.form) throw Fault(kBadPeriod);
        auto until = spoken_until(*period, call.today());
        return writer.write({call.db, area_of(call), *period, until, call.today()});
    }
    throw Fault(kNoKind);
}

json::object named_json(const Named& one) {
    return {{"kind", one.kind}, {"id", one.id}, {"title", one.title}};
}

json::array named_json(const std::vector<Named>& all) {
    json::array list;
    for (auto& one : all) list.push_back(named_json(one));
    return list;
}

json::object span_json(const Span& span, const Report& report) {
    json::object item{{"text", span.text}};
    if (span.missing) item["missing"] = true;
    if (!span.id.empty()) item["kind"] = span.kind, item["id"] = span.id;
    if (!span.value) return item;
    bool whole = *span.value == static_cast<double>(static_cast<std::int64_t>(*span.value));
    item["value"] = whole ? json::value(static_cast<std::int64_t>(*span.value)) : json::value(*span.value);
    item["approximate"] = span.approximate;
    if (span.measure.empty()) {
        item["items"] = named_json(span.items);
        return item;
    }
    item["measure"] = span.measure;
    item["from"] = span.from;
    item["to"] = span.to;
    item["areaId"] = report.area_id;
    auto url = "/api/v1/measures/" + span.measure + "/records?area=" + report.area_id + "&from=" + span.from +
               "&to=" + span.to;
    if (!span.member.empty()) item["member"] = span.member, url += "&member=" + span.member;
    item["records"] = url;
    return item;
}

Response as_json(Call& call) {
    auto report = write(call);
    json::array blocks, problems, missing;
    for (auto& block : report.blocks) {
        json::array spans;
        for (auto& span : block.spans) spans.push_back(span_json(span, report));
        json::object item{{"type", block.type == Block::title     ? "title"
                                   : block.type == Block::heading ? "heading"
                                                                  : "paragraph"},
                          {"spans", spans}};
        if (block.level) item["level"] = block.level;
        blocks.push_back(std::move(item));
    }
    for (auto& problem : report.problems)
        problems.push_back({{"rule", problem.rule}, {"text", problem.text}, {"records", named_json(problem.records)}});
    for (auto& what : report.missing) missing.push_back(json::string(what));
    return Response::of({{"title", report.title},
                         {"period", json::object{{"text", report.period.text},
                                                 {"from", report.period.from},
                                                 {"to", report.period.to},
                                                 {"zh", report.period.zh},
                                                 {"until", report.until}}},
                         {"areaId", report.area_id},
                         {"areaName", report.area_name},
                         {"organ", report.organ},
                         {"day", report.day},
                         {"blocks", blocks},
                         {"problems", problems},
                         {"missing", missing}});
}

Response as_docx(Call& call) {
    auto report = write(call);
    return Response::file(paper::to_docx(report_paper(report)),
                          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                          report.title + ".docx");
}

Response as_pdf(Call& call) {
    auto report = write(call);
    return Response::file(paper::to_pdf(report_paper(report)), "application/pdf", report.title + ".pdf");
}

Field text(const char* name, const char* zh, const char* en, bool required = true) {
    return {.name = name, .zh = zh, .en = en, .required = required};
}

Field records(const char* name) {
    return {.name = name,
            .type = Field::rows,
            .zh = "记录",
            .en = "Records",
            .fields = {text("kind", "台账", "Kind"), text("id", "编号", "Id"), text("title", "名称", "Title")}};
}

Schema answer() {
    Field day_from{.name = "from", .type = Field::day, .zh = "从", .en = "From"},
        day_to{.name = "to", .type = Field::day, .zh = "到", .en = "To"},
        until{.name = "until", .type = Field::day, .zh = "截至", .en = "Until"};
    Field spans{.name = "spans",
                .type = Field::rows,
                .zh = "文字",
                .en = "Words",
                .required = true,
                .fields = {text("text", "文字", "Text"),
                           text("measure", "指标", "Measure", false),
                           text("member", "分项", "Member", false),
                           {.name = "value", .type = Field::any, .zh = "值", .en = "Value"},
                           day_from,
                           day_to,
                           text("areaId", "区域", "Area", false),
                           {.name = "approximate", .type = Field::boolean, .zh = "约", .en = "Approximately"},
                           text("records", "记录地址", "Address of the records", false),
                           records("items"),
                           {.name = "missing", .type = Field::boolean, .zh = "待核实", .en = "Missing"},
                           text("kind", "台账", "Kind", false),
                           text("id", "编号", "Id", false)}};
    return {text("title", "标题", "Title"),
            {.name = "period",
             .type = Field::object,
             .zh = "时段",
             .en = "Period",
             .required = true,
             .fields = {text("text", "写法", "As written"), day_from, day_to, text("zh", "中文", "Chinese"), until}},
            text("areaId", "区域", "Area"),
            text("areaName", "区域名称", "Name of the area"),
            text("organ", "署名", "Signed by"),
            text("day", "成文日期", "Day"),
            {.name = "blocks",
             .type = Field::rows,
             .zh = "段落",
             .en = "Blocks",
             .required = true,
             .fields = {text("type", "种类", "Type"),
                        {.name = "level", .type = Field::integer, .zh = "层次", .en = "Level"},
                        spans}},
            {.name = "problems",
             .type = Field::rows,
             .zh = "问题",
             .en = "Problems",
             .required = true,
             .fields = {text("rule", "规则", "Rule"), text("text", "文字", "Text"), records("records")}},
            {.name = "missing", .zh = "待核实", .en = "Missing", .required = true, .many = true}};
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "GET",
                .path = "/api/v1/reports/{kind}/{period}.json",
                .summary = "A report with the records behind its figures",
                .roles = record::kStaff,
                .output = answer(),
                .parameters = {"area"},
                .handler = as_json});
    router.add({.method = "GET",
                .path = "/api/v1/reports/{kind}/{period}.docx",
                .summary = "A report as DOCX (GB/T 9704)",
                .roles = record::kStaff,
                .answer = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                .parameters = {"area"},
                .handler = as_docx});
    router.add({.method = "GET",
                .path = "/api/v1/reports/{kind}/{period}.pdf",
                .summary = "A report as PDF (GB/T 9704)",
                .roles = record::kStaff,
                .answer = "application/pdf",
                .parameters = {"area"},
                .handler = as_pdf});
});

}  // namespace

}  // namespace zhenan::report
