#include "tokens.h"

#include <chrono>
#include <cstdio>
#include <random>

namespace bench {

// Derived later by jobs, or not part of a submission.
const std::set<std::string> kLeftOut = {"measure_total", "measure_fold",  "event_seal", "session",
                                        "setting",       "number_series", "account"};

namespace {

using std::chrono::sys_days;

std::string new_id() {
    static std::mt19937_64 random{std::random_device{}()};
    static const char digits[] = "0123456789abcdef";
    auto now = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
    std::uint64_t high = now << 16 | 0x7000 | (random() & 0xfff),
                  low = (random() & 0x3fffffffffffffff) | 0x8000000000000000;
    std::string id;
    id.reserve(36);
    for (int i = 0; i < 32; ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20) id += '-';
        auto half = i < 16 ? high : low;
        id += digits[half >> (60 - 4 * (i % 16)) & 15];
    }
    return id;
}

std::string moved(const std::string& day, int by) {
    using namespace std::chrono;
    sys_days at = year{std::stoi(day.substr(0, 4))} / std::stoi(day.substr(5, 2)) / std::stoi(day.substr(8, 2));
    year_month_day then{at + days(by)};
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(then.year()), unsigned(then.month()), unsigned(then.day()));
    return text;
}

}  // namespace

int Tokens::token(const std::string& text) {
    for (std::size_t i = 0; i < tokens_.size(); ++i)
        if (tokens_[i] == text) return static_cast<int>(i);
    tokens_.push_back(text);
    return static_cast<int>(tokens_.size()) - 1;
}

void Tokens::learn_id(const std::string& id) {
    token(id);
    fresh_ = tokens_.size();
    values_ = tokens_;
}

void Tokens::learn(const std::string& table, const std::function<std::string(const std::string&)>& text) {
    if (table == "inspection") {
        place_ = token(text("place_id"));
        area_ = token(text("area_id"));
        day_tokens_.push_back(token(text("happened_on")));
    }
    if (table == "hazard")
        for (auto column : {"due_on", "recheck_due_on"})
            if (auto day = text(column); !day.empty()) day_tokens_.push_back(token(day));
    if (table == "notice") {
        auto number = text("number");
        organ_ = text("organ");
        kind_ = text("kind");
        number_ = token(number);
        if (auto code = text("code"); !code.empty()) code_ = token(code);
        number_head_ = number.substr(0, number.find("〕") + std::string("〕").size());
    }
    values_ = tokens_;
}

std::vector<Piece> Tokens::cut(const std::string& text) const {
    std::vector<Piece> pieces{{text, -1}};
    for (std::size_t t = 0; t < tokens_.size(); ++t) {
        std::vector<Piece> next;
        for (auto& piece : pieces) {
            if (piece.token >= 0) {
                next.push_back(piece);
                continue;
            }
            std::size_t from = 0;
            for (std::size_t at; (at = piece.text.find(tokens_[t], from)) != std::string::npos;
                 from = at + tokens_[t].size()) {
                next.push_back({piece.text.substr(from, at - from), -1});
                next.push_back({"", static_cast<int>(t)});
            }
            next.push_back({piece.text.substr(from), -1});
        }
        pieces = std::move(next);
    }
    return pieces;
}

void Tokens::next(std::int64_t n, int spread, const std::pair<std::string, std::string>& place_and_area,
                  std::int64_t number) {
    for (std::size_t i = 0; i < fresh_; ++i) values_[i] = new_id();
    if (code_ >= 0) {
        auto& code = values_[static_cast<std::size_t>(code_)];
        auto id = new_id();
        code = id.substr(id.size() - tokens_[static_cast<std::size_t>(code_)].size());
    }
    if (place_ >= 0) values_[static_cast<std::size_t>(place_)] = place_and_area.first;
    if (area_ >= 0) values_[static_cast<std::size_t>(area_)] = place_and_area.second;
    if (number_ >= 0) values_[static_cast<std::size_t>(number_)] = number_head_ + std::to_string(number) + "号";
    if (spread)
        for (auto t : day_tokens_)
            values_[static_cast<std::size_t>(t)] =
                moved(tokens_[static_cast<std::size_t>(t)], -static_cast<int>(n * 7919 % spread));
}

}  // namespace bench
