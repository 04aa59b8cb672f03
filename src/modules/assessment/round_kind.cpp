// The kind "assessment-rounds": a scheme applied to a period.
#include "modules/assessment/assessment_desk.h"

namespace zhenan::assessment {

namespace {

const FaultCode kOff{Kind::rejected, "assessment.scheme_off", "这个方案还没有启用，请先核对并启用",
                     "The scheme is not in use; look it over and take it into use first"};
const FaultCode kDays{Kind::rejected, "assessment.period", "考核期的止日不能早于起日",
                      "The period ends before it begins"};
const FaultCode kNoDraft{Kind::conflict, "assessment.withdraw", "只有拟分阶段的考核可以撤回",
                         "Only a draft can be withdrawn"};

record::Kind rounds() {
    record::Kind k;
    k.name = "assessment-rounds";
    k.table = "assessment_round";
    k.zh = "考核";
    k.en = "Assessment rounds";
    k.group = "responsibility";
    k.about_zh =
        "按一个方案考核一段时间：取数拟分、被考核方自查、复核、告知和申诉、定分、公布，一步一步走。定分以后不再变。";
    k.about_en =
        "A scheme applied to a period: computed, checked by the assessed, reviewed, told, appealed, frozen, published.";
    k.title = "title";
    k.sort = "-periodTo";
    k.day = "periodTo";
    k.upward = true;
    k.fields = {{.name = "title",
                 .zh = "考核名称",
                 .en = "Assessment",
                 .required = true,
                 .list = true,
                 .sort = true,
                 .search = true,
                 .max = 100},
                {.name = "schemeId",
                 .type = Field::ref,
                 .zh = "方案",
                 .en = "Scheme",
                 .required = true,
                 .list = true,
                 .filter = true,
                 .to = "assessment-schemes"},
                {.name = "periodFrom",
                 .type = Field::day,
                 .zh = "考核期起",
                 .en = "From",
                 .required = true,
                 .list = true,
                 .sort = true},
                {.name = "periodTo",
                 .type = Field::day,
                 .zh = "考核期止",
                 .en = "To",
                 .required = true,
                 .list = true,
                 .filter = true,
                 .sort = true},
                {.name = "stage",
                 .type = Field::choice,
                 .zh = "阶段",
                 .en = "Stage",
                 .readonly = true,
                 .list = true,
                 .filter = true,
                 .options = kStages},
                {.name = "subjects",
                 .type = Field::integer,
                 .zh = "被考核的",
                 .en = "Assessed",
                 .readonly = true,
                 .list = true},
                {.name = "computedOn", .type = Field::day, .zh = "取数日期", .en = "Computed", .readonly = true},
                {.name = "noticeOn", .type = Field::day, .zh = "告知日期", .en = "Told", .readonly = true},
                {.name = "frozenOn", .type = Field::day, .zh = "定分日期", .en = "Frozen", .readonly = true},
                {.name = "publishedOn", .type = Field::day, .zh = "公布日期", .en = "Published", .readonly = true},
                {.name = "areaId", .type = Field::area, .zh = "区域", .en = "Area", .required = true, .filter = true},
                {.name = "note", .type = Field::longtext, .zh = "备注", .en = "Note"}};
    k.read = record::kStaff;
    k.write = {"office"};
    k.edit = k.import = false;
    k.before_write = [](record::Change& change) {
        auto& r = change.record;
        if (change.withdrawn) {
            if (text_of(r, "stage") != "draft") throw Fault(kNoDraft);
            return;
        }
        if (text_of(r, "periodFrom") > text_of(r, "periodTo")) throw Fault(kDays, "periodTo");
        auto scheme = record::standing(change.call.db, record::kind("assessment-schemes"), text_of(r, "schemeId"));
        if (scheme && !boolean_of(*scheme, "enabled")) throw Fault(kOff, "schemeId");
        if (!change.before) r["stage"] = "draft";
        if (!change.before) r["subjects"] = 0;
    };
    k.after_write = [](record::Change& change) { set_withdrawn(change.call.db, change.id, change.withdrawn); };
    return k;
}
const record::Kinds kinds([] { return std::vector{rounds()}; });

}  // namespace

}  // namespace zhenan::assessment
