// The town, its villages and grids. The levels above stand in the content for the documents' full
// names only: the town is the top of its own store.
#include "commands/demo/story.h"

namespace zhenan::demo {

namespace {

json::object area(const json::object& content, const char* level) {
    json::object body{{"name", content.at("name")}, {"level", level}, {"boundary", content.at("boundary")}};
    if (auto* code = content.if_contains("code")) body["code"] = *code;
    return body;
}

}  // namespace

void plan_areas(Story& story, const Content& content) {
    auto at = time_of(content.opened, 8.5);
    auto& town = content.town.at("town").as_object();
    story.at(at, "town", [&story, &town] { story.create(kSystem, "areas", "town", area(town, "town")); });
    for (auto& village_value : list_of(content.town, "villages")) {
        auto& village = village_value.as_object();
        auto village_key = text_of(village, "key");
        story.at(at, village_key, [&story, &village, village_key] {
            auto body = area(village, "village");
            body["parentId"] = story.id("areas", "town");
            story.create(kSystem, "areas", village_key, std::move(body));
        });
        for (auto& grid_value : list_of(village, "grids")) {
            auto& grid = grid_value.as_object();
            auto grid_key = text_of(grid, "key");
            story.at(at, grid_key, [&story, &grid, grid_key, village_key] {
                auto body = area(grid, "grid");
                body["parentId"] = story.id("areas", village_key);
                body["validFrom"] = "2021-06-01";
                story.create(kSystem, "areas", grid_key, std::move(body));
            });
        }
    }
}

}  // namespace zhenan::demo
