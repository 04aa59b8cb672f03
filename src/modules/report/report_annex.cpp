// 附件: tables whose every cell is a figure, so that a part and its sum come from the same records.
#include <map>

#include "modules/report/report_kinds.h"

namespace zhenan::report {

namespace {

struct Heading {
    std::string measure, member, zh, en;
};

const std::vector<Heading> kInspections = {{"outings", "", "检查行动（次）", "Outings"},
                                           {"inspections", "", "检查（家次）", "Inspections"},
                                           {"hazards-found", "", "排查隐患（条）", "Hazards found"},
                                           {"hazards-found", "major", "其中重大（条）", "Major"},
                                           {"rectification-orders", "", "整改指令书（份）", "Orders"},
                                           {"hazards-closed", "", "复查销号（条）", "Closed"},
                                           {"hazards-open", "", "未销号（条）", "Open"},
                                           {"hazards-overdue", "", "逾期（条）", "Overdue"}};
const std::vector<Heading> kLetters = {{"village-letters-owed", "", "村（居）应签", "Village: owed"},
                                       {"village-letters-signed", "", "已签", "signed"},
                                       {"enterprise-letters-owed", "", "企业应签", "Enterprises: owed"},
                                       {"enterprise-letters-signed", "", "已签", "signed"},
                                       {"letters-owed", "", "合计应签", "All: owed"},
                                       {"letters-signed", "", "已签", "signed"},
                                       {"signing-rate", "", "签订率", "Rate"}};

Span cell(const Subject& subject, const Heading& heading, const measure::Value& value, const std::string& area_id) {
    auto* definition = measure::find(heading.measure);
    auto text = !value.value                 ? "—"
                : definition->unit_zh == "%" ? percent(*value.value)
                                             : amount(*value.value, value.approximate, "");
    return {.text = text,
            .measure = heading.measure,
            .value = value.value,
            .member = heading.member,
            .area_id = area_id,
            .from = subject.period.from,
            .to = subject.until,
            .approximate = value.approximate};
}

/// One row for each area right below, one for what happened in none of them, and the whole.
std::optional<Annex> by_areas(const Subject& subject, const AnnexKind& kind, const std::vector<Heading>& headings,
                              double first) {
    Annex annex{.key = kind.key,
                .title = subject.area.name + subject.period.zh + kind.zh,
                .title_en = kind.en,
                .columns = {subject.village() ? "网格" : "村（居）"},
                .columns_en = {subject.village() ? "Grid" : "Village"},
                .widths = {first},
                .rows = {},
                .with_sum = true};
    std::vector<std::string> order;
    std::vector<std::map<std::string, measure::Value>> columns;
    for (auto& heading : headings) {
        annex.columns.push_back(heading.zh);
        annex.columns_en.push_back(heading.en);
        annex.widths.push_back((156 - first) / static_cast<double>(headings.size()));
        auto ask = subject.ask();
        ask.member = heading.member;
        auto& column = columns.emplace_back();
        for (auto& [area_id, value] : measure::by(ask, heading.measure, "area")) {
            column[area_id] = value;
            if (std::find(order.begin(), order.end(), area_id) == order.end()) order.push_back(area_id);
        }
    }
    for (auto& area_id : order) {
        bool own = area_id == subject.area.id;
        auto area = area::find(subject.db, area_id);
        Spans row{{.text = own ? "本级" : area ? area->name : "（已撤销的区域）"}};
        for (std::size_t i = 0; i < headings.size(); ++i) {
            auto found = columns[i].find(area_id);
            auto value = found == columns[i].end() ? measure::Value{0.0, false} : found->second;
            bool rate = measure::find(headings[i].measure)->form == measure::Definition::rate;
            if (found == columns[i].end() && rate) value.value.reset();
            row.push_back(cell(subject, headings[i], value, area_id));
            // What lies in the area itself can't be asked for without what lies below it.
            if (own) row.back().from.clear();
        }
        annex.rows.push_back(std::move(row));
    }
    if (annex.rows.empty()) return {};
    Spans sum{{.text = "合计"}};
    for (auto& heading : headings) {
        auto ask = subject.ask();
        ask.member = heading.member;
        sum.push_back(cell(subject, heading, measure::value(ask, heading.measure), ""));
    }
    annex.rows.push_back(std::move(sum));
    return annex;
}

Annex activities(const Subject& subject, const AnnexKind& kind) {
    Annex annex{.key = kind.key,
                .title = subject.area.name + subject.period.zh + kind.zh,
                .title_en = kind.en,
                .columns = {"项目", "单位", subject.period.zh, subject.period_at("previous").zh,
                            subject.period_at("last_year").zh},
                .columns_en = {"Item", "Unit", "This period", "Period before", "A year ago"},
                .widths = {46, 20, 30, 30, 30},
                .rows = {}};
    if (subject.period.form == Period::year) {
        annex.columns.pop_back();
        annex.columns_en.pop_back();
        annex.widths = {56, 24, 38, 38};
    }
    auto bare = [](Span span) {
        if (!span.value)
            span.text = "—", span.missing = false;
        else if (span.unit != "%")
            span.text = amount(*span.value, span.approximate, "");
        return span;
    };
    for (auto& one : comparison(subject)) {
        if (one.line.measure.starts_with("hazards") || one.line.measure.starts_with("letters") ||
            one.line.measure == "signing-rate" || one.line.measure == "outings" || one.line.measure == "inspections" ||
            one.line.measure == "rectification-orders")
            continue;
        Spans row{{.text = one.line.zh}, {.text = one.line.unit}, bare(one.now), bare(one.previous)};
        if (subject.period.form != Period::year) row.push_back(bare(one.last_year));
        annex.rows.push_back(std::move(row));
    }
    return annex;
}

}  // namespace

const std::vector<AnnexKind>& annex_kinds() {
    static const std::vector<AnnexKind> all = {
        {"inspections", "安全生产检查与隐患统计表", "Inspections and hazards"},
        {"letters", "安全生产责任书签订统计表", "Responsibility letters"},
        {"activities", "宣传、培训、演练等工作统计表", "Publicity, trainings, drills"}};
    return all;
}

std::vector<Annex> annexes_of(const Subject& subject, const std::vector<std::string>& keys) {
    std::vector<Annex> found;
    for (auto& kind : annex_kinds()) {
        if (std::find(keys.begin(), keys.end(), kind.key) == keys.end()) continue;
        std::optional<Annex> annex;
        if (kind.key == "inspections")
            annex = by_areas(subject, kind, kInspections, 34);
        else if (kind.key == "letters")
            annex = subject.village() ? std::nullopt : by_areas(subject, kind, kLetters, 34);
        else
            annex = activities(subject, kind);
        if (annex) found.push_back(std::move(*annex));
    }
    return found;
}

}  // namespace zhenan::report
