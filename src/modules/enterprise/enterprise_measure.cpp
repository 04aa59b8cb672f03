// How many enterprises there are: figures that reports and plans speak of.
#include "modules/area/area.h"
#include "modules/enterprise/enterprise.h"
#include "modules/measure/measure.h"

namespace zhenan::enterprise {

namespace {

measure::Definition counted(const char* name, const char* zh, const char* en, const char* about_zh,
                            const char* about_en, bool scale_only) {
    measure::Definition d;
    d.name = name;
    d.form = measure::Definition::computed;
    d.at_end = true;
    d.zh = zh;
    d.en = en;
    d.unit_zh = "家";
    d.unit_en = "enterprises";
    d.about_zh = about_zh;
    d.about_en = about_en;
    d.cells = [scale_only](const measure::Ask& ask) {
        std::vector<measure::Cell> cells;
        for (auto& one : in_trade(ask.db, ask.path, ask.to, scale_only))
            cells.push_back({one.area_id, ask.to, "", 1, 0});
        return cells;
    };
    d.records = [scale_only](const measure::Ask& ask) {
        std::vector<measure::RecordLine> lines;
        for (auto& one : in_trade(ask.db, ask.path, ask.to, scale_only)) {
            auto where = area::find(ask.db, one.area_id);
            lines.push_back({"enterprises", one.id, one.name, ask.to, where ? where->name : "", 1});
        }
        return lines;
    };
    return d;
}

const measure::Definitions definitions([] {
    return std::vector{counted("enterprises", "生产经营单位", "Enterprises", "期末在营的单位。",
                               "In trade at the end of the period.", false),
                       counted("scale-enterprises", "规模企业", "Enterprises above scale", "期末在营的规模以上企业。",
                               "Above scale and in trade at the end of the period.", true)};
});

}  // namespace

}  // namespace zhenan::enterprise
