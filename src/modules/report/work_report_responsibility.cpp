// （一）加强领导 and （二）强化考核: meetings, the leading group, assessments, letters; and what
// may be said of casualties.
#include <fmt/format.h>

#include <map>
#include <set>

#include "core/clock.h"
#include "modules/people/people.h"
#include "modules/report/work_report.h"

namespace zhenan::report {

namespace {

const std::vector<std::pair<const char*, const char*>> kSubjects = {
    {"village", "村（居）委会"}, {"member_unit", "成员单位"}, {"enterprise", "企业"}};
const std::vector<std::pair<const char*, const char*>> kHarm = {
    {"deaths", "死亡"}, {"serious-injuries", "重伤"}, {"direct-loss", "直接经济损失"}};

/// None: a gap. One: its day. Many: how many and, while they are few, their days.
Spans meetings_clause(Draft& draft, const std::string& name, const std::string& type, const std::string& words,
                      const std::string& purpose) {
    auto figure = draft.figure(name);
    if (!figure.any()) return {};
    int year = draft.subject().year();
    Spans days;
    for (auto& one : draft.entries("meetings")) {
        if (text_of(one, "type") != type) continue;
        if (!days.empty()) days.push_back({.text = "、"});
        days.push_back({.text = day_words(text_of(one, "heldOn"), year), .kind = "meetings", .id = text_of(one, "id")});
    }
    if (figure.n() == 1 && days.size() == 1)
        return plain("于") + days + plain("召开" + words) + Spans{draft.span(figure)} + plain(purpose);
    auto clause = plain("召开" + words) + Spans{draft.span(figure)};
    if (days.size() > 1 && days.size() < 12) clause = clause + plain("（") + days + plain("）");
    return clause + plain(purpose);
}

void write_meetings(Draft& draft) {
    auto& subject = draft.subject();
    if (subject.village()) {
        auto meetings = draft.figure("meetings");
        draft.sentence({draft.clause("召开安全生产会议", meetings)}, "村（居）委会");
        if (!meetings.any()) draft.missing("没有本村（居）安全生产会议的记录");
        return;
    }
    auto party = meetings_clause(draft, "party-committee-meetings", "party_committee", "党委会",
                                 "，专题听取安全生产汇报、研究部署工作");
    auto prevention = meetings_clause(draft, "prevention-meetings", "prevention", "防范重特大安全生产事故专题会议",
                                      "，分析存在的问题，部署下一阶段工作");
    bool street = subject.area.name.ends_with("街道");
    if (!party.empty())
        draft.say((street ? "街道党工委、办事处" : "镇党委、政府") + std::string("将安全生产工作列入重要议事日程。"));
    for (auto& clause : {party, prevention}) draft.sentence({clause});
    draft.sentence({draft.clause("召开安全生产工作领导小组会议", draft.figure("leading-group-meetings")),
                    draft.clause("安全生产调度会", draft.figure("review-meetings"))});
    if (party.empty()) draft.missing("没有党委会研究安全生产工作的记录");
    if (prevention.empty() && subject.tells_all()) draft.missing("没有防范重特大安全生产事故专题会议的记录");
}

std::string seat_words(const std::string& seat) {
    return seat == "head" ? "组长" : seat == "deputy" ? "副组长" : "成员";
}

void write_leading_group(Draft& draft) {
    auto& subject = draft.subject();
    auto seats = people::leading_group(subject.db, subject.area.path, add_days(subject.period.from, -1), subject.until);
    std::vector<Named> now;
    Spans changes, head;
    for (auto& seat : seats) {
        Span person{.text = seat.person_name, .kind = "appointments", .id = seat.appointment_id};
        bool left = !seat.valid_to.empty() && seat.valid_to < subject.until;
        if (!left) now.push_back({"appointments", seat.appointment_id, seat.person_name});
        if (!left && seat.seat == "head")
            head = plain("成立了以" + seat.post) + Spans{person} + plain("为组长的安全生产工作领导小组");
        auto change = [&](const std::string& day, const std::string& words) {
            changes = changes + plain(changes.empty() ? "" : "，") + Spans{person} +
                      plain("自" + day_words(day, subject.year()) + words + seat_words(seat.seat));
        };
        if (seat.valid_from >= subject.period.from) change(seat.valid_from, "起任");
        if (left) change(add_days(seat.valid_to, 1), "起不再担任");
    }
    if (head.empty()) return draft.missing("没有登记安全生产工作领导小组组长的任职");
    draft.sentence({head, plain("现有组成人员") + Spans{Draft::count(now, "人")}});
    if (!changes.empty()) draft.sentence({plain("根据人事变动及时调整领导小组：") + changes});
}

void write_assessments(Draft& draft) {
    auto& subject = draft.subject();
    auto all = draft.entries("assessments");
    if (subject.village()) {
        for (auto& one : all)
            draft.sentence(
                {plain("在") +
                     Spans{Span{.text = text_of(one, "title"), .kind = "assessments", .id = text_of(one, "id")}} +
                     plain("中") +
                     (one.contains("score") ? plain("得" + number(one.at("score").to_number<double>()) + "分")
                                            : plain("已评定")),
                 boolean_of(one, "commended") ? plain("被评为安全生产先进单位") : Spans{}});
        return;
    }
    auto assessed = draft.figure("assessments");
    if (!assessed.any()) {
        if (subject.tells_all()) draft.missing("没有安全生产责任制考核结果的记录");
        return;
    }
    std::set<std::string> documents;
    std::vector<Named> commended, vetoed;
    for (auto& one : all) {
        if (auto document = text_of(one, "document"); !document.empty()) documents.insert(document);
        if (boolean_of(one, "commended")) commended.push_back(named("assessments", one, text_of(one, "subject")));
        if (boolean_of(one, "veto")) vetoed.push_back(named("assessments", one, text_of(one, "subject")));
    }
    std::string basis;
    for (auto& document : documents) basis += (basis.empty() ? "" : "、") + document;
    draft.say(basis.empty() ? "" : "根据" + basis + "，");
    Spans parts;
    for (auto& [member, words] : kSubjects)
        if (auto part = draft.clause(words, draft.figure("assessments", member)); !part.empty())
            parts = parts + plain(parts.empty() ? "" : "、") + part;
    draft.sentence(
        {plain("对安全生产责任主体进行考核，共考核") + Spans{draft.span(assessed)} + Spans{}, plain("其中") + parts});
    if (basis.empty()) draft.missing("考核结果没有填依据文件");
    if (!commended.empty())
        draft.sentence({plain("评选安全生产先进单位") + Spans{draft.span(draft.figure("commended-units"))},
                        plain("分别是") + Draft::names(commended, "个", 20)});
    if (!vetoed.empty())
        draft.sentence({plain("实行安全生产“一票否决”") + Spans{draft.span(draft.figure("vetoed-units"))} +
                        plain("，是") + Draft::names(vetoed, "个")});
}

/// "应签17份、已签17份，签订率100%"
Spans letters_words(const Draft& draft, const std::string& whose, const std::string& type) {
    auto owed = draft.figure(whose + "-letters-owed", type), done = draft.figure(whose + "-letters-signed", type);
    if (!owed.any()) return {};
    return plain("应签") + Spans{draft.span(owed)} + plain("、已签") + Spans{draft.span(done)} + plain("，签订率") +
           Spans{draft.span(draft.figure(whose + "-signing-rate", type))};
}

void write_letters(Draft& draft) {
    auto& subject = draft.subject();
    if (!measure::find("village-letters-owed")) return draft.missing("责任书应签、已签数没有统计");
    auto year = fmt::format("《{}年度安全生产责任书》", subject.year());
    const std::vector<std::pair<std::string, std::string>> kinds = {
        {"work_safety", year}, {"traffic", "《交通安全责任书》"}, {"fire", "《消防安全责任书》"}};
    if (draft.figure("letters-signed").any()) {
        draft.say("通过签订" + year + "《交通安全责任书》和《消防安全责任书》，进一步明确");
        if (subject.village())
            draft.say(subject.area.name + "和辖区生产经营单位的安全生产责任目标。");
        else
            draft.say(Spans{draft.span(draft.figure("villages"))} +
                      plain("村（居）委会以及全镇企事业单位、生产经营主体的安全生产责任目标。"));
    }
    std::vector<Spans> parts;
    for (auto& [type, words] : kinds)
        if (auto part = letters_words(draft, "village", type); !part.empty()) parts.push_back(plain(words) + part);
    Spans whole;
    for (auto& part : parts) whole = whole + plain(whole.empty() ? "其中，村（居）委会" : "；") + part;
    draft.sentence({whole});
    if (auto part = letters_words(draft, "enterprise", ""); !part.empty())
        draft.sentence({plain(std::string(subject.village() ? "" : "各村（居）委会") +
                              "同辖区内的企事业单位层层签订安全生产责任书"),
                        part});
    else
        draft.missing("没有村（居）同企业应签责任书的数字");
    if (auto part = letters_words(draft, "contractor", ""); !part.empty())
        draft.sentence({plain("同在建工程施工单位签订安全生产责任书"), part});
}

}  // namespace

Safety safety_of(Draft& draft) {
    auto& subject = draft.subject();
    // A statement speaks for its area and all below it, so the town's stands for its villages, but
    // not the reverse.
    auto whole = subject;
    whole.area.path = subject.area.path.substr(0, subject.area.path.find('/', 1) + 1);
    whole.until = add_days(subject.until, 31);
    std::map<std::string, MonthOfSafety> months;
    for (auto& month : whole_months(subject.period, subject.until)) months[month].month = month;
    std::vector<Named> statements;
    double hurt = 0;
    for (auto& one : Draft(whole).entries("accidents")) {
        auto day = text_of(one, "happenedOn"), month = text_of(one, "month"), area_id = text_of(one, "areaId");
        if (month.empty() || text_of(one, "entry") == "accident") month = day.substr(0, 7);
        if (text_of(one, "entry") == "zero_statement") {
            bool covers = subject.area.path.find("/" + area_id + "/") != std::string::npos;
            if (!covers || !months.count(month) || day > subject.today) continue;
            months[month].stated = true;
            statements.push_back(named("accidents", one, text_of(one, "title")));
            continue;
        }
        auto where = area::find(subject.db, area_id);
        if (day > subject.until || !where || !where->path.starts_with(subject.area.path)) continue;
        months[month].month = month;
        ++months[month].accidents;
        for (auto field : {"deaths", "missing", "seriousInjuries", "minorInjuries"})
            hurt += static_cast<double>(integer_of(one, field));
    }
    std::vector<MonthOfSafety> list;
    for (auto& [_, month] : months) list.push_back(month);
    auto found = casualties(list);
    Spans clause;
    if (found.verdict == Casualties::none) {
        std::vector<std::string> all;
        for (auto& month : list) all.push_back(month.month);
        clause = plain(month_words(all) + (all.size() == 1 ? "已" : "逐月") + "签报零报告（") +
                 Spans{Draft::count(statements, "份")} + plain("），没有发生人员伤亡事故");
    } else if (found.verdict == Casualties::accidents) {
        clause = plain("发生事故") + Spans{draft.span(draft.figure("accidents"))};
        for (auto& [measure, words] : kHarm)
            if (auto part = draft.clause(words, draft.figure(measure)); !part.empty())
                clause = clause + plain("，") + part;
        if (hurt == 0) clause = clause + plain("，没有造成人员伤亡");
    } else {
        clause = plain("人员伤亡事故情况");
    }
    if (!found.unstated.empty())
        clause.push_back(
            draft.gap(month_words(found.unstated) + "没有签报零报告，也没有事故记录，请补报后再写伤亡情况"));
    if (!found.contradictory.empty())
        clause.push_back(draft.gap(month_words(found.contradictory) + "既有零报告又有事故记录，请核对"));
    if (list.empty()) clause.push_back(draft.gap("还没有满一个月，没有零报告可依据"));
    return {found.verdict, clause};
}

void write_responsibility(Draft& draft) {
    auto& subject = draft.subject();
    draft.section("leadership");
    draft.heading(2, "加强领导，切实履行安全生产管理责任");
    draft.paragraph();
    write_meetings(draft);
    if (!subject.village()) write_leading_group(draft);
    draft.section("responsibility");
    draft.heading(2, subject.tells_all() || draft.figure("assessments").any() ? "强化考核，切实落实安全生产责任制度"
                                                                              : "压实责任，切实落实安全生产责任制度");
    draft.paragraph();
    write_assessments(draft);
    write_letters(draft);
}

}  // namespace zhenan::report
