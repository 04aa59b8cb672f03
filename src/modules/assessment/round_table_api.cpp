// The table of a round: subjects by items, as a page and as a sheet.
#include <fmt/format.h>

#include "core/table/table.h"
#include "modules/assessment/assessment_desk.h"

namespace zhenan::assessment {

namespace {

using http::Call;
using http::Response;

// Those that the caller may see: the town all, everybody all that is published of villages, units and enterprises.
std::vector<Result> shown(Call& call, const Desk& desk, std::int64_t limit, std::int64_t offset) {
    auto all = results_of(call.db, desk.id(), limit, offset);
    bool everything = of_town(call.db, call.actor, desk) || (desk.stage == "published" && !desk.scheme.of_persons());
    if (!everything) std::erase_if(all, [&](auto& r) { return !is_assessed(call, desk, r); });
    return all;
}

json::object row_of(const Desk& desk, const Result& r) {
    json::object cells;
    if (auto* outcome = r.body.if_contains("outcome"); outcome && outcome->as_object().contains("items"))
        for (auto& one : outcome->at("items").as_array()) {
            auto& item = one.as_object();
            cells[text_of(item, "code")] = {
                {"state", item.at("state")},
                {"points", points(integer_of(item, "points"))},
                {"passed", item.at("state") == "scored" && integer_of(item, "points") == integer_of(item, "full")}};
        }
    json::object row{
        {"id", r.id},     {"subject", r.subject}, {"peerGroup", r.peer_group},     {"grade", r.grade},
        {"veto", r.veto}, {"waiting", r.waiting}, {"openAppeals", r.open_appeals}, {"closedOn", r.closed_on},
        {"cells", cells}};
    row["score"] = r.score && !desk.scheme.of_persons() ? json::value(*r.score) : json::value(nullptr);
    return row;
}

json::array item_heads(const Scheme& scheme) {
    json::array heads;
    for (auto& item : scheme.items)
        heads.push_back({{"code", item.code},
                         {"section", item.section},
                         {"title", item.title},
                         {"points", points(item.points)},
                         {"manner", item.manual ? "manual" : "formula"},
                         {"peerGroup", item.peer_group}});
    return heads;
}

void add_ranks(const Desk& desk, const std::vector<Result>& results, json::array& rows) {
    if (!desk.scheme.ranked || open_to_computing(desk.stage)) return;
    std::vector<std::pair<std::string, std::optional<Cents>>> scores;
    for (auto& r : results) scores.emplace_back(r.peer_group, r.score ? std::optional(cents(*r.score)) : std::nullopt);
    auto all = ranks(scores);
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (all[i]) rows[i].as_object()["rank"] = all[i];
}

Response table(Call& call) {
    record::get(call.db, call.actor, record::kind("assessment-rounds"), call.path[0]);
    auto desk = desk_of(call.db, call.path[0]);
    auto text = call.request.parameter("cursor");
    if (text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos) throw Fault(kInvalid, "cursor");
    constexpr std::int64_t kPage = 200;
    std::int64_t offset = text.empty() ? 0 : std::stoll(text);
    auto results = shown(call, desk, kPage, offset);
    json::array rows;
    for (auto& r : results) rows.push_back(row_of(desk, r));
    auto open = open_in(call.db, desk.id());
    // Ranks need everybody of a group: a table of several pages has none.
    if (offset == 0 && integer_of(desk.round, "subjects") <= kPage) add_ranks(desk, results, rows);
    json::value next = nullptr;
    if (offset + kPage < integer_of(desk.round, "subjects")) next = std::to_string(offset + kPage);
    bool assessor = covers(call.db, call.actor, kAssessors, desk);
    return Response::of({{"round", desk.round},
                         {"items", item_heads(desk.scheme)},
                         {"rows", rows},
                         {"subjectType", desk.scheme.subject_type},
                         {"total", points(desk.scheme.total)},
                         {"ranked", desk.scheme.ranked},
                         {"next", next},
                         {"mayMove", assessor},
                         {"waiting", of_town(call.db, call.actor, desk) ? open.waiting : 0},
                         {"openAppeals", of_town(call.db, call.actor, desk) ? open.appeals : 0},
                         {"certainty", text_of(desk.record, "certainty")}});
}

Response as_xlsx(Call& call) {
    record::get(call.db, call.actor, record::kind("assessment-rounds"), call.path[0]);
    auto desk = desk_of(call.db, call.path[0]);
    bool english = call.request.english();
    std::vector<zhenan::table::Column> columns{{english ? "Subject" : "被考核对象", zhenan::table::Cell::text, 24},
                                               {english ? "Group" : "组", zhenan::table::Cell::text, 12}};
    for (auto& item : desk.scheme.items)
        columns.push_back(
            {fmt::format("{} {}（{}）", item.code, item.title, words_of(item.points)), zhenan::table::Cell::text, 12});
    for (auto title : {english ? "Score" : "得分", english ? "Grade" : "等次"})
        columns.push_back({title, zhenan::table::Cell::text, 10});
    auto writer = zhenan::table::writer(zhenan::table::Format::xlsx, english ? "Assessment" : "考核", columns);
    for (auto& r : shown(call, desk, 0, 0)) {
        auto row = row_of(desk, r);
        auto& cells = row.at("cells").as_object();
        std::vector<std::string> line{r.subject, r.peer_group};
        for (auto& item : desk.scheme.items) {
            auto* cell = cells.if_contains(item.code);
            if (!cell) {
                line.emplace_back();
                continue;
            }
            auto state = text_of(cell->as_object(), "state");
            if (state == "not_applicable")
                line.push_back(english ? "n/a" : "不适用");
            else if (state == "waiting")
                line.push_back(english ? "to be scored" : "待评");
            else if (desk.scheme.of_persons())
                line.push_back(boolean_of(cell->as_object(), "passed") ? (english ? "passed" : "达标")
                                                                       : (english ? "not passed" : "未达标"));
            else
                line.push_back(words_of(cents(cell->at("points").to_number<double>())));
        }
        line.push_back(r.score ? words_of(cents(*r.score)) : "");
        std::string grade;
        for (auto& option : kGrades)
            if (option.value == r.grade) grade = english ? option.en : option.zh;
        line.push_back(grade);
        writer->row(line);
    }
    return Response::file(writer->finish(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                          text_of(desk.round, "title") + ".xlsx");
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "GET",
                .path = "/api/v1/assessment-rounds/{id}/table",
                .summary = "Subjects by items; the assessed see their own until it is published",
                .roles = record::kStaff,
                .parameters = {"cursor"},
                .handler = table});
    router.add({.method = "GET",
                .path = "/api/v1/assessment-rounds/{id}/table.xlsx",
                .summary = "The same as a table for Excel or WPS",
                .roles = record::kStaff,
                .answer = "application/octet-stream",
                .handler = as_xlsx});
});

}  // namespace

}  // namespace zhenan::assessment
