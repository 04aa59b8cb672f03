// What differs from submission to submission in the rows of one: ids, place, area, days, the notice's number and code.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace bench {

/// Tables that jobs derive later, or that are no part of a submission.
extern const std::set<std::string> kLeftOut;

struct Piece {
    std::string text;
    int token = -1;
};

class Tokens {
public:
    /// Ids first, of all rows; then what else the row of a table tells.
    void learn_id(const std::string& id);
    void learn(const std::string& table, const std::function<std::string(const std::string& column)>& text);

    std::vector<Piece> cut(const std::string& text) const;
    std::string joined(const std::vector<Piece>& pieces) const {
        std::string text;
        for (auto& piece : pieces)
            text += piece.token < 0 ? piece.text : values_[static_cast<std::size_t>(piece.token)];
        return text;
    }

    /// New ids, the n-th place in turn, the number taken; other days than the learnt ones if `spread` days are given.
    void next(std::int64_t n, int spread, const std::pair<std::string, std::string>& place_and_area,
              std::int64_t number);
    bool numbered() const { return number_ >= 0; }
    const std::string& organ() const { return organ_; }
    const std::string& kind() const { return kind_; }

private:
    int token(const std::string& text);

    std::vector<std::string> tokens_, values_;  // what stood there; what stands there now
    std::size_t fresh_ = 0;                     // the first ones are ids, new for each submission
    int place_ = -1, area_ = -1, number_ = -1, code_ = -1;
    std::vector<int> day_tokens_;
    std::string number_head_, organ_, kind_;
};

}  // namespace bench
