#include "modules/record/record_earlier.h"

#include <cstring>

namespace zhenan::record {

namespace {

constexpr std::size_t kRemembered = 20'000;
constexpr std::size_t kNamed = 50'000;  // beyond it rows are found by their unique values alone

std::uint64_t hash_of(std::string_view field, std::string_view value) {
    std::string both(field);
    both += '\n';
    both += value;
    return std::hash<std::string_view>{}(both);
}

int digit(char c) {
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

std::array<unsigned char, 16> packed(std::string_view id) {
    std::array<unsigned char, 16> bytes{};
    std::size_t n = 0;
    for (char c : id)
        if (c != '-' && n < 32) {
            bytes[n / 2] = static_cast<unsigned char>(bytes[n / 2] << 4 | digit(c));
            ++n;
        }
    return bytes;
}

std::string unpacked(const std::array<unsigned char, 16>& bytes) {
    std::string id;
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) id += '-';
        id += "0123456789abcdef"[bytes[i] >> 4];
        id += "0123456789abcdef"[bytes[i] & 15];
    }
    return id;
}

}  // namespace

std::size_t Earlier::Hash::operator()(const Id& id) const {
    std::size_t hash = 0;
    std::memcpy(&hash, id.data() + 8, sizeof hash);
    return hash;
}

Earlier::Earlier(const Kind& kind) : kind_(kind), links_(false) {
    for (auto& field : kind.fields)
        links_ |=
            (field.type == Field::ref && field.to == kind.name) || (field.type == Field::area && kind.name == "areas");
}

void Earlier::name(std::string_view words, const Place& place) {
    auto [found, fresh] = named_.emplace(hash_of("", words), place);
    if (!fresh && found->second.id != place.id) found->second.several = true;
}

void Earlier::take(std::size_t row, const std::string& id, const json::object& record) {
    Place place{packed(id), static_cast<std::uint32_t>(row)};
    for (auto& field : kind_.fields)
        if (field.unique)
            if (auto value = text_of(record, field.name); !value.empty())
                unique_.emplace(hash_of(field.name, value), place);
    if (!links_) return;
    ids_.insert(place.id);
    if (ids_.size() == kNamed) {
        named_ = {};
        paths_ = {};
    }
    if (ids_.size() >= kNamed) return;
    auto path = text_of(record, kind_.title);
    if (auto above = paths_.find(packed(text_of(record, "parentId"))); above != paths_.end())
        path = above->second + "/" + path;
    for (std::size_t at = 0; at != std::string::npos;) {
        name(std::string_view(path).substr(at), place);
        auto slash = path.find('/', at);
        at = slash == std::string::npos ? slash : slash + 1;
    }
    paths_.emplace(place.id, std::move(path));
}

bool Earlier::stands_above(std::string_view id) const {
    return links_ && ids_.contains(packed(id));
}

std::size_t Earlier::row_with(std::string_view field, std::string_view value) const {
    auto found = unique_.find(hash_of(field, value));
    return found == unique_.end() ? 0 : found->second.row;
}

std::string Earlier::find(const std::string& text, bool& several) const {
    for (auto& field : kind_.fields)
        if (field.unique)
            if (auto found = unique_.find(hash_of(field.name, text)); found != unique_.end())
                return unpacked(found->second.id);
    auto found = named_.find(hash_of("", text));
    if (found == named_.end()) return {};
    several = found->second.several;
    return several ? std::string() : unpacked(found->second.id);
}

bool Earlier::remembered(const std::string& question, const std::function<bool()>& ask) {
    if (auto found = answers_.find(question); found != answers_.end()) return found->second;
    if (answers_.size() > kRemembered) answers_.clear();
    return answers_[question] = ask();
}

std::string Earlier::meaning(const std::string& question, const std::function<std::string()>& ask) {
    if (auto found = meanings_.find(question); found != meanings_.end()) return found->second;
    auto answer = ask();  // what throws is asked again: its sentence names the cell
    if (meanings_.size() > kRemembered) meanings_.clear();
    return meanings_[question] = answer;
}

}  // namespace zhenan::record
