// What a notice is made from.
#include "modules/notice/notice_document.h"

namespace zhenan::notice {

const Schema& input_fields() {
    static const Schema fields = {
        {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
        {.name = "kind",
         .type = Field::choice,
         .zh = "文书种类",
         .en = "Kind",
         .required = true,
         .options = kinds_of_notice()},
        {.name = "placeType",
         .type = Field::choice,
         .zh = "对象类型",
         .en = "Kind of place",
         .options = {{"enterprises", "企业", "Enterprise"}, {"places", "其他场所", "Other place"}}},
        {.name = "placeId", .type = Field::ref, .zh = "对象", .en = "Place"},
        {.name = "inspectionId", .type = Field::ref, .zh = "检查", .en = "Inspection"},
        {.name = "hazardIds", .type = Field::ref, .zh = "隐患", .en = "Hazards", .many = true},
        {.name = "issuedOn", .type = Field::day, .zh = "文书日期", .en = "Date"},
        {.name = "officerIds",
         .type = Field::ref,
         .zh = "执法（检查）人员",
         .en = "Officers",
         .many = true,
         .to = "people"},
        {.name = "recipient",
         .type = Field::object,
         .zh = "签收",
         .en = "Recipient",
         .fields = {{.name = "name", .zh = "签收人", .en = "Name", .max = 60},
                    {.name = "state",
                     .type = Field::choice,
                     .zh = "签收情况",
                     .en = "State",
                     .options = {{"signed", "已签", "Signed"},
                                 {"refused", "拒签", "Refused"},
                                 {"absent", "不在场", "Absent"}}},
                    {.name = "witness", .zh = "见证人", .en = "Witness", .max = 60}}},
        {.name = "earlierId", .type = Field::ref, .zh = "接续的文书", .en = "Notice followed"},
        {.name = "measures",
         .type = Field::choice,
         .zh = "现场处理措施",
         .en = "Measures on the spot",
         .many = true,
         .options = measures_on_spot()},
        {.name = "untilOn", .type = Field::day, .zh = "排除期限", .en = "Until"},
        {.name = "externalNumber", .zh = "原文书编号（补录）", .en = "Number on paper (back-entry)", .max = 60},
        {.name = "addressee", .zh = "送交单位", .en = "Addressee", .max = 100},
        {.name = "note", .type = Field::longtext, .zh = "说明", .en = "Note", .max = 1000}};
    return fields;
}

}  // namespace zhenan::notice
