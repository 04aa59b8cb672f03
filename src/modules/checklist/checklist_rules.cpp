#include "modules/checklist/checklist_rules.h"

#include <algorithm>
#include <set>

namespace zhenan::checklist {

namespace {

constexpr const char* kMarks[] = {"certainty", "confirmedBy", "confirmedOn", "confirmedAgainst"};

const json::object* same(const json::object& item, const json::array* known) {
    if (!known) return nullptr;
    for (auto& value : *known) {
        auto& other = value.as_object();
        if (text_of(other, "text") == text_of(item, "text") && text_of(other, "clause") == text_of(item, "clause"))
            return &other;
    }
    return nullptr;
}

}  // namespace

bool begun(std::string_view effective_from, std::string_view today) {
    return effective_from <= today;
}

json::array carried(const json::array& items, const json::array* known) {
    json::array kept;
    for (auto& value : items) {
        auto item = value.as_object();
        for (auto name : kMarks) item.erase(name);
        if (auto* other = same(item, known)) {
            for (auto name : kMarks)
                if (auto* mark = other->if_contains(name)) item[name] = *mark;
        }
        if (text_of(item, "certainty").empty()) item["certainty"] = "M";
        kept.push_back(std::move(item));
    }
    return kept;
}

std::string code_twice(const json::array& items) {
    std::set<std::string> seen;
    for (auto& value : items) {
        auto code = text_of(value.as_object(), "code");
        if (!seen.insert(code).second) return code;
    }
    return {};
}

std::vector<std::string> mark(json::array& items, const std::vector<std::string>& codes, const json::object& changes) {
    std::vector<std::string> left = codes;
    for (auto& value : items) {
        auto& item = value.as_object();
        auto found = std::find(left.begin(), left.end(), text_of(item, "code"));
        if (found == left.end() || text_of(item, "clause").empty()) continue;
        left.erase(found);
        for (auto& member : changes) {
            if (member.value().is_null())
                item.erase(member.key());
            else
                item[member.key()] = member.value();
        }
    }
    return left;
}

}  // namespace zhenan::checklist
