#include <fmt/format.h>

#include "core/http/http.h"

namespace zhenan::http {

namespace {
// RFC 5987: names with Chinese characters in Content-Disposition.
std::string encoded(std::string_view text) {
    std::string out;
    for (unsigned char c : text)
        if (std::isalnum(c) || c == '-' || c == '.' || c == '_')
            out += static_cast<char>(c);
        else
            out += fmt::format("%{:02X}", c);
    return out;
}
}  // namespace

Response Response::of(const json::value& value, int status) {
    Response response;
    response.status = status;
    response.body = json::serialize(value);
    return response;
}

Response Response::file(std::string bytes, std::string type, const std::string& name) {
    Response response;
    response.type = std::move(type);
    response.body = std::move(bytes);
    response.headers.emplace_back("Content-Disposition", "attachment; filename*=UTF-8''" + encoded(name));
    return response;
}

Response Response::attached(std::string path, std::shared_ptr<void> held, std::string type, const std::string& name) {
    auto response = file({}, std::move(type), name);
    response.path = std::move(path);
    response.held = std::move(held);
    return response;
}

int status_of(Kind kind) {
    switch (kind) {
        case Kind::invalid:
            return 400;
        case Kind::unauthenticated:
            return 401;
        case Kind::forbidden:
            return 403;
        case Kind::not_found:
            return 404;
        case Kind::too_slow:
            return 408;
        case Kind::conflict:
            return 409;
        case Kind::stale:
            return 412;
        case Kind::too_large:
            return 413;
        case Kind::rejected:
            return 422;
        case Kind::throttled:
            return 429;
        case Kind::internal:
            return 500;
        case Kind::busy:
            return 503;
        case Kind::full:
            return 507;
    }
    return 500;
}

Response problem(const Fault& fault, const Request& request, int status) {
    bool english = request.english();
    if (status == 0) status = status_of(fault.code->kind);
    json::object body{{"type", "about:blank"},
                      {"title", english ? fault.code->en : fault.code->zh},
                      {"status", status},
                      {"code", fault.code->code},
                      {"detail", english ? fault.en : fault.zh},
                      {"requestId", request.id}};
    if (!fault.errors.empty()) {
        json::array errors;
        for (auto& error : fault.errors)
            errors.push_back(
                {{"field", error.field}, {"code", error.code}, {"message", english ? error.en : error.zh}});
        body["errors"] = errors;
    }
    auto response = Response::of(body, status);
    response.type = "application/problem+json; charset=utf-8";
    if (status == 503 || status == 429)
        response.headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(1, fault.retry_seconds)));
    return response;
}

namespace {
json::object input_schema(const Route& route) {
    auto schema = open_api_schema(route.input, !route.partial);
    if (route.live_input && route.input.size() <= 1) schema["additionalProperties"] = true;
    return schema;
}
}  // namespace

json::object open_api(const Router& router) {
    json::object paths;
    for (auto& route : router.all()) {
        if (!route->path.starts_with("/api/")) continue;
        json::object operation{{"summary", route->summary}};
        json::array roles;
        for (auto& role : route->roles) roles.emplace_back(role);
        operation["x-roles"] = roles;
        if (route->roles != kAnyone) operation["security"] = json::array{json::object{{"session", json::array{}}}};
        json::array parameters;
        for (std::size_t at = 0; (at = route->path.find('{', at)) != std::string::npos; ++at) {
            auto name = route->path.substr(at + 1, route->path.find('}', at) - at - 1);
            parameters.push_back(
                {{"name", name}, {"in", "path"}, {"required", true}, {"schema", json::object{{"type", "string"}}}});
        }
        for (auto& name : route->parameters)
            parameters.push_back({{"name", name}, {"in", "query"}, {"schema", json::object{{"type", "string"}}}});
        if (route->may_check)
            parameters.push_back({{"name", "check"},
                                  {"in", "query"},
                                  {"description", "1: only says what would happen and writes nothing"},
                                  {"schema", json::object{{"type", "string"}, {"enum", json::array{"0", "1"}}}}});
        if (!parameters.empty()) operation["parameters"] = parameters;
        if (route->bytes)
            operation["requestBody"] = {
                {"content",
                 json::object{{"application/octet-stream",
                               json::object{{"schema", json::object{{"type", "string"}, {"format", "binary"}}}}}}}};
        else if (!route->input.empty())
            operation["requestBody"] = {
                {"required", true},
                {"content", json::object{{"application/json", json::object{{"schema", input_schema(*route)}}}}}};
        json::object content;
        if (route->answer == "application/json")
            content = {{"schema", route->output.empty() ? json::object{{"type", "object"}}
                                                        : open_api_schema(route->output, true)}};
        else
            content = {{"schema", json::object{{"type", "string"}, {"format", "binary"}}}};
        const char* done = route->method == "POST" ? "201" : "200";
        operation["responses"] = {
            {done, json::object{{"description", "done"}, {"content", json::object{{route->answer, content}}}}},
            {"default",
             json::object{
                 {"description", "RFC 9457"},
                 {"content",
                  json::object{{"application/problem+json",
                                json::object{{"schema", json::object{{"$ref", "#/components/schemas/Problem"}}}}}}}}}};
        std::string method = route->method;
        for (auto& c : method) c = static_cast<char>(std::tolower(c));
        if (!paths.contains(route->path)) paths[route->path] = json::object{};
        paths[route->path].as_object()[method] = operation;
    }
    json::object problem{
        {"type", "object"},
        {"required", json::array{"type", "title", "status", "code", "detail"}},
        {"properties",
         json::object{
             {"type", json::object{{"type", "string"}}},
             {"title", json::object{{"type", "string"}}},
             {"status", json::object{{"type", "integer"}}},
             {"code", json::object{{"type", "string"}}},
             {"detail", json::object{{"type", "string"}}},
             {"requestId", json::object{{"type", "string"}}},
             {"errors",
              json::object{{"type", "array"},
                           {"items", json::object{{"type", "object"},
                                                  {"properties",
                                                   json::object{{"field", json::object{{"type", "string"}}},
                                                                {"code", json::object{{"type", "string"}}},
                                                                {"message", json::object{{"type", "string"}}}}}}}}}}}};
    return {{"openapi", "3.1.0"},
            {"info", json::object{{"title", "ZhenAn"}, {"version", ZHENAN_VERSION}}},
            {"paths", paths},
            {"components",
             json::object{{"schemas", json::object{{"Problem", problem}}},
                          {"securitySchemes",
                           json::object{{"session", json::object{{"type", "http"}, {"scheme", "bearer"}}}}}}}};
}

}  // namespace zhenan::http
