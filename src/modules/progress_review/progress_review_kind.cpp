// The kind "progress-reviews".
#include "modules/progress_review/progress_review.h"
#include "modules/progress_review/progress_review_rules.h"
#include "modules/record/record.h"

namespace zhenan::progress_review {

namespace {

const FaultCode kFrozen{Kind::conflict, "progress_review.frozen", "调度已结束，内容不再改动",
                        "The review is closed; nothing of it changes any more"};

void fill(record::Change& change) {
    auto& r = change.record;
    if (change.before && text_of(*change.before, "status") == "closed") throw Fault(kFrozen);
    if (!change.before) r["status"] = "open";
}

void follow(record::Change& change) {
    if (!change.before && !change.withdrawn) gather(change.call, change.id, change.record);
}

record::Kind declare() {
    record::Kind k;
    k.name = "progress-reviews";
    k.table = "progress_review";
    k.zh = "安全调度";
    k.en = "Progress reviews";
    k.group = "responsibility";
    k.about_zh =
        "每周或每月的调度会：议程自己汇总（谁逾期、哪里没动静、什么变差了），逐条交给人限期办，或写明暂不办的理由；"
        "结束时生成纪要和督办事项。";
    k.about_en =
        "The weekly or monthly review: its agenda collects itself (who is late, where nothing happens, what got "
        "worse); each line is given to somebody with a day or put aside with a reason; minutes and follow-ups "
        "come out at its end.";
    k.title = "title";
    k.day = "heldOn";
    k.sort = "-heldOn";
    k.fields = {
        {.name = "title", .zh = "调度名称", .en = "Title", .required = true, .list = true, .search = true, .max = 100},
        {.name = "period",
         .type = Field::choice,
         .zh = "周期",
         .en = "Period",
         .required = true,
         .list = true,
         .filter = true,
         .options = {{"week", "周调度", "Weekly"}, {"month", "月调度", "Monthly"}}},
        {.name = "heldOn",
         .type = Field::day,
         .zh = "调度日期",
         .en = "Held on",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "host", .zh = "主持人", .en = "Chaired by", .list = true, .search = true, .max = 60},
        {.name = "status",
         .type = Field::choice,
         .zh = "状态",
         .en = "State",
         .readonly = true,
         .list = true,
         .filter = true,
         .options = {{"open", "进行中", "Going on"}, {"closed", "已结束", "Closed"}}},
        {.name = "lineCount", .type = Field::integer, .zh = "条数", .en = "Lines", .readonly = true, .list = true},
        {.name = "undecided",
         .type = Field::integer,
         .zh = "未定条数",
         .en = "Undecided",
         .readonly = true,
         .list = true},
        {.name = "areaId", .type = Field::area, .zh = "区域", .en = "Area", .required = true, .filter = true},
        {.name = "since", .type = Field::day, .zh = "统计起", .en = "Looks back to", .readonly = true},
        {.name = "note", .type = Field::longtext, .zh = "备注", .en = "Note", .search = true},
        {.name = "figures", .type = Field::any, .zh = "当时的数字", .en = "Figures then", .readonly = true},
        {.name = "previousId", .zh = "上次调度", .en = "The one before", .readonly = true},
        {.name = "meetingId", .zh = "会议编号", .en = "Id of the meeting", .readonly = true},
        {.name = "closedOn", .type = Field::day, .zh = "结束日期", .en = "Closed on", .readonly = true}};
    // It names places of all trades: who sees only some of them does not see it (its column is "-").
    k.category_column = "category";
    k.read = {"leader", "office", "officer", "supervisor", "village", "administrator", "auditor"};
    k.write = {"leader", "office", "supervisor", "village"};
    k.import = false;
    k.computed = {
        {"lineCount", "(SELECT COUNT(*) FROM progress_review_line l WHERE l.review_id = t.id)"},
        {"undecided", "(SELECT COUNT(*) FROM progress_review_line l WHERE l.review_id = t.id AND l.decision IS NULL)"}};
    k.before_write = fill;
    k.after_write = follow;
    k.detail = [](http::Call& call, json::object& record) { record = with_lines(call, std::move(record)); };
    return k;
}

const record::Kinds kinds([] { return std::vector{declare()}; });

}  // namespace

}  // namespace zhenan::progress_review
