#include "core/work/work_json.h"

namespace zhenan::work {

namespace {

using http::Call;
using http::Response;

const FaultCode kOver{Kind::conflict, "job.over", "这项工作已经结束，不能取消了",
                      "The work is over; it cannot be cancelled"};

Schema schema() {
    return {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id", .required = true},
            {.name = "kind", .zh = "种类", .en = "Kind", .required = true},
            {.name = "title", .zh = "名称", .en = "Title", .required = true},
            {.name = "by", .zh = "谁", .en = "By", .required = true},
            {.name = "state",
             .type = Field::choice,
             .zh = "状态",
             .en = "State",
             .required = true,
             .options = {{"waiting", "等待", "Waiting"},
                         {"running", "进行中", "Running"},
                         {"done", "完成", "Done"},
                         {"failed", "失败", "Failed"},
                         {"cancelled", "已取消", "Cancelled"}}},
            {.name = "step",
             .type = Field::choice,
             .zh = "步骤",
             .en = "Step",
             .required = true,
             .options = {{"waiting", "等待", "Waiting"},
                         {"checking", "检查", "Checking"},
                         {"writing", "写入", "Writing"},
                         {"undoing", "撤回", "Taking back"}}},
            {.name = "done", .type = Field::integer, .zh = "已做", .en = "Done", .required = true},
            {.name = "total", .type = Field::integer, .zh = "总数", .en = "Total", .required = true},
            {.name = "createdAt", .type = Field::instant, .zh = "提交时间", .en = "Asked for", .required = true},
            {.name = "startedAt", .type = Field::instant, .zh = "开始时间", .en = "Started"},
            {.name = "endedAt", .type = Field::instant, .zh = "结束时间", .en = "Ended"},
            {.name = "answer", .type = Field::object, .zh = "结果", .en = "Answer"},
            {.name = "problem", .type = Field::object, .zh = "问题", .en = "Problem"}};
}

// Somebody else's work is not there.
Record mine(Call& call) {
    auto record = find(call.db, call.path[0]);
    if (!record || (record->account_id != call.actor.account_id && !call.actor.has("administrator")))
        throw Fault(kNotFound);
    return *record;
}

const http::Routes routes([](http::Router& router) {
    router.add(
        {.method = "GET",
         .path = "/api/v1/jobs",
         .summary = "My long work, newest first",
         .roles = http::kSignedIn,
         .output =
             {{.name = "items", .type = Field::rows, .zh = "工作", .en = "Work", .required = true, .fields = schema()},
              {.name = "total", .type = Field::integer, .zh = "总数", .en = "Total", .required = true},
              {.name = "next", .zh = "下一页", .en = "Next page"}},
         .handler = [](Call& call) {
             json::array items;
             for (auto& record : of_account(call.db, call.actor.account_id))
                 items.push_back(json_of(record, call.request.english()));
             return Response::of({{"items", items}, {"total", items.size()}, {"next", nullptr}});
         }});
    router.add({.method = "GET",
                .path = "/api/v1/jobs/{id}",
                .summary = "One piece of long work: how far it is, what came out",
                .roles = http::kSignedIn,
                .output = schema(),
                .handler = [](Call& call) { return Response::of(json_of(mine(call), call.request.english())); }});
    router.add({.method = "DELETE",
                .path = "/api/v1/jobs/{id}",
                .summary = "Cancels long work; what it has written is taken back",
                .roles = http::kSignedIn,
                .mode = http::Mode::write,
                .output = schema(),
                .handler = [](Call& call) {
                    auto record = mine(call);
                    if (record.ended_at) throw Fault(kOver);
                    ask_cancel(call.db, record.id);
                    cancel_here(record.id);
                    return Response::of(json_of(record, call.request.english()));
                }});
});

}  // namespace

json::object json_of(const Record& r, bool english) {
    json::object out{{"id", r.id},           {"kind", r.kind},   {"title", english ? r.title_en : r.title_zh},
                     {"by", r.account_name}, {"state", r.state}, {"step", r.step},
                     {"done", r.done},       {"total", r.total}, {"createdAt", to_rfc3339(r.created_at)}};
    if (r.started_at) out["startedAt"] = to_rfc3339(r.started_at);
    if (r.ended_at) out["endedAt"] = to_rfc3339(r.ended_at);
    if (!r.answer.empty()) out["answer"] = json::parse(r.answer);
    if (r.problem.empty()) return out;
    auto held = json::parse(r.problem).as_object();
    auto pick = [english](const json::object& from) { return from.at(english ? "en" : "zh"); };
    json::object problem{{"code", held.at("code")}, {"detail", pick(held)}};
    json::array errors;
    for (auto& value : held.at("errors").as_array()) {
        auto& error = value.as_object();
        errors.push_back({{"field", error.at("field")}, {"code", error.at("code")}, {"message", pick(error)}});
    }
    if (!errors.empty()) problem["errors"] = errors;
    out["problem"] = problem;
    return out;
}

std::string problem_text(const Fault& fault) {
    json::array errors;
    for (auto& e : fault.errors) errors.push_back({{"field", e.field}, {"code", e.code}, {"zh", e.zh}, {"en", e.en}});
    return json::serialize(
        json::object{{"code", fault.code->code}, {"zh", fault.zh}, {"en", fault.en}, {"errors", errors}});
}

}  // namespace zhenan::work
