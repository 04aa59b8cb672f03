// The kind "follow-ups": its fields, what the list computes and can be asked for.
#include "modules/area/area.h"
#include "modules/follow_up/follow_up_store.h"
#include "modules/follow_up/follow_up_verbs.h"
#include "modules/measure/measure.h"

namespace zhenan::follow_up {

namespace {

const FaultCode kDueBefore{Kind::rejected, "follow_up.due_before_given", "办结期限不能早于交办日期",
                           "It cannot be due before it is given"};
const FaultCode kGivenLater{Kind::rejected, "follow_up.given_later", "交办日期不能在将来",
                            "It cannot have been given in the future"};

Schema fields() {
    return {
        {.name = "title",
         .zh = "督办事项",
         .en = "What is to be done",
         .required = true,
         .list = true,
         .search = true,
         .max = 200},
        {.name = "ownerName", .zh = "责任人（单位）", .en = "Owner", .readonly = true, .list = true, .search = true},
        {.name = "status",
         .type = Field::choice,
         .zh = "状态",
         .en = "State",
         .readonly = true,
         .list = true,
         .filter = true,
         .sort = true,
         .options = {{"doing", "办理中", "Being done"},
                     {"awaiting_acceptance", "待验收", "Awaiting acceptance"},
                     {"accepted", "已办结", "Accepted"}}},
        {.name = "late",
         .type = Field::choice,
         .zh = "逾期",
         .en = "Late",
         .readonly = true,
         .list = true,
         .options = {{"owner", "责任人逾期", "Owner late"}, {"town", "镇验收逾期", "Acceptance late"}}},
        {.name = "dueOn",
         .type = Field::day,
         .zh = "办结期限",
         .en = "Due",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "areaId",
         .type = Field::area,
         .zh = "责任区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true,
         .help_zh = "谁的地盘谁负责；不选单位和个人的，由这里的村（镇）办理。",
         .help_en = "Whose area it is; without a unit or a person, this village (or the town) does it."},
        {.name = "memberUnitId",
         .type = Field::ref,
         .zh = "责任单位",
         .en = "Member unit",
         .filter = true,
         .to = "member-units"},
        {.name = "personId", .type = Field::ref, .zh = "责任人", .en = "Person", .filter = true, .to = "people"},
        {.name = "detail",
         .type = Field::longtext,
         .zh = "具体要求",
         .en = "What is asked for",
         .search = true,
         .max = 2000},
        {.name = "priority",
         .type = Field::choice,
         .zh = "缓急",
         .en = "Priority",
         .filter = true,
         .sort = true,
         .options = priorities()},
        {.name = "sourceKind",
         .type = Field::choice,
         .zh = "来源",
         .en = "Comes from",
         .list = true,
         .filter = true,
         .options = source_kinds()},
        {.name = "sourceId", .zh = "来源编号", .en = "Id of the source", .filter = true, .max = 100},
        {.name = "sourceTitle", .zh = "来源名称", .en = "The source", .readonly = true, .search = true, .max = 300},
        {.name = "givenOn",
         .type = Field::day,
         .zh = "交办日期",
         .en = "Given on",
         .list = true,
         .filter = true,
         .sort = true,
         .help_zh = "不填就是今天。",
         .help_en = "Today if left empty."},
        {.name = "firstDueOn", .type = Field::day, .zh = "原期限", .en = "First term", .readonly = true},
        {.name = "extensions", .type = Field::integer, .zh = "延期次数", .en = "Extensions", .readonly = true},
        {.name = "pendingDueOn",
         .type = Field::day,
         .zh = "申请延到",
         .en = "Asked term",
         .readonly = true,
         .filter = true},
        {.name = "lastProgress", .type = Field::longtext, .zh = "最新进展", .en = "Progress", .readonly = true},
        {.name = "lastProgressOn", .type = Field::day, .zh = "进展日期", .en = "Progress on", .readonly = true},
        {.name = "completedOn",
         .type = Field::day,
         .zh = "报完成日期",
         .en = "Reported done",
         .readonly = true,
         .filter = true,
         .sort = true},
        {.name = "acceptanceDueOn", .type = Field::day, .zh = "应验收日期", .en = "Acceptance due", .readonly = true},
        {.name = "acceptedOn",
         .type = Field::day,
         .zh = "验收日期",
         .en = "Accepted on",
         .readonly = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "returns", .type = Field::integer, .zh = "退回次数", .en = "Times returned", .readonly = true},
        {.name = "attachments", .type = Field::attachments, .zh = "附件", .en = "Attachments"}};
}

void fill(record::Change& change) {
    if (change.before) return;
    auto& r = change.record;
    auto& call = change.call;
    auto today = call.today();
    if (text_of(r, "givenOn").empty()) r["givenOn"] = today;
    auto given = text_of(r, "givenOn");
    if (given > today) throw Fault(kGivenLater, "givenOn");
    if (text_of(r, "dueOn") < given) throw Fault(kDueBefore, "dueOn");
    if (text_of(r, "priority").empty()) r["priority"] = "normal";
    if (text_of(r, "sourceKind").empty()) r["sourceKind"] = "other";
    if (text_of(r, "sourceTitle").empty()) {
        auto title = source_title(call, text_of(r, "sourceKind"), text_of(r, "sourceId"));
        if (!title.empty()) r["sourceTitle"] = title;
    }
    r["ownerName"] = owner_name(call, r, given);
    r["status"] = "doing";
    r["extensions"] = r["returns"] = 0;
}

void follow(record::Change& change) {
    auto& call = change.call;
    if (!change.before && !change.withdrawn) {
        auto given = text_of(change.record, "givenOn");
        insert_step(call.db, {}, change.id, "given", given, call.now(), call.actor,
                    {{"dueOn", change.record.at("dueOn")}, {"to", change.record.at("ownerName")}});
        auto whole = change.record;
        whole["id"] = change.id;
        for (auto& one : owed(state_of(whole))) duty::open(call.db, duty_of(call.db, whole, one, given));
    }
    measure::follow(call.db, change.kind.name, change.id, change.withdrawn ? nullptr : &change.record, !change.before);
}

record::Kind declare() {
    record::Kind k;
    k.name = "follow-ups";
    k.table = "follow_up";
    k.zh = "督办事项";
    k.en = "Follow-ups";
    k.group = "responsibility";
    k.about_zh = "会议、调度、检查、报告或来文定下来要办的事：谁办、哪天前办完、办得怎样、镇里验收没有。";
    k.about_en =
        "What a meeting, review, inspection, report or incoming document asked for: who does it, by when, how "
        "it goes, and whether the town has accepted it.";
    k.title = "title";
    k.day = "givenOn";
    k.sort = "dueOn";
    k.fields = fields();
    k.read = record::kStaff;
    k.write = {"leader", "office", "officer", "supervisor", "village"};
    k.edit = k.withdraw = false;
    k.computed = {{"late", "CASE WHEN t.status = 'accepted' THEN NULL WHEN " + duty::late_sql(kCompletion, "t.id") +
                               " THEN 'owner' WHEN " + duty::late_sql(kAcceptance, "t.id") + " THEN 'town' END"}};
    k.extra_filter = [](std::string_view name, std::string_view value, std::string_view, std::string& condition,
                        std::vector<db::Value>& binds) {
        if (name == "late") {
            auto owner = duty::late_sql(kCompletion, "t.id"), town = duty::late_sql(kAcceptance, "t.id");
            if (value == "owner")
                condition = owner;
            else if (value == "town")
                condition = town;
            else if (value == "any" || value == "true")
                condition = "(" + owner + " OR " + town + ")";
            else
                throw Fault(kInvalid, "late");
            return true;
        }
        if (name == "open") {
            condition = value == "true" ? "t.status <> 'accepted'" : "t.status = 'accepted'";
            return true;
        }
        if (name == "mine") {
            condition = kMine;
            for (int i = 0; i < 3; ++i) binds.emplace_back(std::string(value));
            return true;
        }
        return false;
    };
    k.before_write = fill;
    k.after_write = follow;
    k.detail = [](http::Call& call, json::object& record) { record = with_timeline(call, std::move(record)); };
    return k;
}

const record::Kinds kinds([] { return std::vector{declare()}; });

}  // namespace

}  // namespace zhenan::follow_up
