// Plain requests, answers and routes; no library's type shows here.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/actor.h"
#include "core/clock.h"
#include "core/db/db.h"
#include "core/field.h"

namespace zhenan::http {

struct Request {
    std::string method;
    std::string path;                                        // decoded
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
    std::map<std::string, std::string> headers;              // names in lower case
    std::string body;
    std::string id;  // goes into the log and into every error
    std::string peer;
    std::function<bool()> gone = {};  // has the client hung up? Asked by what takes long

    std::string header(const std::string& name) const {
        auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
    std::string parameter(std::string_view name) const {
        for (auto& [key, value] : query)
            if (key == name) return value;
        return {};
    }
    /// Asks what would be done, and does not want it done; only routes that declare it take this.
    bool only_checks() const { return parameter("check") == "1"; }
    /// The first language that the client names.
    bool english() const {
        auto language = header("accept-language").substr(0, 3);
        for (auto& c : language) c = static_cast<char>(c | 0x20);
        return language.starts_with("en") && (language.size() == 2 || !(language[2] >= 'a' && language[2] <= 'z'));
    }
};

/// Sends one chunk of an endless answer (server-sent events), or ends it with an empty one; false when the client has
/// gone.
using Send = std::function<bool(std::string)>;

struct Response {
    int status = 200;
    std::string type = "application/json; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::function<void(Send)> stream;  // set: the answer goes on; body is ignored
    std::string path;                  // set: the body is this file's content, read while it is sent
    std::shared_ptr<void> held;        // kept until it has left

    static Response of(const json::value& value, int status = 200);
    static Response attached(std::string path, std::shared_ptr<void> held, std::string type, const std::string& name);
    static Response file(std::string bytes, std::string type, const std::string& name);
};

/// What a handler is given. In read and write routes `db` is inside the transaction: a snapshot, or a savepoint of the
/// writer's batch; the answer leaves after the commit.
struct Call {
    const Request& request;
    const Actor& actor;
    db::Connection& db;
    const Clock& clock;
    std::vector<std::string> path;  // what stood for {id} ...
    json::object input;             // checked by the route's schema

    Instant now() const { return clock.now(); }
    std::string today() const { return clock.today(); }
};

enum class Mode {
    read,   // on a snapshot
    write,  // on the writer, in a savepoint, with a receipt if the input has an id
    free,   // no transaction; `db` must not be touched; may use the App's store
    slow,   // like free, beside the workers: what takes seconds
};

struct Route {
    std::string method, path;  // "/api/v1/hazards/{id}/recheck"
    std::string summary;
    std::vector<std::string> roles;  // who may call it; kAnyone, kSignedIn, or roles
    Mode mode = Mode::read;
    Schema input;   // a JSON object; empty = no body
    Schema output;  // empty = free form
    /// Set where the fields change while running: what the input may hold now, instead of `input`, which only
    /// describes. Throws when there is nothing at this path, or the actor may not.
    std::function<Schema(db::Connection&, const Actor&, const std::vector<std::string>& path)> live_input;
    bool bytes = false;      // the body is bytes, not JSON
    bool partial = false;    // PATCH: nothing is required
    bool may_check = false;  // takes ?check=1: says what would happen, and writes nothing
    std::string answer = "application/json";
    std::vector<std::string> parameters;  // names of query parameters
    std::function<Response(Call&)> handler;
};

inline const std::vector<std::string> kAnyone = {"*"};
inline const std::vector<std::string> kSignedIn = {"+"};

/// All routes; parts add theirs by a static Routes object.
class Router {
public:
    void add(Route route);
    struct Match {
        const Route* route = nullptr;
        std::vector<std::string> path;
        std::string allowed;  // no route, but the address has these methods: "GET, HEAD, POST"
    };
    Match find(std::string_view method, std::string_view path) const;
    const std::vector<std::unique_ptr<Route>>& all() const { return routes_; }

private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> next;
        std::unique_ptr<Node> any;
        std::map<std::string, std::unique_ptr<Node>, std::less<>> any_ending;  // {period}.docx
        std::map<std::string, const Route*, std::less<>> routes;
    };
    std::vector<std::unique_ptr<Route>> routes_;
    Node root_;
};

/// A static object of this type in an _api.cpp adds routes; no list names them.
struct Routes {
    explicit Routes(std::function<void(Router&)> add);
    static void add_all(Router& router);
};

/// The status of a kind of fault; the one place that knows.
int status_of(Kind kind);
/// RFC 9457; the status of the fault's kind unless one is given.
Response problem(const Fault& fault, const Request& request, int status = 0);
json::object open_api(const Router& router);

}  // namespace zhenan::http
