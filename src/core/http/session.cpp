// How a request comes in.
#include "core/http/session.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "core/id.h"
#include "core/text/text.h"

namespace zhenan::http {

namespace {
const FaultCode kBadRequest{Kind::invalid, "request.unreadable", "请求不完整或无法识别",
                            "The request is incomplete or unreadable"};
const FaultCode kTooSlow{Kind::too_slow, "request.too_slow", "请求传得太慢，没有收全；请检查网络后再提交",
                         "The request came too slowly and is not complete; check the network and send it again"};

// A body that is larger is read only for those who may send it.
constexpr std::size_t kFromAnybody = 16 << 10;
}  // namespace

Session::Session(Serving& serving, tcp::socket socket)
    : serving_(serving), stream_(std::move(socket)), timer_(stream_.get_executor()) {
    ++serving_.traffic.connections;
}

Session::~Session() {
    answering(false);
    --serving_.traffic.connections;
    if (streaming_) --serving_.traffic.streams;
}

void Session::read_header() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(serving_.limits.header));
    parser_->body_limit(64u << 20);
    stream_.expires_never();
    if (buffer_.size()) return read_fields();  // the next request came with the one before
    expire_at(steady_clock::now() + std::chrono::seconds(serving_.limits.idle_seconds));
    stream_.socket().async_wait(tcp::socket::wait_read, [self = shared_from_this()](beast::error_code error) {
        error ? self->on_header(error) : self->read_fields();
    });
}

// With its first byte a request's own time begins: one byte now and then keeps no connection open for longer.
void Session::read_fields() {
    expire_at(steady_clock::now() + std::chrono::seconds(serving_.limits.seconds));
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
    auto limit = serving_.app.body_limit(request_);
    auto length = parser_->content_length();
    if (length && *length > limit) return refuse(Fault(kTooLarge));
    parser_->body_limit(limit);
    if (large()) return ask_admission();
    begin_body();
}

bool Session::large() const {
    auto length = parser_->content_length();
    return length ? *length > kFromAnybody : parser_->chunked();
}

// Who sends much is asked first who that is. Whatever may be said against it is said before the body is read.
void Session::ask_admission() {
    timer_.expires_at(steady_clock::time_point::max());
    serving_.app.admit(request_, [self = shared_from_this()](std::optional<Response> refusal) {
        asio::post(self->stream_.get_executor(), [self, refusal = std::move(refusal)]() mutable {
            if (refusal) return self->refuse(std::move(*refusal));
            self->began_ = steady_clock::now();
            self->begin_body();
        });
    });
}

void Session::begin_body() {
    beast::error_code error;
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
    expire_at(began_ + std::chrono::seconds(serving_.limits.seconds) + std::chrono::seconds(arrived / kSlowest));
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
    ++serving_.traffic.requests;
    if (serving_.draining) return refuse(Fault(kStopping));
    answering(true);
    Response page;
    // Routes outside /api/ (health, metrics) come before the single page's own addresses.
    bool routed =
        request_.path.starts_with("/api/") || serving_.app.router().find(request_.method, request_.path).route;
    if (!routed && serving_.pages.answer(request_, page)) return respond(std::move(page));
    serving_.app.handle(request_, [self = shared_from_this()](Response response) {
        asio::post(self->stream_.get_executor(),
                   [self, response = std::move(response)]() mutable { self->respond(std::move(response)); });
    });
}

}  // namespace zhenan::http
