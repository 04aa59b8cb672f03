// The report on work done (安全生产工作总结): overview, what was done, what is wrong, what comes next.
#include "modules/report/work_report.h"

#include <fmt/format.h>

#include "core/event/event.h"
#include "modules/area/area.h"
#include "modules/setting/setting.h"

namespace zhenan::report {

namespace {

Casualties::Verdict write_overview(Draft& draft) {
    auto& subject = draft.subject();
    draft.section("overview");
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
            // Projects were entered early in the year; a quarter's own count says nothing of them.
            draft.say({draft.fresh({.measure = name, .at = "year"})});
        else
            draft.missing("没有叫“" + name + "”的指标");
        at = close + 1;
    }
}

/// The coming period's goals in their order. A quarter for which nothing is set takes those of its half year, a half
/// year and a quarter those of the year.
std::vector<json::object> goals_of(const Draft& draft, const Period& coming) {
    std::vector<std::string> periods = {coming.text};
    if (coming.form == Period::quarter)
        periods.push_back(coming.text.substr(0, 5) + (coming.from.substr(5, 2) < "07" ? "H1" : "H2"));
    if (coming.form != Period::year) periods.push_back(coming.text.substr(0, 4));
    auto all = draft.entries("goals", "1900-01-01", "2199-12-31");
    for (auto& period : periods) {
        std::vector<json::object> goals;
        for (auto& goal : all)
            if (text_of(goal, "period") == period && text_of(goal, "areaId") == draft.subject().area.id)
                goals.push_back(goal);
        std::stable_sort(goals.begin(), goals.end(),
                         [](auto& a, auto& b) { return integer_of(a, "order") < integer_of(b, "order"); });
        if (!goals.empty()) return goals;
    }
    return {};
}

void write_goals(Draft& draft) {
    auto& subject = draft.subject();
    auto coming = next(subject.period);
    draft.section("plan");
    draft.heading(1, coming.zh + "安全生产工作思路");
    auto goals = goals_of(draft, coming);
    draft.paragraph();
    if (goals.empty())
        return draft.missing("还没有" + coming.zh + "的工作思路，请在“工作思路”台账里按时段 " + coming.text + " 填写");
    draft.say(coming.zh + "，" + subject.own() + "将坚持“安全第一、预防为主、综合治理”的方针，重点做好以下工作。");
    for (auto& goal : goals) {
        draft.section("goal-" + text_of(goal, "id"));
        draft.heading(2, text_of(goal, "heading"));
        draft.paragraph();
        auto text = text_of(goal, "text");
        say_goal(draft, text);
        for (auto& objection : objections(text_of(goal, "heading") + text, coming)) draft.missing(objection);
    }
}

/// Who signs where the report doesn't say: what the office set for the area, else the government itself.
std::string organ_of(const Subject& subject) {
    auto& name = subject.area.name;
    if (auto set = kept_organ(subject.db, subject.area.id); !set.empty()) return set;
    if (subject.village())
        return name.ends_with("会") ? name : name + (name.ends_with("村") ? "村民委员会" : "居民委员会");
    return name.ends_with("街道") ? name + "办事处" : name + "人民政府";
}

}  // namespace

namespace {
const Setting& kReportOrgan = Setting::declare(
    {.field =
         {.name = "report_organ",
          .zh = "镇总结报告的署名",
          .en = "Who signs the town's reports",
          .max = 60,
          .help_zh =
              "全镇的总结报告末尾署谁的名。不填就署镇人民政府（街道署办事处）。已签发的报告不变，单份报告可在版头里"
              "另写。",
          .help_en = "Whose name stands under the reports of the whole town. Left empty, it is the town's "
                     "government. Signed reports stay as they are; a report's own cover may say otherwise."},
     .source_zh = "由本单位决定",
     .source_en = "The office decides"});
}  // namespace

std::string kept_organ(db::Connection& db, const std::string& area_id) {
    auto root = area::root(db);
    if (root && root->id == area_id) return kReportOrgan.value(db);
    return setting(db, "report_organ:" + area_id).value_or("");
}

void keep_organ(http::Call& call, const std::string& area_id, const std::string& organ) {
    auto root = area::root(call.db);
    if (root && root->id == area_id) return settings::change(call, kReportOrgan, json::value(organ), "", "");
    set_setting(call.db, "report_organ:" + area_id, organ);
}

Named named(const std::string& kind, const json::object& record, const std::string& title) {
    return {kind, text_of(record, "id"), title};
}

Report work_report(const Subject& subject) {
    Draft draft(subject);
    draft.section("title");
    draft.title(subject.area.name + subject.period.zh + "安全生产工作总结");
    auto verdict = write_overview(draft);
    draft.section("work");
    draft.heading(1, subject.period.zh + "安全生产工作执行情况");
    write_responsibility(draft);
    write_work(draft);
    draft.section("problems");
    draft.paragraph();
    if (verdict == Casualties::none && !draft.figure("accidents").any())
        draft.say("通过各方面共同努力，工矿商贸、消防、道路交通等领域没有发生事故。");
    write_problems(draft);
    write_goals(draft);
    return draft.finish(organ_of(subject));
}

}  // namespace zhenan::report
