// What an import knows of its own file: which rows stand above, and what it has asked already.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "modules/record/record.h"

namespace zhenan::record {

/// Small for 700,000 rows: hashes instead of texts, ids as bytes.
class Earlier {
public:
    explicit Earlier(const Kind& kind);

    /// Takes a row that was found good.
    void take(std::size_t row, const std::string& id, const json::object& record);

    bool stands_above(std::string_view id) const;
    /// The number of the row above that has this value, or 0.
    std::size_t row_with(std::string_view field, std::string_view value) const;
    void take_likeness(std::size_t row, const std::string& likeness) {
        like_.emplace(std::hash<std::string>{}(likeness), row);
    }
    std::size_t row_like(const std::string& likeness) const {
        auto found = like_.find(std::hash<std::string>{}(likeness));
        return found == like_.end() ? 0 : found->second;
    }
    /// The id of the one row above with this unique value, name or end of a path ("下黎村/第一网格"); empty if there is
    /// none, `several` if there are more.
    std::string find(const std::string& text, bool& several) const;

    /// Answers from memory what was asked before.
    bool remembered(const std::string& question, const std::function<bool()>& ask);
    /// The same for what a cell means: an id, or empty.
    std::string meaning(const std::string& question, const std::function<std::string()>& ask);

private:
    using Id = std::array<unsigned char, 16>;
    struct Place {
        Id id;
        std::uint32_t row = 0;
        bool several = false;
    };
    struct Hash {
        std::size_t operator()(const Id& id) const;
    };
    void name(std::string_view words, const Place& place);

    const Kind& kind_;
    bool links_;  // the kind points at itself
    std::unordered_map<std::size_t, std::size_t> like_;
    std::unordered_map<std::uint64_t, Place> unique_;  // field and value
    std::unordered_map<std::uint64_t, Place> named_;   // name, or the end of a path
    std::unordered_map<Id, std::string, Hash> paths_;  // where the kind points at itself by a parent
    std::unordered_set<Id, Hash> ids_;
    std::unordered_map<std::string, bool> answers_;
    std::unordered_map<std::string, std::string> meanings_;
};

}  // namespace zhenan::record
