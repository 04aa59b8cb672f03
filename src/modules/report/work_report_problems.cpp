// What is wrong, by rules from records: each problem with its figures and names, and nothing that
// no record shows.
#include <algorithm>

#include "modules/enterprise/enterprise.h"
#include "modules/hazard/hazard.h"
#include "modules/inspection/inspection.h"
#include "modules/people/people.h"
#include "modules/report/work_report.h"

namespace zhenan::report {

namespace {

/// 个别 of many is not true.
std::string some(const std::vector<Named>& records) {
    return records.size() > 3 ? "部分" : "个别";
}

/// "2个村（居）委会没有……：甲村、乙村"
void about(Draft& draft, const std::string& rule, const std::string& before, const std::vector<Named>& records,
           const std::string& unit, const std::string& after) {
    if (records.empty()) return;
    auto spans = plain(before) + Spans{Draft::count(records, unit)} + plain(after + "：") + Draft::names(records, unit);
    draft.problem(rule, spans, records);
}

void villages(Draft& draft) {
    auto& subject = draft.subject();
    std::vector<Named> leaderless, unpatrolled, unseen;
    auto without = inspection::villages_without(subject.db, subject.area.path, subject.period.from, subject.until);
    for (auto& village : area::of_level(subject.db, subject.area.path, "village", subject.until)) {
        Named one{"areas", village.id, village.name};
        if (people::in_post(subject.db, village.path, "village", subject.until) == 0) leaderless.push_back(one);
        if (people::in_post_below(subject.db, village.path, "patroller", subject.until) == 0)
            unpatrolled.push_back(one);
        if (std::find(without.begin(), without.end(), village.name) != without.end()) unseen.push_back(one);
    }
    about(draft, "village_without_leader", some(leaderless) + "村（居）委会安全生产责任没有落到人，", leaderless, "个",
          "没有在任负责人");
    about(draft, "village_without_patroller", some(unpatrolled) + "村（居）委会安全生产机构不健全，", unpatrolled, "个",
          "没有在任巡查员");
    about(draft, "village_without_inspection", "检查覆盖还不全，", unseen, "个村（居）委会", "本期没有接受过检查");
}

void enterprises(Draft& draft) {
    auto& subject = draft.subject();
    std::vector<Named> failed, expired;
    for (auto& one : hazard::failed_again(subject.db, subject.area.path, subject.period.from, subject.until))
        failed.push_back({"hazards", one.hazard_id,
                          one.place_name + (one.times > 1 ? "（" + std::to_string(one.times) + "次）" : "")});
    about(draft, "recheck_failed", some(failed) + "企业主体责任落实不到位，", failed, "家", "整改后复查仍不合格");
    for (auto& one : enterprise::expired_permits(subject.db, subject.area.path, subject.until))
        expired.push_back(
            {"enterprises", one.enterprise_id, one.name + (one.permit.empty() ? "" : "（" + one.permit + "）")});
    about(draft, "permit_expired", some(expired) + "企业许可证照到期没有及时办理，", expired, "个许可证照", "已到期");
}

void hazards(Draft& draft) {
    for (auto& [member, words] : std::vector<std::pair<std::string, std::string>>{
             {"enterprise", "隐患整改不及时，企业逾期未报整改完成的隐患有"},
             {"town", "复查不及时，镇逾期未复查的隐患有"}}) {
        auto figure = draft.figure("hazards-overdue", member);
        if (!figure.any()) continue;
        auto records = draft.records("hazards-overdue", member);
        for (auto& one : records)
            if (auto found = hazard::find(draft.subject().db, one.id))
                one.title = text_of(*found, "placeName") + "“" + one.title + "”";
        draft.problem("hazard_overdue_" + member,
                      plain(words) + Spans{draft.span(figure)} + plain("：") + Draft::names(records, "条", 5), records);
    }
}

void letters(Draft& draft) {
    auto owed = draft.records("letters-owed");
    std::vector<Named> unsigned_by;
    for (auto& one : owed) {
        // A village that owes three letters is named once.
        auto same = [&](auto& other) { return other.id == one.id; };
        if (one.kind != "letters" && std::none_of(unsigned_by.begin(), unsigned_by.end(), same))
            unsigned_by.push_back(one);
    }
    if (unsigned_by.empty()) return;
    auto spans = plain("责任书签订还有缺口，应签") + Spans{draft.span(draft.figure("letters-owed"))} + plain("、已签") +
                 Spans{draft.span(draft.figure("letters-signed"))} + plain("，没有签齐的是：") +
                 Draft::names(unsigned_by, "个单位");
    draft.problem("letter_unsigned", spans, unsigned_by);
}

void violations(Draft& draft) {
    auto figure = draft.figure("violations");
    if (!figure.any()) return;
    std::vector<Named> records = draft.records("violations");
    auto spans = plain("违法违规生产经营建设行为依然存在，发现违法线索") + Spans{draft.span(figure)} + plain("：") +
                 Draft::names(records, "条", 5);
    draft.problem("violation", spans, records);
}

}  // namespace

void write_problems(Draft& draft) {
    villages(draft);
    enterprises(draft);
    violations(draft);
    hazards(draft);
    letters(draft);
    if (!draft.any_problem()) {
        draft.say("存在的问题：");
        draft.missing("按任职、检查、复查、许可和隐患期限的记录没有查出问题，请起草人补充");
    }
    draft.say("。");
}

}  // namespace zhenan::report
