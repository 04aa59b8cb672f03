// The verbs of a review: each line is given to somebody or put aside; closing makes the follow-ups and freezes it.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/event/event.h"
#include "core/id.h"
#include "modules/area/area.h"
#include "modules/follow_up/follow_up.h"
#include "modules/meeting/meeting.h"
#include "modules/progress_review/progress_review.h"
#include "modules/progress_review/progress_review_rules.h"
#include "modules/record/record.h"

namespace zhenan::progress_review {

namespace {

using http::Call;
using http::Response;

const FaultCode kClosed{Kind::conflict, "progress_review.closed", "调度已结束，内容不再改动",
                        "The review is closed; nothing of it changes any more"};
const FaultCode kUndecided{Kind::conflict, "progress_review.undecided",
                           "还有没定的条目：每条都要交办或写明暂不办的理由",
                           "Some lines are undecided: give each to somebody or put it aside with a reason"};
const FaultCode kNotYet{Kind::conflict, "progress_review.not_yet", "调度日期还没到，不能结束",
                        "Its day has not come; it cannot be closed yet"};
const FaultCode kNoLine{Kind::not_found, "progress_review.no_line", "没有这一条，请刷新后再看",
                        "There is no such line; refresh and look again"};

const FaultCode kGiven{Kind::conflict, "progress_review.given", "其中有的条目刚交办给人了；请刷新后只选还没定的",
                       "One of these lines has been given to somebody; refresh and choose those that are undecided"};
const FaultCode kNoneChosen{Kind::rejected, "progress_review.none_chosen", "请选出要暂不办的条目",
                            "Choose the lines that are put aside"};

const record::Kind& reviews() {
    return record::kind("progress-reviews");
}

bool may_write(Call& call, const json::object& review) {
    return record::reaches(call.db, call.actor, reviews().write, text_of(review, "areaId"), "-");
}

json::object to_write(Call& call) {
    auto review = record::get(call.db, call.actor, reviews(), call.path[0], call.today());
    if (!may_write(call, review)) throw Fault(kForbidden);
    if (text_of(review, "status") == "closed") throw Fault(kClosed);
    return review;
}

Line line_to_decide(Call& call, const json::object& review, const std::string& id) {
    auto found = line(call.db, text_of(review, "id"), id);
    if (!found) throw Fault(kNoLine);
    return *found;
}

Response answer(Call& call, const std::string& id) {
    return Response::of(with_lines(call, *record::peek(call.db, reviews(), id, call.today())), 201);
}

void tell(Call& call, const json::object& review, std::string_view verb, json::object after) {
    record_event(call.db, call.actor, call.now(), reviews().name, text_of(review, "id"), verb,
                 text_of(review, "areaId"), {}, after);
    record::update_row(call.db, reviews(), text_of(review, "id"), {}, call.now());
}

/// On which day its tasks are given: its own, or today when it is held later.
std::string given_on(const Call& call, const json::object& review) {
    return std::min(text_of(review, "heldOn"), call.today());
}

Response assign(Call& call) {
    auto review = to_write(call);
    auto one = line_to_decide(call, review, call.path[1]);
    auto task = call.input;
    task.erase("id");
    if (text_of(task, "title").empty()) task["title"] = one.title;
    // Whom it can't be given to is said now, not at the end.
    one.decided_by = call.actor.name;
    follow_up::check(call, task, given_on(call, review));
    task["ownerName"] = follow_up::owner_name(call, task, given_on(call, review));
    one.decision = "given";
    one.task = task;
    one.reason.clear();
    decide_line(call.db, one, call.now());
    tell(call, review, "assignment", {{"line", one.title}, {"to", task.at("ownerName")}, {"dueOn", task.at("dueOn")}});
    return answer(call, text_of(review, "id"));
}

void put_aside(Call& call, const json::object& review, const std::string& id) {
    auto one = line_to_decide(call, review, id);
    one.decision = "aside";
    one.task.clear();
    one.reason = text_of(call.input, "reason");
    one.decided_by = call.actor.name;
    decide_line(call.db, one, call.now());
    tell(call, review, "aside", {{"line", one.title}, {"reason", one.reason}});
}

Response put_one_aside(Call& call) {
    auto review = to_write(call);
    put_aside(call, review, call.path[1]);
    return answer(call, text_of(review, "id"));
}

/// All or none: a line that is gone stops the others too.
Response put_several_aside(Call& call) {
    auto review = to_write(call);
    auto ids = texts_of(call.input, "lines");
    if (ids.empty()) throw Fault(kNoneChosen, "lines");
    std::set<std::string> chosen(ids.begin(), ids.end());
    // Nobody looks at each of many: what a colleague has just given to somebody is not taken back with them.
    for (auto& id : chosen)
        if (line_to_decide(call, review, id).decision == "given") throw Fault(kGiven, "lines");
    for (auto& id : chosen) put_aside(call, review, id);
    return answer(call, text_of(review, "id"));
}

Response add_topic(Call& call) {
    auto review = to_write(call);
    auto id = text_of(review, "id");
    Line one{.id = text_of(call.input, "id"),
             .topic = "other",
             .title = text_of(call.input, "title"),
             .detail = text_of(call.input, "detail"),
             .area_id = text_of(call.input, "areaId"),
             .count = 1};
    if (one.id.empty()) one.id = new_id();
    if (one.area_id.empty()) one.area_id = text_of(review, "areaId");
    if (!record::reaches(call.db, call.actor, reviews().write, one.area_id, "-")) throw Fault(kInvalid, "areaId");
    add_line(call.db, id, static_cast<std::int64_t>(lines_of(call.db, id).size()) + 1, one);
    tell(call, review, "line", {{"line", one.title}});
    return answer(call, id);
}

Response recollect(Call& call) {
    auto review = to_write(call);
    auto id = text_of(review, "id");
    gather(call, id, review);
    tell(call, review, "collection", {});
    return answer(call, id);
}

Response close(Call& call) {
    auto review = to_write(call);
    auto id = text_of(review, "id"), title = text_of(review, "title"), held = text_of(review, "heldOn");
    if (held > call.today()) throw Fault(kNotYet);
    auto lines = lines_of(call.db, id);
    std::vector<Decided> decided;
    for (auto& one : lines) decided.push_back({one.decision});
    if (auto n = undecided(decided))
        throw Fault(kUndecided, fmt::format("还有 {} 条没有定：每条都要交办，或写明暂不办的理由", n),
                    fmt::format("{} lines are undecided: give each to somebody or put it aside with a reason", n));
    std::string decisions;
    std::int64_t given = 0;
    for (auto& one : lines) {
        if (one.decision != "given") continue;
        auto task = one.task;
        auto owner = text_of(task, "ownerName");
        task.erase("ownerName");
        set_follow_up(call.db, one.id, follow_up::give(call, task, {reviews().name, id, title}, held));
        if (decisions.size() < 9000)
            decisions += fmt::format("{}{}. {}（{}，{}前）", decisions.empty() ? "" : "\n", ++given,
                                     text_of(task, "title"), owner, chinese_day(text_of(task, "dueOn")));
    }
    json::object changes{{"status", "closed"}, {"closedOn", call.today()}};
    if (auto note = text_of(call.input, "note"); !note.empty()) changes["note"] = note;
    // It was a meeting: the ledger and its figures have it without anybody typing it again.
    changes["meetingId"] =
        meeting::add(call, {"review", title, held, text_of(review, "areaId"), text_of(review, "host"),
                            fmt::format("逐条调度 {} 条，交办 {} 条。", lines.size(), given), decisions});
    auto path = area::find(call.db, text_of(review, "areaId"));
    changes["figures"] = figures_now(call, path ? path->path : "/", call.today());
    record::update_row(call.db, reviews(), id, changes, call.now());
    record_event(call.db, call.actor, call.now(), reviews().name, id, "closing", text_of(review, "areaId"),
                 {{"status", "open"}}, changes);
    return answer(call, id);
}

meeting::Minutes minutes_of(Call& call, const json::object& review) {
    auto id = text_of(review, "id");
    auto whole = area::find(call.db, text_of(review, "areaId"));
    meeting::Minutes m{
        text_of(review, "title") + "纪要", whole ? whole->name : "", chinese_day(text_of(review, "heldOn")), {}, {}};
    m.facts = {{"时间", chinese_day(text_of(review, "heldOn"))}, {"主持人", text_of(review, "host")}};
    meeting::Minutes::Section given{
        "交办事项", {}, {"序号", "事项", "责任人（单位）", "办结期限"}, {12, 83, 34, 27}, {}},
        aside{"暂不办理的事项", {}, {"序号", "事项", "理由"}, {12, 72, 72}, {}},
        open{"尚未确定的事项", {}, {"序号", "事项"}, {12, 144}, {}};
    for (auto& one : lines_of(call.db, id)) {
        auto number = [](auto& section) { return std::to_string(section.rows.size() + 1); };
        if (one.decision == "given")
            given.rows.push_back({number(given), text_of(one.task, "title"), text_of(one.task, "ownerName"),
                                  text_of(one.task, "dueOn")});
        else if (one.decision == "aside")
            aside.rows.push_back({number(aside), one.title, one.reason});
        else
            open.rows.push_back({number(open), one.title});
    }
    m.sections = {given, aside, open};
    if (auto note = text_of(review, "note"); !note.empty()) m.sections.push_back({"说明", {note}, {}, {}, {}});
    return m;
}

}  // namespace

json::object with_lines(Call& call, json::object record) {
    auto id = text_of(record, "id");
    auto lines = lines_of(call.db, id);
    auto tasks = follow_up::of_source(call.db, id, call.today());
    json::array list;
    for (auto& one : lines) {
        json::object shown{{"id", one.id},          {"topic", one.topic},        {"title", one.title},
                           {"areaId", one.area_id}, {"areaName", one.area_name}, {"count", one.count},
                           {"records", one.records}};
        for (auto [name, value] :
             {std::pair{"detail", &one.detail}, std::pair{"link", &one.link}, std::pair{"decision", &one.decision},
              std::pair{"reason", &one.reason}, std::pair{"decidedBy", &one.decided_by}})
            if (!value->empty()) shown[name] = *value;
        if (!one.task.empty()) shown["task"] = one.task;
        for (auto& task : tasks)
            if (task.id == one.follow_up_id) shown["followUp"] = follow_up::to_json(task);
        list.push_back(std::move(shown));
    }
    record["lines"] = std::move(list);
    record["mayWrite"] = text_of(record, "status") != "closed" && may_write(call, record);
    return record;
}

namespace {

const http::Routes routes([](http::Router& router) {
    auto output = record::answer_schema(reviews());
    for (auto& field : output) field.required = field.name == "id";
    output.push_back({.name = "lines", .type = Field::any, .zh = "条目", .en = "Lines"});
    output.push_back({.name = "mayWrite", .type = Field::boolean, .zh = "可以改", .en = "May be written"});
    const Field id{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"};
    auto verb = [&](const char* path, const char* summary, Schema input, Response (*handler)(Call&)) {
        input.insert(input.begin(), id);
        router.add({.method = "POST",
                    .path = std::string("/api/v1/progress-reviews/{id}/") + path,
                    .summary = summary,
                    .roles = reviews().write,
                    .mode = http::Mode::write,
                    .input = std::move(input),
                    .output = output,
                    .handler = handler});
    };
    verb("lines", "A line that the chair adds",
         {{.name = "title", .zh = "事项", .en = "What", .required = true, .max = 200},
          {.name = "detail", .type = Field::longtext, .zh = "说明", .en = "Detail", .max = 2000},
          {.name = "areaId", .type = Field::area, .zh = "区域", .en = "Area"}},
         add_topic);
    verb("lines/{line}/assignment", "Gives a line to somebody with a day", follow_up::task_fields(false), assign);
    const Field reason{.name = "reason", .zh = "暂不办的理由", .en = "Reason", .required = true, .max = 500};
    verb("lines/{line}/aside", "Puts a line aside with a reason", {reason}, put_one_aside);
    verb("aside", "Puts several lines aside with one reason, all or none",
         {{.name = "lines", .zh = "选中的条目", .en = "Chosen lines", .required = true, .many = true, .max = 36},
          reason},
         put_several_aside);
    verb("collection", "Collects the agenda anew; what was decided stays", {}, recollect);
    verb("closing", "Ends the review: follow-ups are given, the meeting is recorded, nothing changes any more",
         {{.name = "note", .type = Field::longtext, .zh = "说明", .en = "Note", .max = 2000}}, close);
    for (auto ending : {".docx", ".pdf"})
        router.add({.method = "GET",
                    .path = std::string("/api/v1/progress-reviews/{id}/minutes") + ending,
                    .summary = "The minutes of a review",
                    .roles = reviews().readers(),
                    .answer = std::string_view(ending) == ".pdf"
                                  ? "application/pdf"
                                  : "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    .parameters = {"inline"},
                    .handler = [ending](Call& call) {
                        auto review = record::get(call.db, call.actor, reviews(), call.path[0], call.today());
                        return meeting::minutes_file(call, minutes_of(call, review), ending);
                    }});
});

}  // namespace

}  // namespace zhenan::progress_review
