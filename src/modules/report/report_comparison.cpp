// Figures beside those of the period before and of a year ago.
#include "modules/report/report_kinds.h"

namespace zhenan::report {

const std::vector<Line>& lines() {
    static const std::vector<Line> all = {
        {"outings", "", "检查行动", "Outings", "次", true, {"检查行动", "累计检查"}},
        {"inspections", "", "检查单位和场所", "Inspections", "家次", true, {"检查生产经营单位", "检查单位"}},
        {"hazards-found",
         "",
         "排查隐患",
         "Hazards found",
         "条",
         true,
         {"隐患", "排查各类隐患", "排查隐患", "发现隐患"}},
        {"hazards-found", "major", "其中重大隐患", "of these, major", "条", true, {"重大隐患"}},
        {"rectification-orders", "", "责令限期整改指令书", "Rectification orders", "份", true, {"指令书"}},
        {"hazards-closed", "", "复查销号", "Hazards closed", "条", true, {"销号", "整改完毕的达", "整改完毕"}},
        {"hazards-open", "", "期末未销号", "Still open", "条", true, {"未销号隐患", "未销号"}},
        {"hazards-overdue", "", "期末逾期", "Overdue", "条", true, {"逾期隐患"}},
        {"letters-owed", "", "应签责任书", "Letters owed", "份", true, {"应签"}},
        {"letters-signed", "", "已签责任书", "Letters signed", "份", true, {"已签"}},
        {"signing-rate", "", "责任书签订率", "Signing rate", "%", false, {"签订率达", "签订率"}},
        {"meetings", "", "安全生产会议", "Meetings", "次", true, {"召开会议"}},
        {"publicity-activities", "", "宣传活动", "Publicity activities", "项", true, {}},
        {"leaflets", "", "发放宣传资料", "Leaflets", "份", true, {"宣传资料"}},
        {"slogans", "", "张贴标语", "Slogans", "条", true, {"标语"}},
        {"banners", "", "悬挂横幅", "Banners", "条", true, {"横幅"}},
        {"vehicle-trips", "", "出动宣传车", "Vehicle trips", "车次", true, {"宣传车"}},
        {"market-days", "", "集市集中宣传", "Market days", "场次", true, {}},
        {"trainings", "", "安全培训", "Trainings", "期", true, {"培训"}},
        {"training-attendees", "", "培训人次", "Persons trained", "人次", true, {}},
        {"drills", "", "应急演练", "Drills", "次", true, {"应急演练"}},
        {"drill-participants", "", "参演人次", "Persons in drills", "人次", true, {}},
        {"campaigns", "", "专项行动", "Campaigns", "个", true, {"专项行动方案"}},
        {"violations", "", "违法线索", "Violations", "条", true, {"违法线索"}},
        {"accidents", "", "事故", "Accidents", "起", true, {"发生事故"}},
        {"deaths", "", "死亡", "Deaths", "人", true, {"死亡"}}};
    return all;
}

std::vector<Compared> comparison(const Subject& subject) {
    Draft now(subject);
    std::vector<Compared> rows;
    for (auto& line : lines()) {
        if (!measure::find(line.measure)) continue;
        Span asked{.measure = line.measure, .member = line.member, .unit = line.unit};
        auto at = [&](const char* when) {
            auto span = asked;
            span.at = when;
            return now.fresh(span);
        };
        rows.push_back({line, at(""), at("previous"), at("last_year")});
    }
    return rows;
}

void write_comparison(Draft& draft) {
    auto& subject = draft.subject();
    draft.section("comparison");
    draft.paragraph();
    bool told = false;
    for (auto at : {"previous", "last_year"}) {
        // With a year, the period before is the one a year ago.
        if (std::string(at) == "last_year" && subject.period.form == Period::year) continue;
        std::vector<Spans> clauses;
        for (auto& line : lines()) {
            if (line.measure != "inspections" && line.measure != "hazards-found" && line.measure != "hazards-closed" &&
                line.measure != "rectification-orders" && line.measure != "accidents")
                continue;
            if (!line.member.empty()) continue;
            Span then{.measure = line.measure, .unit = line.unit, .at = at};
            auto before = draft.fresh(then);
            if (!draft.figure(line.measure).any() && !(before.value && *before.value > 0)) continue;
            then.change = true;
            clauses.push_back(plain(line.zh) + Spans{draft.fresh(then)});
        }
        if (clauses.empty()) continue;
        told = true;
        auto then = subject.period_at(at);
        auto part = subject.until < subject.period.to
                        ? "（" + day_words(then.from, subject.year()) + "至" + day_words(then.to, subject.year()) + "）"
                        : "";
        Spans joined;
        for (auto& clause : clauses) joined = joined + plain(joined.empty() ? "" : "；") + clause;
        draft.sentence({joined}, "与" + then.zh + part + "相比，");
    }
    if (!told) draft.say("本期和前期都没有可以比较的数字。");
}

}  // namespace zhenan::report
