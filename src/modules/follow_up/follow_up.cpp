#include "modules/follow_up/follow_up.h"

#include "core/setting.h"
#include "modules/area/area.h"
#include "modules/follow_up/follow_up_store.h"
#include "modules/follow_up/follow_up_verbs.h"
#include "modules/people/people.h"

namespace zhenan::follow_up {

namespace {

const FaultCode kTwoOwners{Kind::rejected, "follow_up.two_owners", "责任单位和责任人只选一个",
                           "Choose a member unit or a person, not both"};
const FaultCode kNotInPost{Kind::rejected, "follow_up.not_in_post", "此人当日不在任，请选在任的人",
                           "This person holds no post on that day; choose somebody in post"};
const FaultCode kUnknownOwner{Kind::rejected, "follow_up.unknown_owner",
                              "所选的责任单位、责任人或区域不在您的管辖范围内",
                              "The chosen unit, person or area lies outside yours"};
const FaultCode kDueBefore{Kind::rejected, "follow_up.due_before", "办结期限不能早于交办日期",
                           "It cannot be due before it is given"};
const FaultCode kNoSource{Kind::rejected, "follow_up.no_source", "所说的来源不存在或不在您的管辖范围内",
                          "There is no such source in your area"};

}  // namespace

const std::vector<Option>& priorities() {
    static const std::vector<Option> all = {{"normal", "一般", "Normal"}, {"urgent", "紧急", "Urgent"}};
    return all;
}

const std::vector<Option>& source_kinds() {
    static const std::vector<Option> all = {{"meetings", "会议", "Meeting"},
                                            {"progress-reviews", "调度", "Progress review"},
                                            {"inspections", "检查", "Inspection"},
                                            {"hazards", "隐患", "Hazard"},
                                            {"reports", "报告", "Report"},
                                            {"periodic-reports", "周报月报", "Weekly or monthly report"},
                                            {"incoming-documents", "来文交办", "Incoming document"},
                                            {"other", "其他", "Other"}};
    return all;
}

Schema task_fields(bool titled) {
    return {{.name = "title", .zh = "督办事项", .en = "What is to be done", .required = titled, .max = 200},
            {.name = "detail", .type = Field::longtext, .zh = "具体要求", .en = "What is asked for", .max = 2000},
            {.name = "areaId", .type = Field::area, .zh = "责任区域", .en = "Area", .required = true},
            {.name = "memberUnitId", .type = Field::ref, .zh = "责任单位", .en = "Member unit", .to = "member-units"},
            {.name = "personId", .type = Field::ref, .zh = "责任人", .en = "Person", .to = "people"},
            {.name = "dueOn", .type = Field::day, .zh = "办结期限", .en = "Due", .required = true},
            {.name = "priority", .type = Field::choice, .zh = "缓急", .en = "Priority", .options = priorities()}};
}

std::string owner_name(http::Call& call, const json::object& task, const std::string& on) {
    auto person = text_of(task, "personId"), unit = text_of(task, "memberUnitId"), area_id = text_of(task, "areaId");
    if (!person.empty() && !unit.empty()) throw Fault(kTwoOwners, "personId");
    auto seen = [&](const char* kind, const std::string& id) {
        return record::visible(call.db, call.actor, record::kind(kind), id);
    };
    auto a = area::find(call.db, area_id);
    if (!a || !record::reaches(call.db, call.actor, record::kind("follow-ups").write, area_id))
        throw Fault(kUnknownOwner, "areaId");
    if (!person.empty()) {
        auto found = people::find(call.db, {person});
        if (found.empty() || !seen("people", person)) throw Fault(kUnknownOwner, "personId");
        auto posts = people::posts_on(call.db, person, on);
        if (posts.empty()) throw Fault(kNotInPost, "personId");
        return found[0].name + "（" + posts[0].post + "）";
    }
    if (!unit.empty()) {
        if (!seen("member-units", unit)) throw Fault(kUnknownOwner, "memberUnitId");
        return record::title_of(call.db, "member-units", unit);
    }
    return a->name;
}

void check(http::Call& call, const json::object& task, const std::string& on) {
    owner_name(call, task, on);
    if (text_of(task, "dueOn") < on) throw Fault(kDueBefore, "dueOn");
}

std::string source_title(http::Call& call, const std::string& kind, const std::string& id) {
    if (id.empty() || kind == "other") return {};
    if (kind == "reports") {
        // A report has no record of its own: "half-year/2023-H1", and the area's id behind when it isn't the town's.
        auto slash = id.find('/'), area = slash == std::string::npos ? slash : id.find('/', slash + 1);
        if (slash == std::string::npos || id.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != slash ||
            id.find_first_not_of("0123456789HQW-", slash + 1) != area)
            throw Fault(kNoSource, "sourceId");
        auto period = id.substr(slash + 1, area == std::string::npos ? area : area - slash - 1);
        if (area == std::string::npos) return period;
        auto below = id.substr(area + 1);
        if (!record::visible(call.db, call.actor, record::kind("areas"), below)) throw Fault(kNoSource, "sourceId");
        return record::title_of(call.db, "areas", below) + " " + period;
    }
    auto* known = record::find_kind(kind);
    if (!known || !call.actor.has_any(known->readers()) || !record::visible(call.db, call.actor, *known, id))
        throw Fault(kNoSource, "sourceId");
    return record::title_of(call.db, kind, id);
}

std::string give(http::Call& call, const json::object& task, const Origin& origin, const std::string& on) {
    json::object record;
    for (auto& field : task_fields(true))
        if (auto* value = task.if_contains(field.name); value && !value->is_null()) record[field.name] = *value;
    record["sourceKind"] = origin.kind;
    record["sourceId"] = origin.id;
    record["sourceTitle"] = origin.title;
    record["givenOn"] = on;
    return record::add(call, record::kind("follow-ups"), std::move(record));
}

json::object to_json(const Brief& b) {
    json::object one{{"id", b.id},        {"title", b.title},   {"ownerName", b.owner},  {"areaName", b.area_name},
                     {"dueOn", b.due_on}, {"status", b.status}, {"givenOn", b.given_on}, {"late", b.late}};
    if (!b.accepted_on.empty()) one["acceptedOn"] = b.accepted_on;
    return one;
}

Schema brief_fields() {
    return {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
            {.name = "title", .zh = "督办事项", .en = "What is to be done"},
            {.name = "ownerName", .zh = "责任人", .en = "Owner"},
            {.name = "areaName", .zh = "区域", .en = "Area"},
            {.name = "dueOn", .type = Field::day, .zh = "办结期限", .en = "Due"},
            {.name = "status", .zh = "状态", .en = "State"},
            {.name = "givenOn", .type = Field::day, .zh = "交办日期", .en = "Given"},
            {.name = "acceptedOn", .type = Field::day, .zh = "验收日期", .en = "Accepted"},
            {.name = "late", .type = Field::boolean, .zh = "逾期", .en = "Late"}};
}

}  // namespace zhenan::follow_up
