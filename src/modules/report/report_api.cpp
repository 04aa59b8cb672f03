#include "core/table/table.h"
#include "modules/record/record.h"
#include "modules/report/report_answer.h"
#include "modules/report/report_paper.h"
#include "modules/report/report_template.h"

namespace zhenan::report {

namespace {

using http::Call;
using http::Mode;
using http::Response;

const FaultCode kNoTables{Kind::not_found, "report.no_tables", "这份报告没有附表", "This report has no tables"};
const FaultCode kNothingSigned{Kind::not_found, "report.nothing_signed", "这一期还没有签发，没有可以核对的留存件",
                               "It is not signed yet; there is nothing kept to compare with"};

Response as_json(Call& call) {
    auto desk = desk_of(call);
    auto response = Response::of(answer_of(call.actor, desk));
    response.headers.emplace_back("ETag", '"' + std::to_string(desk.kept ? desk.kept->version : 0) + '"');
    return response;
}

Response as_docx(Call& call) {
    auto desk = desk_of(call);
    auto& report = desk.report;
    // `layout=own`: without the office's template.
    auto own = call.request.parameter("layout") == "own";
    auto templated = own ? std::nullopt : in_template(call, desk);
    return Response::file(templated ? std::move(*templated) : paper::to_docx(report_paper(report)),
                          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                          report.title + ".docx");
}

Response as_pdf(Call& call) {
    auto report = desk_of(call).report;
    return Response::file(paper::to_pdf(report_paper(report)), "application/pdf", report.title + ".pdf");
}

Response as_tables(Call& call) {
    auto report = desk_of(call).report;
    if (report.annexes.empty()) throw Fault(kNoTables);
    return Response::file(tables_of(report, call.request.english()),
                          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                          report.title + "附表.xlsx");
}

// To the byte: whoever hashes it gets the SHA-256 that was shown when it was signed.
Response as_signed(Call& call) {
    auto desk = desk_of(call);
    auto signed_one = desk.kept;
    // While the next edition is drafted, the one before it is what was signed.
    if (call.request.parameter("edition").empty())
        for (auto& one : editions(call.db, desk.subject.area.id, call.path[0], desk.subject.period.text))
            if (one.state == "signed") {
                signed_one = one;
                break;
            }
    if (!signed_one || signed_one->state != "signed") throw Fault(kNothingSigned);
    return Response::file(frozen(call.db, signed_one->id), "application/json", desk.report.title + ".json");
}

Response as_list(Call& call) {
    auto kind = call.request.parameter("kind"), state = call.request.parameter("state");
    json::array items;
    for (auto& kept : all_below(call.db, measure::asked_path(call, call.request.parameter("area")), kind, state))
        items.push_back(kept_answer(call.db, kept));
    auto total = items.size();
    return Response::of({{"items", std::move(items)}, {"total", total}, {"next", nullptr}});
}

Response as_history(Call& call) {
    auto desk = desk_of(call);
    auto all = editions(call.db, desk.subject.area.id, call.path[0], desk.subject.period.text);
    return Response::of({{"items", history_answer(call.db, all)}});
}

Response as_comparison(Call& call) {
    return Response::of(comparison_answer(subject_of(call, period_of(call.path[0], call.path[1]))));
}

Field words(const char* name, const char* zh, const char* en, double longest, bool required = false) {
    return {.name = name, .type = Field::text, .zh = zh, .en = en, .required = required, .max = longest};
}

Field id_field() {
    return {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"};
}

Schema edit_input() {
    return {id_field(),
            {.name = "action",
             .type = Field::choice,
             .zh = "做什么",
             .en = "What",
             .required = true,
             .options = {{"change", "改文字", "Change the words"},
                         {"add", "加一段", "Add a block"},
                         {"remove", "删掉", "Remove"},
                         {"restore", "恢复", "Restore"},
                         {"move", "移动", "Move"},
                         {"take", "用系统的写法", "Take what the records give"},
                         {"keep", "保留自己的写法", "Keep one's own"}}},
            words("block", "段落", "Block", 80),
            {.name = "version", .type = Field::integer, .zh = "版本", .en = "Version", .min = 0},
            words("after", "在哪一段后面", "After which block", 80),
            {.name = "type",
             .type = Field::choice,
             .zh = "种类",
             .en = "Type",
             .options = {{"heading", "小标题", "Heading"}, {"paragraph", "正文", "Paragraph"}}},
            {.name = "level", .type = Field::integer, .zh = "层次", .en = "Level", .min = 1, .max = 4},
            {.name = "spans", .type = Field::any, .zh = "文字", .en = "Words"}};
}

Schema cover_input() {
    Field annexes{.name = "annexes", .type = Field::choice, .zh = "附件", .en = "Annexes", .many = true};
    for (auto& kind : annex_kinds()) annexes.options.push_back({kind.key, kind.zh, kind.en});
    return {words("title", "标题", "Title", 100),
            words("addressee", "主送", "Addressee", 200),
            words("documentNumber", "发文字号", "Document number", 60),
            words("organ", "署名", "Signed by", 60),
            {.name = "organAlways", .type = Field::boolean, .zh = "以后都这样署名", .en = "Sign so from now on"},
            {.name = "day", .type = Field::day, .zh = "成文日期", .en = "Day"},
            words("copies", "抄送", "Copies to", 200),
            {.name = "compares", .type = Field::boolean, .zh = "正文里写比较", .en = "With a comparison"},
            annexes};
}

Field reason(bool required) {
    return {.name = "reason", .type = Field::longtext, .zh = "原因", .en = "Reason", .required = required, .max = 500};
}

const http::Routes routes([](http::Router& router) {
    auto one = std::string("/api/v1/reports/{kind}/{period}");
    auto read = [&](const std::string& ending, const char* summary, Schema output, const char* answer,
                    Response (*handler)(Call&)) {
        http::Route route;
        route.method = "GET";
        route.path = one + ending;
        route.summary = summary;
        route.roles = record::kStaff;
        route.output = std::move(output);
        route.answer = answer;
        route.parameters = {"area", "edition", "layout"};
        route.handler = handler;
        router.add(std::move(route));
    };
    read(".json", "A report with the records behind its figures: the kept one, or a draft from the records",
         report_schema(), "application/json", as_json);
    read(".docx", "A report as DOCX (GB/T 9704)", {},
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx);
    read(".pdf", "A report as PDF (GB/T 9704)", {}, "application/pdf", as_pdf);
    read(".xlsx", "The tables of a report", {}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         as_tables);
    read("/signed", "What was signed: its content, its figures, and the versions of the records behind them", {},
         "application/json", as_signed);
    read("/comparison", "Its figures beside those of the period before and of a year ago", comparison_schema(),
         "application/json", as_comparison);
    read("/history", "Who did what with it, in all its editions", history_schema(), "application/json", as_history);
    router.add({.method = "GET",
                .path = "/api/v1/reports",
                .summary = "Reports that somebody works on or that were signed",
                .roles = record::kStaff,
                .output = list_schema(),
                .parameters = {"area", "kind", "state"},
                .handler = as_list});

    auto verb = [&](const std::string& name, const char* summary, const std::vector<std::string>& roles, Schema input,
                    void (*act)(Call&)) {
        http::Route route;
        route.method = "POST";
        route.path = one + "/" + name;
        route.summary = summary;
        route.roles = roles;
        route.mode = Mode::write;
        route.input = std::move(input);
        route.output = report_schema();
        route.parameters = {"area"};
        route.handler = [act](Call& call) {
            act(call);
            return Response::of(answer_of(call.actor, desk_of(call)), 201);
        };
        router.add(std::move(route));
    };
    Field note{.name = "note", .type = Field::longtext, .zh = "附言", .en = "Note", .max = 500};
    verb("edits", "Changes, adds, removes or moves a block", kEditors, edit_input(), edit);
    verb("submission", "Hands it in to be checked", kEditors, {id_field(), note}, submit);
    verb("check", "Says that it was checked", kEditors, {id_field(), note}, check);
    verb("return", "Gives it back to be drafted again", kEditors, {id_field(), reason(true)}, give_back);
    verb("signature", "Signs what was seen (its digest) and freezes it; with gaps only for a reason", kSigners,
         {id_field(), words("digest", "看到的内容的摘要", "Digest of what was seen", 64, true), reason(false)}, sign);
    verb("correction", "Begins the next edition of a signed report", kEditors, {id_field(), reason(true)}, correct);
    verb("withdrawal", "Drops a draft; it is kept, and the records give the text again", kEditors,
         {id_field(), reason(true)}, withdraw);
    router.add({.method = "PATCH",
                .path = one + "/cover",
                .summary = "Title, addressee, number, signing organ, day, copies and annexes of a report",
                .roles = kEditors,
                .mode = Mode::write,
                .input = cover_input(),
                .output = report_schema(),
                .partial = true,
                .parameters = {"area"},
                .handler = [](Call& call) {
                    auto text = call.request.header("if-match");
                    std::erase_if(text, [](char c) { return c == '"'; });
                    std::optional<std::int64_t> version;
                    if (!text.empty() && text != "*") {
                        if (text.size() > 15 || text.find_first_not_of("0123456789") != std::string::npos)
                            throw Fault(kStale);
                        version = std::stoll(text);
                    }
                    change_cover(call, version);
                    return as_json(call);
                }});
});

}  // namespace

}  // namespace zhenan::report
