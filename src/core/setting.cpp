#include "core/setting.h"

#include <algorithm>
#include <deque>

#include "core/event/event.h"

namespace zhenan {

namespace {
std::deque<Setting>& declared() {
    static std::deque<Setting> all;
    return all;
}
}  // namespace

const Setting& Setting::declare(Setting setting) {
    return declared().emplace_back(std::move(setting));
}

std::vector<const Setting*> Setting::all() {
    std::vector<const Setting*> found;
    for (auto& one : declared()) found.push_back(&one);
    std::sort(found.begin(), found.end(), [](auto* a, auto* b) { return a->name() < b->name(); });
    return found;
}

const Setting* Setting::find(std::string_view name) {
    for (auto& one : declared())
        if (one.name() == name) return &one;
    return nullptr;
}

std::string Setting::value(db::Connection& db) const {
    return setting(db, name()).value_or(otherwise);
}

std::int64_t Setting::figure(db::Connection& db) const {
    return std::stoll(value(db));
}

json::value Setting::checked(const json::value& value) const {
    auto asked = field;
    asked.name = "value";
    asked.required = true;
    auto right = zhenan::checked({asked}, {{"value", value}}).at("value");
    if (regular && right.is_string()) return json::value(regular(std::string(right.as_string())));
    return right;
}

}  // namespace zhenan
