// One connection: reads requests within limits, sends answers. Beast and Asio show in the session and server files
// alone.
#pragma once

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "core/http/server.h"

namespace zhenan::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using tcp = asio::ip::tcp;
using std::chrono::steady_clock;

/// What all connections share.
struct Serving {
    App& app;
    const Pages& pages;
    Limits limits;
    Traffic traffic = {};
    std::atomic<bool> draining = false;
};

// Bytes in a second. Who is faster than this, on the whole, is not cut off, however large what is sent.
inline constexpr std::size_t kSlowest = 8 << 10;
struct Sending;

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(Serving& serving, tcp::socket socket);
    ~Session();
    void start() { read_header(); }

private:
    void read_header();
    void read_fields();
    void on_header(beast::error_code error);
    bool large() const;
    void ask_admission();
    void begin_body();
    void read_body(std::size_t arrived);
    void expire_at(steady_clock::time_point when);
    void on_request(beast::error_code error);
    void respond(Response response);
    void send_file(Response response);
    void write_file(const std::shared_ptr<Sending>& sending);
    void answered(beast::error_code error);
    void dress(bhttp::fields& fields, const Response& response) const;
    void begin_stream(Response response);
    void queue_chunk(std::string chunk);
    void write_chunk();
    void answering(bool yes);
    void refuse(const Fault& fault) { refuse(problem(fault, request_)); }
    void refuse(Response response);
    void discard();
    void close();
    bool translate();

    Serving& serving_;
    beast::tcp_stream stream_;
    asio::steady_timer timer_;  // of the stream's reads: after its own timeouts nothing could be answered
    bool expired_ = false;
    beast::flat_buffer buffer_;
    std::optional<bhttp::request_parser<bhttp::string_body>> parser_;
    Request request_;
    bool keep_alive_ = true, head_ = false;
    steady_clock::time_point began_;
    std::shared_ptr<bhttp::response<bhttp::string_body>> answer_;
    std::shared_ptr<bhttp::response<bhttp::empty_body>> stream_head_;
    std::deque<std::string> chunks_;
    std::atomic<bool> closed_ = false;  // asked by those who send into a stream
    bool answering_ = false, streaming_ = false, ending_ = false, refused_ = false;
    std::size_t discarded_ = 0;
};

}  // namespace zhenan::http
