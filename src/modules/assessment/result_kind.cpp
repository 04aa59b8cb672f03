// The kind "assessment-results": one subject in one round.
#include "modules/assessment/assessment_desk.h"

namespace zhenan::assessment {

namespace {

using http::Call;

record::Kind results() {
    record::Kind k;
    k.name = "assessment-results";
    k.table = "assessment_result";
    k.zh = "考核得分";
    k.en = "Assessment results";
    k.group = "responsibility";
    k.about_zh = "每个被考核对象一张得分表：每一分从哪些记录来、失分在哪、怎么补。";
    k.about_en = "A score sheet for each subject: from which records each point comes, and what was lost.";
    k.title = "title";
    k.sort = "subject";
    k.fields = {
        {.name = "subject",
         .zh = "被考核对象",
         .en = "Subject",
         .required = true,
         .list = true,
         .sort = true,
         .search = true},
        {.name = "title", .zh = "考核", .en = "Assessment", .required = true},
        {.name = "roundId",
         .type = Field::ref,
         .zh = "考核批次",
         .en = "Round",
         .required = true,
         .list = true,
         .filter = true,
         .to = "assessment-rounds"},
        {.name = "subjectType",
         .type = Field::choice,
         .zh = "对象类型",
         .en = "Kind of subject",
         .list = true,
         .filter = true,
         .options = kSubjectTypes},
        {.name = "peerGroup", .zh = "组", .en = "Group", .list = true, .filter = true},
        {.name = "stage",
         .type = Field::choice,
         .zh = "阶段",
         .en = "Stage",
         .list = true,
         .filter = true,
         .options = kStages},
        {.name = "score", .type = Field::decimal, .zh = "得分", .en = "Score", .list = true},
        {.name = "grade",
         .type = Field::choice,
         .zh = "等次",
         .en = "Grade",
         .list = true,
         .filter = true,
         .options = kGrades},
        {.name = "veto", .type = Field::boolean, .zh = "一票否决", .en = "Veto", .filter = true},
        {.name = "vetoReason", .zh = "否决原因", .en = "Reason of the veto"},
        {.name = "waiting", .type = Field::integer, .zh = "待评项目", .en = "Items to score"},
        {.name = "openAppeals", .type = Field::integer, .zh = "待答复申诉", .en = "Appeals to answer"},
        {.name = "closedOn", .type = Field::day, .zh = "期中撤销日期", .en = "Ended in the period", .filter = true},
        {.name = "category",
         .type = Field::choice,
         .zh = "行业类别",
         .en = "Category",
         .filter = true,
         .options = area::categories()},
        {.name = "enterpriseId",
         .type = Field::ref,
         .zh = "企业",
         .en = "Enterprise",
         .filter = true,
         .to = "enterprises"},
        {.name = "areaId", .type = Field::area, .zh = "区域", .en = "Area", .required = true, .filter = true}};
    k.create = k.edit = k.import = k.withdraw = false;
    k.category_column = "category";
    k.read = record::kEverybody;
    // An enterprise sees its own from the self-check on.
    k.owner_column = "owner_id";
    k.narrowed = [](const Actor& actor, std::vector<db::Value>& binds) -> std::string {
        Actor whole = actor;
        std::erase_if(whole.grants, [](auto& grant) { return !grant.categories.empty() || !grant.owner.empty(); });
        if (whole.has_any(kOfEnforcement)) return "true";
        binds.emplace_back(actor.person_id);
        return "t.subject_type NOT IN ('officer', 'unit') OR (t.person_id = ? AND t.stage <> 'draft')";
    };
    k.detail = [](Call& call, json::object& record) {
        auto result = result_at(call.db, text_of(record, "id"));
        if (!result) return;
        auto desk = desk_of(call.db, result->round_id);
        for (auto& [name, value] : told(call, desk, *result)) record[name] = value;
    };
    return k;
}
const record::Kinds kinds([] { return std::vector{results()}; });

}  // namespace

}  // namespace zhenan::assessment
