// Figures over the duties of declared rules: expected, done, done in time, and the two rates.
#include "modules/area/area.h"
#include "modules/duty/duty_store.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"

namespace zhenan::duty {

namespace {

using measure::Definition;

Definition counted(const char* name, const char* zh, const char* en, const char* about_zh, const char* about_en,
                   Counted which) {
    Definition d;
    d.name = name;
    d.form = Definition::computed;
    d.zh = zh;
    d.en = en;
    d.unit_zh = "项";
    d.unit_en = "duties";
    d.about_zh = about_zh;
    d.about_en = about_en;
    d.cells = [which](const measure::Ask& ask) {
        std::vector<measure::Cell> cells;
        for (auto& one : due_between(ask.db, ask.path, ask.from, ask.to, which))
            cells.push_back({one.area_id, one.due_on, "", one.n, 0});
        return cells;
    };
    d.records = [which](const measure::Ask& ask) {
        std::vector<measure::RecordLine> lines;
        for (auto& one : each_due_between(ask.db, ask.path, ask.from, ask.to, which))
            lines.push_back({"duties", one.id, one.title, one.due_on, one.area_name, 1, ""});
        return lines;
    };
    return d;
}

Definition rate(const char* name, const char* zh, const char* en, const char* over) {
    Definition d;
    d.name = name;
    d.form = Definition::rate;
    d.zh = zh;
    d.en = en;
    d.unit_zh = d.unit_en = "%";
    d.about_zh = "没有应办的不出数。";
    d.about_en = "Nothing where nothing was owed.";
    d.numerator = over;
    d.denominator = "duties-expected";
    return d;
}

const measure::Definitions definitions([] {
    return std::vector{
        counted("duties-expected", "应办事项", "Duties owed",
                "期限在本期内的应办事项；不再符合条件的（关闭、改行）不计，期限待定的不计。",
                "With a term within the period; those owed no more and those without a term are left out.",
                Counted::expected),
        counted("duties-done", "已办事项", "Duties done", "应办中到现在已办结的。", "Of these, done by now.",
                Counted::done),
        counted("duties-done-on-time", "按期办结事项", "Duties done in time", "应办中在期限内办结的。",
                "Of these, done within their term.", Counted::on_time),
        rate("duty-completeness", "应办事项办结率", "Completeness", "duties-done"),
        rate("duty-timeliness", "应办事项按期率", "Timeliness", "duties-done-on-time")};
});

}  // namespace

}  // namespace zhenan::duty
