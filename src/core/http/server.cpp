#include "core/http/server.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <chrono>
#include <deque>
#include <thread>

#include "core/id.h"
#include "core/text/text.h"

namespace zhenan::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using tcp = asio::ip::tcp;
using std::chrono::steady_clock;

namespace {
const FaultCode kPortTaken{Kind::conflict, "server.port_taken",
                           "端口已被占用；请用 --port 换一个，或先停掉占用它的程序",
                           "The port is taken; choose another with --port or stop the program that holds it"};
const FaultCode kBadRequest{Kind::invalid, "request.unreadable", "请求不完整或无法识别",
                            "The request is incomplete or unreadable"};
const FaultCode kTooSlow{Kind::too_slow, "request.too_slow", "请求传得太慢，没有收全；请检查网络后再提交",
                         "The request came too slowly and is not complete; check the network and send it again"};

// Bytes in a second. Who is faster than this, on the whole, is not cut off, however large what is sent.
constexpr std::size_t kSlowest = 8 << 10;

void add_security(bhttp::fields& fields) {
    fields.set("X-Content-Type-Options", "nosniff");
    fields.set("Referrer-Policy", "same-origin");
    fields.set("X-Frame-Options", "DENY");
}
}  // namespace

struct Server::Inner {
    App& app;
    const Pages& pages;
    Limits limits;
    int threads;
    Traffic traffic;  // sessions count in it until the last is gone with io
    asio::io_context io;
    tcp::acceptor acceptor{io};
    asio::steady_timer pause{io};

    Inner(App& app, const Pages& pages, Limits limits, int threads)
        : app(app), pages(pages), limits(limits), threads(threads), io(threads) {}
    void accept();
    void admit(tcp::socket socket);
    void work();
};

namespace {

// A file on its way out: 64 KB at a time, each with a time limit of its own, so that a slow line is no fault.
struct Sending {
    bhttp::response<bhttp::file_body> message;
    std::optional<bhttp::response_serializer<bhttp::file_body>> serializer;
    std::shared_ptr<void> held;
};

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(Server::Inner* inner, tcp::socket socket);
    ~Session();
    void start() { read_header(); }

private:
    void read_header();
    void on_header(beast::error_code error);
    void read_body(std::size_t arrived);
    void expire_at(steady_clock::time_point when);
    void on_request(beast::error_code error);
    void respond(Response response);
    void send_file(Response response);
    void write_file(const std::shared_ptr<struct Sending>& sending);
    void answered(beast::error_code error);
    void dress(bhttp::fields& fields, const Response& response) const;
    void begin_stream(Response response);
    void queue_chunk(std::string chunk);
    void write_chunk();
    void refuse(const Fault& fault);
    void discard();
    void close();
    bool translate();

    Server::Inner& inner_;
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
    bool streaming_ = false, ending_ = false, refused_ = false;
    std::size_t discarded_ = 0;
};

Session::Session(Server::Inner* inner, tcp::socket socket)
    : inner_(*inner), stream_(std::move(socket)), timer_(stream_.get_executor()) {
    ++inner_.traffic.connections;
}

Session::~Session() {
    --inner_.traffic.connections;
    if (streaming_) --inner_.traffic.streams;
}

void Session::read_header() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(inner_.limits.header));
    parser_->body_limit(64u << 20);
    stream_.expires_never();
    expire_at(steady_clock::now() + std::chrono::seconds(inner_.limits.idle_seconds));
    bhttp::async_read_header(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](beast::error_code error, std::size_t) { self->on_header(error); });
}

bool Session::translate() {
    auto& message = parser_->get();
    request_ = {};
    request_.id = new_id().substr(0, 18);
    request_.method = std::string(message.method_string());
    auto parsed = boost::urls::parse_origin_form(message.target());
    if (!parsed) return false;
    for (auto segment : parsed->segments()) request_.path += "/" + segment;
    if (request_.path.empty()) request_.path = "/";
    for (auto parameter : parsed->params()) request_.query.emplace_back(parameter.key, parameter.value);
    // Nothing else is text: PostgreSQL would refuse it far from here.
    auto readable = [](const std::string& text) {
        return text::valid_utf8(text) && text.find('\0') == std::string::npos;
    };
    if (!readable(request_.path)) return false;
    for (auto& [name, value] : request_.query)
        if (!readable(name) || !readable(value)) return false;
    for (auto& field : message) {
        std::string name(field.name_string());
        for (auto& c : name) c = static_cast<char>(std::tolower(c));
        request_.headers[name] = std::string(field.value());
    }
    beast::error_code ignored;
    request_.peer = stream_.socket().remote_endpoint(ignored).address().to_string();
    keep_alive_ = message.keep_alive();
    head_ = request_.method == "HEAD";
    return true;
}

// What is being read when the time is up ends with operation_aborted; the connection stays, for an answer.
void Session::expire_at(steady_clock::time_point when) {
    timer_.expires_at(when);
    timer_.async_wait([weak = weak_from_this()](beast::error_code error) {
        auto self = weak.lock();
        if (error || !self || self->timer_.expiry() > steady_clock::now()) return;
        self->expired_ = true;
        self->stream_.cancel();
    });
}

void Session::on_header(beast::error_code error) {
    began_ = steady_clock::now();
    if (error) {
        request_ = {};
        request_.id = new_id().substr(0, 18);
    }
    if (expired_ && parser_->got_some()) return refuse(Fault(kTooSlow));
    if (expired_ || error == bhttp::error::end_of_stream || error == asio::error::operation_aborted) return close();
    if (error == bhttp::error::header_limit || error == bhttp::error::body_limit) return refuse(Fault(kTooLarge));
    if (error) {
        // A connection that broke needs no answer; a message that can't be read gets one.
        if (error.category() == make_error_code(bhttp::error::bad_method).category()) return refuse(Fault(kBadRequest));
        return close();
    }
    if (!translate()) return refuse(Fault(kBadRequest));
    auto limit = inner_.app.body_limit(request_);
    auto length = parser_->content_length();
    if (length && *length > limit) return refuse(Fault(kTooLarge));
    parser_->body_limit(limit);
    if (beast::iequals(parser_->get()[bhttp::field::expect], "100-continue")) {
        static const std::string go = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::write(stream_.socket(), asio::buffer(go), error);
    }
    read_body(0);
}

// The time that is left grows with what arrives: a photo over a slow line comes through, a connection that is only held
// does not.
void Session::read_body(std::size_t arrived) {
    if (parser_->is_done()) return on_request({});
    expire_at(began_ + std::chrono::seconds(inner_.limits.seconds) + std::chrono::seconds(arrived / kSlowest));
    bhttp::async_read_some(stream_, buffer_, *parser_,
                           [self = shared_from_this(), arrived](beast::error_code error, std::size_t bytes) {
                               if (error) return self->on_request(error);
                               self->read_body(arrived + bytes);
                           });
}

void Session::on_request(beast::error_code error) {
    timer_.expires_at(steady_clock::time_point::max());
    if (error && expired_) return refuse(Fault(kTooSlow));
    if (error == bhttp::error::body_limit) return refuse(Fault(kTooLarge));
    if (error) return close();
    request_.body = std::move(parser_->get().body());
    // While a request is worked on, nothing reads the socket: a look at it tells whether anybody is there.
    request_.gone = [handle = stream_.socket().native_handle()] {
        char byte = 0;
        auto got = recv(handle, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
    };
    stream_.expires_never();
    ++inner_.traffic.requests;
    Response page;
    // Routes outside /api/ (health, metrics) come before the single page's own addresses.
    bool routed = request_.path.starts_with("/api/") || inner_.app.router().find(request_.method, request_.path).route;
    if (!routed && inner_.pages.answer(request_, page)) return respond(std::move(page));
    inner_.app.handle(request_, [self = shared_from_this()](Response response) {
        asio::post(self->stream_.get_executor(),
                   [self, response = std::move(response)]() mutable { self->respond(std::move(response)); });
    });
}

void Session::refuse(const Fault& fault) {
    keep_alive_ = false;
    refused_ = true;
    respond(problem(fault, request_));
}

void Session::respond(Response response) {
    if (response.stream) return begin_stream(std::move(response));
    if (!response.path.empty()) return send_file(std::move(response));
    auto took = std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - began_).count();
    inner_.traffic.microseconds += static_cast<std::uint64_t>(took);
    if (response.status >= 500) ++inner_.traffic.failures;
    if (request_.path.starts_with("/api/"))
        spdlog::info("{} {} {} {} {}us {}", request_.id, request_.method, request_.path, response.status, took,
                     request_.peer);
    answer_ = std::make_shared<bhttp::response<bhttp::string_body>>();
    answer_->version(11);
    answer_->result(static_cast<unsigned>(response.status));
    if (response.status != 304) answer_->set(bhttp::field::content_type, response.type);
    dress(*answer_, response);
    answer_->keep_alive(keep_alive_);
    auto size = response.body.size();
    if (!head_) answer_->body() = std::move(response.body);
    answer_->content_length(size);
    stream_.expires_after(std::chrono::seconds(inner_.limits.seconds) + std::chrono::seconds(size / kSlowest));
    auto done = [self = shared_from_this()](beast::error_code error, std::size_t) { self->answered(error); };
    if (head_) {
        auto serializer = std::make_shared<bhttp::response_serializer<bhttp::string_body>>(*answer_);
        bhttp::async_write_header(stream_, *serializer,
                                  [serializer, done](beast::error_code error, std::size_t n) { done(error, n); });
    } else {
        bhttp::async_write(stream_, *answer_, done);
    }
}

void Session::dress(bhttp::fields& fields, const Response& response) const {
    fields.set("X-Request-Id", request_.id);
    add_security(fields);
    bool cached = false;
    for (auto& [name, value] : response.headers) {
        fields.insert(name, value);
        cached |= name == "Cache-Control";
    }
    if (!cached) fields.set(bhttp::field::cache_control, "no-store");
}

void Session::answered(beast::error_code error) {
    answer_.reset();
    if (!error && refused_) return discard();
    if (error || !keep_alive_) return close();
    read_header();
}

void Session::send_file(Response response) {
    auto sending = std::make_shared<Sending>();
    beast::error_code error;
    bhttp::file_body::value_type file;
    file.open(response.path.c_str(), beast::file_mode::scan, error);
    if (error) return respond(problem(Fault(kInternal), request_));
    sending->held = std::move(response.held);
    auto& message = sending->message;
    message.version(11);
    message.result(static_cast<unsigned>(response.status));
    message.set(bhttp::field::content_type, response.type);
    dress(message, response);
    message.keep_alive(keep_alive_);
    message.content_length(file.size());
    message.body() = std::move(file);
    spdlog::info("{} {} {} {} file {}", request_.id, request_.method, request_.path, response.status, request_.peer);
    sending->serializer.emplace(message);
    if (head_) sending->serializer->split(true);
    write_file(sending);
}

void Session::write_file(const std::shared_ptr<Sending>& sending) {
    stream_.expires_after(std::chrono::seconds(inner_.limits.seconds));
    auto done = [self = shared_from_this(), sending](beast::error_code error, std::size_t) {
        bool over = self->head_ ? sending->serializer->is_header_done() : sending->serializer->is_done();
        if (error || over) return self->answered(error);
        self->write_file(sending);
    };
    bhttp::async_write_some(stream_, *sending->serializer, done);
}

// Closing while the client still sends would reset the connection before it has read why it was refused.
void Session::discard() {
    if (!closed_) {
        beast::error_code ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        stream_.expires_after(std::chrono::seconds(5));
    }
    closed_ = true;
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(64 << 10),
                            [self = shared_from_this()](beast::error_code error, std::size_t bytes) {
                                self->discarded_ += bytes;
                                if (!error && self->discarded_ < (64u << 20)) self->discard();
                            });
}

void Session::begin_stream(Response response) {
    streaming_ = true;
    ++inner_.traffic.streams;
    parser_.reset();
    request_.body.clear();
    stream_head_ = std::make_shared<bhttp::response<bhttp::empty_body>>(bhttp::status::ok, 11);
    stream_head_->set(bhttp::field::content_type, response.type);
    stream_head_->set(bhttp::field::cache_control, "no-store");
    stream_head_->set("X-Accel-Buffering", "no");
    stream_head_->keep_alive(false);
    add_security(*stream_head_);
    std::ostringstream head;
    head << stream_head_->base();
    stream_head_.reset();
    queue_chunk(head.str());
    std::weak_ptr<Session> weak = shared_from_this();
    response.stream([weak](std::string chunk) {
        auto self = weak.lock();
        if (!self || self->closed_) return false;
        asio::post(self->stream_.get_executor(),
                   [self, chunk = std::move(chunk)]() mutable { self->queue_chunk(std::move(chunk)); });
        return true;
    });
    // Reading is the only way to notice that the client has gone; this also keeps the session alive.
    auto watch = std::make_shared<std::array<char, 64>>();
    stream_.async_read_some(asio::buffer(*watch),
                            [self = shared_from_this(), watch](beast::error_code, std::size_t) { self->close(); });
}

void Session::queue_chunk(std::string chunk) {
    if (closed_) return;
    if (chunk.empty()) {
        ending_ = true;
        if (chunks_.empty()) close();
        return;
    }
    // A client that doesn't read is cut off; it takes up again at its Last-Event-ID.
    if (chunks_.size() > 200) return close();
    chunks_.push_back(std::move(chunk));
    if (chunks_.size() == 1) write_chunk();
}

void Session::write_chunk() {
    asio::async_write(stream_, asio::buffer(chunks_.front()),
                      [self = shared_from_this()](beast::error_code error, std::size_t) {
                          if (error) return self->close();
                          self->chunks_.pop_front();
                          if (!self->chunks_.empty()) return self->write_chunk();
                          if (self->ending_) self->close();
                      });
}

void Session::close() {
    if (closed_) return;
    closed_ = true;
    timer_.expires_at(steady_clock::time_point::max());
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    if (streaming_) stream_.socket().close(ignored);
}

}  // namespace

void Server::Inner::accept() {
    acceptor.async_accept(asio::make_strand(io), [this](beast::error_code error, tcp::socket socket) {
        if (error == asio::error::operation_aborted) return;
        if (!error) {
            admit(std::move(socket));
            return accept();
        }
        // No file descriptor is left, say. Asking again at once would only burn the processor.
        spdlog::warn("no connection can be taken: {}", error.message());
        pause.expires_after(std::chrono::milliseconds(100));
        pause.async_wait([this](beast::error_code stopped) {
            if (!stopped) accept();
        });
    });
}

void Server::Inner::admit(tcp::socket socket) {
    beast::error_code error;
    if (traffic.connections < static_cast<std::int64_t>(limits.connections)) {
        socket.set_option(tcp::no_delay(true), error);
        std::make_shared<Session>(this, std::move(socket))->start();
        return;
    }
    ++traffic.refused;
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
    return inner_->traffic;
}

}  // namespace zhenan::http
