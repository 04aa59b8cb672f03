// A weekly or monthly report as a document and as a table.
#include <fmt/format.h>

#include "core/table/sheets.h"
#include "modules/measure/measure.h"
#include "modules/meeting/meeting.h"
#include "modules/periodic_report/periodic_report.h"

namespace zhenan::periodic_report {

namespace {

std::string figure_text(const std::optional<double>& value, bool english) {
    if (!value) return english ? "not known" : "不详";
    return *value == static_cast<double>(static_cast<std::int64_t>(*value)) ? fmt::format("{:.0f}", *value)
                                                                            : fmt::format("{:.1f}", *value);
}

std::string differences(const Part& part) {
    std::string names;
    for (auto& name : part.differs) {
        auto* d = measure::find(name);
        names += (names.empty() ? "" : "、") + (d ? d->zh : name);
    }
    return names.empty() ? names : "数字有变：" + names;
}

/// "共17个，已报12个（其中零报告2个），未报5个：茅塘村、……。"
std::string roll_up(const Sight& sight) {
    std::size_t handed = 0, zero = 0;
    std::string missing;
    std::size_t without = 0;
    for (auto& part : sight.parts) {
        if (part.state == "submitted" || part.state == "accepted") {
            ++handed;
            zero += part.zero;
        } else {
            ++without;
            missing += (missing.empty() ? "" : "、") + part.area.name;
        }
    }
    auto text = fmt::format("共{}个，已报{}个", sight.parts.size(), handed);
    if (zero) text += fmt::format("（其中零报告{}个）", zero);
    if (without) text += fmt::format("，未报{}个：{}", without, missing);
    return text + "。";
}

meeting::Minutes document(const Sight& sight) {
    auto& r = sight.record;
    auto handed = text_of(r, "submittedOn");
    meeting::Minutes m{title_of(sight.area.name, sight.period),
                       sight.area.name,
                       chinese_day(handed.empty() ? sight.period.to : handed),
                       {},
                       {}};
    m.facts = {{"期间", chinese_day(sight.period.from) + "至" + chinese_day(sight.period.to)},
               {"状态", state_words(sight.state, sight.zero)},
               {"提交人", text_of(r, "submittedBy")},
               {"通过", text_of(r, "acceptedBy")}};
    meeting::Minutes::Section figures{"本期数字", {}, {"指标", "数", "单位", "说明"}, {56, 24, 18, 58}, {}};
    bool handed_in = sight.state == "submitted" || sight.state == "accepted";
    if (sight.zero && handed_in) figures.paragraphs.push_back("本期各项均为零，特此零报告。");
    for (auto& one : sight.figures) {
        auto* d = measure::find(one.measure);
        auto note = one.note.empty() ? "" : "报送人标注：" + one.note;
        if (one.differs) note += (note.empty() ? "" : "；") + std::string("现在的数：") + figure_text(one.live, false);
        figures.rows.push_back({d->zh, figure_text(one.value, false), d->unit_zh, note});
    }
    m.sections.push_back(std::move(figures));
    if (auto words = text_of(r, "words"); !words.empty()) m.sections.push_back({"补充说明", {words}, {}, {}, {}});
    if (!sight.parts.empty()) {
        meeting::Minutes::Section parts{
            "下级报送情况", {roll_up(sight)}, {"区域", "情况", "提交日期", "说明"}, {40, 44, 27, 45}, {}};
        for (auto& part : sight.parts)
            parts.rows.push_back(
                {part.area.name, state_words(part.state, part.zero), part.submitted_on, differences(part)});
        m.sections.push_back(std::move(parts));
    }
    return m;
}

std::string workbook(const Sight& sight, bool english) {
    auto say = [english](const char* zh, const char* en) { return std::string(english ? en : zh); };
    table::Sheet figures{
        .name = say("本期数字", "Figures"),
        .title = english ? sight.area.name + ", " + sight.period.text : title_of(sight.area.name, sight.period),
        .columns = {{say("指标", "Measure"), table::Cell::text, 30},
                    {say("数", "Figure"), table::Cell::decimal, 12},
                    {say("单位", "Unit"), table::Cell::text, 12},
                    {say("现在的数", "Now"), table::Cell::decimal, 12},
                    {say("报送人标注", "Marked by the author"), table::Cell::text, 40}},
        .rows = {}};
    for (auto& one : sight.figures) {
        auto* d = measure::find(one.measure);
        figures.rows.push_back({english ? d->en : d->zh, figure_text(one.value, english),
                                english ? d->unit_en : d->unit_zh, figure_text(one.live, english), one.note});
    }
    std::vector<table::Sheet> sheets{std::move(figures)};
    if (!sight.parts.empty()) {
        table::Sheet parts{.name = say("下级报送情况", "Areas below"),
                           .title = say("下级报送情况", "Areas below"),
                           .columns = {{say("区域", "Area"), table::Cell::text, 24},
                                       {say("情况", "State"), table::Cell::text, 24},
                                       {say("提交日期", "Handed in"), table::Cell::text, 14},
                                       {say("数字有变", "Figures that changed"), table::Cell::text, 40}},
                           .rows = {}};
        for (auto& part : sight.parts) {
            std::string names;
            for (auto& name : part.differs) {
                auto* d = measure::find(name);
                names += (names.empty() ? "" : english ? ", " : "、") + (d ? english ? d->en : d->zh : name);
            }
            parts.rows.push_back(
                {part.area.name, state_words(part.state, part.zero, english), part.submitted_on, names});
        }
        sheets.push_back(std::move(parts));
    }
    return table::workbook_of(sheets);
}

}  // namespace

std::string state_words(std::string_view state, bool zero, bool english) {
    auto say = [english](const char* zh, const char* en) { return std::string(english ? en : zh); };
    if (state == "missing") return say("未报", "Not handed in");
    if (state == "running") return say("本期未结束", "The period is not over");
    if (state == "draft") return say("起草中（未报）", "Being written (not handed in)");
    if (state == "returned") return say("已退回（待重报）", "Returned (to be handed in again)");
    auto words = state == "accepted" ? say("已通过", "Accepted") : say("已提交，待通过", "Handed in, to be accepted");
    return zero ? words + say("（零报告）", " (zero report)") : words;
}

http::Response file_of(http::Call& call, const Sight& sight, std::string_view ending) {
    if (ending != ".xlsx") return meeting::minutes_file(call, document(sight), ending);
    auto english = call.request.english();
    auto name = english ? sight.area.name + " " + sight.period.text : title_of(sight.area.name, sight.period);
    return http::Response::file(workbook(sight, english),
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
}

}  // namespace zhenan::periodic_report
