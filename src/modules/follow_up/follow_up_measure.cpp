// Figures over follow-ups.
#include "modules/area/area.h"
#include "modules/duty/duty.h"
#include "modules/follow_up/follow_up_store.h"
#include "modules/follow_up/follow_up_verbs.h"
#include "modules/measure/measure.h"

namespace zhenan::follow_up {

namespace {

const measure::Source source("follow-ups", [](const json::object& f) {
    auto area = text_of(f, "areaId"), from = text_of(f, "sourceKind"), accepted = text_of(f, "acceptedOn");
    std::vector<measure::Contribution> list{{"follow-ups-given", area, text_of(f, "givenOn"), from}};
    if (!accepted.empty()) {
        list.push_back({"follow-ups-done", area, accepted, from});
        if (on_time(state_of(f))) list.push_back({"follow-ups-done-on-time", area, accepted, from});
    }
    return list;
});

measure::Definition counted(const char* name, const char* zh, const char* en, const char* about_zh,
                            const char* about_en) {
    measure::Definition d;
    d.name = name;
    d.zh = zh;
    d.en = en;
    d.unit_zh = "项";
    d.unit_en = "follow-ups";
    d.about_zh = about_zh;
    d.about_en = about_en;
    d.dimension = "source";
    d.by_zh = "来源";
    d.by_en = "source";
    d.options = source_kinds();
    return d;
}

const measure::Definitions definitions([] {
    auto given = counted("follow-ups-given", "交办督办事项", "Follow-ups given", "按交办日期计。", "By the day given.");
    auto done =
        counted("follow-ups-done", "办结督办事项", "Follow-ups done", "按镇里验收通过之日计；责任人自报完成不算。",
                "By the day of acceptance; the owner's word does not count.");
    auto on_time = counted("follow-ups-done-on-time", "按期办结督办事项", "Follow-ups done in time",
                           "验收通过的，且在（延期后的）期限内报完成。",
                           "Accepted, and reported done within the (extended) term.");
    auto open = counted("follow-ups-open", "未办结督办事项", "Open follow-ups", "期末已交办而未验收的。",
                        "Given and not accepted at the end of the period.");
    open.form = measure::Definition::computed;
    open.at_end = true;
    open.cells = [](const measure::Ask& ask) {
        auto cells = measure::stock_of(ask, "follow-ups-given");
        for (auto& cell : measure::stock_of(ask, "follow-ups-done")) {
            cells.push_back(cell);
            cells.back().n = -cell.n;
        }
        return cells;
    };
    open.records = [](const measure::Ask& ask) {
        std::vector<measure::RecordLine> lines;
        for (auto& one : open_on(ask.db, ask.path, ask.to))
            lines.push_back({"follow-ups", one.id, one.title, one.due_on, one.area_name, 1, one.source_kind});
        return lines;
    };
    auto overdue = counted("follow-ups-overdue", "逾期督办事项", "Overdue follow-ups",
                           "期末责任人超过期限未报完成，或镇里超过期限未验收的。",
                           "At the end of the period: not reported done in time, or not accepted in time.");
    overdue.form = measure::Definition::computed;
    overdue.at_end = true;
    overdue.dimension = "who";
    overdue.by_zh.clear();
    overdue.by_en.clear();
    overdue.options = {{"owner", "责任人逾期", "Owner late"}, {"town", "镇验收逾期", "Acceptance late"}};
    static const std::vector<std::string> rules = {std::string(kCompletion), std::string(kAcceptance)};
    overdue.cells = [](const measure::Ask& ask) {
        std::vector<measure::Cell> cells;
        for (auto& late : duty::late_counts(ask.db, ask.path, ask.to, rules))
            cells.push_back({late.area_id, ask.to, late.rule == kAcceptance ? "town" : "owner", late.n, 0});
        return cells;
    };
    overdue.records = [](const measure::Ask& ask) {
        std::vector<measure::RecordLine> lines;
        for (auto& span : duty::late_on(ask.db, ask.path, ask.to, rules)) {
            auto a = area::find(ask.db, span.area_id);
            lines.push_back({"follow-ups", span.record_id, record::title_of(ask.db, "follow-ups", span.record_id),
                             span.due_on, a ? a->name : "", 1, span.rule == kAcceptance ? "town" : "owner"});
        }
        return lines;
    };
    auto rate = counted("follow-ups-on-time-rate", "督办事项按期办结率", "Follow-ups done in time, rate",
                        "没有办结的不出数。", "Nothing where none was done.");
    rate.form = measure::Definition::rate;
    rate.unit_zh = rate.unit_en = "%";
    rate.numerator = "follow-ups-done-on-time";
    rate.denominator = "follow-ups-done";
    rate.dimension.clear();
    rate.by_zh.clear();
    rate.by_en.clear();
    rate.options.clear();
    return std::vector{given, done, on_time, open, overdue, rate};
});

}  // namespace

}  // namespace zhenan::follow_up
