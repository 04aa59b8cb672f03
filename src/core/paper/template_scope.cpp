#include "core/paper/template_scope.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text/text.h"

namespace zhenan::paper {

namespace {
// How many single changes make one word of the other: for "did you mean".
std::size_t distance(const std::u32string& a, const std::u32string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}
}  // namespace

TemplateScope::TemplateScope(const TemplateNames& names, const json::object* values)
    : names_{&names}, values_{values} {}

void TemplateScope::enter(const TemplateNames& names, const json::object* values) {
    names_.push_back(&names);
    values_.push_back(values);
}
void TemplateScope::leave() {
    names_.pop_back();
    values_.pop_back();
}

const TemplateName* TemplateScope::name(const std::string& name) const {
    for (auto scope = names_.rbegin(); scope != names_.rend(); ++scope)
        for (auto& one : **scope)
            if (one.name == name) return &one;
    return nullptr;
}

std::string TemplateScope::nearest(const std::string& name) const {
    std::string nearest;
    auto wanted = text::decode(name);
    std::size_t best = wanted.size() > 3 ? 3 : 2;
    for (auto* scope : names_)
        for (auto& one : *scope)
            if (auto far = distance(wanted, text::decode(one.name)); far < best) best = far, nearest = one.name;
    return nearest;
}

const json::value* TemplateScope::value(const std::string& name) const {
    for (auto scope = values_.rbegin(); scope != values_.rend(); ++scope)
        if (*scope)
            if (auto* found = (*scope)->if_contains(name)) return found;
    return nullptr;
}

bool TemplateScope::holds(const json::value* value) {
    if (!value || value->is_null()) return false;
    if (value->is_bool()) return value->as_bool();
    if (value->is_string()) return !value->as_string().empty();
    if (value->is_array()) return !value->as_array().empty();
    if (value->is_number()) return value->to_number<double>() != 0;
    return true;
}

std::string TemplateScope::words(const json::value* value) {
    if (!value || value->is_null()) return {};
    if (value->is_string()) return std::string(value->as_string());
    if (value->is_bool()) return value->as_bool() ? "是" : "否";
    if (value->is_double()) return fmt::format("{}", value->as_double());
    return json::serialize(*value);
}

}  // namespace zhenan::paper
