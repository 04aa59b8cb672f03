// The demo town's story: steps with an instant, replayed in the order of time through the app's
// routes, so that every record, event and figure carries the day on which it happened.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
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
    ~Story();  // waits for what is on its way
    Story(const Story&) = delete;

    /// Plans a step. Steps of the same instant keep the order in which they were planned.
    void at(Instant when, std::string key, std::function<void()> step);
    /// Plays what is planned, moving the clock along.
    void play();

    /// The id of what was made under a key of the content ("enterprises", "jialijia").
    std::string id(std::string_view kind, std::string_view key) const;
    /// A fresh id, kept under the key.
    std::string remember(std::string_view kind, std::string_view key);

    /// Reads by a route, as the account `who` on the clock's day, after all that was sent before.
    json::object get(std::string_view who, const std::string& path);
    /// All pages of a list.
    json::array all(std::string_view who, const std::string& path);
    /// Writes by a route. What is sent at one instant shares commits; play() stops at what a route
    /// refuses.
    void post(std::string_view who, const std::string& path, json::object body);
    /// Uploads a file; its id.
    std::string upload(std::string_view who, std::string bytes);
    void patch(std::string_view who, const std::string& path, json::object body);
    /// POST of a kind's record, its id kept under the key.
    void create(std::string_view who, const std::string& kind, std::string_view key, json::object body);

    http::App& app() { return app_; }

private:
    struct Step {
        Instant when;
        std::string key;
        std::function<void()> work;
    };
    /// What is on its way to the store.
    struct Sent {
        std::mutex lock;
        std::condition_variable arrived;
        int open = 0;
        std::exception_ptr refused;  // the first
    };
    Actor actor(std::string_view who);
    void send(std::string_view who, const char* method, const std::string& path, const json::object& body);
    void settle();

    http::App& app_;
    Sent sent_;
    std::string playing_;
    std::vector<Step> steps_;
    std::map<std::string, std::string> ids_;
};

/// Both files of src/modules/demo/content.
struct Content {
    json::object town, year;
    std::string opened;  // the day on which the town begins to use the program
    std::string today;   // the day on which the demo's clock stands
};
Content read_content();
/// The story's months again, in the year of `today` and until then, with what happened in the last weeks.
Content running_content(const Content& content, const std::string& today);
/// What was found on the patrols of the last weeks, and the drills of the year: added to `year`.
void add_patrols(json::object& year, const json::object& town, const std::string& today);
void add_drills(json::object& year, const json::object& town, const std::string& today);
/// Nothing is left to chance: the same words give the same number in every demo town.
unsigned dice(std::string_view words);
/// The Monday of a day's week.
std::string monday_of(std::string_view day);
const json::array& list_of(const json::object& content, std::string_view name);

/// An instant of a business day, e.g. hour 16.5 for half past four.
Instant time_of(std::string_view day, double hour);
Instant ended_at(const json::object& inspection);
/// The notices that are written on the spot: the record, and an order where there was one.
json::array papers_of(Story& story, const Content& content, const json::object& inspection, const json::array& hazards);

// The subjects; each plans its steps.
void plan_areas(Story& story, const Content& content);
void plan_people(Story& story, const Content& content);
void plan_enterprises(Story& story, const Content& content);
void plan_ledgers(Story& story, const Content& content);
void plan_inspections(Story& story, const Content& content);
void plan_hazards(Story& story, const Content& content);
void plan_authority(Story& story, const Content& content);
void plan_notices(Story& story, const Content& content);
void plan_follow_ups(Story& story);
void plan_periodic_reports(Story& story, const Content& content);
void plan_assessment(Story& story, const Content& content);

// The first year comes to its end, and another one runs until today.
void plan_ending(Story& story, const Content& content);
void plan_renewals(Story& story, const Content& first, const Content& running);
void plan_running_letters(Story& story, const Content& running);
void plan_running_reports(Story& story, const Content& running);
void plan_running_tasks(Story& story, const Content& running);
void plan_running_assessments(Story& story, const Content& running);

}  // namespace zhenan::demo
