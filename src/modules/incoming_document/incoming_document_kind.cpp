// The kind "incoming-documents": what came from the county or above, and what is owed on it.
#include "modules/duty/duty.h"
#include "modules/follow_up/follow_up.h"
#include "modules/incoming_document/incoming_document_rules.h"
#include "modules/incoming_document/incoming_document_store.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"

namespace zhenan::incoming_document {

namespace {

constexpr const char* kRule = "incoming_document.answer";
const duty::VerbRules duties({{kRule, "按期答复来文", "Answer the document in time"}});

const FaultCode kReceivedLater{Kind::rejected, "incoming_document.received_later", "收文日期不能在将来",
                               "It cannot have been received in the future"};
const FaultCode kDueBefore{Kind::rejected, "incoming_document.due_before", "答复期限不能早于收文日期",
                           "It cannot be answered before it was received"};

const std::vector<Option> kTypes = {{"letter", "来文", "Document"},
                                    {"assignment", "交办", "Assignment"},
                                    {"supervision", "督办函", "Supervision letter"}};

Schema fields() {
    return {{.name = "title", .zh = "标题", .en = "Title", .required = true, .list = true, .search = true, .max = 200},
            {.name = "type",
             .type = Field::choice,
             .zh = "种类",
             .en = "Type",
             .required = true,
             .list = true,
             .filter = true,
             .options = kTypes},
            {.name = "sender",
             .zh = "来文单位",
             .en = "From whom",
             .required = true,
             .list = true,
             .sort = true,
             .search = true,
             .max = 100},
            {.name = "number", .zh = "文号", .en = "Number", .list = true, .search = true, .max = 60},
            {.name = "receivedOn",
             .type = Field::day,
             .zh = "收文日期",
             .en = "Received",
             .required = true,
             .list = true,
             .filter = true,
             .sort = true},
            {.name = "answerDueOn",
             .type = Field::day,
             .zh = "答复期限",
             .en = "Answer due",
             .list = true,
             .filter = true,
             .sort = true,
             .help_zh = "不要求答复的空着。",
             .help_en = "Leave it empty if no answer is asked for."},
            {.name = "status",
             .type = Field::choice,
             .zh = "状态",
             .en = "State",
             .readonly = true,
             .list = true,
             .filter = true,
             .options = {{"open", "待答复", "To be answered"},
                         {"answered", "已答复", "Answered"},
                         {"noted", "不用答复", "No answer needed"}}},
            {.name = "late",
             .type = Field::choice,
             .zh = "逾期",
             .en = "Late",
             .readonly = true,
             .list = true,
             .options = {{"town", "逾期未答复", "Answer late"}}},
            {.name = "areaId",
             .type = Field::area,
             .zh = "收文单位所在区域",
             .en = "Area",
             .required = true,
             .filter = true},
            {.name = "note", .type = Field::longtext, .zh = "要求摘要", .en = "What is asked for", .search = true},
            {.name = "attachments", .type = Field::attachments, .zh = "来文扫描件", .en = "Scan"},
            {.name = "answeredOn",
             .type = Field::day,
             .zh = "答复日期",
             .en = "Answered on",
             .readonly = true,
             .filter = true,
             .sort = true},
            {.name = "answerNumber", .zh = "答复文号", .en = "Number of the answer", .readonly = true, .search = true},
            {.name = "answer",
             .type = Field::longtext,
             .zh = "答复内容",
             .en = "The answer",
             .readonly = true,
             .search = true},
            {.name = "answerAttachments",
             .type = Field::attachments,
             .zh = "答复附件",
             .en = "Attachments of the answer",
             .readonly = true},
            {.name = "followUpCount", .type = Field::integer, .zh = "督办事项", .en = "Follow-ups", .readonly = true}};
}

void fill(record::Change& change) {
    auto& r = change.record;
    if (text_of(r, "receivedOn") > change.call.today()) throw Fault(kReceivedLater, "receivedOn");
    auto due = text_of(r, "answerDueOn");
    if (!due.empty() && due < text_of(r, "receivedOn")) throw Fault(kDueBefore, "answerDueOn");
    r["status"] = status_of(due, text_of(r, "answeredOn"));
}

/// What is owed follows the record, whatever changed it.
void follow(record::Change& change) {
    auto& call = change.call;
    auto& r = change.record;
    auto until = change.withdrawn || text_of(r, "status") != "open" ? std::string() : text_of(r, "answerDueOn");
    if (auto now = owed_until(call.db, change.id); now != until) {
        auto answered = text_of(r, "answeredOn");
        auto day = answered.empty() ? call.today() : answered;
        if (!now.empty()) duty::discharge(call.db, kRule, change.id, day, answered.empty() ? "changed" : "answer");
        auto area = text_of(r, "areaId");
        auto opened = change.before ? call.today() : text_of(r, "receivedOn");
        if (!until.empty())
            duty::open(call.db, {kRule, "areas", area, area, change.kind.name, change.id, opened, until});
    }
    measure::follow(call.db, change.kind.name, change.id, change.withdrawn ? nullptr : &r, !change.before);
}

const measure::Source source("incoming-documents", [](const json::object& d) {
    std::vector<measure::Contribution> list{
        {"incoming-documents", text_of(d, "areaId"), text_of(d, "receivedOn"), text_of(d, "type")}};
    if (auto answered = text_of(d, "answeredOn"); !answered.empty())
        list.push_back({"incoming-documents-answered", text_of(d, "areaId"), answered, text_of(d, "type")});
    return list;
});

const measure::Definitions definitions([] {
    std::vector<measure::Definition> list(2);
    for (auto& d : list) {
        d.unit_zh = "件";
        d.unit_en = "documents";
        d.dimension = "type";
        d.options = kTypes;
    }
    list[0].name = "incoming-documents";
    list[0].zh = "收到来文交办";
    list[0].en = "Incoming documents";
    list[0].about_zh = "按收文日期计。";
    list[0].about_en = "By the day received.";
    list[1].name = "incoming-documents-answered";
    list[1].zh = "答复来文交办";
    list[1].en = "Documents answered";
    list[1].about_zh = "按答复日期计。";
    list[1].about_en = "By the day of the answer.";
    return list;
});

record::Kind declare() {
    record::Kind k;
    k.name = "incoming-documents";
    k.table = "incoming_document";
    k.zh = "来文交办";
    k.en = "Incoming documents";
    k.group = "responsibility";
    k.about_zh = "上级来文、交办件、督办函：谁发的、哪天收到、哪天前答复、答复了什么。要人去办的，转成督办事项。";
    k.about_en =
        "Documents, assignments and supervision letters from above: from whom, when, the answer and its day. "
        "What somebody must do becomes a follow-up.";
    k.title = "title";
    k.day = "receivedOn";
    k.sort = "-receivedOn";
    k.fields = fields();
    k.write = {"office", "supervisor"};
    k.computed = {{"late", "CASE WHEN " + duty::late_sql(kRule, "t.id") + " THEN 'town' END"},
                  {"followUpCount", follow_up::count_sql("t.id", false)}};
    k.extra_filter = [](std::string_view name, std::string_view value, std::string_view, std::string& condition,
                        std::vector<db::Value>&) {
        if (name != "late") return false;
        if (value != "town" && value != "any" && value != "true") throw Fault(kInvalid, "late");
        condition = duty::late_sql(kRule, "t.id");
        return true;
    };
    k.before_write = fill;
    k.after_write = follow;
    k.detail = [](http::Call& call, json::object& record) {
        json::array list;
        // Only those that the actor sees: a follow-up may be another area's.
        auto& tasks = record::kind("follow-ups");
        for (auto& one : follow_up::of_source(call.db, text_of(record, "id"), call.today()))
            if (record::visible(call.db, call.actor, tasks, one.id)) list.push_back(follow_up::to_json(one));
        record["followUps"] = std::move(list);
    };
    return k;
}

const record::Kinds kinds([] { return std::vector{declare()}; });

}  // namespace

}  // namespace zhenan::incoming_document
