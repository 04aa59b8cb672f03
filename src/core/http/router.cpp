#include "core/http/http.h"

#include <stdexcept>

namespace zhenan::http {

namespace {
std::vector<std::string_view> segments(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        if (path.front() == '/') path.remove_prefix(1);
        auto end = std::min(path.find('/'), path.size());
        parts.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return parts;
}

std::vector<std::function<void(Router&)>>& adders() {
    static std::vector<std::function<void(Router&)>> all;
    return all;
}
}  // namespace

Routes::Routes(std::function<void(Router&)> add) {
    adders().push_back(std::move(add));
}

void Routes::add_all(Router& router) {
    for (auto& add : adders()) add(router);
}

void Router::add(Route route) {
    auto owned = std::make_unique<Route>(std::move(route));
    Node* node = &root_;
    for (auto part : segments(owned->path)) {
        auto close = part.front() == '{' ? part.find('}') : 0;
        auto& next = part.front() != '{'        ? node->next[std::string(part)]
                     : close + 1 == part.size() ? node->any
                                                : node->any_ending[std::string(part.substr(close + 1))];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    if (!node->routes.emplace(owned->method, owned.get()).second)
        throw std::logic_error("two routes for " + owned->method + " " + owned->path);
    routes_.push_back(std::move(owned));
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
    Match match;
    // Literal segments win over {parameters}, with a step back where the literal leads nowhere.
    std::function<const Node*(const Node&, std::span<const std::string_view>)> walk =
        [&](const Node& node, std::span<const std::string_view> rest) -> const Node* {
        if (rest.empty()) return node.routes.empty() ? nullptr : &node;
        if (auto next = node.next.find(rest.front()); next != node.next.end())
            if (auto* end = walk(*next->second, rest.subspan(1))) return end;
        for (auto& [ending, next] : node.any_ending) {
            if (rest.front().size() <= ending.size() || !rest.front().ends_with(ending)) continue;
            match.path.emplace_back(rest.front().substr(0, rest.front().size() - ending.size()));
            if (auto* end = walk(*next, rest.subspan(1))) return end;
            match.path.pop_back();
        }
        if (!node.any || rest.front().empty()) return nullptr;
        match.path.emplace_back(rest.front());
        if (auto* end = walk(*node.any, rest.subspan(1))) return end;
        match.path.pop_back();
        return nullptr;
    };
    auto parts = segments(path);
    auto* node = walk(root_, parts);
    if (!node) return match;
    auto found = node->routes.find(method);
    if (found != node->routes.end()) {
        match.route = found->second;
        return match;
    }
    for (auto& [other, _] : node->routes) {
        match.allowed += (match.allowed.empty() ? "" : ", ") + other;
        if (other == "GET") match.allowed += ", HEAD";
    }
    return match;
}

}  // namespace zhenan::http
