// What outings and inspections count as.
#include "modules/inspection/inspection.h"
#include "modules/measure/measure.h"

namespace zhenan::inspection {

namespace {

const measure::Source outing_source("outings", [](const json::object& o) {
    std::vector<measure::Contribution> list;
    if (text_of(o, "kind") != "self" && text_of(o, "kind") != "recheck")
        list.push_back({"outings", text_of(o, "areaId"), text_of(o, "startedOn"), text_of(o, "kind")});
    return list;
});
const measure::Source inspection_source("inspections", [](const json::object& i) {
    std::vector<measure::Contribution> list;
    if (text_of(i, "kind") != "self" && text_of(i, "kind") != "recheck")
        list.push_back({"inspections", text_of(i, "areaId"), text_of(i, "happenedOn"), text_of(i, "kind")});
    return list;
});

const measure::Definitions definitions([] {
    measure::Definition outing, inspection;
    outing.name = "outings";
    outing.zh = "检查行动";
    outing.en = "Outings";
    outing.unit_zh = "次";
    outing.unit_en = "outings";
    outing.about_zh = "一次出动算一次；企业自查和复查不计。";
    outing.about_en = "One trip is one; self-inspections and rechecks do not count.";
    inspection.name = "inspections";
    inspection.zh = "检查家次";
    inspection.en = "Inspections";
    inspection.unit_zh = "家次";
    inspection.unit_en = "place-visits";
    inspection.about_zh = "一家看一次算一家次；企业自查和复查不计。";
    inspection.about_en = "One place looked at once; self-inspections and rechecks do not count.";
    for (auto* d : {&outing, &inspection}) {
        d->dimension = "kind";
        d->options = kinds();
    }
    return std::vector{outing, inspection};
});

}  // namespace

}  // namespace zhenan::inspection
