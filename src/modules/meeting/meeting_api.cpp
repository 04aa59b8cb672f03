// Routes beside the plain ledger "meetings": they look the meeting up in scope and ask who may write the ledger.
#include <fmt/format.h>

#include <algorithm>

#include "core/event/event.h"
#include "core/id.h"
#include "core/text/text.h"
#include "modules/area/area.h"
#include "modules/meeting/meeting.h"
#include "modules/meeting/meeting_minutes.h"
#include "modules/meeting/meeting_store.h"
#include "modules/people/people.h"
#include "modules/record/record.h"

namespace zhenan::meeting {

namespace {

using http::Call;
using http::Response;

const FaultCode kNoDecision{Kind::not_found, "meeting.no_decision", "没有这条议定事项", "There is no such decision"};
const FaultCode kStillFollowed{Kind::conflict, "meeting.still_followed", "这条已转为督办事项：请先在督办事项里撤回",
                               "It has become a follow-up: withdraw that one first"};
const FaultCode kNamedTwice{Kind::rejected, "meeting.named_twice", "同一个人写了两次", "A person was named twice"};
const FaultCode kUnknownPerson{Kind::rejected, "meeting.unknown_person", "所选的人不存在或不在您的管辖范围内",
                               "The chosen person does not exist or lies outside your area"};

const std::vector<Option> kStates = {{"invited", "应到", "Invited"},
                                     {"present", "到会", "Present"},
                                     {"excused", "请假", "Excused"},
                                     {"absent", "缺席", "Absent"}};

constexpr std::size_t kTitle = 100;  // characters of a follow-up's title

json::object meeting_of(Call& call) {
    return record::get(call.db, call.actor, record::kind("meetings"), call.path[0]);
}
bool may_write(Call& call, const json::object& meeting) {
    auto& kind = record::kind("meetings");
    return record::reaches(call.db, call.actor, kind.write, text_of(meeting, "areaId"));
}
json::object to_write(Call& call) {
    auto meeting = meeting_of(call);
    if (!may_write(call, meeting)) throw Fault(kForbidden);
    return meeting;
}

/// What is still open on the meeting's day: what meetings of its type asked for first, then what is late.
std::vector<follow_up::Brief> still_open(Call& call, const json::object& meeting) {
    auto a = area::find(call.db, text_of(meeting, "areaId"));
    if (!a) return {};
    auto id = text_of(meeting, "id"), type = text_of(meeting, "type");
    std::vector<follow_up::Brief> own, late;
    for (auto& one : follow_up::open_on(call.db, a->path, text_of(meeting, "heldOn"))) {
        if (one.source_id == id) continue;
        bool same = one.source_kind == "progress-reviews" && type == "review";
        if (one.source_kind == "meetings")
            if (auto from = record::standing(call.db, record::kind("meetings"), one.source_id))
                same = text_of(*from, "type") == type;
        if (same)
            own.push_back(one);
        else if (one.late)
            late.push_back(one);
    }
    own.insert(own.end(), late.begin(), late.end());
    return own;
}

json::array shown(const std::vector<follow_up::Brief>& tasks) {
    json::array list;
    for (auto& task : tasks) list.push_back(follow_up::to_json(task));
    return list;
}

json::object item_json(const Item& item, json::array open) {
    json::object one{{"kind", item.kind}, {"title", item.title}};
    if (!item.presenter.empty()) one["presenter"] = item.presenter;
    if (!item.outcome.empty()) one["outcome"] = item.outcome;
    if (item.kind == "open") one["openItems"] = std::move(open);
    return one;
}

json::object proceedings(Call& call, const json::object& meeting) {
    auto id = text_of(meeting, "id");
    json::array agenda, attendance, decisions;
    auto kept = agenda_of(call.db, id);
    for (auto& one : kept)
        agenda.push_back(
            item_json(one.item, one.open_items.empty() ? json::array{} : json::parse(one.open_items).as_array()));
    if (kept.empty()) {
        // Nobody has made one: what is open is its first item already.
        auto open = still_open(call, meeting);
        for (auto& item : with_open_first({}, !open.empty())) agenda.push_back(item_json(item, shown(open)));
    }
    auto came = attendance_of(call.db, id);
    bool suggested = came.empty();
    if (suggested && text_of(meeting, "type") == "leading_group")
        if (auto a = area::find(call.db, text_of(meeting, "areaId")))
            for (auto& seat :
                 people::leading_group(call.db, a->path, text_of(meeting, "heldOn"), text_of(meeting, "heldOn")))
                came.push_back({"", seat.person_name, seat.post, "invited", ""});
    for (auto& one : came) {
        json::object line{{"name", one.name}, {"state", one.state}};
        if (!one.person_id.empty()) line["personId"] = one.person_id;
        if (!one.post.empty()) line["post"] = one.post;
        if (!one.note.empty()) line["note"] = one.note;
        attendance.push_back(std::move(line));
    }
    auto tasks = follow_up::of_source(call.db, id, call.today());
    for (auto& one : decisions_of(call.db, id)) {
        json::object line{{"id", one.id}, {"text", one.text}, {"by", one.by_name}};
        for (auto& task : tasks)
            if (task.id == one.follow_up_id) line["followUp"] = follow_up::to_json(task);
        decisions.push_back(std::move(line));
    }
    return {{"id", id},
            {"agenda", std::move(agenda)},
            {"agendaKept", !kept.empty()},
            {"attendance", std::move(attendance)},
            {"attendanceKept", !suggested},
            {"decisions", std::move(decisions)},
            {"mayWrite", may_write(call, meeting)}};
}

void tell(Call& call, const json::object& meeting, std::string_view verb, json::object after) {
    record_event(call.db, call.actor, call.now(), "meetings", text_of(meeting, "id"), verb, text_of(meeting, "areaId"),
                 {}, after);
}

Response set_items(Call& call) {
    auto meeting = to_write(call);
    std::vector<Item> items;
    for (auto& value : call.input.at("items").as_array()) {
        auto& row = value.as_object();
        auto kind = text_of(row, "kind");
        items.push_back(
            {kind.empty() ? "item" : kind, text_of(row, "title"), text_of(row, "presenter"), text_of(row, "outcome")});
    }
    auto open = still_open(call, meeting);
    std::vector<Agenda> agenda;
    json::array titles;
    for (auto& item : with_open_first(std::move(items), !open.empty())) {
        titles.emplace_back(item.title);
        agenda.push_back({"", item, item.kind == "open" ? json::serialize(shown(open)) : std::string()});
    }
    set_agenda(call.db, text_of(meeting, "id"), agenda);
    tell(call, meeting, "agenda", {{"agenda", titles}});
    return Response::of(proceedings(call, meeting), 201);
}

Response set_people(Call& call) {
    auto meeting = to_write(call);
    std::vector<Attendance> list;
    std::int64_t present = 0;
    auto& rows = call.input.at("people").as_array();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& row = rows[i].as_object();
        auto field = fmt::format("people[{}].", i);
        Attendance one{text_of(row, "personId"), text_of(row, "name"), text_of(row, "post"), text_of(row, "state"),
                       text_of(row, "note")};
        if (!one.person_id.empty()) {
            auto found = people::find(call.db, {one.person_id});
            if (found.empty() || !record::visible(call.db, call.actor, record::kind("people"), one.person_id))
                throw Fault(kUnknownPerson, field + "personId");
            if (one.name.empty()) one.name = found[0].name;
            auto posts = people::posts_on(call.db, one.person_id, text_of(meeting, "heldOn"));
            if (one.post.empty() && !posts.empty()) one.post = posts[0].post;
        }
        if (one.name.empty()) throw Fault(kUnknownPerson, field + "name");
        for (auto& other : list)
            if (other.name == one.name && other.post == one.post && other.person_id == one.person_id)
                throw Fault(kNamedTwice, field + "name");
        present += one.state == "present";
        list.push_back(std::move(one));
    }
    set_attendance(call.db, text_of(meeting, "id"), list);
    tell(call, meeting, "attendance", {{"invited", list.size()}, {"present", present}});
    // The ledger's figure of attendees is this one, entered once.
    if (present > 0 && integer_of(meeting, "attendees") != present)
        meeting = record::change(call, record::kind("meetings"), text_of(meeting, "id"), {{"attendees", present}}, {});
    return Response::of(proceedings(call, meeting), 201);
}

Response decide(Call& call) {
    auto meeting = to_write(call);
    auto id = text_of(meeting, "id");
    Decision one{text_of(call.input, "id"), text_of(call.input, "text"), "", call.actor.name};
    if (one.id.empty()) one.id = new_id();
    if (auto* task = call.input.if_contains("task")) {
        auto asked = task->as_object();
        if (text_of(asked, "title").empty()) {
            // A long decision stays whole in the detail.
            asked["title"] = text::truncate(one.text, kTitle);
            if (text::length(one.text) > kTitle && text_of(asked, "detail").empty()) asked["detail"] = one.text;
        }
        auto on = std::min(text_of(meeting, "heldOn"), call.today());
        try {
            one.follow_up_id = follow_up::give(call, asked, {"meetings", id, text_of(meeting, "title")}, on);
        } catch (Fault& fault) {
            for (auto& error : fault.errors) error.field = "task." + error.field;
            throw;
        }
    }
    add_decision(call.db, id, one, call.now());
    tell(call, meeting, "decision", {{"text", one.text}});
    return Response::of(proceedings(call, meeting), 201);
}

Response undecide(Call& call) {
    auto meeting = to_write(call);
    auto one = decision(call.db, text_of(meeting, "id"), call.path[1]);
    if (!one) throw Fault(kNoDecision);
    if (!one->follow_up_id.empty() && record::standing(call.db, record::kind("follow-ups"), one->follow_up_id))
        throw Fault(kStillFollowed);
    withdraw_decision(call.db, one->id);
    tell(call, meeting, "decision-withdrawal", {{"text", one->text}, {"reason", call.input.at("reason")}});
    return Response::of(proceedings(call, meeting), 201);
}

Schema proceedings_fields() {
    Field title{.name = "title", .zh = "议题", .en = "Item"}, state{.name = "state", .zh = "到会情况", .en = "State"};
    return {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id", .required = true},
            {.name = "agenda", .type = Field::any, .zh = "议程", .en = "Agenda"},
            {.name = "agendaKept", .type = Field::boolean, .zh = "议程已存", .en = "Agenda kept"},
            {.name = "attendance", .type = Field::any, .zh = "到会", .en = "Attendance"},
            {.name = "attendanceKept", .type = Field::boolean, .zh = "到会已存", .en = "Attendance kept"},
            {.name = "decisions", .type = Field::any, .zh = "议定事项", .en = "Decisions"},
            {.name = "mayWrite", .type = Field::boolean, .zh = "可以记", .en = "May be written"}};
}

const Field kId{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"};

const http::Routes routes([](http::Router& router) {
    auto& kind = record::kind("meetings");
    router.add({.method = "GET",
                .path = "/api/v1/meetings/{id}/proceedings",
                .summary = "Agenda, attendance and decisions of a meeting",
                .roles = kind.readers(),
                .output = proceedings_fields(),
                .handler = [](Call& call) { return Response::of(proceedings(call, meeting_of(call))); }});
    auto writing = [&](const char* path, const char* summary, Schema input, Response (*handler)(Call&)) {
        router.add({.method = "POST",
                    .path = std::string("/api/v1/meetings/{id}/") + path,
                    .summary = summary,
                    .roles = kind.write,
                    .mode = http::Mode::write,
                    .input = std::move(input),
                    .output = proceedings_fields(),
                    .handler = handler});
    };
    writing("agenda", "The agenda of a meeting; what is still open stands first",
            {kId,
             {.name = "items",
              .type = Field::rows,
              .zh = "议程",
              .en = "Agenda",
              .required = true,
              .fields = {{.name = "kind",
                          .type = Field::choice,
                          .zh = "种类",
                          .en = "Kind",
                          .options = {{"open", "以往议定事项", "What is still open"}, {"item", "议题", "Item"}}},
                         {.name = "title", .zh = "议题", .en = "Item", .required = true, .max = 200},
                         {.name = "presenter", .zh = "汇报人", .en = "Presented by", .max = 60},
                         {.name = "outcome", .type = Field::longtext, .zh = "讨论情况", .en = "Outcome"}}}},
            set_items);
    writing("attendance", "Who was invited, who came, who was excused",
            {kId,
             {.name = "people",
              .type = Field::rows,
              .zh = "人员",
              .en = "People",
              .required = true,
              .fields = {{.name = "personId", .type = Field::ref, .zh = "人员", .en = "Person", .to = "people"},
                         {.name = "name", .zh = "姓名", .en = "Name", .max = 60},
                         {.name = "post", .zh = "职务", .en = "Post", .max = 100},
                         {.name = "state",
                          .type = Field::choice,
                          .zh = "到会情况",
                          .en = "State",
                          .required = true,
                          .options = kStates},
                         {.name = "note", .zh = "备注", .en = "Note"}}}},
            set_people);
    writing(
        "decisions", "A decision; with a task it becomes a follow-up",
        {kId,
         {.name = "text", .type = Field::longtext, .zh = "议定事项", .en = "Decision", .required = true, .max = 2000},
         {.name = "task", .type = Field::object, .zh = "督办", .en = "Task", .fields = follow_up::task_fields(false)}},
        decide);
    writing("decisions/{decision}/withdrawal", "Takes a decision back that was written by mistake",
            {kId, {.name = "reason", .zh = "理由", .en = "Reason", .required = true, .max = 500}}, undecide);
    for (auto ending : {".docx", ".pdf"})
        router.add({.method = "GET",
                    .path = std::string("/api/v1/meetings/{id}/minutes") + ending,
                    .summary = "The minutes of a meeting",
                    .roles = kind.readers(),
                    .answer = std::string_view(ending) == ".pdf"
                                  ? "application/pdf"
                                  : "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    .parameters = {"inline"},
                    .handler = [ending](Call& call) {
                        return minutes_file(call, minutes_of(call, meeting_of(call)), ending);
                    }});
});

}  // namespace

}  // namespace zhenan::meeting
