// The demo town's story: steps with an instant, replayed in the order of time through the app's routes, so that every
// record, event and figure carries the day on which it happened.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/field.h"
#include "core/http/app.h"

namespace zhenan::demo {

/// The program itself, where nobody of the town fits.
inline constexpr std::string_view kSystem = "system";

class Story {
public:
    explicit Story(http::App& app) : app_(app) {}

    /// Plans a step. Steps of the same instant keep the order in which they were planned.
    void at(Instant when, std::string key, std::function<void()> step);
    /// Plays what is planned, moving the clock along.
    void play();

    /// The id of what was made under a key of the content ("enterprises", "jialijia").
    std::string id(std::string_view kind, std::string_view key) const;
    /// A fresh id, kept under the key.
    std::string remember(std::string_view kind, std::string_view key);

    /// The routes, as the account `who` on the clock's day. They throw what the route refuses.
    json::object get(std::string_view who, const std::string& path);
    json::object post(std::string_view who, const std::string& path, json::object body);
    json::object patch(std::string_view who, const std::string& path, json::object body);
    /// POST of a kind's record, its id kept under the key.
    json::object create(std::string_view who, const std::string& kind, std::string_view key, json::object body);

    http::App& app() { return app_; }
    std::size_t steps() const { return played_; }

private:
    struct Step {
        Instant when;
        std::string key;
        std::function<void()> work;
    };
    Actor actor(std::string_view who);
    json::object call(std::string_view who, http::Request request);

    http::App& app_;
    std::vector<Step> steps_;
    std::size_t played_ = 0;
    std::map<std::string, std::string> ids_;
};

/// Both files of src/modules/demo/content.
struct Content {
    json::object town, year;
    std::string opened;  // the day on which the town begins to use the program
    std::string today;   // the day on which the demo's clock stands
};
Content read_content();
const json::array& list_of(const json::object& content, std::string_view name);

/// An instant of a business day, e.g. hour 16.5 for half past four.
Instant time_of(std::string_view day, double hour);

// The subjects; each plans its steps.
void plan_areas(Story& story, const Content& content);
void plan_people(Story& story, const Content& content);
void plan_enterprises(Story& story, const Content& content);
void plan_ledgers(Story& story, const Content& content);

}  // namespace zhenan::demo
