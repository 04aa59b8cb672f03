// The half-year report (安全生产工作总结): overview, what was done, what is wrong, what comes next.
#include "modules/report/half_year.h"

#include <fmt/format.h>

#include "modules/people/people.h"

namespace zhenan::report {

namespace {

Casualties::Verdict write_overview(Draft& draft) {
    auto& subject = draft.subject();
    draft.paragraph();
    draft.say(subject.period.zh);
    if (subject.today < subject.period.from)
        draft.say("（截至" + day_words(subject.today, subject.year()) + "，本期还没有开始）");
    else if (subject.until < subject.period.to)
        draft.say("（截至" + day_words(subject.until, subject.year()) + "）");
    draft.say("，" + subject.own() +
              "坚持“安全第一、预防为主、综合治理”的方针，认真贯彻落实《中华人民共和国安全生产法》");
    if (subject.area.code.starts_with("44")) draft.say("和《广东省安全生产条例》");
    draft.say(
        "等法律法规，落实安全生产“党政同责、一岗双责”，以预防为主、加强监管、落实责任为重点，排查治"
        "理事故隐患，保障人民群众生命财产安全。");
    draft.sentence({draft.clause("组织检查行动", draft.figure("outings")),
                    draft.clause("检查生产经营单位和场所", draft.figure("inspections")),
                    draft.clause("排查隐患", draft.figure("hazards-found")),
                    draft.clause("复查合格销号", draft.figure("hazards-closed"))},
                   subject.own());
    auto safety = safety_of(draft);
    draft.say(safety.clause);
    draft.say("。");
    return safety.verdict;
}

/// "{livelihood-projects}" becomes the figure; what is not a measure's name stays for the eye.
void say_goal(Draft& draft, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        auto open = text.find('{', at), close = text.find('}', open);
        if (open == std::string_view::npos || close == std::string_view::npos)
            return draft.say(std::string(text.substr(at)));
        if (open > at) draft.say(std::string(text.substr(at, open - at)));
        std::string name(text.substr(open + 1, close - open - 1));
        if (measure::find(name))
            draft.say({draft.span(draft.figure(name))});
        else
            draft.missing("没有叫“" + name + "”的指标");
        at = close + 1;
    }
}

void write_goals(Draft& draft) {
    auto& subject = draft.subject();
    auto coming = next(subject.period);
    draft.heading(1, coming.zh + "安全生产工作思路");
    std::vector<json::object> goals;
    for (auto& goal : draft.entries("goals", "1900-01-01", "2199-12-31"))
        if (text_of(goal, "period") == coming.text && text_of(goal, "areaId") == subject.area.id) goals.push_back(goal);
    std::stable_sort(goals.begin(), goals.end(),
                     [](auto& a, auto& b) { return integer_of(a, "order") < integer_of(b, "order"); });
    draft.paragraph();
    if (goals.empty())
        return draft.missing("还没有" + coming.zh + "的工作思路，请在“工作思路”台账里按时段 " + coming.text + " 填写");
    draft.say(coming.zh + "，" + subject.own() + "将坚持“安全第一、预防为主、综合治理”的方针，重点做好以下工作。");
    for (auto& goal : goals) {
        draft.heading(2, text_of(goal, "heading"));
        draft.paragraph();
        auto text = text_of(goal, "text");
        say_goal(draft, text);
        for (auto& objection : objections(text_of(goal, "heading") + text, coming)) draft.missing(objection);
    }
}

/// Who signs: the town's safety office as it is called among the member units, else the government
/// itself.
std::string organ_of(const Subject& subject) {
    auto& name = subject.area.name;
    if (subject.village())
        return name.ends_with("会") ? name : name + (name.ends_with("村") ? "村民委员会" : "居民委员会");
    for (auto& unit : people::town_units(subject.db, subject.area.path))
        for (auto words : {"应急管理办公室", "安全生产监督管理办公室", "安监办", "安全生产委员会办公室"})
            if (unit.ends_with(words)) return unit;
    return name.ends_with("街道") ? name + "办事处" : name + "人民政府";
}

}  // namespace

Named named(const std::string& kind, const json::object& record, const std::string& title) {
    return {kind, text_of(record, "id"), title};
}

Report half_year(const Subject& subject) {
    Draft draft(subject);
    draft.title(subject.area.name + subject.period.zh + "安全生产工作总结");
    auto verdict = write_overview(draft);
    draft.heading(1, subject.period.zh + "安全生产工作执行情况");
    write_responsibility(draft);
    write_work(draft);
    draft.paragraph();
    if (verdict == Casualties::none && !draft.figure("accidents").any())
        draft.say("通过各方面共同努力，工矿商贸、消防、道路交通等领域没有发生事故。");
    write_problems(draft);
    write_goals(draft);
    return draft.finish(organ_of(subject));
}

}  // namespace zhenan::report
