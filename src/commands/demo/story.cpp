#include "commands/demo/story.h"

#include <algorithm>

#include "core/embedded.h"
#include "core/id.h"
#include "core/period.h"
#include "modules/account/account.h"

namespace zhenan::demo {

namespace {

const FaultCode kStopped{Kind::internal, "demo.stopped",
                         "演示镇的内容和程序对不上，做到一半停了；请删去这个数据文件夹再试",
                         "The demo town's content does not fit the program; remove the data folder and try again"};
const FaultCode kNoKey{Kind::internal, "demo.no_key", "演示内容里引用了不存在的键",
                       "The demo content refers to a key that is not there"};

std::string name_of(std::string_view kind, std::string_view key) {
    return std::string(kind) + "/" + std::string(key);
}

Fault stopped(const std::string& key, std::string_view zh, std::string_view en, std::vector<FieldError> errors = {}) {
    Fault fault(kStopped, std::string(kStopped.zh) + "（" + key + "：" + std::string(zh) + "）",
                std::string(kStopped.en) + " (" + key + ": " + std::string(en) + ")");
    fault.errors = std::move(errors);
    return fault;
}

Fault refusal(const std::string& key, const http::Response& response) {
    auto body = json::parse(response.body).as_object();
    std::vector<FieldError> errors;
    if (auto* list = body.if_contains("errors"))
        for (auto& value : list->as_array()) {
            auto& error = value.as_object();
            errors.push_back({text_of(error, "field"), text_of(error, "code"), text_of(error, "message"),
                              text_of(error, "message")});
        }
    auto detail = text_of(body, "code") + " " +
                  (text_of(body, "detail").empty() ? text_of(body, "title") : text_of(body, "detail"));
    return stopped(key, detail, detail, std::move(errors));
}

json::object read(std::string_view name) {
    return json::parse(embedded::find(name)).as_object();
}

}  // namespace

Story::~Story() {
    std::unique_lock lock(sent_.lock);
    sent_.arrived.wait(lock, [this] { return sent_.open == 0; });
}

void Story::at(Instant when, std::string key, std::function<void()> step) {
    steps_.push_back({when, std::move(key), std::move(step)});
}

void Story::play() {
    std::stable_sort(steps_.begin(), steps_.end(), [](auto& a, auto& b) { return a.when < b.when; });
    Instant now = 0;
    for (auto& step : steps_) {
        if (step.when != now) {
            settle();
            app_.clock().set(now = step.when);
        }
        playing_ = step.key + " " + to_rfc3339(step.when);
        try {
            step.work();
        } catch (const Fault& fault) {
            if (fault.code == &kStopped) throw;
            throw stopped(playing_, fault.zh, fault.en, fault.errors);
        } catch (const std::exception& error) {
            throw stopped(playing_, error.what(), error.what());
        }
    }
    settle();
    steps_.clear();
}

std::string Story::id(std::string_view kind, std::string_view key) const {
    auto found = ids_.find(name_of(kind, key));
    if (found == ids_.end())
        throw Fault(kNoKey, std::string(kNoKey.zh) + "：" + name_of(kind, key),
                    std::string(kNoKey.en) + ": " + name_of(kind, key));
    return found->second;
}

std::string Story::remember(std::string_view kind, std::string_view key) {
    auto [found, fresh] = ids_.emplace(name_of(kind, key), new_id());
    if (!fresh) throw std::logic_error("the key stands twice: " + found->first);
    return found->second;
}

Actor Story::actor(std::string_view who) {
    if (who == kSystem) return account::system_actor();
    Actor actor;
    // Appointments count as of the day on which the clock stands now.
    app_.store().read(
        [&](db::Connection& db) { actor = account::actor_of(db, std::string(who), app_.clock().today()); });
    return actor;
}

void Story::send(std::string_view who, const char* method, const std::string& path, const json::object& body) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body = json::serialize(body);
    {
        std::lock_guard lock(sent_.lock);
        ++sent_.open;
    }
    app_.call(std::move(request), actor(who), [this, key = playing_](http::Response response) {
        std::lock_guard lock(sent_.lock);
        if (response.status >= 400 && !sent_.refused) sent_.refused = std::make_exception_ptr(refusal(key, response));
        --sent_.open;
        sent_.arrived.notify_one();
    });
}

void Story::settle() {
    std::unique_lock lock(sent_.lock);
    sent_.arrived.wait(lock, [this] { return sent_.open == 0; });
    if (sent_.refused) std::rethrow_exception(sent_.refused);
}

json::object Story::get(std::string_view who, const std::string& path) {
    http::Request request;
    request.method = "GET";
    auto query = path.find('?');
    request.path = path.substr(0, query);
    for (auto rest = query == std::string::npos ? std::string() : path.substr(query + 1); !rest.empty();) {
        auto end = std::min(rest.find('&'), rest.size());
        auto equals = rest.find('=');
        request.query.emplace_back(rest.substr(0, equals), rest.substr(equals + 1, end - equals - 1));
        rest.erase(0, end + 1);
    }
    settle();
    auto response = app_.call(std::move(request), actor(who));
    if (response.status >= 400) throw refusal(playing_, response);
    return json::parse(response.body).as_object();
}

json::array Story::all(std::string_view who, const std::string& path) {
    json::array items;
    for (std::string cursor;;) {
        auto page = get(who, path + (path.find('?') == std::string::npos ? "?" : "&") + "limit=200" +
                                 (cursor.empty() ? "" : "&cursor=" + cursor));
        for (auto& item : page.at("items").as_array()) items.push_back(item);
        cursor = text_of(page, "next");
        if (cursor.empty()) return items;
    }
}

std::string Story::upload(std::string_view who, std::string bytes) {
    settle();
    http::Request request;
    request.method = "PUT";
    auto id = new_id();
    request.path = "/api/v1/attachments/" + id;
    request.body = std::move(bytes);
    auto response = app_.call(std::move(request), actor(who));
    if (response.status >= 400) throw refusal(playing_, response);
    return id;
}

void Story::post(std::string_view who, const std::string& path, json::object body) {
    send(who, "POST", path, body);
}

void Story::patch(std::string_view who, const std::string& path, json::object body) {
    send(who, "PATCH", path, body);
}

void Story::create(std::string_view who, const std::string& kind, std::string_view key, json::object body) {
    body["id"] = remember(kind, key);
    post(who, "/api/v1/" + kind, std::move(body));
}

Content read_content() {
    Content content{
        read("modules/demo/content/town.json"), read("modules/demo/content/half-year.json"), "2022-07-01", {}};
    content.today = text_of(content.year, "until");
    return content;
}

const json::array& list_of(const json::object& content, std::string_view name) {
    return content.at(name).as_array();
}

unsigned dice(std::string_view words) {
    unsigned hash = 2166136261u;
    for (unsigned char c : words) hash = (hash ^ c) * 16777619u;
    return hash ^ (hash >> 15);
}

std::string monday_of(std::string_view day) {
    return period_of(Period::week, day).from;
}

Instant time_of(std::string_view day, double hour) {
    return start_of(day) + static_cast<Instant>(hour * 3'600'000);
}

}  // namespace zhenan::demo
