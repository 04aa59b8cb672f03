#include "core/http/app.h"
#include "core/paper/code_label.h"
#include "modules/letter/letter_answers.h"
#include "modules/letter/letter_document.h"
#include "modules/letter/letter_verbs.h"
#include "modules/record/record.h"

namespace zhenan::letter {

namespace {

using http::Call;
using http::Response;

const FaultCode kNoWords{Kind::conflict, "letter.no_words", "这份责任书没有正文，请先出具正文",
                         "The letter has no words; have them made first"};
const FaultCode kNoPdf{Kind::conflict, "letter.no_pdf", "这份责任书用的是本单位的 Word 模板，请下载 Word 文件打印",
                       "It was made with the office's own template: download the DOCX to print it"};

constexpr const char* kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

Field id_field() {
    return {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"};
}

Response paper_file(Call& call, bool pdf) {
    auto letter = record::get(call.db, call.actor, record::kind("letters"), call.path[0], call.today());
    auto text = text_of_letter(call.db, text_of(letter, "id"));
    if (!text) throw Fault(kNoWords);
    auto name = file_name(letter);
    if (!pdf) return Response::file(docx_of(call, letter, *text), kDocx, name + ".docx");
    auto bytes = pdf_of(call, letter, *text);
    if (!bytes) throw Fault(kNoPdf);
    auto response = Response::file(std::move(*bytes), "application/pdf", name + ".pdf");
    if (call.request.parameter("inline") == "1") response.headers.clear();
    return response;
}

Schema count_fields() {
    return {{.name = "owed", .type = Field::integer, .zh = "应签", .en = "Owed", .required = true},
            {.name = "signed", .type = Field::integer, .zh = "已签", .en = "Signed", .required = true},
            {.name = "unsigned", .type = Field::integer, .zh = "未签", .en = "Not signed", .required = true},
            {.name = "rate", .type = Field::decimal, .zh = "签订率", .en = "Signing rate"}};
}

// What either party sends when it signs on screen.
Schema on_screen() {
    return {
        id_field(),
        {.name = "textSha",
         .zh = "看到的正文校验值",
         .en = "Hash of the words that were shown",
         .required = true,
         .max = 64},
        {.name = "signature", .type = Field::attachments, .zh = "手写签名", .en = "Drawn signature", .required = true}};
}

void add_verbs(http::Router& router) {
    auto output = record::answer_schema(record::kind("letters"));
    auto& writers = record::kind("letters").write;
    // Whoever is signed in may ask: who has no post any more is told so.
    router.add({.method = "POST",
                .path = "/api/v1/letters/{id}/signature",
                .summary = "Signs a letter on screen, for the party in which the signer holds a post",
                .roles = http::kSignedIn,
                .mode = http::Mode::write,
                .input = on_screen(),
                .output = output,
                .handler = [](Call& call) { return Response::of(sign_on_screen(call), 201); }});
    router.add({.method = "POST",
                .path = "/api/v1/letters/{id}/counter-signature",
                .summary = "Signs a letter on screen for the other party, once its party has signed on screen",
                .roles = http::kSignedIn,
                .mode = http::Mode::write,
                .input = on_screen(),
                .output = output,
                .handler = [](Call& call) { return Response::of(counter_sign(call), 201); }});
    router.add(
        {.method = "POST",
         .path = "/api/v1/letters/{id}/paper-signature",
         .summary = "Enters that a letter was signed on paper, with its scan",
         .roles = writers,
         .mode = http::Mode::write,
         .input = {id_field(),
                   {.name = "signedOn", .type = Field::day, .zh = "签订日期", .en = "Signed on", .required = true},
                   {.name = "signer", .zh = "签字人", .en = "Signed by", .required = true, .max = 50},
                   {.name = "signerPost", .zh = "签字人职务", .en = "Post of the signer", .max = 60},
                   {.name = "personId",
                    .type = Field::ref,
                    .zh = "签字人（在册）",
                    .en = "Signer on record",
                    .to = "people"},
                   {.name = "counterSigner", .zh = "对方签字人", .en = "Signed for the other party by", .max = 50},
                   {.name = "counterSignerPost", .zh = "对方签字人职务", .en = "Post of that signer", .max = 60},
                   {.name = "attachments", .type = Field::attachments, .zh = "扫描件", .en = "Scan"}},
         .output = output,
         .handler = [](Call& call) { return Response::of(sign_on_paper(call), 201); }});
    router.add(
        {.method = "POST",
         .path = "/api/v1/letters/{id}/voiding",
         .summary = "Voids a letter, perhaps with another in its place",
         .roles = writers,
         .mode = http::Mode::write,
         .input = {id_field(),
                   {.name = "reason",
                    .type = Field::longtext,
                    .zh = "作废原因",
                    .en = "Reason",
                    .required = true,
                    .max = 300},
                   {.name = "replace", .type = Field::boolean, .zh = "重新出具一份", .en = "Make another"},
                   {.name = "replacementId", .type = Field::ref, .zh = "新责任书编号", .en = "Id of the new one"},
                   {.name = "dueOn", .type = Field::day, .zh = "新的应签期限", .en = "To be signed by"}},
         .output = output,
         .handler = [](Call& call) { return Response::of(void_letter(call), 201); }});
    router.add({.method = "POST",
                .path = "/api/v1/letters/{id}/text",
                .summary = "Gives a letter that nobody has signed its words, from the template in force today",
                .roles = writers,
                .mode = http::Mode::write,
                .input = {id_field()},
                .output = output,
                .handler = [](Call& call) { return Response::of(word_letter(call), 201); }});
    router.add(
        {.method = "POST",
         .path = "/api/v1/letters/making",
         .summary = "Makes a year's letters; what exists already is not made again",
         .roles = writers,
         .mode = http::Mode::free,
         .input = {{.name = "year", .type = Field::integer, .zh = "年度", .en = "Year", .required = true},
                   {.name = "dueOn", .type = Field::day, .zh = "应签期限", .en = "To be signed by", .required = true},
                   {.name = "partyTypes",
                    .type = Field::choice,
                    .zh = "责任单位类型",
                    .en = "Parties",
                    .many = true,
                    .options = party_types()},
                   {.name = "letterTypes",
                    .type = Field::choice,
                    .zh = "责任书种类",
                    .en = "Kinds",
                    .many = true,
                    .options = letter_types()},
                   {.name = "areaId", .type = Field::ref, .zh = "范围", .en = "Area"}},
         .handler = [](Call& call) { return make_letters(call); }});
}

void add_reading(http::Router& router) {
    const std::vector<std::string> asks = {"area", "on", "letterType", "partyType"};
    auto rows = count_fields();
    for (auto name : {"key", "zh", "en", "name"}) rows.push_back({.name = name, .zh = "名称", .en = "Name"});
    auto standing_fields = count_fields();
    for (auto name : {"byType", "byLevel", "byArea"})
        standing_fields.push_back({.name = name, .type = Field::rows, .zh = "分项", .en = "Rows", .fields = rows});
    standing_fields.push_back({.name = "on", .type = Field::day, .zh = "截至", .en = "On", .required = true});
    for (auto name : {"year", "addedCount", "closedCount", "renewals", "notMade", "renewalDays"})
        standing_fields.push_back({.name = name, .type = Field::integer, .zh = "数", .en = "Number"});
    for (auto name : {"added", "closed", "exempt"})
        standing_fields.push_back({.name = name, .type = Field::any, .zh = "名单", .en = "List"});
    router.add({.method = "GET",
                .path = "/api/v1/letters/standing",
                .summary = "Owed and signed letters on a day by kind, level and area, and what they are counted from",
                .roles = record::kStaff,
                .output = standing_fields,
                .parameters = asks,
                .handler = [](Call& call) { return Response::of(standing_answer(call)); }});
    auto listed = asks;
    for (auto name : {"q", "limit", "cursor"}) listed.emplace_back(name);
    router.add({.method = "GET",
                .path = "/api/v1/letters/unsigned",
                .summary = "Who has not signed by a day",
                .roles = record::kStaff,
                .output = {{.name = "items", .type = Field::any, .zh = "名单", .en = "List", .required = true},
                           {.name = "total", .type = Field::integer, .zh = "总数", .en = "Total", .required = true},
                           {.name = "next", .zh = "下一页", .en = "Next page"}},
                .parameters = listed,
                .handler = [](Call& call) { return Response::of(unsigned_answer(call)); }});
    auto exported = asks;
    exported.emplace_back("q");
    for (bool xlsx : {true, false})
        router.add({.method = "GET",
                    .path = std::string("/api/v1/letters/unsigned") + (xlsx ? ".xlsx" : ".csv"),
                    .summary = "Who has not signed, as a file",
                    .roles = record::kStaff,
                    .answer = xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv",
                    .parameters = exported,
                    .handler = [xlsx](Call& call) { return unsigned_file(call, xlsx); }});
    for (bool pdf : {false, true})
        router.add({.method = "GET",
                    .path = std::string("/api/v1/letters/{id}") + (pdf ? ".pdf" : ".docx"),
                    .summary = "The letter as a document",
                    .roles = record::kEverybody,
                    .answer = pdf ? "application/pdf" : kDocx,
                    .parameters = {"inline"},
                    .handler = [pdf](Call& call) { return paper_file(call, pdf); }});
    router.add({.method = "GET",
                .path = "/api/v1/letters/{id}/code.png",
                .summary = "The square code of a letter's verification page",
                .roles = record::kEverybody,
                .answer = "image/png",
                .handler = [](Call& call) {
                    auto letter = record::get(call.db, call.actor, record::kind("letters"), call.path[0], call.today());
                    auto picture = paper::code_label(verify_address(call, text_of(letter, "code")), {});
                    auto response = Response::file(std::move(picture.bytes), "image/png", "code.png");
                    response.headers.clear();
                    return response;
                }});
    std::vector<std::string> filters = {"q", "area", "sort"};
    for (auto& field : record::kind("letters").fields)
        if (field.filter) {
            filters.push_back(field.name);
            if (field.type == Field::day || field.type == Field::integer) {
                filters.push_back(field.name + ".from");
                filters.push_back(field.name + ".to");
            }
        }
    router.add({.method = "GET",
                .path = "/api/v1/letters.zip",
                .summary = "The documents of all letters that the list shows, in one archive",
                .roles = record::kEverybody,
                .mode = http::Mode::slow,
                .answer = "application/zip",
                .parameters = filters,
                .handler = archive});
    router.add({.method = "GET",
                .path = "/api/v1/letter-codes/{code}",
                .summary = "What anybody may know of a letter whose code they hold: state, day and hash",
                .roles = http::kAnyone,
                .output = {{.name = "code", .zh = "核验码", .en = "Code", .required = true},
                           {.name = "town", .zh = "镇", .en = "Town"},
                           {.name = "letterType",
                            .type = Field::choice,
                            .zh = "种类",
                            .en = "Kind",
                            .required = true,
                            .options = letter_types()},
                           {.name = "year", .type = Field::integer, .zh = "年度", .en = "Year", .required = true},
                           {.name = "state", .zh = "签订情况", .en = "State", .required = true},
                           {.name = "signedOn", .type = Field::day, .zh = "签订日期", .en = "Signed on"},
                           {.name = "signMethod", .zh = "签订方式", .en = "Signed how"},
                           {.name = "counterSignedOn",
                            .type = Field::day,
                            .zh = "对方签字日期",
                            .en = "Signed by the other party on"},
                           {.name = "voidedOn", .type = Field::day, .zh = "作废日期", .en = "Voided on"},
                           {.name = "textSha", .zh = "正文校验值", .en = "Hash of the words", .max = 64}},
                .handler = [](Call& call) { return Response::of(verification(call)); }});
}

const http::Routes routes([](http::Router& router) {
    add_verbs(router);
    add_reading(router);
});

}  // namespace

}  // namespace zhenan::letter
