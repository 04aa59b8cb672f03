// One request's way: route, session, role, input, transaction, handler, receipt, answer. The one place that catches a
// Fault.
#pragma once

#include <boost/asio/thread_pool.hpp>

#include "core/db/store.h"
#include "core/http/http.h"

namespace zhenan::http {

class App {
public:
    App(db::Store& store, Clock& clock, std::size_t workers = 4);

    /// Who the request's session belongs to; throws Fault kUnauthenticated. Set by the part that keeps accounts.
    std::function<Actor(App&, db::Connection&, const Request&)> authenticate;
    /// The same without counting as use, and without throwing: for streams that stay open.
    std::function<std::optional<Actor>(App&, db::Connection&, const Request&)> still_signed_in;

    /// Answers on another thread, after the commit where something was written.
    void handle(Request request, std::function<void(Response)> answer);
    /// The same, in this process and waiting: imports, the demo town, the command line.
    Response call(Request request, const Actor& actor);
    /// The same without waiting: writes keep the order in which they are sent and share commits.
    void call(Request request, const Actor& actor, std::function<void(Response)> answer);
    /// Whether the sender may call the route at all, by the header alone; answers on another thread, with what to say
    /// if not.
    void admit(Request header, std::function<void(std::optional<Response>)> answer);
    /// How large a body may be, before it is read.
    std::size_t body_limit(const Request& request) const;
    void stop();

    db::Store& store() { return store_; }
    Clock& clock() { return clock_; }
    const Router& router() const { return router_; }
    boost::asio::thread_pool& workers() { return workers_; }
    /// For what takes seconds: imports, exports. Requests are not kept waiting by it.
    boost::asio::thread_pool& slow_workers() { return slow_; }
    static App* current();  // for Mode::free handlers

private:
    Actor admitted(const Route& route, db::Connection& db, const Request& request, const Actor* known);
    void serve(Request request, const Actor* known, std::function<void(Response)> answer);
    void serve_matched(const Route& route, std::vector<std::string> path, std::shared_ptr<Request> request,
                       const Actor* known, std::function<void(Response)> answer);

    db::Store& store_;
    Clock& clock_;
    Router router_;
    boost::asio::thread_pool workers_;
    boost::asio::thread_pool slow_{2};
};

/// May the actor call it? Throws Fault.
void allow(const Route& route, const Actor& actor);

}  // namespace zhenan::http
