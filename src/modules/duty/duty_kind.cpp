// The kind "duties": what is owed, open to lists, search and export like every record; made by rules, never by hand.
#include <fmt/format.h>

#include "modules/area/area.h"
#include "modules/duty/duty.h"
#include "modules/duty/duty_store.h"
#include "modules/record/record.h"

namespace zhenan::duty {

namespace {

const std::vector<Option> kStates = {{"open", "待办", "Open"},
                                     {"late", "逾期", "Late"},
                                     {"waiting", "待定期限", "Term unknown"},
                                     {"missed", "过期未办", "Missed"},
                                     {"done", "按期办结", "Done in time"},
                                     {"done_late", "逾期办结", "Done late"},
                                     {"exempt", "经批准免办", "Exempt"},
                                     {"lifted", "不再应办", "Owed no more"}};

// One place says what a state means; the list, the filter and the figures ask it.
constexpr const char* kOpen = "t.discharged_on IS NULL AND t.lifted_on IS NULL";
std::string condition_of(std::string_view state) {
    auto open = std::string(kOpen);
    if (state == "late") return open + " AND t.due_on < $TODAY AND (t.ends_on IS NULL OR t.ends_on >= $TODAY)";
    if (state == "missed") return open + " AND t.ends_on < $TODAY";
    if (state == "waiting") return open + " AND t.due_on IS NULL AND (t.ends_on IS NULL OR t.ends_on >= $TODAY)";
    if (state == "open") return open + " AND t.due_on >= $TODAY AND (t.ends_on IS NULL OR t.ends_on >= $TODAY)";
    if (state == "done") return "t.discharged_on IS NOT NULL AND (t.due_on IS NULL OR t.discharged_on <= t.due_on)";
    if (state == "done_late") return "t.discharged_on > t.due_on";
    if (state == "exempt") return "t.lifted_why = 'exempt'";
    if (state == "lifted") return "t.lifted_on IS NOT NULL AND t.discharged_on IS NULL AND t.lifted_why <> 'exempt'";
    return {};
}

std::string state_sql() {
    std::string sql = "CASE";
    for (auto& state : kStates) sql += fmt::format(" WHEN {} THEN '{}'", condition_of(state.value), state.value);
    return sql + " END";
}

std::string quoted(std::string_view words) {
    std::string text = "'";
    for (char c : words) text += c == '\'' ? std::string("''") : std::string(1, c);
    return text + "'";
}

// Duties that verbs make have no declared rule.
std::string titled(const char* column, bool english) {
    std::string sql = fmt::format(
        "COALESCE((SELECT r.{} FROM duty_rule r WHERE r.name = t.rule AND NOT r.withdrawn ORDER BY r.effective_from "
        "DESC "
        "LIMIT 1), CASE t.rule",
        column);
    for (auto& rule : verb_rules())
        sql += fmt::format(" WHEN '{}' THEN {}", rule.name, quoted(english ? rule.en : rule.zh));
    return sql + " ELSE t.rule END)";
}

record::Kind duties() {
    record::Kind k;
    k.name = "duties";
    k.table = "duty";
    k.zh = "应办事项";
    k.en = "Duties";
    k.group = "responsibility";
    k.about_zh = "谁在哪天以前应当办什么。由规则生成，由本来就要记的台账办结，不用另外填报。";
    k.about_en = "Who owes what by which day: made by rules, discharged by records that exist anyway.";
    k.title = "rule";
    k.day = "dueOn";
    k.sort = "-dueOn";
    k.fields = {
        {.name = "title", .zh = "应办事项", .en = "What is owed", .readonly = true, .list = true},
        {.name = "titleEn", .zh = "英文名称", .en = "In English", .readonly = true},
        {.name = "whoName", .zh = "谁应办", .en = "Owed by", .readonly = true, .list = true},
        {.name = "about", .zh = "事由", .en = "About", .readonly = true},
        {.name = "state",
         .type = Field::choice,
         .zh = "状态",
         .en = "State",
         .readonly = true,
         .list = true,
         .options = kStates},
        {.name = "dueOn", .type = Field::day, .zh = "期限", .en = "Due", .list = true, .filter = true, .sort = true},
        {.name = "areaId",
         .type = Field::area,
         .zh = "区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "dischargedOn",
         .type = Field::day,
         .zh = "办结日期",
         .en = "Done on",
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "rule", .zh = "规则", .en = "Rule", .required = true, .filter = true, .sort = true},
        {.name = "period", .zh = "周期", .en = "Period", .filter = true},
        {.name = "openedOn",
         .type = Field::day,
         .zh = "起办日期",
         .en = "Opened",
         .required = true,
         .filter = true,
         .sort = true},
        {.name = "endsOn", .type = Field::day, .zh = "最晚可办", .en = "Can be done until", .filter = true},
        {.name = "category",
         .type = Field::choice,
         .zh = "行业类别",
         .en = "Category",
         .filter = true,
         .options = area::categories()},
        {.name = "whoKind", .zh = "谁应办（类）", .en = "Kind of who", .required = true, .filter = true},
        {.name = "whoId", .zh = "谁应办（编号）", .en = "Id of who", .required = true, .filter = true},
        {.name = "recordKind", .zh = "事由（台账）", .en = "Kind of the record", .required = true, .filter = true},
        {.name = "recordId", .zh = "事由（编号）", .en = "Id of the record", .required = true, .filter = true},
        {.name = "dischargedKind", .zh = "办结凭据（台账）", .en = "Kind of the proof"},
        {.name = "dischargedBy", .zh = "办结凭据", .en = "Proof"},
        {.name = "liftedOn", .type = Field::day, .zh = "不再应办之日", .en = "Owed no more since"},
        {.name = "liftedWhy", .zh = "不再应办的原因", .en = "Why owed no more"}};
    k.computed = {{"title", titled("title", false)},
                  {"titleEn", titled("title_en", true)},
                  {"state", state_sql()},
                  {"whoName",
                   "CASE t.who_kind WHEN 'areas' THEN (SELECT w.name FROM area w WHERE w.id = t.who_id) WHEN "
                   "'enterprises' THEN (SELECT w.name FROM enterprise w WHERE w.id = t.who_id) WHEN 'people' THEN "
                   "(SELECT w.name FROM person w WHERE w.id = t.who_id) WHEN 'member-units' THEN (SELECT w.name FROM "
                   "member_unit w WHERE w.id = t.who_id) ELSE (SELECT w.name "
                   "FROM place w WHERE w.id = t.who_id) END"},
                  // What a verb's duty is about has words of its own; a rule's is the one who owes it.
                  {"about",
                   "CASE t.record_kind WHEN 'follow-ups' THEN (SELECT w.title FROM follow_up w WHERE w.id = "
                   "t.record_id) WHEN 'hazards' THEN (SELECT w.description FROM hazard w WHERE w.id = t.record_id) "
                   "WHEN 'incoming-documents' THEN (SELECT w.title FROM incoming_document w WHERE w.id = t.record_id) "
                   "END"},
                  {"clause", "NULL"}};
    k.category_column = "category";
    k.owner_column = "owner_id";
    k.create = k.edit = k.import = k.withdraw = false;
    k.read = record::kEverybody;
    k.extra_filter = [](std::string_view name, std::string_view value, std::string_view, std::string& condition,
                        std::vector<db::Value>&) {
        if (name == "made") {
            // Those of declared rules; the others are seen with their hazards.
            condition = "t.period IS NOT NULL";
            return true;
        }
        if (name != "state") return false;
        condition = condition_of(value);
        if (condition.empty()) throw Fault(kInvalid, "state");
        return true;
    };
    k.detail = [](http::Call& call, json::object& record) {
        record["about"] = record::title_of(call.db, text_of(record, "recordKind"), text_of(record, "recordId"));
        for (auto& rule : *rules(call.db))
            if (rule.name == text_of(record, "rule")) record["clause"] = rule.clause;
        auto& asked = record::kind("duty-exemptions");
        json::array exemptions;
        record::each_naming(call.db, asked, *find_field(asked.fields, "recordId"), text_of(record, "recordId"),
                            [&](const json::object& one) {
                                if (text_of(one, "rule") != text_of(record, "rule")) return;
                                json::object shown;
                                for (auto name : {"id", "state", "reason", "validFrom", "validTo"})
                                    shown[name] = one.at(name);
                                exemptions.push_back(std::move(shown));
                            });
        if (!text_of(record, "period").empty()) record["exemptions"] = std::move(exemptions);
    };
    return k;
}

const record::Kinds kinds([] { return std::vector{duties()}; });

}  // namespace

}  // namespace zhenan::duty
