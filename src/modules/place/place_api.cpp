#include "modules/area/area.h"
#include "modules/place/place.h"
#include "modules/record/record.h"

namespace zhenan::place {

namespace {

const record::Kinds kinds([] {
    record::Kind k;
    k.name = "places";
    k.table = "place";
    k.zh = "其他场所";
    k.en = "Other places";
    k.group = "base";
    k.about_zh = "不是企业但要去看的地方：出租屋、自建房、道路、水塘、集市等。";
    k.about_en = "What is no enterprise but must be looked at: rented and self-built houses, roads, ponds, markets.";
    k.fields = {{.name = "name",
                 .zh = "名称",
                 .en = "Name",
                 .required = true,
                 .list = true,
                 .sort = true,
                 .search = true,
                 .max = 100},
                {.name = "type",
                 .type = Field::choice,
                 .zh = "类型",
                 .en = "Type",
                 .required = true,
                 .list = true,
                 .filter = true,
                 .sort = true,
                 .options = {{"rented_house", "出租屋", "Rented house"},
                             {"self_built_house", "自建房", "Self-built house"},
                             {"road", "道路", "Road"},
                             {"pond", "水塘水域", "Pond"},
                             {"market", "集市", "Market"},
                             {"other", "其他", "Other"}}},
                {.name = "areaId",
                 .type = Field::area,
                 .zh = "区域",
                 .en = "Area",
                 .required = true,
                 .list = true,
                 .filter = true},
                {.name = "category",
                 .type = Field::choice,
                 .zh = "行业类别",
                 .en = "Category",
                 .filter = true,
                 .options = area::categories()},
                {.name = "address", .zh = "地址", .en = "Address", .list = true, .search = true, .max = 200},
                {.name = "contact", .zh = "联系人", .en = "Contact", .list = true, .search = true, .max = 60},
                {.name = "phone", .zh = "联系电话", .en = "Phone", .list = true, .max = 40},
                {.name = "state",
                 .type = Field::choice,
                 .zh = "状态",
                 .en = "State",
                 .filter = true,
                 .options = {{"open", "在用", "In use"}, {"closed", "停用", "Not in use"}}},
                {.name = "location", .type = Field::location, .zh = "位置", .en = "Location"},
                {.name = "note", .type = Field::longtext, .zh = "备注", .en = "Note"}};
    k.sort = "name";
    k.write = {"office", "supervisor", "officer", "village", "grid_leader", "patroller", "administrator"};
    k.category_column = "category";
    k.before_write = [](record::Change& change) {
        if (!change.withdrawn && text_of(change.record, "state").empty()) change.record["state"] = "open";
    };
    return std::vector{k};
});

}  // namespace

Fields fields() {
    return {.name = {.name = "placeName",
                     .zh = "被检查单位",
                     .en = "Place",
                     .required = true,
                     .list = true,
                     .sort = true,
                     .search = true},
            .area = {.name = "areaId",
                     .type = Field::area,
                     .zh = "区域",
                     .en = "Area",
                     .required = true,
                     .list = true,
                     .filter = true},
            .category = {.name = "category",
                         .type = Field::choice,
                         .zh = "行业类别",
                         .en = "Category",
                         .required = true,
                         .filter = true,
                         .options = area::categories()},
            .type = {.name = "placeType",
                     .type = Field::choice,
                     .zh = "对象类型",
                     .en = "Kind of place",
                     .required = true,
                     .options = {{"enterprises", "企业", "Enterprise"}, {"places", "其他场所", "Other place"}}},
            .id = {.name = "placeId", .zh = "对象编号", .en = "Place id", .required = true, .filter = true},
            .enterprise = {.name = "enterpriseId",
                           .type = Field::ref,
                           .zh = "企业",
                           .en = "Enterprise",
                           .filter = true,
                           .to = "enterprises"}};
}

}  // namespace zhenan::place
