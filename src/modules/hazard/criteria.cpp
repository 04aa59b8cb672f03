// Criteria for major hazards, by trade and date, from the shipped texts.
#include "core/embedded.h"
#include "modules/hazard/hazard_store.h"

namespace zhenan::hazard {

std::vector<Criterion> criteria(std::string_view category, std::string_view day) {
    static const auto standards = json::parse(embedded::find("modules/hazard/content/criteria.json")).as_array();
    std::vector<Criterion> found;
    for (auto& value : standards) {
        auto& standard = value.as_object();
        auto categories = texts_of(standard, "category");
        if (std::find(categories.begin(), categories.end(), category) == categories.end()) continue;
        auto to = text_of(standard, "effectiveTo");
        if (text_of(standard, "effectiveFrom") > day || (!to.empty() && to < day)) continue;
        auto name = text_of(standard, "standard");
        for (auto& item : standard.at("items").as_array()) {
            auto no = text_of(item.as_object(), "no");
            found.push_back(
                {name + " " + no, name, no, text_of(item.as_object(), "zh"), text_of(item.as_object(), "certainty")});
        }
    }
    return found;
}

}  // namespace zhenan::hazard
