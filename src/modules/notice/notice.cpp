#include "modules/notice/notice.h"

#include <fmt/format.h>

#include "core/event/event.h"
#include "core/id.h"
#include "core/search/search.h"
#include "modules/checklist/checklist.h"
#include "modules/hazard/hazard.h"
#include "modules/law/law.h"
#include "modules/measure/measure.h"
#include "modules/notice/notice_document.h"
#include "modules/notice/notice_store.h"
#include "modules/people/people.h"
#include "modules/record/record.h"

namespace zhenan::notice {

namespace {

const FaultCode kNoAuthority{
    Kind::rejected, "notice.no_authority",
    "没有登记授权或委托依据，不能下达这种文书；可以出“限期整改意见书”，或先在“执法授权”里登记依据",
    "Without recorded authority this notice cannot be issued; issue an opinion instead, or record the authority first"};
const FaultCode kOnSpotAuthority{
    Kind::rejected, "notice.on_spot_no_authority",
    "没有登记授权或委托依据，不能责令撤人、停产停用；请立即口头告知危险、劝其停下，出“限期整改意见书”，并当日出“重大隐"
    "患报告”报县",
    "Without recorded authority nobody can be ordered out or stopped; warn them at once, issue an opinion, and report "
    "the hazard to the county today"};
const FaultCode kNoMeasure{Kind::rejected, "notice.no_measure", "请选择责令采取的现场处理措施",
                           "Choose what is ordered on the spot"};
const FaultCode kNotOnSpot{Kind::rejected, "notice.measures_elsewhere", "只有现场处理措施决定书写现场处理措施",
                           "Only a decision on the spot carries measures"};
const FaultCode kUntil{Kind::rejected, "notice.until", "排除期限不能早于文书日期",
                       "The term cannot lie before the notice"};
const FaultCode kEarlier{
    Kind::rejected, "notice.earlier", "所接续的文书不是这个单位的指令书、意见书或决定书，或已作废、日期在后",
    "The notice that this one follows is no order, opinion or decision for this place, is void, or "
    "is later"};
const FaultCode kOfficers{
    Kind::rejected, "notice.officers", "执法文书要由两名持有效执法证的人员签名（行政处罚法第42条）",
    "An enforcement notice is signed by two officers with valid certificates (Administrative Penalty Law 42)"};
const FaultCode kNoHazards{Kind::rejected, "notice.no_hazards", "请选择文书载明的隐患",
                           "Choose the hazards that the notice carries"};
const FaultCode kForeignHazard{Kind::rejected, "notice.foreign_hazard", "所选隐患不是这个单位的，或已撤回",
                               "A chosen hazard is not of this place"};
const FaultCode kNoDemand{Kind::rejected, "notice.no_demand", "没有可复查的责令整改指令书或整改意见书",
                          "There is no order or opinion that a recheck could follow"};
const FaultCode kNoRecheck{Kind::rejected, "notice.no_recheck", "所选隐患还没有复查记录，请先登记复查结果",
                           "A chosen hazard has no recheck yet; record its result first"};
const FaultCode kPlace{Kind::rejected, "notice.place", "被检查单位不存在或不在您的管辖范围内",
                       "The place does not exist or lies outside your area"};
const FaultCode kFutureDay{Kind::rejected, "notice.future", "文书日期不能在将来",
                           "A notice cannot be dated in the future"};
const FaultCode kNumberUsed{Kind::rejected, "notice.number_used", "这个编号已用过", "This number is used already"};
const FaultCode kWitness{Kind::rejected, "notice.witness", "拒签或不在场时请填见证人",
                         "Name a witness when the signature is refused or the person absent"};
const FaultCode kNotMajor{Kind::rejected, "notice.not_major", "重大隐患报告只载重大或疑似重大隐患",
                          "A major-hazard report carries major or suspected ones only"};

std::int64_t first_number(const Authority& authority, const std::string& kind, int year) {
    for (auto& value : authority.start_numbers) {
        auto& start = value.as_object();
        if (text_of(start, "kind") == kind && integer_of(start, "year") == year) return integer_of(start, "next", 1);
    }
    return 1;
}

json::array officers(http::Call& call, const json::object& input, const std::optional<Occasion>& occasion, Type type,
                     Basis basis, const std::string& day) {
    auto ids = texts_of(input, "officerIds");
    if (ids.empty() && occasion) ids = occasion->inspector_ids;
    int certified = 0;
    json::array list;
    for (auto& person : people::find(call.db, ids)) {
        bool valid = !person.certificate_number.empty() &&
                     (person.certificate_valid_to.empty() || person.certificate_valid_to >= day);
        certified += valid;
        list.push_back(
            {{"id", person.id}, {"name", person.name}, {"certificate", valid ? person.certificate_number : ""}});
    }
    if (certified < certificates_needed(type, basis)) throw Fault(kOfficers, "officerIds");
    return list;
}

json::object item_of(http::Call& call, const json::object& h, Type type) {
    json::object item{
        {"hazardId", h.at("id")}, {"description", h.at("description")}, {"major", text_of(h, "level") == "major"}};
    for (auto name : {"clause", "certainty", "site", "criterion", "criterionCertainty", "standard", "dueOn",
                      "suspected", "fixedOnSpot"})
        if (auto* value = h.if_contains(name)) item[name] = *value;
    // What an administrator has confirmed since the finding may be printed.
    if (text_of(item, "certainty") == "M")
        if (auto list = checklist::find(call.db, text_of(h, "checklistId")))
            if (auto* asked = checklist::item(*list, text_of(h, "itemId"));
                asked && text_of(*asked, "clause") == text_of(h, "clause"))
                item["certainty"] = text_of(*asked, "certainty");
    if (text_of(item, "criterionCertainty") == "M")
        if (auto criterion = law::criterion(call.db, text_of(h, "criterion"), text_of(h, "foundOn")))
            item["criterionCertainty"] = criterion->certainty;
    if (type == Type::recheck) {
        auto last = hazard::last_recheck(call.db, text_of(h, "id"));
        if (!last) throw Fault(kNoRecheck, "hazardIds");
        item["passed"] = last->passed;
        item["note"] = last->note;
        auto [before, after] = hazard::before_and_after(call.db, h);
        for (auto [name, seen] : {std::pair{"before", &before}, std::pair{"after", &after}})
            if (!seen->photos.empty())
                item[name] = {{"on", seen->on}, {"photos", json::array(seen->photos.begin(), seen->photos.end())}};
    }
    return item;
}

json::array items(http::Call& call, const std::vector<std::string>& ids, const std::string& place_id, Type type,
                  const std::optional<Occasion>& occasion) {
    json::array list;
    for (auto& id : ids) {
        std::optional<json::object> read;
        const json::object* h = nullptr;
        if (occasion)
            for (auto& found : occasion->hazards)
                if (text_of(found.as_object(), "id") == id) h = &found.as_object();
        if (!h && (read = hazard::find(call.db, id))) h = &*read;
        if (!h || text_of(*h, "placeId") != place_id) throw Fault(kForeignHazard, "hazardIds");
        if (type == Type::major_report && text_of(*h, "level") != "major" && !boolean_of(*h, "suspected"))
            throw Fault(kNotMajor, "hazardIds");
        list.push_back(item_of(call, *h, type));
    }
    bool needs = type != Type::record;
    if (needs && list.empty()) throw Fault(kNoHazards, "hazardIds");
    return list;
}

// Where the hazards were, each place once: "二楼东侧、厨房".
std::string sites_of(const json::array& list) {
    std::vector<std::string> sites;
    for (auto& item : list)
        if (auto site = text_of(item.as_object(), "site");
            !site.empty() && std::find(sites.begin(), sites.end(), site) == sites.end())
            sites.push_back(site);
    return fmt::format("{}", fmt::join(sites, "、"));
}

void put_occasion(json::object& content, const Occasion& occasion, const place::Place& place) {
    content["from"] = occasion.from;
    content["to"] = occasion.to;
    content["situation"] = occasion.situation;
    content["site"] = occasion.site;
    // The post is known only of who went along; it is the person in charge's if that is the same one.
    if (occasion.companion == place.person && !occasion.position.empty())
        content["place"].as_object()["position"] = occasion.position;
}

// When it was seen, for papers that say so and are made later: the inspection named, else that of the first hazard.
std::optional<json::object> inspection_behind(http::Call& call, const json::object& input, const json::array& list,
                                              Type type) {
    if (type != Type::record && type != Type::on_spot && type != Type::referral && type != Type::major_report)
        return {};
    auto id = text_of(input, "inspectionId");
    if (id.empty() && !list.empty())
        if (auto h = hazard::find(call.db, text_of(list.front().as_object(), "hazardId")))
            id = text_of(*h, "inspectionId");
    return id.empty() ? std::nullopt : record::peek(call.db, record::kind("inspections"), id);
}

void check_earlier(http::Call& call, const std::string& id, const std::string& place_id, const std::string& day) {
    auto earlier = record::peek(call.db, record::kind("notices"), id);
    bool demands = earlier && (text_of(*earlier, "kind") == "order" || text_of(*earlier, "kind") == "opinion" ||
                               text_of(*earlier, "kind") == "on_spot");
    if (!demands || text_of(*earlier, "placeId") != place_id || text_of(*earlier, "state") == "void" ||
        text_of(*earlier, "issuedOn") > day)
        throw Fault(kEarlier, "earlierId");
}

}  // namespace

json::object issue(http::Call& call, const json::object& input, const std::optional<Occasion>& occasion) {
    auto& db = call.db;
    auto kind_name = text_of(input, "kind");
    auto named = type_named(kind_name);
    if (!named) throw Fault(kInvalid, "kind");
    auto type = *named;
    auto day = maybe_text(input, "issuedOn").value_or(call.today());
    if (day > call.today()) throw Fault(kFutureDay, "issuedOn");
    auto authority = authority_on(db, day);
    auto basis = basis_of(authority);
    if (!allowed(type, basis)) throw Fault(type == Type::on_spot ? kOnSpotAuthority : kNoAuthority, "kind");
    auto measures = texts_of(input, "measures");
    auto until = text_of(input, "untilOn");
    if (type == Type::on_spot && measures.empty()) throw Fault(kNoMeasure, "measures");
    if (type != Type::on_spot && !(measures.empty() && until.empty())) throw Fault(kNotOnSpot, "measures");
    if (!until.empty() && until < day) throw Fault(kUntil, "untilOn");
    auto place = place::find(db, text_of(input, "placeType"), text_of(input, "placeId"));
    if (!place || !record::reaches(db, call.actor, roles_that_issue(), place->area_id, place->category))
        throw Fault(kPlace, "placeId");
    auto effective = basis.value_or(Basis::supervision);
    auto list = items(call, texts_of(input, "hazardIds"), place->id, type, occasion);
    // What the law keeps for major hazards is ordered: the paper says that they are suspected, the county decides.
    if (for_major_only(measures))
        for (auto& item : list)
            if (!boolean_of(item.as_object(), "major")) item.as_object()["suspected"] = true;

    auto earlier = text_of(input, "earlierId");
    if (!earlier.empty()) check_earlier(call, earlier, place->id, day);
    if (type == Type::recheck && earlier.empty()) {
        auto found = latest_demand(db, place->id, day, text_of(list.at(0).as_object(), "hazardId"));
        if (!found) throw Fault(kNoDemand, "kind");
        earlier = *found;
    }
    json::object recipient;
    if (auto* given = input.if_contains("recipient")) recipient = given->as_object();
    auto state = text_of(recipient, "state");
    if ((state == "refused" || state == "absent") && text_of(recipient, "witness").empty())
        throw Fault(kWitness, "recipient.witness");

    json::object content{
        {"items", list},
        {"officers", officers(call, input, occasion, type, effective, day)},
        {"place",
         json::object{
             {"name", place->name}, {"address", place->address}, {"person", place->person}, {"phone", place->phone}}}};
    if (occasion) {
        put_occasion(content, *occasion, *place);
    } else if (auto seen = inspection_behind(call, input, list, type)) {
        json::object companion;
        if (auto* went = seen->if_contains("companion")) companion = went->as_object();
        put_occasion(content,
                     {.inspection_id = {},
                      .from = text_of(*seen, "happenedAt"),
                      .to = text_of(*seen, "endedAt"),
                      .situation = type == Type::record ? text_of(*seen, "situation") : "",
                      .site = text_of(*seen, "site"),
                      .companion = text_of(companion, "name"),
                      .position = text_of(companion, "position"),
                      .inspector_ids = {},
                      .hazards = list},
                     *place);
    }
    if (text_of(content, "site").empty())
        if (auto sites = sites_of(list); !sites.empty()) content["site"] = sites;
    for (auto name : {"addressee", "note"})
        if (auto* value = input.if_contains(name)) content[name] = *value;

    auto words = words_on(db, type, effective, day);
    content["words"] = {{"appeal", words.appeal},
                        {"refused", words.refused},
                        {"referral", words.referral},
                        {"major", words.major},
                        {"onSpot", words.on_spot}};
    auto id = text_of(input, "id");
    if (id.empty()) id = new_id();
    auto organ = authority ? authority->organ : town_name(db);
    json::object n{{"kind", kind_name},        {"title", title_of(type, effective)},
                   {"organ", organ},           {"basis", authority ? authority->basis : "supervision"},
                   {"issuedOn", day},          {"state", "issued"},
                   {"areaId", place->area_id}, {"category", place->category},
                   {"placeType", place->type}, {"placeId", place->id},
                   {"placeName", place->name}, {"hazardCount", list.size()},
                   {"content", content}};
    if (authority) n["authorityId"] = authority->id;
    if (place->type == "enterprises") n["enterpriseId"] = place->id;
    if (auto inspection = occasion ? occasion->inspection_id : text_of(input, "inspectionId"); !inspection.empty())
        n["inspectionId"] = inspection;
    if (!earlier.empty()) n["earlierId"] = earlier;
    if (!recipient.empty()) {
        n["recipientName"] = text_of(recipient, "name");
        n["recipientState"] = state;
        n["witness"] = text_of(recipient, "witness");
    }
    n["code"] = code_of(id);
    if (!measures.empty()) {
        n["measures"] = input.at("measures");
        n["major"] = for_major_only(measures);
        if (!until.empty()) n["untilOn"] = until;
    }
    auto external = text_of(input, "externalNumber");
    if (!external.empty()) {
        if (number_used(db, organ, external)) throw Fault(kNumberUsed, "externalNumber");
        n["number"] = external;
        n["external"] = true;
    } else {
        int year = std::stoi(day.substr(0, 4));
        auto prefix = authority ? authority->number_prefix : town_name(db);
        auto head = fmt::format("（{}）{}〔{}〕", prefix, words.number, year);
        Taken taken;
        do {
            taken = take_number(db, organ, kind_name, year, authority ? first_number(*authority, kind_name, year) : 1,
                                head, "号");
        } while (taken.used);
        n["number"] = head + std::to_string(taken.value) + "号";
        n["numberYear"] = year;
        n["numberValue"] = taken.value;
        n["external"] = false;
    }
    auto& kind = record::kind("notices");
    record::insert_row(db, kind, id, n, call.now());
    index_text(db, kind.name, id, record::search_text(kind, n), true);
    record_event(db, call.actor, call.now(), kind.name, id, "issued", place->area_id, {},
                 {{"number", n["number"]}, {"kind", kind_name}, {"placeName", place->name}});
    measure::follow(db, kind.name, id, &n, true);
    std::vector<std::string> on_it;
    for (auto& item : list) on_it.push_back(text_of(item.as_object(), "hazardId"));
    hazard::put_on_notice(call, on_it, {id, text_of(n, "number"), kind_name});
    if (for_major_only(measures))
        for (auto& one : on_it) hazard::suspect(call, one, text_of(n, "number"), day);
    n["id"] = id;
    return n;
}

}  // namespace zhenan::notice
