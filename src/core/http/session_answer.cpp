// How an answer goes out: at once, as a file, or as a stream that goes on.
#include <spdlog/spdlog.h>

#include <sstream>

#include "core/http/session.h"

namespace zhenan::http {

// A file on its way out: 64 KB at a time, each with a time limit of its own, so that a slow line is no fault.
struct Sending {
    bhttp::response<bhttp::file_body> message;
    std::optional<bhttp::response_serializer<bhttp::file_body>> serializer;
    std::shared_ptr<void> held;
};

namespace {
void add_security(bhttp::fields& fields) {
    fields.set("X-Content-Type-Options", "nosniff");
    fields.set("Referrer-Policy", "same-origin");
    fields.set("X-Frame-Options", "DENY");
}
}  // namespace

void Session::refuse(Response response) {
    keep_alive_ = false;
    refused_ = true;
    respond(std::move(response));
}

// Counted until the answer has left.
void Session::answering(bool yes) {
    if (answering_ == yes) return;
    answering_ = yes;
    serving_.traffic.answering += yes ? 1 : -1;
}

void Session::respond(Response response) {
    if (serving_.draining) keep_alive_ = false;
    if (response.stream) return begin_stream(std::move(response));
    if (!response.path.empty()) return send_file(std::move(response));
    auto took = std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - began_).count();
    serving_.traffic.microseconds += static_cast<std::uint64_t>(took);
    if (response.status >= 500) ++serving_.traffic.failures;
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
    stream_.expires_after(std::chrono::seconds(serving_.limits.seconds) + std::chrono::seconds(size / kSlowest));
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
    answering(false);
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
    stream_.expires_after(std::chrono::seconds(serving_.limits.seconds));
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
    answering(false);
    streaming_ = true;
    ++serving_.traffic.streams;
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

}  // namespace zhenan::http
