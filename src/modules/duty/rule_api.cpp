// The kind "duty-rules": declared in src/duties, kept in versions by date, changed and added by administrators; a
// preview says whom a rule would bind. Holiday tables beside it.
#include <fmt/format.h>

#include <set>

#include "core/embedded.h"
#include "core/event/event.h"
#include "core/install.h"
#include "modules/duty/calendar.h"
#include "modules/duty/maker.h"
#include "modules/law/law.h"

namespace zhenan::duty {

namespace {

using http::Call;
using http::Response;

const FaultCode kKind{Kind::rejected, "duty_rule.kind", "没有这种台账", "There is no such kind of record"};
const FaultCode kField{Kind::rejected, "duty_rule.field", "这种台账没有这个字段，或字段类型不对",
                       "That kind has no such field, or not of the type that is needed"};
const FaultCode kValue{Kind::rejected, "duty_rule.value", "这个字段没有这种取值", "The field has no such value"};
const FaultCode kYear{Kind::rejected, "holidays.year", "放假安排有误", "The holiday table is wrong"};

const FaultCode kConfirms{Kind::rejected, "holidays.confirms", "由管理员核对确认；您可以先保存，标为待核对",
                          "An administrator confirms it; it can be kept as unconfirmed"};
const FaultCode kNotice{Kind::rejected, "holidays.notice", "已核对的，请写明是哪一份通知的文号",
                        "Name the number of the notice that it was held against"};

const record::Kind& kind_at(const std::string& name, const char* at) {
    auto* kind = record::find_kind(name);
    if (!kind) throw Fault(kKind, at);
    return *kind;
}

const Field& field_at(const record::Kind& kind, const std::string& name, const char* at,
                      const std::set<Field::Type>& types) {
    auto* field = find_field(kind.fields, name);
    if (!field || field->many || !types.count(field->type)) throw Fault(kField, at);
    return *field;
}

void check_where(const record::Kind& kind, const std::vector<Where>& where, const char* at) {
    for (auto& condition : where) {
        auto& field = field_at(kind, condition.field, at,
                               {Field::choice, Field::boolean, Field::text, Field::integer, Field::ref, Field::area});
        for (auto& value : condition.values) {
            bool known = field.type == Field::choice    ? field.option(value) != nullptr
                         : field.type == Field::boolean ? value == "true" || value == "false"
                                                        : true;
            if (!known) throw Fault(kValue, at);
        }
    }
}

// What it names must be there.
void check_names(const Rule& r) {
    auto& bound = kind_at(r.bound, "bound");
    check_where(bound, r.where, "boundWhere");
    if (!r.day.empty()) field_at(bound, r.day, "dayField", {Field::day});
    if (r.by.empty()) {
        if (!r.by_day.empty()) field_at(bound, r.by_day, "byDay", {Field::day});
        return;
    }
    auto& by = kind_at(r.by, "byKind");
    check_where(by, r.by_where, "byWhere");
    field_at(by, r.by_field, "byField", {Field::ref, Field::area, Field::text});
    if (!r.by_day.empty()) field_at(by, r.by_day, "byDay", {Field::day});
    if (r.by_day.empty() && by.day.empty()) throw Fault(kField, "byDay");
    if (!r.by_period.empty()) field_at(by, r.by_period, "byPeriod", {Field::text});
}

record::Kind duty_rules() {
    record::Kind k;
    k.name = "duty-rules";
    k.table = "duty_rule";
    k.zh = "应办规则";
    k.en = "Duty rules";
    k.group = "administration";
    k.about_zh =
        "谁应当多久办一次什么、凭哪份台账办结。规则按日期分版本，改期限就制定新版本；先预览会约束谁、当前有多少逾期。";
    k.about_en =
        "Who owes what how often, and which record discharges it: in versions by date. A preview says whom a rule "
        "binds and how many are late.";
    k.title = "title";
    k.sort = "name";
    k.fields = rule_fields();
    k.import = false;
    k.before_write = [](record::Change& change) {
        if (change.withdrawn) return;
        auto rule = rule_from(change.record);
        check_shape(rule);
        check_names(rule);
    };
    law::keep(k, {"name"});
    return k;
}

const record::Kinds kinds([] { return std::vector{duty_rules()}; });

// What a rule that nobody has kept yet would do: spans as they would be, nothing is written.
json::object preview(Call& call) {
    auto rule = rule_from(call.input);
    check_shape(rule);
    check_names(rule);
    auto& kind = record::kind(rule.bound);
    auto today = call.today();
    auto days = calendar(call.db);
    auto all = rules(call.db);
    std::int64_t bound = 0, late = 0, open = 0, waiting = 0;
    json::array examples;
    std::set<std::string> twice;
    for (std::string after;;) {
        auto ids = record::next_ids(call.db, kind, after, 500);
        for (auto& id : ids) {
            auto record = record::standing(call.db, kind, id);
            if (!record || !fits(rule.where, *record)) continue;
            ++bound;
            Span span{since_of(*record, today), {}, rule.day.empty() ? "" : text_of(*record, rule.day)};
            bool is_late = false;
            for (auto& owed : owed_by(rule, bound_spans(rule, {span}, *record, today),
                                      deeds_of(call.db, rule, kind, *record, today), *days, today)) {
                if (!owed.done_on.empty()) continue;
                if (!owed.due_on)
                    ++waiting;
                else if (*owed.due_on < today)
                    is_late = true;
                else
                    ++open;
            }
            late += is_late;
            if (is_late && examples.size() < 20)
                examples.push_back({{"kind", kind.name}, {"id", id}, {"title", text_of(*record, kind.title)}});
            for (auto& other : *all)
                if (other.enabled && other.name != rule.name && other.bound == rule.bound && other.by == rule.by &&
                    other.form == rule.form && other.every == rule.every && fits(other.where, *record) &&
                    other.by_where == rule.by_where)
                    twice.insert(other.zh);
        }
        if (ids.size() < 500) break;
        after = ids.back();
    }
    json::array also(twice.begin(), twice.end());
    return {{"bound", bound},     {"late", late},         {"open", open},
            {"waiting", waiting}, {"examples", examples}, {"alsoBoundBy", also}};
}

Response years(Call& call) {
    json::array items;
    for (auto& year : holiday_years(call.db)) items.push_back(year_to_json(year));
    return Response::of({{"items", items}});
}

const Schema kYearFields = {
    {.name = "holidays",
     .type = Field::rows,
     .zh = "放假",
     .en = "Holidays",
     .required = true,
     .fields = {{.name = "name", .zh = "名称", .en = "Name", .required = true, .max = 40},
                {.name = "nameEn", .zh = "英文名称", .en = "In English", .max = 60},
                {.name = "from", .type = Field::day, .zh = "起", .en = "From", .required = true},
                {.name = "to", .type = Field::day, .zh = "止", .en = "To", .required = true}}},
    {.name = "makeUpDays", .type = Field::day, .zh = "补班", .en = "Days made up", .many = true},
    {.name = "source", .zh = "来源文件", .en = "Source", .required = true, .max = 100},
    {.name = "confirmed", .type = Field::boolean, .zh = "已与国务院办公厅通知核对", .en = "Held against the notice"},
    {.name = "documentNumber", .zh = "通知文号", .en = "Number of the notice", .max = 60}};

Response put(Call& call) {
    auto input = call.input;
    auto& text = call.path[0];
    if (text.size() != 4 || text.find_first_not_of("0123456789") != std::string::npos) throw Fault(kInvalid, "year");
    input["year"] = std::stoi(text);
    auto confirmed = boolean_of(input, "confirmed");
    if (confirmed && !call.actor.has("administrator")) throw Fault(kConfirms, "confirmed");
    if (confirmed && text_of(input, "documentNumber").empty()) throw Fault(kNotice, "documentNumber");
    input["certainty"] = confirmed ? "C" : "M";
    if (confirmed) {
        input["confirmedBy"] = call.actor.name;
        input["confirmedOn"] = call.today();
    }
    auto year = year_from(input);
    if (auto fault = fault_of(year)) throw Fault(kYear, fault->zh, fault->en);
    json::object before;
    for (auto& known : holiday_years(call.db))
        if (known.year == year.year) before = year_to_json(known);
    auto after = year_to_json(year);
    put_year(call.db, year, call.now());
    record_event(call.db, call.actor, call.now(), "holiday-years", text, "changed", "", before, after);
    return Response::of(after);
}

const http::Routes routes([](http::Router& router) {
    law::add_verbs(router, "duty-rules");
    auto fields = rule_fields();
    fields.push_back(
        {.name = "effectiveFrom", .type = Field::day, .zh = "生效日期", .en = "In force from", .required = true});
    fields.push_back({.name = "effectiveTo", .type = Field::day, .zh = "失效日期", .en = "In force to"});
    Schema counted = {
        {.name = "bound", .type = Field::integer, .zh = "约束", .en = "Bound", .required = true},
        {.name = "late", .type = Field::integer, .zh = "逾期", .en = "Late", .required = true},
        {.name = "open", .type = Field::integer, .zh = "待办", .en = "Open", .required = true},
        {.name = "waiting", .type = Field::integer, .zh = "待定期限", .en = "Without a term", .required = true},
        {.name = "examples", .type = Field::any, .zh = "逾期的", .en = "Late ones", .required = true},
        {.name = "alsoBoundBy", .type = Field::any, .zh = "相近的规则", .en = "Rules alike", .required = true}};
    router.add({.method = "POST",
                .path = "/api/v1/duty-rules/preview",
                .summary = "Whom a rule would bind, and how many would be late at once; nothing is written",
                .roles = {"administrator"},
                .input = fields,
                .output = counted,
                .handler = [](Call& call) { return Response::of(preview(call)); }});
    router.add({.method = "GET",
                .path = "/api/v1/holiday-years",
                .summary = "Days off and days made up, a year each",
                .roles = http::kSignedIn,
                .handler = years});
    router.add({.method = "PUT",
                .path = "/api/v1/holiday-years/{year}",
                .summary = "Enters the holiday table of a year",
                .roles = {"administrator", "office"},
                .mode = http::Mode::write,
                .input = kYearFields,
                .handler = put});
});

const Shipped shipped{"duty_rule", "duty_making", "holiday_year"};
const Install install([](db::Connection& db, Instant now) {
    for (auto& file : embedded::ending("/duty.json"))
        law::ship(db, "duty-rules", json::parse(file.bytes).as_object(), now);
});

}  // namespace

}  // namespace zhenan::duty
