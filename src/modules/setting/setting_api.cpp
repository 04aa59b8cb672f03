#include "modules/setting/setting.h"

namespace zhenan::settings {

namespace {

using http::Call;
using http::Response;

const std::vector<std::string> kKeepers = {"administrator"};
const std::vector<std::string> kReaders = {"administrator", "auditor"};

const Setting& named(const Call& call) {
    auto* setting = Setting::find(call.path[0]);
    if (!setting) throw Fault(kNotFound);
    return *setting;
}

const Field kNote{.name = "note", .type = Field::longtext, .zh = "为什么改", .en = "Why", .max = 300};

Schema shown() {
    return {{.name = "name", .zh = "名称", .en = "Name", .required = true},
            {.name = "field", .type = Field::object, .zh = "栏目", .en = "Field", .required = true},
            {.name = "value", .type = Field::any, .zh = "现在的值", .en = "Value"},
            {.name = "default", .type = Field::any, .zh = "默认值", .en = "Default"},
            {.name = "certainty", .zh = "核实", .en = "Certainty", .required = true},
            {.name = "source", .type = Field::object, .zh = "来源", .en = "Source"},
            {.name = "dated", .type = Field::boolean, .zh = "按日期", .en = "Holds from a day", .required = true},
            {.name = "from", .type = Field::day, .zh = "从哪天起", .en = "Since"},
            {.name = "coming",
             .type = Field::rows,
             .zh = "以后的值",
             .en = "What is to hold later",
             .fields = {{.name = "from", .type = Field::day, .zh = "从哪天起", .en = "From"},
                        {.name = "value", .type = Field::integer, .zh = "数值", .en = "Figure"}}},
            {.name = "changes",
             .type = Field::rows,
             .zh = "改动",
             .en = "Changes",
             .fields = {{.name = "at", .type = Field::instant, .zh = "时间", .en = "When"},
                        {.name = "by", .zh = "谁", .en = "Who"},
                        {.name = "verb", .zh = "做了什么", .en = "What"},
                        {.name = "before", .type = Field::object, .zh = "之前", .en = "Before"},
                        {.name = "after", .type = Field::object, .zh = "之后", .en = "After"}}}};
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "GET",
                .path = "/api/v1/settings",
                .summary = "What the office decides by itself: value, default, bounds, source, changes",
                .roles = kReaders,
                .output = {{.name = "items",
                            .type = Field::rows,
                            .zh = "设置",
                            .en = "Settings",
                            .required = true,
                            .fields = shown()}},
                .handler = [](Call& call) {
                    json::array items;
                    for (auto* setting : Setting::all()) items.push_back(describe(call, *setting));
                    return Response::of({{"items", std::move(items)}});
                }});
    router.add({.method = "PATCH",
                .path = "/api/v1/settings/{name}",
                .summary = "Changes a setting; what is kept by date holds from a day on",
                .roles = kKeepers,
                .mode = http::Mode::write,
                .input = {{.name = "value", .type = Field::any, .zh = "新的值", .en = "Value", .required = true},
                          {.name = "from", .type = Field::day, .zh = "从哪天起", .en = "From"},
                          kNote},
                .output = shown(),
                .handler = [](Call& call) {
                    auto& setting = named(call);
                    change(call, setting, call.input.at("value"), text_of(call.input, "from"),
                           text_of(call.input, "note"));
                    return Response::of(describe(call, setting));
                }});
    router.add({.method = "DELETE",
                .path = "/api/v1/settings/{name}",
                .summary = "Takes a setting back to its default",
                .roles = kKeepers,
                .mode = http::Mode::write,
                .input = {kNote},
                .output = shown(),
                .handler = [](Call& call) {
                    auto& setting = named(call);
                    reset(call, setting, text_of(call.input, "note"));
                    return Response::of(describe(call, setting));
                }});
});

}  // namespace

}  // namespace zhenan::settings
