// Load: N connections that each send their next request as soon as the last is answered. Prints JSON.
//   zhenan_load PORT FILE CONNECTIONS SECONDS
// FILE: "METHOD PATH", then the session's token, then places (ids, parted by spaces), a line each; then the body.
// In the body @1@ to @9@ stand for fresh UUIDv7 ids and @place@ for the next place.
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <vector>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::duration;
using std::chrono::steady_clock;
using Error = boost::system::error_code;

std::string new_id() {
    static std::mt19937_64 random{std::random_device{}()};
    static const char digits[] = "0123456789abcdef";
    auto now = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
    std::uint64_t high = now << 16 | 0x7000 | (random() & 0xfff),
                  low = (random() & 0x3fffffffffffffff) | 0x8000000000000000;
    std::string id;
    for (int i = 0; i < 32; ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20) id += '-';
        id += digits[(i < 16 ? high : low) >> (60 - 4 * (i % 16)) & 15];
    }
    return id;
}

/// The request, cut at its placeholders.
struct Plan {
    std::string head, token;
    std::vector<std::string> places;
    std::vector<std::string> pieces;  // even: text; odd: what stands between @ and @
    std::size_t sent = 0;

    explicit Plan(const char* file) {
        std::ifstream in(file);
        std::string line, body;
        std::getline(in, head);
        std::getline(in, token);
        std::getline(in, line);
        std::istringstream words(line);
        while (words >> line) places.push_back(line);
        std::ostringstream rest;
        rest << in.rdbuf();
        body = rest.str();
        for (std::size_t at; (at = body.find('@')) != std::string::npos; body.erase(0, at + 1))
            pieces.push_back(body.substr(0, at));
        pieces.push_back(body);
    }

    std::string next() {
        std::string body, ids[10];
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (i % 2 == 0) {
                body += pieces[i];
            } else if (pieces[i] == "place") {
                body += places[sent % places.size()];
            } else {
                auto& id = ids[pieces[i][0] - '0'];
                if (id.empty()) id = new_id();
                body += id;
            }
        }
        ++sent;
        std::string text = head + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n";
        if (!body.empty())
            text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        return text + "\r\n" + body;
    }
};

struct Tally {
    std::vector<float> took;  // ms
    std::map<int, int> statuses;
    std::string refusal;
    bool counting = false, ended = false;
    int broken = 0;
};

class Line : public std::enable_shared_from_this<Line> {
public:
    Line(asio::io_context& io, Plan& plan, Tally& tally) : socket_(io), plan_(plan), tally_(tally) {}

    void start(unsigned short port) {
        socket_.connect({asio::ip::make_address("127.0.0.1"), port});
        socket_.set_option(tcp::no_delay(true));
        send();
    }

private:
    void send() {
        if (tally_.ended) return;
        out_ = plan_.next();
        in_.clear();
        began_ = steady_clock::now();
        asio::async_write(socket_, asio::buffer(out_), [self = shared_from_this()](Error error, std::size_t) {
            if (error) return self->lost();
            self->receive();
        });
    }

    void receive() {
        auto held = in_.size();
        in_.resize(held + 32768);
        socket_.async_read_some(asio::buffer(&in_[held], 32768),
                                [self = shared_from_this(), held](Error error, std::size_t n) {
                                    if (error) return self->lost();
                                    self->in_.resize(held + n);
                                    self->look();
                                });
    }

    void look() {
        auto end = in_.find("\r\n\r\n");
        if (end == std::string::npos) return receive();
        auto at = in_.find("Content-Length: ");
        auto length = at < end ? std::stoul(in_.substr(at + 16, 20)) : 0;
        if (in_.size() < end + 4 + length) return receive();
        int status = std::stoi(in_.substr(9, 3));
        if (tally_.counting) {
            tally_.took.push_back(duration<float, std::milli>(steady_clock::now() - began_).count());
            ++tally_.statuses[status];
        }
        if (status >= 300 && tally_.refusal.empty()) tally_.refusal = in_.substr(end + 4, 600);
        send();
    }

    void lost() {
        if (!tally_.ended) ++tally_.broken;
    }

    tcp::socket socket_;
    Plan& plan_;
    Tally& tally_;
    std::string out_, in_;
    steady_clock::time_point began_;
};

}  // namespace

int main(int count, char** values) {
    if (count != 5) {
        std::cerr << "zhenan_load PORT FILE CONNECTIONS SECONDS\n";
        return 2;
    }
    asio::io_context io(1);
    Plan plan(values[2]);
    Tally tally;
    double seconds = std::stod(values[4]);
    std::vector<std::shared_ptr<Line>> lines;
    for (int i = 0; i < std::stoi(values[3]); ++i) lines.push_back(std::make_shared<Line>(io, plan, tally));
    for (auto& line : lines) line->start(static_cast<unsigned short>(std::stoi(values[1])));
    auto run = [&](double length) { io.run_for(std::chrono::milliseconds(static_cast<long>(length * 1000))); };
    run(std::min(1.0, seconds / 5));  // what is cold at first is not measured
    tally.counting = true;
    auto began = steady_clock::now();
    run(seconds);
    auto took = duration<double>(steady_clock::now() - began).count();
    tally.counting = false;
    tally.ended = true;
    run(3);

    auto& t = tally.took;
    std::sort(t.begin(), t.end());
    auto at = [&](double part) {
        return t.empty() ? 0
                         : t[std::min(t.size() - 1, static_cast<std::size_t>(part * static_cast<double>(t.size())))];
    };
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    auto cpu = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    std::cout << "{\"requests\": " << t.size() << ", \"seconds\": " << took
              << ", \"perSecond\": " << static_cast<double>(t.size()) / took << ", \"p50\": " << at(0.5)
              << ", \"p90\": " << at(0.9) << ", \"p99\": " << at(0.99) << ", \"max\": " << at(1)
              << ", \"cpuSeconds\": " << cpu << ", \"broken\": " << tally.broken << ", \"statuses\": {";
    bool first = true;
    for (auto& [status, n] : tally.statuses) {
        std::cout << (first ? "" : ", ") << '"' << status << "\": " << n;
        first = false;
    }
    std::cout << "}}\n";
    if (!tally.refusal.empty()) std::cerr << tally.refusal << '\n';
    return tally.refusal.empty() && tally.broken == 0 ? 0 : 1;
}
