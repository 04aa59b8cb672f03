#include "modules/duty/declaration_rules.h"

#include <algorithm>

#include "core/day.h"
#include "core/fault.h"

namespace zhenan::duty {

namespace {

const FaultCode kLoop{Kind::rejected, "duty_rule.loop", "这条规则会由它自己产生的记录来办结，请改办结凭据",
                      "The record that the rule makes would discharge it; choose another"};
const FaultCode kTerm{Kind::rejected, "duty_rule.term", "请把周期和期限填完整", "Complete the period and the term"};
const FaultCode kWindow{Kind::rejected, "duty_rule.window", "时段起止要写成 04-15 这样的月日",
                        "A window's days are written like 04-15"};

const std::vector<Option> kForms = {{"period", "每个周期一次", "Once in each period"},
                                    {"rolling", "距上次满若干个月前再办", "Again within months of the last time"},
                                    {"after", "某日之后限期办", "Within a term after a day"},
                                    {"expiry", "到期前办", "Before a day of the record"},
                                    {"window", "每年固定时段", "In a window of each year"},
                                    {"holiday", "节前", "Before holidays"}};
const std::vector<Option> kEvery = {{"week", "每周", "Weekly"},
                                    {"month", "每月", "Monthly"},
                                    {"quarter", "每季度", "Quarterly"},
                                    {"half", "每半年", "Half-yearly"},
                                    {"year", "每年", "Yearly"}};
const Schema kWhere = {{.name = "field", .zh = "字段", .en = "Field", .required = true, .max = 60},
                       {.name = "values", .zh = "取值", .en = "Values", .required = true, .many = true, .max = 60}};

std::vector<Where> where_of(const json::object& record, const char* name) {
    std::vector<Where> list;
    auto* rows = record.if_contains(name);
    if (!rows || !rows->is_array()) return list;
    for (auto& row : rows->as_array())
        list.push_back({text_of(row.as_object(), "field"), texts_of(row.as_object(), "values")});
    return list;
}

int whole(const json::object& record, const char* name) {
    return static_cast<int>(integer_of(record, name));
}

// Of any year with a 29 February.
bool month_and_day(const std::string& text) {
    return text.size() == 5 && is_day("2024-" + text);
}

}  // namespace

Schema rule_fields() {
    return {
        {.name = "name",
         .zh = "规则短名",
         .en = "Name",
         .required = true,
         .list = true,
         .sort = true,
         .search = true,
         .max = 60,
         .help_zh = "程序用的短名：小写字母、数字和连字符，如 yearly-drill；各版本相同。",
         .help_en = "A short name for the program: lower-case letters, digits and hyphens, like yearly-drill; the same "
                    "in all versions."},
        {.name = "title",
         .zh = "应办事项",
         .en = "What is owed",
         .required = true,
         .list = true,
         .search = true,
         .max = 100},
        {.name = "titleEn", .zh = "英文名称", .en = "In English", .required = true, .max = 150},
        {.name = "clause", .zh = "依据", .en = "Clause", .required = true, .list = true, .search = true, .max = 300},
        {.name = "enabled",
         .type = Field::boolean,
         .zh = "启用",
         .en = "In use",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "bound",
         .zh = "约束对象",
         .en = "Whom it binds",
         .required = true,
         .list = true,
         .filter = true,
         .max = 60},
        {.name = "boundWhere", .type = Field::rows, .zh = "只约束哪些", .en = "Which of them", .fields = kWhere},
        {.name = "form",
         .type = Field::choice,
         .zh = "时间方式",
         .en = "When",
         .required = true,
         .list = true,
         .filter = true,
         .options = kForms},
        {.name = "every",
         .type = Field::choice,
         .zh = "周期",
         .en = "Period",
         .list = true,
         .filter = true,
         .options = kEvery},
        {.name = "months",
         .type = Field::integer,
         .zh = "隔几个月",
         .en = "Months between",
         .min = 0,
         .max = 240,
         .unit_zh = "个月",
         .unit_en = "months"},
        {.name = "dayField",
         .zh = "看对象的哪个日期",
         .en = "Which day of theirs counts",
         .max = 60,
         .help_zh = "从这一天起算，或到这一天为止。",
         .help_en = "The term runs from this day, or ends on it."},
        {.name = "opens",
         .zh = "每年从哪天起",
         .en = "Each year from",
         .max = 5,
         .help_zh = "写成 04-15。",
         .help_en = "Written as 04-15."},
        {.name = "closes",
         .zh = "每年到哪天止",
         .en = "Each year until",
         .max = 5,
         .help_zh = "写成 05-31；早于起始日的，算到下一年。",
         .help_en = "Written as 05-31; before the first day, it is of the next year."},
        {.name = "lead",
         .type = Field::integer,
         .zh = "提前多少天",
         .en = "How long ahead",
         .min = 0,
         .max = 400,
         .unit_zh = "天",
         .unit_en = "days"},
        {.name = "days",
         .type = Field::integer,
         .zh = "多少天内办",
         .en = "Within",
         .min = 0,
         .max = 1000,
         .unit_zh = "天",
         .unit_en = "days"},
        {.name = "working", .type = Field::boolean, .zh = "这些天只算工作日", .en = "Only working days count"},
        {.name = "grace",
         .type = Field::integer,
         .zh = "再宽限几天",
         .en = "Grace",
         .min = 0,
         .max = 365,
         .unit_zh = "天",
         .unit_en = "days",
         .help_zh = "宽限内办完的仍算按时。",
         .help_en = "What is done within them still counts as on time."},
        {.name = "byKind",
         .zh = "哪种台账算办结",
         .en = "Which record discharges it",
         .max = 60,
         .help_zh = "空着：对象自己填上日期就算办结。",
         .help_en = "Empty: a day in the bound record itself does."},
        {.name = "byField", .zh = "台账里哪一栏写着是谁的", .en = "Which field of it says whose it is", .max = 60},
        {.name = "byWhere", .type = Field::rows, .zh = "只算哪些台账", .en = "Which of them count", .fields = kWhere},
        {.name = "byDay",
         .zh = "按哪一栏的日期算办结",
         .en = "Which day of it counts",
         .max = 60,
         .help_zh = "空着：按那种台账的业务日期。",
         .help_en = "Empty: the business day of that kind."},
        {.name = "byPeriod",
         .zh = "按哪一栏认周期",
         .en = "Which field names the period",
         .max = 60,
         .help_zh = "填了：写着这个周期的，哪天记的都算。",
         .help_en = "If given: a record that names the period counts, whatever its day."},
        {.name = "note", .type = Field::longtext, .zh = "说明", .en = "Note", .max = 1000}};
}

Rule rule_from(const json::object& record) {
    Rule r;
    r.name = text_of(record, "name");
    r.zh = text_of(record, "title");
    r.en = text_of(record, "titleEn");
    r.clause = text_of(record, "clause");
    r.effective_from = text_of(record, "effectiveFrom");
    r.effective_to = text_of(record, "effectiveTo");
    r.enabled = boolean_of(record, "enabled", true);
    r.bound = text_of(record, "bound");
    r.where = where_of(record, "boundWhere");
    auto form = text_of(record, "form");
    for (std::size_t i = 0; i < kForms.size(); ++i)
        if (kForms[i].value == form) r.form = static_cast<Rule::Form>(i);
    r.every = text_of(record, "every");
    r.months = whole(record, "months");
    r.day = text_of(record, "dayField");
    r.opens = text_of(record, "opens");
    r.closes = text_of(record, "closes");
    r.lead = whole(record, "lead");
    r.days = whole(record, "days");
    r.working = boolean_of(record, "working");
    r.grace = whole(record, "grace");
    r.by = text_of(record, "byKind");
    r.by_field = text_of(record, "byField");
    r.by_where = where_of(record, "byWhere");
    r.by_day = text_of(record, "byDay");
    r.by_period = text_of(record, "byPeriod");
    return r;
}

void check_shape(const Rule& r) {
    auto bad_name = r.name.empty() || std::any_of(r.name.begin(), r.name.end(), [](char c) {
                        return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
                    });
    if (bad_name) throw Fault(kInvalid, "name");
    if (r.bound == "duties" || r.by == "duties" || r.bound == "duty-rules" || r.by == "duty-rules")
        throw Fault(kLoop, r.bound.starts_with("dut") ? "bound" : "byKind");
    auto need = [](bool given, const char* field) {
        if (!given) throw Fault(kTerm, field);
    };
    switch (r.form) {
        case Rule::period:
            need(!r.every.empty(), "every");
            break;
        case Rule::rolling:
            need(r.months > 0, "months");
            break;
        case Rule::after:
        case Rule::expiry:
            need(!r.day.empty(), "dayField");
            break;
        case Rule::window:
            if (!month_and_day(r.opens)) throw Fault(kWindow, "opens");
            if (!month_and_day(r.closes) || r.opens == r.closes) throw Fault(kWindow, "closes");
            break;
        case Rule::holiday:
            need(r.lead > 0, "lead");
            break;
    }
    // An expiry ends when its day is moved on; everything else ends by a record.
    if (r.form == Rule::expiry) return;
    if (r.by.empty()) {
        need(!r.by_day.empty(), "byDay");
        if (r.form != Rule::after) throw Fault(kTerm, "byKind");
        if (r.by_day == r.day) throw Fault(kLoop, "byDay");
    } else {
        need(!r.by_field.empty(), "byField");
        if (r.by == r.bound && r.by_field == "id") throw Fault(kLoop, "byField");
    }
    if (!r.by_period.empty() && r.form != Rule::period) throw Fault(kTerm, "byPeriod");
}

bool fits(const std::vector<Where>& where, const json::object& record) {
    return std::all_of(where.begin(), where.end(), [&](auto& condition) {
        auto* value = record.if_contains(condition.field);
        if (!value || value->is_null()) return false;
        auto text = value->is_string() ? std::string(value->as_string()) : json::serialize(*value);
        return std::find(condition.values.begin(), condition.values.end(), text) != condition.values.end();
    });
}

}  // namespace zhenan::duty
