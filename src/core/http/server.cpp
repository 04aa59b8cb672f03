#include "core/http/server.h"

#include <spdlog/spdlog.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/strand.hpp>
#include <thread>

#include "core/http/session.h"

namespace zhenan::http {

namespace {
const FaultCode kPortTaken{Kind::conflict, "server.port_taken",
                           "端口已被占用；请用 --port 换一个，或先停掉占用它的程序",
                           "The port is taken; choose another with --port or stop the program that holds it"};
}  // namespace

struct Server::Inner {
    Serving serving;  // sessions count in it until the last is gone with io
    int threads;
    asio::io_context io;
    // While it drains nothing may be waited for here: answers still come, from other threads.
    asio::executor_work_guard<asio::io_context::executor_type> until_stopped{io.get_executor()};
    tcp::acceptor acceptor{io};
    asio::steady_timer pause{io};

    Inner(App& app, const Pages& pages, Limits limits, int threads)
        : serving{app, pages, limits}, threads(threads), io(threads) {}
    void accept();
    void admit(tcp::socket socket);
    void work();
};

void Server::Inner::accept() {
    acceptor.async_accept(asio::make_strand(io), [this](beast::error_code error, tcp::socket socket) {
        if (error == asio::error::operation_aborted || serving.draining) return;
        if (!error) {
            admit(std::move(socket));
            return accept();
        }
        // No file descriptor is left, say. Asking again at once would only burn the processor.
        spdlog::warn("no connection can be taken: {}", error.message());
        pause.expires_after(std::chrono::milliseconds(100));
        pause.async_wait([this](beast::error_code stopped) {
            if (!stopped && !serving.draining) accept();
        });
    });
}

void Server::Inner::admit(tcp::socket socket) {
    beast::error_code error;
    if (serving.traffic.connections < static_cast<std::int64_t>(serving.limits.connections)) {
        socket.set_option(tcp::no_delay(true), error);
        std::make_shared<Session>(serving, std::move(socket))->start();
        return;
    }
    ++serving.traffic.refused;
    static const std::string busy =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    socket.non_blocking(true, error);
    socket.write_some(asio::buffer(busy), error);
}

// One connection that goes wrong ends only itself.
void Server::Inner::work() {
    while (!io.stopped()) try {
            io.run();
        } catch (const std::exception& error) {
            spdlog::error("a connection failed: {}", error.what());
        }
}

Server::Server(App& app, const Pages& pages, std::string address, unsigned short port, Limits limits, int threads)
    : inner_(std::make_unique<Inner>(app, pages, limits, threads)) {
    try {
        tcp::endpoint endpoint(asio::ip::make_address(address), port);
        inner_->acceptor.open(endpoint.protocol());
        inner_->acceptor.set_option(asio::socket_base::reuse_address(true));
        inner_->acceptor.bind(endpoint);
        inner_->acceptor.listen();
    } catch (const boost::system::system_error& error) {
        if (error.code() == asio::error::address_in_use) throw Fault(kPortTaken);
        throw;
    }
}

Server::~Server() = default;

void Server::run() {
    inner_->accept();
    std::vector<std::thread> threads;
    for (int i = 1; i < inner_->threads; ++i) threads.emplace_back([this] { inner_->work(); });
    inner_->work();
    for (auto& thread : threads) thread.join();
}

void Server::drain() {
    inner_->serving.draining = true;
    asio::post(inner_->io, [this] {
        beast::error_code ignored;
        inner_->acceptor.close(ignored);
    });
}

void Server::await_answers(std::chrono::milliseconds at_most) const {
    for (auto until = steady_clock::now() + at_most;
         inner_->serving.traffic.answering > 0 && steady_clock::now() < until;)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

void Server::stop() {
    asio::post(inner_->io, [this] {
        beast::error_code ignored;
        inner_->acceptor.close(ignored);
        inner_->io.stop();
    });
}

unsigned short Server::port() const {
    return inner_->acceptor.local_endpoint().port();
}
const Traffic& Server::traffic() const {
    return inner_->serving.traffic;
}

}  // namespace zhenan::http
