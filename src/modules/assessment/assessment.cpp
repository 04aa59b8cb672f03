#include "modules/assessment/assessment.h"

#include <fmt/format.h>

#include "modules/assessment/assessment_desk.h"

namespace zhenan::assessment {

const std::vector<std::string> kOfTown = {"leader", "office", "officer", "supervisor", "administrator", "auditor"};
const std::vector<std::string> kOfEnforcement = {"leader", "office", "auditor"};
const std::vector<std::string> kAssessors = {"office", "leader"};

namespace {

const char* const kStates[] = {"scored", "not_applicable", "waiting"};

const json::array& rows(const json::object& body, std::string_view name) {
    static const json::array none;
    auto* found = body.if_contains(name);
    return found && found->is_array() ? found->as_array() : none;
}

json::object with_points(const json::object& row) {
    auto told = row;
    if (auto* value = told.if_contains("points"); value && value->is_int64())
        told["points"] = points(value->as_int64());
    return told;
}
json::array of_item(const json::array& all, std::string_view code) {
    json::array found;
    for (auto& one : all)
        if (text_of(one.as_object(), "code") == code) found.push_back(with_points(one.as_object()));
    return found;
}
json::array told_rows(const json::array& all) {
    json::array found;
    for (auto& one : all) found.push_back(with_points(one.as_object()));
    return found;
}

json::array verbs_of(http::Call& call, const Desk& desk, const Result& r) {
    json::array verbs;
    if (!r.closed_on.empty()) return verbs;
    bool assessor = covers(call.db, call.actor, kAssessors, desk);
    if (assessor && open_to_computing(desk.stage))
        for (auto verb : {"score", "adjustment", "veto"}) verbs.push_back(verb);
    if (assessor && desk.stage == "notice" && r.open_appeals) verbs.push_back("appeal-answer");
    if (desk.stage == "self_check" && is_assessed(call, desk, r)) verbs.push_back("self-check");
    if (desk.stage == "notice" && is_assessed(call, desk, r)) verbs.push_back("appeal");
    return verbs;
}

// The grades of those whose results may be compared: villages of one group, once they are told.
std::optional<int> rank_of(db::Connection& db, const Desk& desk, const Result& r) {
    if (!desk.scheme.ranked || open_to_computing(desk.stage) || !r.score) return {};
    int better = 0;
    for (auto& other : results_of(db, r.round_id))
        better += other.peer_group == r.peer_group && other.score && cents(*other.score) > cents(*r.score);
    return better + 1;
}

}  // namespace

Desk desk_of(db::Connection& db, std::string_view round_id) {
    Desk desk;
    auto round = record::peek(db, record::kind("assessment-rounds"), round_id);
    if (!round) throw Fault(kNotFound);
    desk.round = *round;
    desk.record =
        record::peek(db, record::kind("assessment-schemes"), text_of(desk.round, "schemeId")).value_or(json::object{});
    desk.scheme = scheme_from(desk.record);
    desk.stage = text_of(desk.round, "stage");
    auto area = area::find(db, text_of(desk.round, "areaId"));
    desk.span = {area ? area->path : "/", text_of(desk.round, "periodFrom"), text_of(desk.round, "periodTo"), ""};
    desk.span.today = desk.span.to;
    return desk;
}

formula::Values figures_in(const json::object& body) {
    formula::Values values;
    if (auto* kept = body.if_contains("figures"))
        for (auto& [name, value] : kept->as_object())
            values[std::string(name)] =
                value.is_null() ? std::nullopt : std::optional<double>(value.to_number<double>());
    return values;
}

formula::Names names_kept(const json::object& body) {
    formula::Names names;
    for (auto& [name, value] : figures_in(body)) names.insert(name);
    return names;
}

std::vector<Given> given_in(const json::object& body) {
    std::vector<Given> given;
    for (auto& one : rows(body, "given"))
        given.push_back({text_of(one.as_object(), "code"), integer_of(one.as_object(), "points")});
    return given;
}

Outcome outcome_of(Engine& engine, const Result& r) {
    std::vector<Adjustment> adjustments;
    for (auto& one : rows(r.body, "adjustments"))
        adjustments.push_back({text_of(one.as_object(), "type") == "bonus", integer_of(one.as_object(), "points")});
    return engine.assess(r.peer_group, figures_in(r.body), given_in(r.body), adjustments,
                         !rows(r.body, "vetoes").empty());
}

void settle(Engine& engine, Result& r) {
    auto out = outcome_of(engine, r);
    json::array items;
    for (auto& item : out.items)
        items.push_back({{"code", item.code},
                         {"state", kStates[item.state]},
                         {"full", item.full},
                         {"points", item.points},
                         {"byHand", item.by_hand}});
    r.body["outcome"] = {
        {"items", items}, {"base", out.base}, {"got", out.got}, {"bonus", out.bonus}, {"deduction", out.deduction}};
    r.score = out.score ? std::optional<double>(points(*out.score)) : std::nullopt;
    r.grade = out.grade;
    r.waiting = out.waiting;
    auto& vetoes = rows(r.body, "vetoes");
    r.veto = !vetoes.empty();
    r.veto_reason = vetoes.empty() ? "" : text_of(vetoes.front().as_object(), "reason");
    r.open_appeals = 0;
    for (auto& appeal : rows(r.body, "appeals")) r.open_appeals += !appeal.as_object().contains("answeredOn");
}

bool covers(db::Connection& db, const Actor& actor, const std::vector<std::string>& roles, const Desk& desk) {
    // Who answers for some trades only sees no whole figures.
    Actor whole = actor;
    std::erase_if(whole.grants, [](auto& grant) { return !grant.categories.empty() || !grant.owner.empty(); });
    return record::reaches(db, whole, roles, text_of(desk.round, "areaId"));
}

bool of_town(db::Connection& db, const Actor& actor, const Desk& desk) {
    return covers(db, actor, desk.scheme.of_enforcement() ? kOfEnforcement : kOfTown, desk);
}

bool is_assessed(http::Call& call, const Desk& desk, const Result& r) {
    if (r.stage == "draft" || desk.stage == "draft") return false;
    if (r.subject_type == "town" || r.subject_type == "unit")
        return record::reaches(call.db, call.actor, {"office"}, r.subject_area_id);
    if (r.subject_type == "village") {
        auto area = area::find(call.db, r.subject_area_id);
        for (auto& grant : call.actor.grants)
            if (grant.role == "village" && area && grant.path == area->path) return true;
        return false;
    }
    if (r.subject_type == "enterprise") {
        for (auto& grant : call.actor.grants)
            if (!grant.owner.empty() && grant.owner == r.enterprise_id) return true;
        return false;
    }
    if (call.actor.person_id.empty()) return false;
    if (r.subject_type == "patroller" || r.subject_type == "officer") return r.person_id == call.actor.person_id;
    return in_member_unit(call.db, call.actor.person_id, r.subject_id, call.today());
}

json::object told(http::Call& call, const Desk& desk, const Result& r) {
    static const json::object kNone;
    auto* kept = r.body.if_contains("outcome");
    auto& outcome = kept ? kept->as_object() : kNone;
    auto values = figures_in(r.body);
    std::map<std::string, Figure> figures;
    for (auto& figure : figures_for(r.subject_type)) figures[figure.name] = figure;
    auto names = names_kept(r.body);
    json::array items;
    for (auto& row : rows(outcome, "items")) {
        auto& one = row.as_object();
        auto* item = desk.scheme.item(text_of(one, "code"));
        if (!item) continue;
        json::array read;
        if (!item->manual) try {
                formula::Formula parsed(item->formula, names);
                for (auto& name : parsed.names()) {
                    auto& figure = figures[name];
                    auto link = behind(r.subject_type, name, r.subject_id, desk.span);
                    link["name"] = name;
                    link["zh"] = figure.zh.empty() ? name : figure.zh;
                    link["en"] = figure.en.empty() ? name : figure.en;
                    link["unit"] = call.request.english() ? figure.unit_en : figure.unit_zh;
                    link["value"] = values[name] ? json::value(*values[name]) : json::value(nullptr);
                    read.push_back(link);
                }
            } catch (const formula::Wrong&) {
                // Nothing was counted for it yet.
            }
        items.push_back(
            {{"code", item->code},
             {"section", item->section},
             {"title", item->title},
             {"basis", item->basis},
             {"manner", item->manual ? "manual" : "formula"},
             {"formula", item->formula},
             {"missing", item->missing},
             {"full", points(integer_of(one, "full"))},
             {"points", points(integer_of(one, "points"))},
             {"state", one.at("state")},
             {"byHand", boolean_of(one, "byHand")},
             {"passed", one.at("state") == "scored" && integer_of(one, "points") == integer_of(one, "full")},
             {"figures", read},
             {"given", of_item(rows(r.body, "given"), item->code)},
             {"notes", of_item(rows(r.body, "notes"), item->code)}});
    }
    json::array vetoes;
    for (auto& one : desk.scheme.vetoes) vetoes.push_back({{"code", one.code}, {"title", one.title}});
    json::object answer{{"id", r.id},
                        {"version", r.version},
                        {"roundId", r.round_id},
                        {"roundTitle", text_of(desk.round, "title")},
                        {"periodFrom", desk.span.from},
                        {"periodTo", desk.span.to},
                        {"stage", desk.stage},
                        {"subjectType", r.subject_type},
                        {"subjectId", r.subject_id},
                        {"subject", r.subject},
                        {"title", r.title},
                        {"peerGroup", r.peer_group},
                        {"grade", r.grade},
                        {"veto", r.veto},
                        {"closedOn", r.closed_on},
                        {"waiting", r.waiting},
                        {"total", points(desk.scheme.total)},
                        {"items", items},
                        {"adjustments", told_rows(rows(r.body, "adjustments"))},
                        {"vetoes", told_rows(rows(r.body, "vetoes"))},
                        {"vetoRules", vetoes},
                        {"appeals", told_rows(rows(r.body, "appeals"))},
                        {"verbs", verbs_of(call, desk, r)}};
    answer["score"] = r.score ? json::value(*r.score) : json::value(nullptr);
    for (auto name : {"base", "got", "bonus", "deduction"}) answer[name] = points(integer_of(outcome, name));
    if (auto rank = rank_of(call.db, desk, r)) answer["rank"] = *rank;
    return answer;
}

void publish(http::Call& call, const Desk& desk) {
    // Persons' results are told to them alone; the town's own belongs to those who assess it.
    if (desk.scheme.of_persons() || desk.scheme.subject_type == "town") return;
    // Who may decide that it is published may have it written, whoever keeps the ledger otherwise.
    auto actor = call.actor;
    for (auto grant : call.actor.grants)
        if (grant.role == "leader") actor.grants.push_back((grant.role = "office", grant));
    http::Call writing{call.request, actor, call.db, call.clock, call.path, {}};
    auto& ledger = record::kind("assessments");
    auto term = text_of(desk.record, "term");
    if (term == "quarter") term = "half_year";
    auto year = std::stoll(desk.span.to.substr(0, 4));
    for (auto& r : results_of(call.db, desk.id())) {
        if (!r.closed_on.empty()) continue;
        json::array items;
        for (auto& row : rows(r.body.at("outcome").as_object(), "items")) {
            auto& one = row.as_object();
            if (one.at("state") == "not_applicable") continue;
            auto* item = desk.scheme.item(text_of(one, "code"));
            items.push_back({{"item", item->title.substr(0, 100)},
                             {"full", points(integer_of(one, "full"))},
                             {"points", points(integer_of(one, "points"))}});
        }
        json::object entry{{"title", r.title},
                           {"year", year},
                           {"term", term},
                           {"subjectType", r.subject_type},
                           {"subject", r.subject},
                           {"areaId", r.subject_area_id},
                           {"decidedOn", call.today()},
                           {"veto", r.veto},
                           {"items", items}};
        if (!r.enterprise_id.empty()) entry["enterpriseId"] = r.enterprise_id;
        if (r.score) entry["score"] = *r.score;
        if (!r.grade.empty()) entry["grade"] = r.grade;
        if (r.veto) entry["vetoReason"] = r.veto_reason;
        // What was typed in for the same subject and term is brought to what was computed.
        auto earlier = in_ledger(call.db, year, term, r.subject_type, r.subject, r.subject_area_id);
        if (earlier.empty())
            record::add(writing, ledger, entry);
        else {
            // The day on which it was decided stays: reports of that period count by it.
            entry.erase("decidedOn");
            record::change(writing, ledger, earlier, entry, {});
        }
    }
}

}  // namespace zhenan::assessment
