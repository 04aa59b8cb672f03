#include "core/http/server.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <thread>

namespace zhenan::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// A server without a town that waits a second for a request.
class SlowSenders : public testing::Test {
protected:
    SlowSenders() {
        thread_ = std::thread([this] { server_.run(); });
    }
    ~SlowSenders() override {
        server_.stop();
        thread_.join();
        app_.stop();
        store_.stop();
        std::filesystem::remove_all(folder_);
    }

    tcp::socket connected() {
        tcp::socket socket(io_);
        socket.connect({asio::ip::address_v4::loopback(), server_.port()});
        return socket;
    }
    /// What the server says until it closes.
    static std::string heard(tcp::socket& socket) {
        std::string said;
        boost::system::error_code end;
        asio::read(socket, asio::dynamic_buffer(said), end);
        return said;
    }
    std::string answer_to(const std::string& sent) {
        auto socket = connected();
        asio::write(socket, asio::buffer(sent));
        return heard(socket);
    }

private:
    std::string make_folder() {
        std::string name = std::filesystem::temp_directory_path() / "zhenan-server-XXXXXX";
        return mkdtemp(name.data());
    }

    std::string folder_ = make_folder();
    asio::io_context io_;
    Clock clock_;
    db::Store store_{{.folder = folder_}};
    App app_{store_, clock_, 1};
    Pages pages_{{}};
    Server server_{app_, pages_, "127.0.0.1", 0, {.seconds = 1, .idle_seconds = 1}, 1};
    std::thread thread_;
};

TEST_F(SlowSenders, AHeaderThatDoesNotEndIsAnsweredAndClosed) {
    auto said = answer_to("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    EXPECT_TRUE(said.starts_with("HTTP/1.1 408 ")) << said;
    EXPECT_NE(said.find("request.too_slow"), said.npos) << said;
    EXPECT_NE(said.find("Connection: close"), said.npos) << said;
}

TEST_F(SlowSenders, ABodyThatDoesNotEndIsAnsweredAndClosed) {
    auto said = answer_to("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"username\":");
    EXPECT_TRUE(said.starts_with("HTTP/1.1 408 ")) << said;
    EXPECT_NE(said.find("request.too_slow"), said.npos) << said;
}

TEST_F(SlowSenders, AConnectionThatSaysNothingIsClosedWithoutAWord) {
    auto socket = connected();
    EXPECT_EQ(heard(socket), "");
}

TEST_F(SlowSenders, OthersAreAnsweredMeanwhile) {
    auto slow = connected();
    asio::write(slow,
                asio::buffer(std::string("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")));
    auto said = answer_to("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(said.starts_with("HTTP/1.1 200 ")) << said;
}

TEST_F(SlowSenders, AConnectionIsUsedAgainAfterItsAnswer) {
    auto socket = connected();
    std::string get = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    asio::write(socket, asio::buffer(get + get + get));
    auto said = heard(socket);
    std::size_t answers = 0;
    for (auto at = said.find("HTTP/1.1 200"); at != said.npos; at = said.find("HTTP/1.1 200", at + 1)) ++answers;
    EXPECT_EQ(answers, 3u) << said;
}

}  // namespace
}  // namespace zhenan::http
