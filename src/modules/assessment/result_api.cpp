// What is said about the points of one subject in one round: scores, adjustments, vetoes, self-checks, appeals.
#include <fmt/format.h>

#include "core/event/event.h"
#include "core/id.h"
#include "modules/assessment/assessment_desk.h"
#include "modules/assessment/assessment_paper.h"

namespace zhenan::assessment {

namespace {

using http::Call;
using http::Response;

const FaultCode kStage{Kind::conflict, "assessment.wrong_stage", "现在这个阶段不能做这件事",
                       "This can't be done at the present stage"};
const FaultCode kItem{Kind::rejected, "assessment.item", "方案里没有这个项目，或它由公式计分",
                      "The scheme has no such item to score by hand"};
const FaultCode kPoints{Kind::rejected, "assessment.points", "得分不能超过这一项的分值",
                        "More than the points of the item"};
const FaultCode kBounds{Kind::rejected, "assessment.bounds", "超过方案规定的加扣分上限",
                        "Beyond the bounds of the scheme"};
const FaultCode kVeto{Kind::rejected, "assessment.veto", "方案里没有这种否决情形", "The scheme has no such veto"};
const FaultCode kAnswered{Kind::conflict, "assessment.answered", "这件申诉已经答复", "The appeal was answered already"};
const FaultCode kClosed{Kind::conflict, "assessment.closed", "这个对象在考核期中间已经撤销或停业，不参加考核",
                        "The subject ended in the middle of the period and is not assessed"};
const FaultCode kSaysNothing{Kind::rejected, "assessment.says_nothing", "请写明情况", "Say what there is to say"};

struct Sheet {
    Result result;
    Desk desk;
};

// In the record engine's scope, or one's own.
Sheet sheet_of(Call& call) {
    auto result = result_at(call.db, call.path[0]);
    if (!result) throw Fault(kNotFound);
    Sheet sheet{*result, desk_of(call.db, result->round_id)};
    auto& kind = record::kind("assessment-results");
    bool reads = call.actor.has_any(kind.readers()) && record::visible(call.db, call.actor, kind, result->id);
    if (!reads && !is_assessed(call, sheet.desk, *result)) throw Fault(kNotFound);
    return sheet;
}
Sheet for_assessors(Call& call, bool in_notice = false) {
    auto sheet = sheet_of(call);
    if (!covers(call.db, call.actor, kAssessors, sheet.desk)) throw Fault(kForbidden);
    bool open = in_notice ? sheet.desk.stage == "notice" : open_to_computing(sheet.desk.stage);
    if (!open) throw Fault(kStage);
    if (!sheet.result.closed_on.empty()) throw Fault(kClosed);
    return sheet;
}
Sheet for_assessed(Call& call, const char* stage) {
    auto sheet = sheet_of(call);
    if (!is_assessed(call, sheet.desk, sheet.result)) throw Fault(kForbidden);
    if (sheet.desk.stage != stage) throw Fault(kStage);
    if (!sheet.result.closed_on.empty()) throw Fault(kClosed);
    return sheet;
}

json::array& rows(json::object& body, const char* name) {
    auto& value = body[name];
    if (!value.is_array()) value = json::array{};
    return value.as_array();
}

template <class Which>
void drop(json::array& list, Which which) {
    for (auto at = list.begin(); at != list.end();) at = which(at->as_object()) ? list.erase(at) : at + 1;
}

// Who said what, when: the same for everything that is added to a sheet.
json::object said(Call& call, std::initializer_list<const char*> names) {
    json::object row{{"id", new_id()}, {"by", call.actor.name}, {"on", call.today()}};
    if (auto id = text_of(call.input, "id"); !id.empty()) row["id"] = id;
    for (auto name : names)
        if (auto* value = call.input.if_contains(name); value && !value->is_null()) row[name] = *value;
    if (auto* value = row.if_contains("points")) *value = cents(value->to_number<double>());
    return row;
}

Response keep(Call& call, Sheet& sheet, const char* verb, const json::object& what) {
    auto names = names_kept(sheet.result.body);
    Engine engine(sheet.desk.scheme, names);
    settle(engine, sheet.result);
    put_result(call.db, sheet.result, call.now());
    if (auto proof = texts_of(call.input, "proof"); !proof.empty())
        record::claim_attachments(call, "assessment-results", sheet.result.id, proof);
    record_event(call.db, call.actor, call.now(), "assessment-results", sheet.result.id, verb, sheet.result.area_id, {},
                 what);
    call.db.settle();
    auto kept = result_at(call.db, sheet.result.id);
    return Response::of(told(call, sheet.desk, *kept), 201);
}

Response score(Call& call) {
    auto sheet = for_assessors(call);
    auto code = text_of(call.input, "code");
    auto* item = sheet.desk.scheme.item(code);
    if (!item || !item->manual) throw Fault(kItem, "code");
    auto row = said(call, {"code", "points", "reason", "proof"});
    if (integer_of(row, "points") > item->points) throw Fault(kPoints, "points");
    auto& given = rows(sheet.result.body, "given");
    drop(given, [&](auto& one) { return text_of(one, "code") == code; });
    given.push_back(row);
    return keep(call, sheet, "scored", row);
}

Response adjust(Call& call) {
    auto sheet = for_assessors(call);
    auto row = said(call, {"type", "points", "reason", "proof"});
    bool bonus = text_of(row, "type") == "bonus";
    auto& list = rows(sheet.result.body, "adjustments");
    Cents sum = integer_of(row, "points");
    for (auto& one : list)
        if (text_of(one.as_object(), "type") == text_of(row, "type")) sum += integer_of(one.as_object(), "points");
    auto most = bonus ? sheet.desk.scheme.bonus_most : sheet.desk.scheme.deduction_most;
    if (sum > most)
        throw Fault(kBounds, {{"points", std::string(kBounds.code), fmt::format("合计不能超过 {} 分", words_of(most)),
                               fmt::format("Together {} points at most", words_of(most))}});
    list.push_back(row);
    return keep(call, sheet, bonus ? "bonus" : "deduction", row);
}

Response take_back(Call& call, const char* list, const char* verb) {
    auto sheet = for_assessors(call);
    auto& all = rows(sheet.result.body, list);
    auto of = text_of(call.input, "of");
    auto before = all.size();
    drop(all, [&](auto& one) { return text_of(one, "id") == of; });
    if (all.size() == before) throw Fault(kNotFound);
    return keep(call, sheet, verb, {{"of", of}, {"reason", text_of(call.input, "reason")}});
}

Response veto(Call& call) {
    auto sheet = for_assessors(call);
    auto row = said(call, {"code", "reason", "proof"});
    auto& rules = sheet.desk.scheme.vetoes;
    if (std::none_of(rules.begin(), rules.end(), [&](auto& rule) { return rule.code == text_of(row, "code"); }))
        throw Fault(kVeto, "code");
    rows(sheet.result.body, "vetoes").push_back(row);
    return keep(call, sheet, "vetoed", row);
}

Response self_check(Call& call) {
    auto sheet = for_assessed(call, "self_check");
    auto code = text_of(call.input, "code");
    auto* item = sheet.desk.scheme.item(code);
    if (!item) throw Fault(kItem, "code");
    auto row = said(call, {"code", "points", "note", "proof"});
    if (row.contains("points") && integer_of(row, "points") > item->points) throw Fault(kPoints, "points");
    if (!row.contains("points") && !row.contains("note") && texts_of(call.input, "proof").empty())
        throw Fault(kSaysNothing, "note");
    rows(sheet.result.body, "notes").push_back(row);
    return keep(call, sheet, "self-checked", row);
}

Response appeal(Call& call) {
    auto sheet = for_assessed(call, "notice");
    auto code = text_of(call.input, "code");
    if (!code.empty() && !sheet.desk.scheme.item(code)) throw Fault(kItem, "code");
    auto row = said(call, {"code", "text", "proof"});
    rows(sheet.result.body, "appeals").push_back(row);
    return keep(call, sheet, "appealed", row);
}

Response answer(Call& call) {
    auto sheet = for_assessors(call, true);
    auto of = text_of(call.input, "of");
    json::object* found = nullptr;
    for (auto& one : rows(sheet.result.body, "appeals"))
        if (text_of(one.as_object(), "id") == of) found = &one.as_object();
    if (!found) throw Fault(kNotFound);
    if (found->contains("answeredOn")) throw Fault(kAnswered);
    bool upheld = boolean_of(call.input, "upheld");
    (*found)["answer"] = text_of(call.input, "answer");
    (*found)["upheld"] = upheld;
    (*found)["answeredOn"] = call.today();
    (*found)["answeredBy"] = call.actor.name;
    if (upheld && call.input.contains("points") && !call.input.at("points").is_null()) {
        auto code = text_of(*found, "code");
        auto* item = sheet.desk.scheme.item(code);
        if (!item) throw Fault(kItem, "points");
        auto row = said(call, {"points"});
        if (integer_of(row, "points") > item->points) throw Fault(kPoints, "points");
        row["code"] = code;
        row["reason"] = text_of(call.input, "answer");
        row["appealId"] = of;
        auto& given = rows(sheet.result.body, "given");
        drop(given, [&](auto& one) { return text_of(one, "code") == code; });
        given.push_back(row);
    }
    return keep(call, sheet, "appeal-answered", {{"of", of}, {"upheld", upheld}});
}

Response gains(Call& call) {
    auto sheet = sheet_of(call);
    auto text = call.request.parameter("points");
    if (text.size() > 6 || text.find_first_not_of("0123456789.") != std::string::npos || text.starts_with('.'))
        throw Fault(kInvalid, "points");
    auto wanted = text.empty() ? Cents{500} : cents(std::stod(text));
    json::array items;
    Cents sum = 0;
    if (sheet.result.closed_on.empty()) {
        auto names = names_kept(sheet.result.body);
        Engine engine(sheet.desk.scheme, names);
        auto all = told(call, sheet.desk, sheet.result).at("items").as_array();
        for (auto& gain : to_gain(sheet.desk.scheme, outcome_of(engine, sheet.result), wanted)) {
            sum += gain.points;
            for (auto& one : all)
                if (text_of(one.as_object(), "code") == gain.code) {
                    auto item = one.as_object();
                    item["gain"] = points(gain.points);
                    items.push_back(item);
                }
        }
    }
    return Response::of({{"wanted", points(wanted)}, {"reachable", points(sum)}, {"items", items}});
}

Response mine(Call& call) {
    json::array items;
    if (!call.actor.person_id.empty())
        for (auto& r : results_of_person(call.db, call.actor.person_id, call.today()))
            items.push_back(told(call, desk_of(call.db, r.round_id), r));
    auto total = items.size();
    return Response::of({{"items", std::move(items)}, {"total", total}});
}

Response paper(Call& call, const char* what, bool pdf) {
    auto sheet = sheet_of(call);
    // A letter of praise or of talk goes out from the town alone.
    if (std::string_view(what) != "notice" && !of_town(call.db, call.actor, sheet.desk)) throw Fault(kNotFound);
    auto document = document_of(what, sheet.desk, sheet.result, call.today());
    return Response::file(
        pdf ? paper::to_pdf(document) : paper::to_docx(document),
        pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        document.title + (pdf ? ".pdf" : ".docx"));
}

Field id_field(const char* name = "id", bool required = false) {
    return {.name = name, .type = Field::ref, .zh = "编号", .en = "Id", .required = required};
}
Field words(const char* name, const char* zh, const char* en, bool required, double most = 1000) {
    return {.name = name, .type = Field::longtext, .zh = zh, .en = en, .required = required, .max = most};
}
Field code_field(bool required = true) {
    return {.name = "code", .zh = "项目编号", .en = "Item", .required = required, .max = 20};
}
Field points_field(bool required) {
    return {.name = "points",
            .type = Field::decimal,
            .zh = "分",
            .en = "Points",
            .required = required,
            .min = 0,
            .max = 1000};
}
const Field kProof{.name = "proof", .type = Field::attachments, .zh = "佐证材料", .en = "Proof"};

const http::Routes routes([](http::Router& router) {
    auto verb = [&](const char* name, const char* summary, std::vector<std::string> roles, Schema input,
                    std::function<Response(Call&)> handler) {
        router.add({.method = "POST",
                    .path = std::string("/api/v1/assessment-results/{id}/") + name,
                    .summary = summary,
                    .roles = std::move(roles),
                    .mode = http::Mode::write,
                    .input = std::move(input),
                    .handler = std::move(handler)});
    };
    verb("score", "Scores an item by hand, with its reason and proof", kAssessors,
         {id_field(), code_field(), points_field(true), words("reason", "评分理由", "Reason", true), kProof}, score);
    verb("adjustment", "A bonus or a deduction, within the scheme's bounds", kAssessors,
         {id_field(),
          {.name = "type",
           .type = Field::choice,
           .zh = "加减",
           .en = "Which",
           .required = true,
           .options = {{"bonus", "加分", "Bonus"}, {"deduction", "扣分", "Deduction"}}},
          points_field(true),
          words("reason", "理由", "Reason", true),
          kProof},
         adjust);
    verb("adjustment-withdrawal", "Takes a bonus or a deduction back", kAssessors,
         {id_field(), id_field("of", true), words("reason", "理由", "Reason", true)},
         [](Call& call) { return take_back(call, "adjustments", "adjustment-withdrawn"); });
    verb("veto", "A veto by one of the scheme's rules, with its reason", kAssessors,
         {id_field(), code_field(), words("reason", "否决原因", "Reason", true, 300), kProof}, veto);
    verb("veto-withdrawal", "Takes a veto back", kAssessors,
         {id_field(), id_field("of", true), words("reason", "理由", "Reason", true)},
         [](Call& call) { return take_back(call, "vetoes", "veto-withdrawn"); });
    verb("self-check", "The assessed say how an item stands, with proof", http::kSignedIn,
         {id_field(), code_field(), points_field(false), words("note", "情况", "Note", false), kProof}, self_check);
    verb("appeal", "The assessed appeal against what they were told", http::kSignedIn,
         {id_field(), code_field(false), words("text", "申诉理由", "Reasons", true), kProof}, appeal);
    verb("appeal-answer", "Answers an appeal; an upheld one may carry new points for its item", kAssessors,
         {id_field(),
          id_field("of", true),
          {.name = "upheld", .type = Field::boolean, .zh = "采纳", .en = "Upheld", .required = true},
          words("answer", "答复", "Answer", true),
          points_field(false)},
         answer);
    router.add({.method = "GET",
                .path = "/api/v1/assessment-results/{id}/gains",
                .summary = "What must be done to gain so many points: items lost, with what is missing",
                .roles = http::kSignedIn,
                .parameters = {"points"},
                .handler = gains});
    router.add({.method = "GET",
                .path = "/api/v1/assessment-results/mine",
                .summary = "What the signed-in person, or the person's unit, was assessed at",
                .roles = http::kSignedIn,
                .handler = mine});
    for (auto what : {"notice", "praise", "talk"})
        for (bool pdf : {true, false})
            router.add({.method = "GET",
                        .path = fmt::format("/api/v1/assessment-results/{{id}}/{}.{}", what, pdf ? "pdf" : "docx"),
                        .summary = fmt::format("The letter of {} as a document", what),
                        .roles = std::string_view(what) == "notice" ? http::kSignedIn : kOfTown,
                        .answer = "application/octet-stream",
                        .handler = [what, pdf](Call& call) { return paper(call, what, pdf); }});
});

}  // namespace

}  // namespace zhenan::assessment
