#include "modules/enforcement_performance/enforcement_performance.h"

#include <algorithm>

#include "modules/enforcement_performance/enforcement_performance_rules.h"
#include "modules/enforcement_performance/enforcement_performance_store.h"

namespace zhenan::enforcement_performance {

const std::vector<Definition>& definitions() {
    static const std::vector<Definition> list = {
        {"rechecks_on_time", "按时复查率", "Rechecks on time", "%", "%",
         "期内到期应复查的隐患中，在到期日前（含当日）复查的比例；记在检查人名下。",
         "Of the rechecks due in the period, those done by their day; of who inspected."},
        {"rechecks_reversed", "复查后又出现", "Found again after a recheck", "%", "%",
         "期内经复查销号的隐患中，后来同一地点同一隐患又被查出的比例；记在复查人名下。",
         "Of the hazards closed by a recheck in the period, those found again later at the same place; of who "
         "rechecked."},
        {"found_again", "90天内重复出现", "Same again within 90 days", "%", "%",
         "期内销号的隐患中，销号后90天内同一地点同一隐患又被查出的比例；记在检查人名下。",
         "Of the hazards closed in the period, those found again at the same place within 90 days; of who inspected."},
        {"days_to_close", "文书到销号天数（中位数）", "Days from document to closing (median)", "天", "days",
         "期内销号的隐患，从第一份责令、意见或现场处理文书到销号的天数，取中位数；记在文书署名人名下。",
         "Of the hazards closed in the period, days from the first order, opinion or decision; of who signed it.",
         true},
        {"notices_incomplete", "文书缺项", "Documents with missing parts", "%", "%",
         "期内有效文书中，缺签收、缺送达或缺条款的比例；记在文书署名人名下。",
         "Of the valid documents of the period, those without signature, service or clause; of who signed it."}};
    return list;
}

std::vector<Subject> subjects(db::Connection& db, std::string_view type, const Span& span) {
    std::vector<Subject> list;
    bool units = type == "unit";
    for (auto& held : officers_in(db, span.from, span.to)) {
        // Who is in post over an area, or within it.
        if (!held.area_path.starts_with(span.path) && !span.path.starts_with(held.area_path)) continue;
        auto& id = units ? held.unit_id : held.person_id;
        auto known = std::find_if(list.begin(), list.end(), [&](auto& one) { return one.id == id; });
        if (known == list.end()) {
            list.push_back({id, units ? held.unit : held.person, held.area_id, held.area_path, {}});
            known = list.end() - 1;
        }
        if (std::find(known->persons.begin(), known->persons.end(), held.person_id) == known->persons.end())
            known->persons.push_back(held.person_id);
    }
    std::sort(list.begin(), list.end(),
              [](auto& a, auto& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    return list;
}

std::map<std::string, std::vector<Case>> cases(db::Connection& db, std::string_view figure,
                                               const std::vector<Subject>& subjects, const Span& span) {
    std::map<std::string, std::vector<std::string>> of_person;
    for (auto& subject : subjects)
        for (auto& person : subject.persons) of_person[person].push_back(subject.id);
    std::map<std::string, std::vector<Case>> found;
    for (auto& one : cases_of(db, figure, span)) {
        std::vector<std::string> whose;  // once each, however many of a unit were there
        for (auto& person : one.persons)
            if (auto all = of_person.find(person); all != of_person.end())
                whose.insert(whose.end(), all->second.begin(), all->second.end());
        std::sort(whose.begin(), whose.end());
        whose.erase(std::unique(whose.begin(), whose.end()), whose.end());
        for (auto& id : whose) found[id].push_back(one);
    }
    return found;
}

Figure figure_of(const Definition& definition, const std::vector<Case>& cases) {
    Figure figure;
    figure.base = static_cast<std::int64_t>(cases.size());
    figure.counted = std::count_if(cases.begin(), cases.end(), [](auto& one) { return one.counted; });
    figure.small = is_small(figure.base);
    if (definition.median) {
        std::vector<int> days;
        for (auto& one : cases) days.push_back(one.days);
        figure.value = median(std::move(days));
    } else {
        figure.value = share(figure.counted, figure.base);
    }
    return figure;
}

}  // namespace zhenan::enforcement_performance
