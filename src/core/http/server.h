// The socket side: Beast and Asio behind plain requests and answers, with limits on header, body, time and connections.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "core/http/app.h"
#include "core/http/pages.h"

namespace zhenan::http {

struct Limits {
    std::size_t header = 16 << 10;
    int seconds = 30;       // for a request to arrive, and for an answer to leave
    int idle_seconds = 75;  // between requests of one connection
    std::size_t connections = 4000;
};

struct Traffic {
    std::atomic<std::uint64_t> requests{0}, failures{0}, refused{0};
    std::atomic<std::int64_t> connections{0}, streams{0}, answering{0};
    std::atomic<std::uint64_t> microseconds{0};
};

class Server {
public:
    Server(App& app, const Pages& pages, std::string address, unsigned short port, Limits limits = {}, int threads = 2);
    ~Server();
    /// Listens and serves until stop(). Throws Fault server.port_taken.
    void run();
    /// No connection is taken any more and no request begun; what is being answered goes on.
    void drain();
    /// Waits until everybody has the answer, at most so long.
    void await_answers(std::chrono::milliseconds at_most) const;
    void stop();  // safe from a signal handler's thread
    unsigned short port() const;
    const Traffic& traffic() const;
    struct Inner;

private:
    std::unique_ptr<Inner> inner_;
};

}  // namespace zhenan::http
