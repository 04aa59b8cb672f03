// What was handed in, in the shape of a DHIS2 data value set: for whoever takes figures by machine.
#include <fmt/format.h>

#include <algorithm>

#include "core/clock.h"
#include "modules/area/area.h"
#include "modules/measure/measure.h"
#include "modules/periodic_report/periodic_report.h"
#include "modules/periodic_report/periodic_report_store.h"
#include "modules/record/record.h"

namespace zhenan::periodic_report {

const FaultCode kWhich{Kind::invalid, "periodic_report.which", "期间写成 2023-06（月报）或 2023-W22（周报）的样子",
                       "Write the period like 2023-06 (month) or 2023-W22 (week)"};

namespace {

using http::Call;
using http::Response;

const FaultCode kScheme{Kind::invalid, "periodic_report.scheme", "orgUnitIdScheme 只有 uid 和 code 两种",
                        "orgUnitIdScheme is uid or code"};

/// DHIS2 keeps values as texts.
std::string text_of_value(double value) {
    return value == static_cast<double>(static_cast<std::int64_t>(value)) ? fmt::format("{:.0f}", value)
                                                                          : fmt::format("{}", value);
}

void add_values(const json::object& report, const Period& period, const std::string& unit, json::array& values) {
    auto figures = from_json(report.if_contains("figures"));
    auto accepted = text_of(report, "state") == "accepted";
    for (auto& name : measures()) {
        auto found = figures.find(name);
        // What was not known has no value; a zero has one.
        if (found == figures.end() || !found->second) continue;
        json::object one{{"dataElement", name},
                         {"period", dhis2_period(period)},
                         {"orgUnit", unit},
                         {"value", text_of_value(*found->second)},
                         {"storedBy", text_of(report, "submittedBy")},
                         {"lastUpdated", report.at("updatedAt")},
                         {"followup", false}};
        if (auto* marks = report.if_contains("marks"); marks && marks->is_array())
            for (auto& mark : marks->as_array())
                if (text_of(mark.as_object(), "measure") == name) {
                    one["followup"] = true;
                    one["comment"] = text_of(mark.as_object(), "note");
                }
        one["accepted"] = accepted;
        values.push_back(std::move(one));
    }
}

Response value_set(Call& call) {
    auto period = period_of_report(call.request.parameter("period"));
    if (!period) throw Fault(kWhich, "period");
    auto scheme = call.request.parameter("orgUnitIdScheme");
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), [](unsigned char c) { return std::tolower(c); });
    if (!scheme.empty() && scheme != "uid" && scheme != "code") throw Fault(kScheme, "orgUnitIdScheme");
    auto path = measure::asked_path(call, call.request.parameter("area"));
    auto& kind = record::kind("periodic-reports");
    json::array values;
    for (auto& id : handed_in(call.db, path, period->text)) {
        if (!record::visible(call.db, call.actor, kind, id)) continue;
        auto report = *record::peek(call.db, kind, id, call.today());
        auto area = area::find(call.db, text_of(report, "areaId"));
        if (!area) continue;
        add_values(report, *period, scheme == "code" && !area->code.empty() ? area->code : area->id, values);
    }
    return Response::of(json::object{{"dataValues", std::move(values)}});
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "GET",
                .path = "/api/v1/periodic-reports/dataValueSets",
                .summary = "Reports that were handed in, in the shape of a DHIS2 data value set",
                .roles = record::kind("periodic-reports").readers(),
                .parameters = {"period", "area", "orgUnitIdScheme"},
                .handler = value_set});
});

}  // namespace

}  // namespace zhenan::periodic_report
