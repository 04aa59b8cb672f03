// Health, figures for monitoring, and the API's own description.
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include "core/event/event.h"
#include "core/http/app.h"
#include "core/jobs.h"

namespace zhenan::system {

namespace {

using http::Call;
using http::Response;

Response metrics(Call&) {
    prometheus::Registry registry;
    auto& app = *http::App::current();
    auto set = [&](const char* name, const char* help, double value) {
        prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({}).Set(value);
    };
    auto count = [&](const char* name, const char* help, double value) {
        prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({}).Increment(value);
    };
    auto& counts = app.store().counts();
    count("zhenan_commits_total", "Transactions committed by the writer", static_cast<double>(counts.commits));
    count("zhenan_jobs_total", "Writing jobs in them", static_cast<double>(counts.jobs));
    count("zhenan_jobs_failed_total", "Writing jobs that were refused", static_cast<double>(counts.failed));
    set("zhenan_queue", "Jobs that wait for the writer", static_cast<double>(app.store().queued()));
    if (auto* context = jobs::context()) {
        auto& t = context->traffic;
        count("zhenan_requests_total", "Requests answered", static_cast<double>(t.requests));
        count("zhenan_request_failures_total", "Answers of 500 and above", static_cast<double>(t.failures));
        count("zhenan_connections_refused_total", "Connections over the limit", static_cast<double>(t.refused));
        count("zhenan_request_seconds_total", "Time spent on requests", static_cast<double>(t.microseconds) / 1e6);
        set("zhenan_connections", "Open connections", static_cast<double>(t.connections));
        set("zhenan_answering", "Requests being answered", static_cast<double>(t.answering));
        set("zhenan_streams", "Open event streams", static_cast<double>(t.streams));
    }
    Response response;
    response.type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = prometheus::TextSerializer().Serialize(registry.Collect());
    return response;
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "GET",
                .path = "/healthz",
                .summary = "The program runs",
                .roles = http::kAnyone,
                .mode = http::Mode::free,
                .handler = [](Call&) {
                    return Response::of({{"status", "ok"}});
                }});
    router.add({.method = "GET",
                .path = "/readyz",
                .summary = "The store answers",
                .roles = http::kAnyone,
                .handler = [](Call& call) {
                    setting(call.db, "clock");
                    return Response::of({{"status", "ready"}});
                }});
    router.add({.method = "GET",
                .path = "/metrics",
                .summary = "Prometheus",
                .roles = http::kAnyone,
                .mode = http::Mode::free,
                .handler = metrics});
    router.add({.method = "GET",
                .path = "/api/v1/openapi.json",
                .summary = "This description",
                .roles = http::kAnyone,
                .mode = http::Mode::free,
                .handler = [](Call&) {
                    static const std::string text = json::serialize(http::open_api(http::App::current()->router()));
                    Response response;
                    response.body = text;
                    return response;
                }});
});

}  // namespace

}  // namespace zhenan::system
