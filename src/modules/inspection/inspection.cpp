#include "modules/inspection/inspection.h"

#include <fmt/format.h>

#include <set>

#include "core/event/event.h"
#include "core/id.h"
#include "core/search/search.h"
#include "modules/checklist/checklist.h"
#include "modules/hazard/hazard.h"
#include "modules/inspection/inspection_store.h"
#include "modules/measure/measure.h"
#include "modules/notice/notice.h"
#include "modules/people/people.h"
#include "modules/record/record.h"

namespace zhenan::inspection {

namespace {

const FaultCode kPlace{Kind::rejected, "inspection.place", "被检查单位不存在或不在您的管辖范围内",
                       "The place does not exist or lies outside your area"};
const FaultCode kOuting{Kind::rejected, "inspection.outing", "请选择或新建检查行动", "Choose or make an outing"};
const FaultCode kOfficers{
    Kind::rejected, "inspection.officers", "执法检查要有两名持有效执法证的人员（行政处罚法第42条）",
    "An enforcement inspection needs two officers with valid certificates (Administrative Penalty Law 42)"};
const FaultCode kInspector{Kind::rejected, "inspection.inspector", "检查人员里有查不到的人",
                           "One of the inspectors is not known"};
const FaultCode kSelf{Kind::rejected, "inspection.self", "企业自查不能作为执法检查",
                      "A self-inspection is no enforcement"};
const FaultCode kChecklist{Kind::rejected, "inspection.checklist", "检查表不存在、不是这个行业的，或当日不在有效期内",
                           "The checklist does not exist, is for another category, or is not in force that day"};
const FaultCode kItem{Kind::rejected, "inspection.item", "检查表里没有这一项", "The checklist has no such item"};
const FaultCode kItemTwice{Kind::rejected, "inspection.item_twice", "同一检查项答了两次", "An item was answered twice"};
const FaultCode kFailWithout{Kind::rejected, "inspection.fail_without_hazard", "答“不合格”的项要写出隐患",
                             "An item that failed needs its hazard"};
const FaultCode kHazardWithout{Kind::rejected, "inspection.hazard_without_fail", "写了隐患的检查项应答“不合格”",
                               "An item with a hazard must be answered \"fail\""};
const FaultCode kFuture{Kind::rejected, "inspection.future", "检查时间不能在将来",
                        "The inspection cannot lie in the future"};
const FaultCode kEnded{Kind::rejected, "inspection.ended", "结束时间不能早于开始时间",
                       "The end cannot lie before the start"};

std::string outing_of(http::Call& call, const json::object& input, const place::Place& place, const std::string& day) {
    if (auto id = text_of(input, "outingId"); !id.empty()) {
        record::get(call.db, call.actor, record::kind("outings"), id);
        return id;
    }
    auto* given = input.if_contains("outing");
    if (!given) throw Fault(kOuting, "outingId");
    json::object outing = given->as_object();
    if (text_of(outing, "kind").empty()) outing["kind"] = input.at("kind");
    if (text_of(outing, "startedOn").empty()) outing["startedOn"] = day;
    if (text_of(outing, "areaId").empty()) outing["areaId"] = place.area_id;
    if (!outing.contains("memberIds")) outing["memberIds"] = input.at("inspectorIds");
    if (!outing.contains("enforcement")) outing["enforcement"] = boolean_of(input, "enforcement");
    return record::add(call, record::kind("outings"), std::move(outing), place.area_id);
}

void check_answers(const json::object& input, const checklist::Found& list) {
    std::set<std::string> answered, failed, described;
    if (auto* answers = input.if_contains("answers"))
        for (std::size_t i = 0; i < answers->as_array().size(); ++i) {
            auto& answer = answers->as_array()[i].as_object();
            auto item = text_of(answer, "itemId");
            auto at = fmt::format("answers[{}].itemId", i);
            if (!list || !checklist::item(*list, item)) throw Fault(kItem, at);
            if (!answered.insert(item).second) throw Fault(kItemTwice, at);
            if (text_of(answer, "result") == "fail") failed.insert(item);
        }
    if (auto* hazards = input.if_contains("hazards"))
        for (std::size_t i = 0; i < hazards->as_array().size(); ++i) {
            auto item = text_of(hazards->as_array()[i].as_object(), "itemId");
            if (item.empty()) continue;
            auto at = fmt::format("hazards[{}].itemId", i);
            if (!list || !checklist::item(*list, item)) throw Fault(kItem, at);
            if (!failed.count(item)) throw Fault(kHazardWithout, at);
            described.insert(item);
        }
    for (auto& item : failed)
        if (!described.count(item)) throw Fault(kFailWithout, "answers");
}

// A hazard found by an item keeps the item's clause and how certain it is; a clause of the officer's own words is his.
json::object with_clause(json::object hazard, const checklist::Found& list) {
    auto* item = list ? checklist::item(*list, text_of(hazard, "itemId")) : nullptr;
    auto given = text_of(hazard, "clause"), cited = item ? text_of(*item, "clause") : std::string();
    if (given.empty() && !cited.empty()) hazard["clause"] = given = cited;
    if (given.empty()) return hazard;
    hazard["certainty"] = given == cited ? text_of(*item, "certainty") : "O";
    return hazard;
}

// Faults of a nested input say where they stand.
template <class Work>
auto at(const std::string& prefix, Work work) {
    try {
        return work();
    } catch (Fault& fault) {
        for (auto& error : fault.errors) error.field = prefix + "." + error.field;
        throw;
    }
}

}  // namespace

const std::vector<Option>& kinds() {
    static const std::vector<Option> all = {
        {"patrol", "日常巡查", "Patrol"}, {"campaign", "专项检查", "Campaign"},    {"joint", "联合检查", "Joint"},
        {"random", "双随机", "Random"},   {"self", "企业自查", "Self-inspection"}, {"recheck", "复查", "Recheck"}};
    return all;
}

json::object inspect(http::Call& call) {
    auto& db = call.db;
    auto& input = call.input;
    auto happened = *from_rfc3339(text_of(input, "happenedAt"));
    if (happened > call.now() + 10 * 60'000) throw Fault(kFuture, "happenedAt");
    auto day = day_of(happened);
    std::optional<Instant> ended;
    if (auto text = maybe_text(input, "endedAt")) ended = from_rfc3339(*text);
    if (ended && *ended < happened) throw Fault(kEnded, "endedAt");

    if (input.contains("hazards")) hazard::expect(db, text_of(input, "placeId"), day);
    auto place = place::find(db, text_of(input, "placeType"), text_of(input, "placeId"));
    static const std::vector<std::string> writers = {"officer", "supervisor",  "office",
                                                     "village", "grid_leader", "patroller"};
    if (!place || !record::reaches(db, call.actor, writers, place->area_id, place->category))
        throw Fault(kPlace, "placeId");
    bool enforcement = boolean_of(input, "enforcement");
    auto kind_name = text_of(input, "kind");
    if (enforcement && kind_name == "self") throw Fault(kSelf, "enforcement");
    auto asked = texts_of(input, "inspectorIds");
    auto inspectors = people::find(db, asked);
    for (auto& id : asked)
        if (std::none_of(inspectors.begin(), inspectors.end(), [&](auto& p) { return p.id == id; }))
            throw Fault(kInspector, "inspectorIds");
    if (enforcement) {
        auto certified = std::count_if(inspectors.begin(), inspectors.end(), [&](auto& p) {
            return !p.certificate_number.empty() && (p.certificate_valid_to.empty() || p.certificate_valid_to >= day);
        });
        if (certified < 2) throw Fault(kOfficers, "inspectorIds");
    }
    checklist::Found list;
    if (auto id = text_of(input, "checklistId"); !id.empty()) {
        list = checklist::find(db, id);
        auto to = list ? text_of(*list, "effectiveTo") : "";
        if (!list || !checklist::fits(*list, place->category) || text_of(*list, "effectiveFrom") > day ||
            (!to.empty() && to < day))
            throw Fault(kChecklist, "checklistId");
    }
    check_answers(input, list);

    auto id = text_of(input, "id");
    auto outing = outing_of(call, input, *place, day);
    json::array names;
    std::vector<std::string> inspector_names, inspector_ids;
    for (auto& p : inspectors) {
        inspector_names.push_back(p.name);
        inspector_ids.push_back(p.id);
    }
    json::object r{{"id", id},
                   {"outingId", outing},
                   {"areaId", place->area_id},
                   {"category", place->category},
                   {"kind", kind_name},
                   {"enforcement", enforcement},
                   {"placeType", place->type},
                   {"placeId", place->id},
                   {"placeName", place->name},
                   {"happenedOn", day},
                   {"happenedAt", input.at("happenedAt")},
                   {"receivedAt", to_rfc3339(call.now())},
                   {"inspectorIds", input.at("inspectorIds")},
                   {"inspectorNames", fmt::format("{}", fmt::join(inspector_names, "、"))},
                   {"hazardCount", input.contains("hazards") ? input.at("hazards").as_array().size() : 0}};
    if (place->type == "enterprises") r["enterpriseId"] = place->id;
    if (list) {
        r["checklistId"] = list->at("id");
        r["checklistTitle"] = text_of(*list, "title") + "（" + text_of(*list, "edition") + "）";
    }
    for (auto name : {"endedAt", "companion", "site", "situation", "answers", "photos"})
        if (auto* value = input.if_contains(name)) r[name] = *value;
    auto& kind = record::kind("inspections");
    record::insert_row(db, kind, id, r, call.now());
    index_text(db, kind.name, id, record::search_text(kind, r), true);
    record_event(db, call.actor, call.now(), kind.name, id, "created", place->area_id, {},
                 {{"placeName", place->name},
                  {"kind", kind_name},
                  {"happenedAt", r["happenedAt"]},
                  {"hazardCount", r["hazardCount"]}});
    measure::follow(db, kind.name, id, &r, true);

    static const Schema own = {*find_field(input_fields(), "answers"), *find_field(input_fields(), "photos")};
    if (auto ids = record::attachments_in(own, input); !ids.empty())
        record::claim_attachments(call, kind.name, id, ids);
    hazard::Finding finding{*place, id, list ? text_of(*list, "id") : "", day, happened, inspector_names};
    json::array hazards, notices;
    if (auto* given = input.if_contains("hazards"))
        for (std::size_t i = 0; i < given->as_array().size(); ++i)
            hazards.push_back(at(fmt::format("hazards[{}]", i), [&] {
                return hazard::add(call, finding, with_clause(given->as_array()[i].as_object(), list));
            }));
    if (auto* given = input.if_contains("notices")) {
        json::object companion;
        if (auto* went = r.if_contains("companion")) companion = went->as_object();
        notice::Occasion occasion{id,
                                  text_of(r, "happenedAt"),
                                  text_of(r, "endedAt"),
                                  text_of(r, "situation"),
                                  text_of(r, "site"),
                                  text_of(companion, "name"),
                                  text_of(companion, "position"),
                                  inspector_ids,
                                  enforcement,
                                  hazards};
        for (std::size_t i = 0; i < given->as_array().size(); ++i) {
            json::object n = given->as_array()[i].as_object();
            n["placeType"] = place->type;
            n["placeId"] = place->id;
            if (!n.contains("issuedOn")) n["issuedOn"] = day;
            notices.push_back(at(fmt::format("notices[{}]", i), [&] { return notice::issue(call, n, occasion); }));
        }
    }
    r["hazards"] = std::move(hazards);
    r["notices"] = std::move(notices);
    r["version"] = 1;
    return r;
}

}  // namespace zhenan::inspection
