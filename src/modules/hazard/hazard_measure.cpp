// Figures over hazards.
#include <set>

#include "modules/area/area.h"
#include "modules/duty/duty.h"
#include "modules/hazard/hazard_store.h"
#include "modules/measure/measure.h"

namespace zhenan::hazard {

namespace {

const measure::Source source("hazards", [](const json::object& h) {
    std::vector<measure::Contribution> list{
        {"hazards-found", text_of(h, "areaId"), text_of(h, "foundOn"), text_of(h, "level")}};
    if (!text_of(h, "recurrenceOf").empty())
        list.push_back({"hazards-recurring", text_of(h, "areaId"), text_of(h, "foundOn"), text_of(h, "level")});
    if (auto closed = text_of(h, "closedOn"); !closed.empty())
        list.push_back({"hazards-closed", text_of(h, "areaId"), closed, text_of(h, "level")});
    return list;
});

const std::vector<Option> kLevels = {{"general", "一般", "General"}, {"major", "重大", "Major"}};

measure::Definition flow(const char* name, const char* zh, const char* en, const char* about_zh, const char* about_en) {
    measure::Definition d;
    d.name = name;
    d.zh = zh;
    d.en = en;
    d.unit_zh = "条";
    d.unit_en = "hazards";
    d.about_zh = about_zh;
    d.about_en = about_en;
    d.dimension = "level";
    d.options = kLevels;
    return d;
}

const measure::Definitions definitions([] {
    auto found = flow("hazards-found", "排查隐患", "Hazards found", "按发现日期计，每处隐患一条。",
                      "By the day of finding, each hazard once.");
    auto closed = flow("hazards-closed", "整改销号隐患", "Hazards closed", "按复查合格之日计；企业自报整改完成不算。",
                       "By the day of the passed recheck; an enterprise's word does not count.");
    auto open = flow("hazards-open", "未销号隐患", "Open hazards", "期末已发现而未复查合格的。",
                     "Found and not closed at the end of the period.");
    open.form = measure::Definition::computed;
    open.at_end = true;
    open.cells = [](const measure::Ask& ask) {
        // All that were found until then, without those closed until then: both are folded, whole years cost little.
        auto cells = measure::stock_of(ask, "hazards-found");
        for (auto& cell : measure::stock_of(ask, "hazards-closed")) {
            cells.push_back(cell);
            cells.back().n = -cell.n;
        }
        return cells;
    };
    open.records = [](const measure::Ask& ask) {
        std::vector<measure::RecordLine> lines;
        for (auto& span : open_at_end_of(ask.db, ask.path, ask.to))
            lines.push_back({"hazards", span.id, span.title, span.found_on, span.area_name, 1, span.level});
        return lines;
    };
    auto overdue = flow(
        "hazards-overdue", "逾期隐患", "Overdue hazards", "期末企业超过整改期限未报完成，或镇超过复查期限未复查的。",
        "At the end of the period: the term ended with nothing reported, or the town's recheck is late.");
    overdue.form = measure::Definition::computed;
    overdue.at_end = true;
    overdue.dimension = "who";
    overdue.options = {{"enterprise", "企业逾期", "Enterprise late"}, {"town", "镇复查逾期", "Town late"}};
    static const std::vector<std::string> kRules = {"hazard.rectification", "hazard.recheck"};
    auto spans = [](const measure::Ask& ask) {
        // A hazard counts once, the enterprise's lateness first.
        std::vector<duty::Late> late;
        std::set<std::string> seen;
        for (auto& span : duty::late_on(ask.db, ask.path, ask.to, kRules))
            if (seen.insert(span.record_id).second) late.push_back(span);
        return late;
    };
    overdue.cells = [](const measure::Ask& ask) {
        std::vector<measure::Cell> cells;
        for (auto& late : duty::late_counts(ask.db, ask.path, ask.to, kRules))
            cells.push_back({late.area_id, ask.to, late.rule == "hazard.recheck" ? "town" : "enterprise", late.n, 0});
        return cells;
    };
    overdue.records = [spans](const measure::Ask& ask) {
        std::vector<measure::RecordLine> lines;
        for (auto& span : spans(ask)) {
            auto a = area::find(ask.db, span.area_id);
            lines.push_back({"hazards", span.record_id, record::title_of(ask.db, "hazards", span.record_id),
                             span.due_on, a ? a->name : "", 1, span.rule == "hazard.recheck" ? "town" : "enterprise"});
        }
        return lines;
    };
    auto recurring = flow("hazards-recurring", "重复隐患", "Hazards that came back",
                          "同一场所同一检查项或描述相近的隐患销号后再次发现的，按再次发现之日计。",
                          "The same or a similar hazard at the same place, found again after it was closed; by the day "
                          "of the new finding.");
    auto listed = flow("hazards-listed", "挂牌督办隐患", "Hazards under listed supervision",
                       "期末已挂牌、尚未核销的重大隐患。", "Listed and not lifted at the end of the period.");
    listed.form = measure::Definition::computed;
    listed.at_end = true;
    listed.cells = [](const measure::Ask& ask) {
        std::vector<measure::Cell> cells;
        for (auto& span : listed_at_end_of(ask.db, ask.path, ask.to))
            cells.push_back({span.area_id, span.found_on, span.level, 1, 0});
        return cells;
    };
    listed.records = [](const measure::Ask& ask) {
        std::vector<measure::RecordLine> lines;
        for (auto& span : listed_at_end_of(ask.db, ask.path, ask.to))
            lines.push_back({"hazards", span.id, span.title, span.found_on, span.area_name, 1, span.level});
        return lines;
    };
    return std::vector{found, closed, open, overdue, recurring, listed};
});

}  // namespace

}  // namespace zhenan::hazard
