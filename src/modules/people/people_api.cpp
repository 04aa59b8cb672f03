#include <fmt/format.h>

#include "modules/area/area.h"
#include "modules/people/people.h"
#include "modules/record/record.h"

namespace zhenan::people {

namespace {

const FaultCode kGrant{Kind::forbidden, "appointment.role", "这个角色只能由管理员任命",
                       "Only an administrator may appoint to this role"};
const FaultCode kDates{Kind::rejected, "appointment.dates", "离任日期不能早于任职日期",
                       "The end cannot lie before the start"};
const FaultCode kNeedsEnterprise{Kind::rejected, "appointment.enterprise", "企业安全管理人员要选择所在企业",
                                 "Choose the enterprise of its safety manager"};

/// Roles that the office fills itself.
bool is_field_role(std::string_view role) {
    return role == "village" || role == "grid_leader" || role == "patroller" || role == "enterprise" ||
           role == "supervisor";
}

void check_appointment(record::Change& change) {
    auto role = text_of(change.record, "role");
    auto& actor = change.call.actor;
    bool was_high = change.before && !is_field_role(text_of(*change.before, "role"));
    if ((!is_field_role(role) || was_high) &&
        !record::reaches(change.call.db, actor, {"administrator"}, text_of(change.record, "areaId")))
        throw Fault(kGrant, "role");
    auto to = text_of(change.record, "validTo");
    if (!to.empty() && to < text_of(change.record, "validFrom")) throw Fault(kDates, "validTo");
    if (role == "enterprise" && text_of(change.record, "enterpriseId").empty())
        throw Fault(kNeedsEnterprise, "enterpriseId");
}

const record::Kinds kinds([] {
    record::Kind units;
    units.name = "member-units";
    units.table = "member_unit";
    units.zh = "成员单位";
    units.en = "Member units";
    units.group = "base";
    units.about_zh = "安委会成员单位和它们管的行业（管行业必须管安全）。";
    units.about_en = "Members of the safety committee and the trades that they answer for.";
    units.fields = {
        {.name = "name",
         .zh = "单位名称",
         .en = "Name",
         .required = true,
         .list = true,
         .sort = true,
         .search = true,
         .max = 60},
        {.name = "level",
         .type = Field::choice,
         .zh = "层级",
         .en = "Level",
         .required = true,
         .list = true,
         .filter = true,
         .options = {{"county", "县级", "County"}, {"town", "镇级", "Town"}}},
        {.name = "categories",
         .type = Field::choice,
         .zh = "主管行业",
         .en = "Trades",
         .list = true,
         .many = true,
         .options = area::categories()},
        {.name = "phone", .zh = "电话", .en = "Phone", .max = 40},
        {.name = "areaId", .type = Field::area, .zh = "所属区域", .en = "Area", .required = true, .filter = true}};
    units.sort = "name";
    units.read = record::kEverybody;
    units.write = {"office", "administrator"};

    record::Kind people;
    people.name = "people";
    people.table = "person";
    people.zh = "人员";
    people.en = "People";
    people.group = "base";
    people.about_zh = "镇村干部、网格人员、企业安全管理人员。任职另记，历史保留。";
    people.about_en = "Cadres, grid workers, safety managers. Their posts are recorded apart, with history.";
    people.fields = {
        {.name = "name",
         .zh = "姓名",
         .en = "Name",
         .required = true,
         .list = true,
         .sort = true,
         .search = true,
         .max = 60},
        {.name = "phone", .zh = "电话", .en = "Phone", .list = true, .search = true, .max = 40},
        {.name = "unit", .zh = "单位", .en = "Unit", .list = true, .search = true, .max = 60},
        {.name = "certificateNumber",
         .zh = "执法证号",
         .en = "Enforcement certificate",
         .list = true,
         .search = true,
         .max = 40},
        {.name = "certificateValidTo", .type = Field::day, .zh = "执法证有效期至", .en = "Certificate valid to"},
        {.name = "areaId",
         .type = Field::area,
         .zh = "所属区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "note", .type = Field::longtext, .zh = "备注", .en = "Note"}};
    people.sort = "name";
    people.write = {"office", "administrator"};

    record::Kind appointments;
    appointments.name = "appointments";
    appointments.table = "appointment";
    appointments.zh = "任职";
    appointments.en = "Appointments";
    appointments.group = "responsibility";
    appointments.about_zh = "谁从哪天到哪天任什么职、管哪里。领导小组由任职组成，换人时填离任日期再添新人。";
    appointments.about_en =
        "Who holds which post over what, from when to when. The leading group is made of appointments.";
    appointments.title = "post";
    appointments.fields = {
        {.name = "personId",
         .type = Field::ref,
         .zh = "人员",
         .en = "Person",
         .required = true,
         .list = true,
         .filter = true,
         .to = "people"},
        {.name = "post",
         .zh = "职务",
         .en = "Post",
         .required = true,
         .list = true,
         .sort = true,
         .search = true,
         .max = 60},
        {.name = "role",
         .type = Field::choice,
         .zh = "系统角色",
         .en = "Role",
         .required = true,
         .list = true,
         .filter = true,
         .options = roles()},
        {.name = "areaId",
         .type = Field::area,
         .zh = "管辖区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "leadingGroup",
         .type = Field::choice,
         .zh = "领导小组",
         .en = "Leading group",
         .list = true,
         .filter = true,
         .options = {{"head", "组长", "Head"}, {"deputy", "副组长", "Deputy head"}, {"member", "成员", "Member"}}},
        {.name = "chief",
         .type = Field::boolean,
         .zh = "主要负责人",
         .en = "Chief leader",
         .filter = true,
         .help_zh = "村（居）书记、主任，企业主要负责人等。换了人，前任签的责任书要重新签。",
         .help_en = "Who heads the village or the enterprise. A new one signs the responsibility letters anew."},
        {.name = "memberUnitId", .type = Field::ref, .zh = "成员单位", .en = "Member unit", .to = "member-units"},
        {.name = "enterpriseId", .type = Field::ref, .zh = "所在企业", .en = "Enterprise", .to = "enterprises"},
        {.name = "categories",
         .type = Field::choice,
         .zh = "限管行业",
         .en = "Only trades",
         .many = true,
         .options = area::categories()},
        {.name = "validFrom",
         .type = Field::day,
         .zh = "任职日期",
         .en = "From",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "validTo", .type = Field::day, .zh = "离任日期", .en = "To", .list = true, .filter = true},
        {.name = "document", .zh = "任职文件", .en = "Document", .max = 100}};
    appointments.sort = "-validFrom";
    appointments.write = {"office", "administrator"};
    appointments.before_write = check_appointment;
    return std::vector{units, people, appointments};
});

}  // namespace

const std::vector<Option>& roles() {
    static const std::vector<Option> all = {{"leader", "领导", "Leader"},
                                            {"office", "安监办", "Safety office"},
                                            {"officer", "执法人员", "Officer"},
                                            {"supervisor", "安全监管员", "Safety supervisor"},
                                            {"village", "村（居）干部", "Village"},
                                            {"grid_leader", "网格长", "Grid leader"},
                                            {"patroller", "巡查员", "Patroller"},
                                            {"enterprise", "企业安全管理人员", "Enterprise"},
                                            {"administrator", "管理员", "Administrator"},
                                            {"auditor", "审计员", "Auditor"}};
    return all;
}

}  // namespace zhenan::people
