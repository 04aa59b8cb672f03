#include "modules/area/area.h"
#include "modules/area/boundary_rules.h"
#include "modules/record/record.h"

namespace zhenan::area {

namespace {

const FaultCode kBadCode{Kind::rejected, "area.code", "区划代码应是 12 位数字", "A division code has 12 digits"};
const FaultCode kMoved{Kind::rejected, "area.moved",
                       "区域不能改到别的上级；请新建区域，并在旧区域填写撤销日期和继任区域",
                       "An area cannot change its parent; add a new one and give the old one an end and a successor"};
const FaultCode kNoLevel{Kind::rejected, "area.level", "请选择级别（网格没有区划代码）",
                         "Choose the level (grids have no code)"};
const FaultCode kBoundary{
    Kind::rejected, "area.boundary",
    "边界应是一圈或几圈经纬度（WGS 84，在国境之内），每圈至少四个点，首尾相同，总共不超过两万个点",
    "A boundary is one or more rings of longitude and latitude (WGS 84, within the country), each "
    "of at least four points and closed, with 20,000 points at most"};
const FaultCode kNoParent{Kind::rejected, "area.parent", "请选择上级区域", "Choose the area above it"};
const FaultCode kInUse{
    Kind::conflict, "area.in_use", "下面还有区域或记录，不能撤回；可以填写撤销日期和继任区域",
    "There are areas or records in it; it cannot be withdrawn. Give it an end and a successor instead"};

void before_write(record::Change& change) {
    auto& record = change.record;
    auto& db = change.call.db;
    if (change.withdrawn) {
        auto mine = find(db, change.id);
        for (auto level : {"village", "grid", "park", "town", "county", "city"})
            for (auto& below : of_level(db, mine->path, level, change.call.today()))
                if (below.id != change.id) throw Fault(kInUse);
        if (record::anything_in(db, change.id)) throw Fault(kInUse);
        return;
    }
    auto code = text_of(record, "code");
    if (!code.empty() && !is_division_code(code)) throw Fault(kBadCode, "code");
    if (text_of(record, "level").empty()) {
        if (code.empty()) throw Fault(kNoLevel, "level");
        record["level"] = level_of_code(code);
    }
    if (auto* boundary = record.if_contains("boundary"); boundary && !boundary->is_null() && !is_boundary(*boundary))
        throw Fault(kBoundary, "boundary");
    if (text_of(record, "validFrom").empty()) record["validFrom"] = "1949-10-01";
    if (change.before) {
        if (text_of(*change.before, "parentId") != text_of(record, "parentId")) throw Fault(kMoved, "parentId");
        return;
    }
    auto parent = text_of(record, "parentId");
    if (parent.empty() && !code.empty())
        for (auto up = parent_code(code); !up.empty(); up = parent_code(up))
            if (auto found = find_by_code(db, up)) {
                parent = found->id;
                record["parentId"] = parent;
                break;
            }
    // One root: whoever is appointed over a root sees everything.
    if (parent.empty() && root(db)) throw Fault(kNoParent, "parentId");
    auto above = parent.empty() ? std::nullopt : find(db, parent);
    record["path"] = (above ? above->path : "/") + change.id + "/";
}

// A table of divisions holds the upper ones too; the nearest one above counts.
void link_in_file(record::Change& change, const std::function<std::string(const std::string&)>& above) {
    auto code = text_of(change.record, "code");
    if (!is_division_code(code) || !text_of(change.record, "parentId").empty()) return;
    for (auto up = parent_code(code); !up.empty(); up = parent_code(up)) {
        if (auto id = above(up); !id.empty()) {
            change.record["parentId"] = id;
            return;
        }
        if (find_by_code(change.call.db, up)) return;
    }
}

record::Kind declare() {
    record::Kind k;
    k.name = "areas";
    k.table = "area";
    k.zh = "区划网格";
    k.en = "Areas and grids";
    k.group = "base";
    k.about_zh = "镇、村（居）、网格和园区。先导入 12 位区划代码表，再画网格。";
    k.about_en = "Town, villages, grids and parks. Import the table of 12-digit codes first, then draw the grids.";
    k.fields = {{.name = "name",
                 .zh = "名称",
                 .en = "Name",
                 .required = true,
                 .list = true,
                 .sort = true,
                 .search = true,
                 .max = 60},
                {.name = "code",
                 .zh = "区划代码",
                 .en = "Code",
                 .list = true,
                 .filter = true,
                 .sort = true,
                 .search = true,
                 .unique = true,
                 .max = 12},
                {.name = "level",
                 .type = Field::choice,
                 .zh = "级别",
                 .en = "Level",
                 .list = true,
                 .filter = true,
                 .sort = true,
                 .options = {{"province", "省", "Province"},
                             {"city", "市", "City"},
                             {"county", "县区", "County"},
                             {"town", "镇街", "Town"},
                             {"village", "村（居）", "Village"},
                             {"grid", "网格", "Grid"},
                             {"park", "园区", "Park"}}},
                {.name = "parentId", .type = Field::area, .zh = "上级", .en = "Parent", .list = true, .filter = true},
                {.name = "validFrom", .type = Field::day, .zh = "设立日期", .en = "Valid from"},
                {.name = "validTo", .type = Field::day, .zh = "撤销日期", .en = "Valid to"},
                {.name = "successorId", .type = Field::area, .zh = "继任区域", .en = "Successor"},
                {.name = "boundary", .type = Field::any, .zh = "边界", .en = "Boundary"},
                {.name = "path", .zh = "路径", .en = "Path", .readonly = true, .max = 1000}};
    k.sort = "code";
    k.read = record::kEverybody;
    k.write = {"office", "administrator"};
    k.area_column = "id";
    k.before_write = before_write;
    k.link_in_file = link_in_file;
    return k;
}

const record::Kinds kinds([] { return std::vector{declare()}; });

const http::Routes routes([](http::Router& router) {
    router.add({.method = "GET",
                .path = "/api/v1/areas/tree",
                .summary = "All areas in scope with their boundaries",
                .roles = record::kEverybody,
                .handler = [](http::Call& call) {
                    json::array items;
                    auto& kind = record::kind("areas");
                    record::each(call, kind, [&](const json::object& a) {
                        json::object item;
                        for (auto name : {"id", "parentId", "level", "name", "code", "boundary", "validTo"})
                            if (auto* value = a.if_contains(name)) item[name] = *value;
                        items.push_back(std::move(item));
                    });
                    return http::Response::of({{"items", items}});
                }});
});

}  // namespace

}  // namespace zhenan::area
