// （三）营造气氛, （四）强化队伍 and （五）加强排查: publicity, plans, drills, trainings,
// inspections and hazards.
#include <algorithm>
#include <set>

#include "modules/report/report_kinds.h"
#include "modules/report/work_report.h"

namespace zhenan::report {

namespace {

std::string joined(const std::vector<std::string>& words, const char* between) {
    std::string all;
    for (auto& one : words) all += (all.empty() ? "" : between) + one;
    return all;
}

void add_once(std::vector<std::string>& all, const std::vector<std::string>& more) {
    for (auto& one : more)
        if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

/// The quantities of one way of publicity among some records, as a count that opens into them.
Spans quantity_clause(const std::string& words, const std::vector<json::object>& records, const std::string& type,
                      const std::string& unit) {
    std::vector<Named> behind;
    double sum = 0;
    bool approximate = false;
    for (auto& one : records) {
        if (text_of(one, "type") != type) continue;
        behind.push_back(named("publicity", one, text_of(one, "title")));
        sum += static_cast<double>(integer_of(one, "quantity"));
        approximate = approximate || boolean_of(one, "approximate");
    }
    if (sum == 0) return {};
    return plain(words) +
           Spans{
               Span{.text = amount(sum, approximate, unit), .value = sum, .approximate = approximate, .items = behind}};
}

Spans markets_clause(const std::vector<json::object>& records, const Spans& count) {
    std::vector<Named> sites;
    std::set<std::string> known;
    for (auto& one : records) {
        auto site = text_of(one, "site");
        if (text_of(one, "type") != "market_day" || !known.insert(site).second) continue;
        sites.push_back(named("publicity", one, site.empty() ? text_of(one, "title") : site));
    }
    if (sites.empty()) return {};
    return plain("在") + Draft::names(sites, "个集市") + plain("集中宣传") + count;
}

void write_safety_month(Draft& draft, const std::vector<json::object>& records) {
    auto figure = draft.figure("safety-month-activities");
    bool june = draft.subject().period.from.substr(5, 2) <= "06" && draft.subject().until.substr(5) >= "06-30";
    if (!figure.any()) {
        if (june) draft.missing("没有标为“安全生产月”活动的宣传记录");
        return;
    }
    std::vector<std::string> titles;
    for (auto& one : records)
        if (boolean_of(one, "safetyMonth")) add_once(titles, titles_in(text_of(one, "topic")));
    figure.unit = "项";
    draft.sentence({plain("组织宣传活动") + Spans{draft.span(figure)},
                    titles.empty() ? Spans{} : plain("广泛宣传" + joined(titles, "") + "等法律法规和安全常识")},
                   "“安全生产月”期间，");
}

void write_campaign_publicity(Draft& draft, const std::vector<json::object>& records) {
    std::vector<Named> campaigns;
    for (auto& one : draft.entries("campaigns"))
        if (text_of(one, "type") == "illegal")
            campaigns.push_back(named("campaigns", one, "《" + text_of(one, "title") + "》"));
    if (campaigns.empty()) return;
    std::vector<json::object> belonging;
    std::vector<std::string> titles;
    for (auto& one : records)
        for (auto& campaign : campaigns)
            if (text_of(one, "campaignId") == campaign.id) {
                belonging.push_back(one);
                add_once(titles, titles_in(text_of(one, "topic")));
            }
    auto printed = titles.empty() ? std::string("印发宣传资料") : "宣传" + joined(titles, "") + "，印发资料";
    draft.sentence(
        {plain("按照") + Draft::names(campaigns, "个方案"), quantity_clause(printed, belonging, "leaflet", "份"),
         markets_clause(belonging, {}), draft.clause("发现违法线索", draft.figure("violations")),
         draft.clause("办结", draft.figure("violations-closed"))},
        "“打非治违”专项行动期间，");
}

void write_publicity(Draft& draft) {
    draft.section("publicity");
    draft.heading(2, "营造气氛，切实强化安全生产宣传教育");
    draft.paragraph();
    auto records = draft.entries("publicity");
    draft.sentence(
        {draft.clause("播出安全广播", draft.figure("broadcasts")), draft.clause("更新宣传栏", draft.figure("boards")),
         draft.clause("举办安全讲座", draft.figure("lectures"))},
        "充分利用多种方式开展安全生产宣传：");
    write_safety_month(draft, records);
    auto markets = draft.figure("market-days");
    draft.sentence({markets.any() ? markets_clause(records, {draft.span(markets)}) : Spans{}});
    std::vector<Spans> sums = {draft.clause("发放各种宣传资料", draft.figure("leaflets")),
                               draft.clause("张贴宣传标语", draft.figure("slogans")),
                               draft.clause("悬挂横幅", draft.figure("banners")),
                               draft.clause("出动宣传车", draft.figure("vehicle-trips"))};
    draft.sentence(sums, "累计");
    if (records.empty()) draft.missing("没有宣传活动的记录");
    write_campaign_publicity(draft, records);
}

void write_plans(Draft& draft) {
    std::vector<Named> fresh, standing;
    for (auto& one : draft.entries("plans", "1900-01-01", draft.subject().until)) {
        if (text_of(one, "owner") != "town") continue;
        auto plan = named("plans", one, "《" + text_of(one, "title") + "》");
        standing.push_back(plan);
        if (text_of(one, "approvedOn") >= draft.subject().period.from) fresh.push_back(plan);
    }
    if (!fresh.empty())
        draft.sentence({plain("编制") + Draft::names(fresh, "个预案")}, draft.subject().own() + "根据实际，");
    else if (!standing.empty())
        draft.sentence({plain("执行") + Draft::names(standing, "个预案")}, draft.subject().own());
    else if (!draft.subject().village())
        draft.missing("没有镇级应急预案的记录");
    draft.sentence({draft.clause("编制村级应急预案", draft.figure("village-plans")),
                    draft.clause("企业编制应急预案", draft.figure("enterprise-plans"))});
}

void write_drills(Draft& draft) {
    auto drills = draft.entries("drills");
    auto figure = draft.figure("drills");
    if (!figure.any()) {
        if (draft.subject().tells_all()) draft.missing("没有应急演练的记录");
        return;
    }
    std::vector<Spans> told;
    for (auto& one : drills) {
        auto site = text_of(one, "site");
        auto month = day_words(text_of(one, "heldOn"), draft.subject().year());
        auto where = month.substr(0, month.find("月")) + "月" + (site.empty() ? "" : "在" + site);
        Spans clause =
            plain(where + "组织") +
            Spans{Span{.text = drill_name(text_of(one, "title"), site), .kind = "drills", .id = text_of(one, "id")}};
        if (auto people = integer_of(one, "participants"); people > 0)
            clause = clause + plain("（") +
                     Spans{Span{.text = std::to_string(people) + "人", .kind = "drills", .id = text_of(one, "id")}} +
                     plain("参加）");
        told.push_back(clause);
    }
    if (told.size() == 1) return draft.sentence(told);
    draft.sentence(
        {plain("组织应急演练") + Spans{draft.span(figure)}, draft.clause("参加", draft.figure("drill-participants"))});
    if (told.size() <= 6) {
        Spans all;
        for (auto& one : told) all = all + plain(all.empty() ? "" : "；") + one;
        draft.sentence({all}, "其中，");
    }
}

void write_training(Draft& draft) {
    auto patrollers = draft.figure("patroller-trainings"), all = draft.figure("trainings");
    std::vector<Named> behind;
    std::int64_t attended = 0, passed = 0;
    for (auto& one : draft.entries("trainings")) {
        if (text_of(one, "audience") != "patrollers") continue;
        behind.push_back(named("trainings", one, text_of(one, "title")));
        attended += integer_of(one, "attendees");
        passed += integer_of(one, "passed");
    }
    auto summed = [&](std::int64_t n) {
        return Spans{Span{.text = std::to_string(n) + "人次", .value = static_cast<double>(n), .items = behind}};
    };
    if (patrollers.any())
        draft.sentence({draft.clause("组织村级安全巡查员培训", patrollers),
                        attended ? plain("参加") + summed(attended) : Spans{},
                        passed ? plain("考核合格") + summed(passed) : Spans{}});
    else if (!draft.subject().village() && draft.subject().tells_all())
        draft.missing("没有村巡查员培训的记录");
    if (all.n() > patrollers.n())
        draft.sentence(
            {plain(patrollers.any() ? "连同其他对象，共举办安全培训" : "举办安全培训") + Spans{draft.span(all)},
             draft.clause("培训", draft.figure("training-attendees"))});
}

void write_teams(Draft& draft) {
    draft.section("emergency");
    draft.heading(2, "强化队伍，切实提升应急救援能力水平");
    draft.paragraph();
    write_plans(draft);
    write_drills(draft);
    write_training(draft);
    draft.sentence({draft.clause("组建应急队伍", draft.figure("rescue-teams")),
                    draft.clause("队员", draft.figure("rescue-team-members"))});
}

void write_campaigns(Draft& draft) {
    std::vector<Named> campaigns;
    for (auto& one : draft.entries("campaigns")) {
        auto number = text_of(one, "number");
        campaigns.push_back(named("campaigns", one,
                                  "《" + text_of(one, "title") + "》" + (number.empty() ? "" : "（" + number + "）")));
    }
    if (campaigns.empty()) {
        if (!draft.subject().village() && draft.subject().tells_all()) draft.missing("没有专项行动方案的记录");
        return;
    }
    draft.sentence({plain(campaigns.size() == 1 ? "制定" : "先后制定") + Draft::names(campaigns, "个方案"),
                    plain("坚持集中专项整治与日常监管相结合，分类整治、突出重点")},
                   "按照上级有关文件要求和部署，结合实际，");
}

void write_hazards(Draft& draft) {
    auto outings = draft.figure("outings"), inspections = draft.figure("inspections"),
         found = draft.figure("hazards-found"), closed = draft.figure("hazards-closed"),
         open = draft.figure("hazards-open"), overdue = draft.figure("hazards-overdue");
    if (!outings.any() && !inspections.any()) draft.missing("没有检查行动的记录");
    draft.sentence(
        {draft.clause("组织检查行动", outings), draft.clause("检查", inspections), draft.clause("排查各类隐患", found),
         draft.clause("下达责令限期整改指令书", draft.figure("rectification-orders")),
         draft.clause("发出限期整改意见书", draft.figure("notices", "opinion")),
         draft.clause("经复查合格销号", closed)},
        "累计");
    auto major = draft.figure("hazards-found", "major");
    if (found.any() && !major.any()) draft.say("排查的隐患均为一般隐患。");
    if (major.any()) draft.sentence({draft.clause("排查的隐患中有重大隐患", major)});
    auto day = day_words(draft.subject().until, draft.subject().year());
    if (!open.any()) {
        if (found.any() || closed.any()) draft.say("截至" + day + "，没有未销号的隐患。");
        return;
    }
    draft.sentence(
        {draft.clause("尚有未销号隐患", open), overdue.any() ? draft.clause("其中逾期", overdue) : plain("均未逾期")},
        "截至" + day + "，");
}

}  // namespace

void write_work(Draft& draft) {
    write_publicity(draft);
    write_teams(draft);
    draft.section("hazards");
    draft.heading(2, "加强排查，切实消除安全生产隐患死角");
    draft.paragraph();
    write_campaigns(draft);
    write_hazards(draft);
    if (draft.subject().compares) write_comparison(draft);
}

}  // namespace zhenan::report
