#include "core/http/app.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <future>
#include <system_error>

#include "core/http/receipt_store.h"
#include "core/id.h"

namespace zhenan::http {

namespace {

const FaultCode kNoRoute{Kind::not_found, "route.not_found", "没有这个地址", "There is nothing at this address"};
const FaultCode kNoMethod{Kind::invalid, "route.method", "这个地址不支持这种请求",
                          "This address does not take that method"};
const FaultCode kFirstPassword{Kind::forbidden, "account.first_password", "请先修改初始密码",
                               "Change the first password before going on"};

const FaultCode kNoCheck{
    Kind::invalid, "route.no_check", "这里不能只检查（check）；没有做任何事，请去掉 check 再提交",
    "Nothing can only be checked here (check); nothing was done. Leave check out and send it again"};
const FaultCode kCheck{Kind::invalid, "route.check", "check 只能是 1（只检查）或 0；没有做任何事",
                       "check is 1 (only check) or 0; nothing was done"};

App* the_app = nullptr;

Response failed(std::exception_ptr error, const Request& request) {
    try {
        std::rethrow_exception(error);
    } catch (const Fault& fault) {
        return problem(fault, request);
    } catch (const std::system_error& of_system) {
        // A folder that cannot be written, or where nothing fits any more.
        static const std::vector<int> of_disk = {ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EPERM, EIO};
        spdlog::error("{} {} {}: {}", request.id, request.method, request.path, of_system.what());
        bool disk = std::find(of_disk.begin(), of_disk.end(), of_system.code().value()) != of_disk.end();
        return problem(Fault(disk ? kFull : kInternal), request);
    } catch (const std::exception& unforeseen) {
        spdlog::error("{} {} {}: {}", request.id, request.method, request.path, unforeseen.what());
        return problem(Fault(kInternal), request);
    }
}

// Whoever wants only to check must never have written.
void look_for_check(const Route& route, const Request& request) {
    for (auto& [name, value] : request.query) {
        if (name != "check") continue;
        if (!route.may_check) throw Fault(kNoCheck);
        if (value != "0" && value != "1") throw Fault(kCheck);
    }
}

json::object read_input(const Route& route, const Schema& input, const Request& request) {
    look_for_check(route, request);
    if (route.bytes || request.method == "GET") return {};
    if (input.empty()) return {};
    if (request.body.empty()) return checked(input, {}, route.partial);
    auto value = parse_json(request.body);
    if (!value.is_object()) throw Fault(kInvalid, "提交的内容应是一个 JSON 对象", "The body must be a JSON object");
    return checked(input, value.as_object(), route.partial);
}

// A repeated POST with the same id and body gets the first answer again; another body is refused. Where the database is
// far away (`hopeful`), the receipt is looked for only after something was refused: hardly any submission is repeated,
// and one that is can't keep a second receipt, is taken back and comes here again.
Response with_receipt(const Route& route, Call& call, bool hopeful) {
    bool creates = call.request.method == "POST" && find_field(route.input, "id");
    if (!creates) return route.handler(call);
    auto id = text_of(call.input, "id");
    if (id.empty()) {
        call.input["id"] = new_id();
        return route.handler(call);
    }
    // It has written nothing: the same body is sent again to do it.
    if (route.may_check && call.request.only_checks()) return route.handler(call);
    auto hash = sha256(call.request.body);
    auto earlier = [&]() -> std::optional<Response> {
        auto receipt = find_receipt(call.db, id);
        if (!receipt) return {};
        if (receipt->actor != call.actor.account_id || receipt->route != call.request.path || receipt->hash != hash)
            throw Fault(kConflict);
        Response again;
        again.status = 200;
        again.body = receipt->answer;
        return again;
    };
    if (!hopeful)
        if (auto again = earlier()) return *again;
    Response response;
    auto writes = call.db.writes();
    try {
        response = route.handler(call);
    } catch (const Fault&) {
        // What was half written has to be taken back first.
        if (!hopeful || call.db.writes() != writes) throw;
        if (auto again = earlier()) return *again;
        throw;
    }
    keep_receipt(call.db, {id, call.actor.account_id, call.request.path, hash, response.status, response.body},
                 call.now());
    return response;
}

// Who came with a first password may look at oneself, change it and go.
bool before_first_password(const Route& route) {
    return route.path == "/api/v1/me/password" || (route.path == "/api/v1/me" && route.method == "GET") ||
           route.path == "/api/v1/sessions/current";
}

Response without_transaction(const Route& route, const Request& request, const Actor& actor, const Clock& clock,
                             std::vector<std::string> path, json::object input) {
    struct None : db::Connection {
        db::Engine engine() const override { return db::Engine::sqlite; }
        std::int64_t query(std::string_view, std::span<const db::Param>, const db::OnRow&) override {
            throw std::logic_error("this route has no transaction");
        }
        void execute(std::string_view) override { throw std::logic_error("this route has no transaction"); }
    } none;
    Call call{request, actor, none, clock, std::move(path), std::move(input)};
    return route.handler(call);
}

}  // namespace

void allow(const Route& route, const Actor& actor) {
    if (route.roles == kAnyone) return;
    if (actor.account_id.empty()) throw Fault(kUnauthenticated);
    if (route.roles == kSignedIn) return;
    if (!actor.has_any(route.roles)) throw Fault(kForbidden);
}

App::App(db::Store& store, Clock& clock, std::size_t workers) : store_(store), clock_(clock), workers_(workers) {
    the_app = this;
    Routes::add_all(router_);
}

App* App::current() {
    return the_app;
}

void App::stop() {
    workers_.join();
    slow_.join();
}

std::size_t App::body_limit(const Request& request) const {
    auto match = router_.find(request.method, request.path);
    return match.route && match.route->bytes ? 64u << 20 : 2u << 20;
}

void App::handle(Request request, std::function<void(Response)> answer) {
    bool writes = request.method != "GET" && request.method != "HEAD";
    if (writes) ++store_.arriving();
    boost::asio::post(workers_, [this, writes, request = std::move(request), answer = std::move(answer)]() mutable {
        struct Arrived {
            std::atomic<int>* n;
            ~Arrived() {
                if (n) --*n;
            }
        } arrived{writes ? &store_.arriving() : nullptr};
        serve(std::move(request), nullptr, std::move(answer));
    });
}

Response App::call(Request request, const Actor& actor) {
    std::promise<Response> promise;
    call(std::move(request), actor, [&](Response response) { promise.set_value(std::move(response)); });
    return promise.get_future().get();
}

void App::call(Request request, const Actor& actor, std::function<void(Response)> answer) {
    if (request.id.empty()) request.id = "local";
    serve(std::move(request), &actor, std::move(answer));
}

// A request without a route, or with a wrong method: said with the rest.
void App::admit(Request header, std::function<void(std::optional<Response>)> answer) {
    boost::asio::post(workers_, [this, header = std::move(header), answer = std::move(answer)] {
        try {
            auto match = router_.find(header.method, header.path);
            if (match.route && match.route->roles != kAnyone)
                store_.read([&](db::Connection& db) { admitted(*match.route, db, header, nullptr); });
        } catch (...) {
            return answer(failed(std::current_exception(), header));
        }
        answer({});
    });
}

Actor App::admitted(const Route& route, db::Connection& db, const Request& request, const Actor* known) {
    Actor actor;
    if (known)
        actor = *known;
    else if (route.roles != kAnyone)
        actor = authenticate(*this, db, request);
    allow(route, actor);
    if (actor.must_change_password && route.roles != kAnyone && !before_first_password(route))
        throw Fault(kFirstPassword);
    return actor;
}

void App::serve(Request plain, const Actor* known, std::function<void(Response)> answer) {
    auto request = std::make_shared<Request>(std::move(plain));
    try {
        auto match = router_.find(request->method == "HEAD" ? "GET" : request->method, request->path);
        if (!match.route) {
            if (match.allowed.empty()) throw Fault(kNoRoute);
            auto response = problem(Fault(kNoMethod), *request, 405);
            response.headers.emplace_back("Allow", match.allowed);
            return answer(std::move(response));
        }
        serve_matched(*match.route, std::move(match.path), request, known, answer);
    } catch (...) {
        answer(failed(std::current_exception(), *request));
    }
}

void App::serve_matched(const Route& route, std::vector<std::string> path, std::shared_ptr<Request> request,
                        const Actor* known, std::function<void(Response)> answer) {
    auto actor = std::make_shared<Actor>();
    auto admit = [&](db::Connection& db) { *actor = admitted(route, db, *request, known); };
    if (route.mode == Mode::read) {
        Response response;
        store_.read([&](db::Connection& db) {
            admit(db);
            Call call{*request, *actor, db, clock_, std::move(path), read_input(route, route.input, *request)};
            response = route.handler(call);
        });
        return answer(std::move(response));
    }
    Schema live;
    if (known || route.roles == kAnyone) {
        if (known) *actor = *known;
        allow(route, *actor);
    } else if (!route.live_input) {
        store_.read(admit);
    }
    if (route.live_input)
        store_.read([&](db::Connection& db) {
            if (!known) admit(db);
            live = route.live_input(db, *actor, path);
        });
    auto input = read_input(route, route.live_input ? live : route.input, *request);
    if (route.mode == Mode::free) return answer(without_transaction(route, *request, *actor, clock_, path, input));
    if (route.mode == Mode::slow) {
        boost::asio::post(
            slow_, [this, &route, request, actor, answer, path = std::move(path), input = std::move(input)]() mutable {
                Response response;
                try {
                    response = without_transaction(route, *request, *actor, clock_, path, input);
                } catch (...) {
                    response = failed(std::current_exception(), *request);
                }
                answer(std::move(response));
            });
        return;
    }
    auto response = std::make_shared<Response>();
    store_.submit({[this, &route, request, actor, response, path = std::move(path), input = std::move(input),
                    live = std::move(live), anew = false](db::Connection& db) mutable {
                       if (anew) input = read_input(route, route.live_input ? live : route.input, *request);
                       bool hopeful = !anew && db.engine() == db::Engine::postgres;
                       anew = true;
                       Call call{*request, *actor, db, clock_, path, std::move(input)};
                       *response = with_receipt(route, call, hopeful);
                   },
                   [request, response, answer](std::exception_ptr error) {
                       answer(error ? failed(error, *request) : std::move(*response));
                   },
                   true});
}

}  // namespace zhenan::http
