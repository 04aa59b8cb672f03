// The verbs of an incoming document: its answer, and a follow-up that comes out of it.
#include "core/event/event.h"
#include "core/search/search.h"
#include "modules/follow_up/follow_up.h"
#include "modules/incoming_document/incoming_document_rules.h"
#include "modules/record/record.h"

namespace zhenan::incoming_document {

namespace {

const FaultCode kAnswered{Kind::conflict, "incoming_document.answered", "这份来文已经答复",
                          "This document has been answered already"};
const FaultCode kAnswerFuture{Kind::rejected, "incoming_document.answer_future", "答复日期不能在将来",
                              "The answer cannot lie in the future"};
const FaultCode kAnswerBefore{Kind::rejected, "incoming_document.answer_before", "答复日期不能早于收文日期",
                              "The answer cannot lie before the receipt"};

const std::vector<std::string> kMay = {"leader", "office", "supervisor"};

json::object found(http::Call& call) {
    auto& kind = record::kind("incoming-documents");
    auto document = record::get(call.db, call.actor, kind, call.path[0], call.today());
    if (!record::reaches(call.db, call.actor, kMay, text_of(document, "areaId"))) throw Fault(kForbidden);
    return document;
}

http::Response shown(http::Call& call, const std::string& id) {
    auto& kind = record::kind("incoming-documents");
    auto record = *record::peek(call.db, kind, id, call.today());
    kind.detail(call, record);
    return http::Response::of(record, 201);
}

http::Response answer(http::Call& call) {
    auto& kind = record::kind("incoming-documents");
    auto before = found(call);
    auto id = text_of(before, "id");
    if (text_of(before, "status") == "answered") throw Fault(kAnswered);
    auto on = text_of(call.input, "on");
    if (on.empty()) on = call.today();
    if (on > call.today()) throw Fault(kAnswerFuture, "on");
    if (on < text_of(before, "receivedOn")) throw Fault(kAnswerBefore, "on");
    json::object changes{{"answeredOn", on},
                         {"answer", call.input.at("text")},
                         {"status", status_of(text_of(before, "answerDueOn"), on)}};
    if (auto number = text_of(call.input, "number"); !number.empty()) changes["answerNumber"] = number;
    if (auto* files = call.input.if_contains("attachments")) changes["answerAttachments"] = *files;
    record::update_row(call.db, kind, id, changes, call.now());
    if (auto ids = texts_of(changes, "answerAttachments"); !ids.empty())
        record::claim_attachments(call, kind.name, id, ids);
    record::Change change{call, kind, id, &before, before};
    for (auto& member : changes) change.record[member.key()] = member.value();
    index_text(call.db, kind.name, id, record::search_text(kind, change.record));
    record_event(call.db, call.actor, call.now(), kind.name, id, "answer", text_of(before, "areaId"),
                 {{"status", before.at("status")}}, changes);
    kind.after_write(change);
    return shown(call, id);
}

http::Response give(http::Call& call) {
    auto document = found(call);
    auto id = text_of(document, "id");
    auto task = call.input;
    task.erase("id");
    if (text_of(task, "title").empty()) task["title"] = document.at("title");
    follow_up::give(call, task, {"incoming-documents", id, text_of(document, "title")}, call.today());
    return shown(call, id);
}

Schema with_id(Schema fields) {
    fields.insert(fields.begin(), {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"});
    return fields;
}

const http::Routes routes([](http::Router& router) {
    auto output = record::answer_schema(record::kind("incoming-documents"));
    for (auto& field : output) field.required = field.name == "id";
    output.push_back({.name = "followUps",
                      .type = Field::rows,
                      .zh = "督办事项",
                      .en = "Follow-ups",
                      .fields = follow_up::brief_fields()});
    router.add({.method = "POST",
                .path = "/api/v1/incoming-documents/{id}/answer",
                .summary = "The answer to an incoming document",
                .roles = kMay,
                .mode = http::Mode::write,
                .input = with_id(
                    {{.name = "text", .type = Field::longtext, .zh = "答复内容", .en = "The answer", .required = true},
                     {.name = "number", .zh = "答复文号", .en = "Number", .max = 60},
                     {.name = "on", .type = Field::day, .zh = "答复日期", .en = "Day"},
                     {.name = "attachments", .type = Field::attachments, .zh = "答复附件", .en = "Attachments"}}),
                .output = output,
                .handler = answer});
    router.add({.method = "POST",
                .path = "/api/v1/incoming-documents/{id}/follow-ups",
                .summary = "Gives somebody a task out of an incoming document",
                .roles = kMay,
                .mode = http::Mode::write,
                .input = with_id(follow_up::task_fields(false)),
                .output = output,
                .handler = give});
});

}  // namespace

}  // namespace zhenan::incoming_document
