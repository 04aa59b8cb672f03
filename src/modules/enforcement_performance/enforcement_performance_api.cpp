// Officers and units by name with their figures, the records behind a figure, and the same as a sheet.
#include <fmt/format.h>

#include <algorithm>

#include "core/day.h"
#include "core/http/http.h"
#include "core/period.h"
#include "core/table/table.h"
#include "modules/area/area.h"
#include "modules/enforcement_performance/enforcement_performance.h"
#include "modules/enforcement_performance/enforcement_performance_rules.h"
#include "modules/record/record.h"

namespace zhenan::enforcement_performance {

namespace {

using http::Call;
using http::Response;

const std::vector<std::string> kSeeAll = {"leader", "office", "auditor"};
const std::vector<std::string> kSeers = {"leader", "office", "officer", "supervisor", "auditor"};

struct Asked {
    Span span;
    std::string type;
    bool own_only = false;
    std::vector<Subject> subjects;
};

std::string day_or(Call& call, const char* name, const std::string& otherwise) {
    auto text = call.request.parameter(name);
    if (text.empty()) return otherwise;
    if (!is_day(text)) throw Fault(kInvalid, name);
    return text;
}

// The area that is asked, under a whole grant of those who see all; else only oneself, wherever one worked.
void put_scope(Call& call, Asked& asked) {
    std::string top;
    auto wanted = call.request.parameter("area");
    std::optional<area::Area> area;
    if (!wanted.empty()) area = area::find(call.db, wanted);
    if (!wanted.empty() && !area) throw Fault(kNotFound);
    for (auto& grant : call.actor.grants) {
        if (!grant.owner.empty() || !grant.categories.empty()) continue;
        if (std::find(kSeeAll.begin(), kSeeAll.end(), grant.role) == kSeeAll.end()) continue;
        if (area && !area->path.starts_with(grant.path)) continue;
        if (top.empty() || grant.path.size() < top.size()) top = grant.path;
    }
    asked.own_only = top.empty();
    if (asked.own_only && area) {
        auto inside = [&](auto& grant) { return area->path.starts_with(grant.path); };
        if (std::none_of(call.actor.grants.begin(), call.actor.grants.end(), inside)) throw Fault(kNotFound);
    }
    asked.span.path = area ? area->path : asked.own_only ? "/" : top;
}

Asked asked_in(Call& call) {
    Asked asked;
    asked.type = call.request.parameter("type");
    if (asked.type.empty()) asked.type = "officer";
    if (asked.type != "officer" && asked.type != "unit") throw Fault(kInvalid, "type");
    auto period = period_of(Period::half, call.today());
    if (auto named = call.request.parameter("period"); !named.empty()) {
        auto read = parse_period(named);
        if (!read) throw Fault(kInvalid, "period");
        period = *read;
    }
    auto to = day_or(call, "to", period.to);
    auto from = day_or(call, "from", period.from);
    if (from > to) throw Fault(kInvalid, "from");
    asked.span = {"", from, to, call.today()};
    put_scope(call, asked);
    asked.subjects = subjects(call.db, asked.type, asked.span);
    if (asked.own_only)
        std::erase_if(asked.subjects,
                      [&](auto& one) { return asked.type == "unit" || one.id != call.actor.person_id; });
    return asked;
}

json::object definition_json(const Definition& d) {
    return {{"name", d.name},
            {"zh", d.zh},
            {"en", d.en},
            {"form", d.median ? "median" : "share"},
            {"unit", json::object{{"zh", d.unit_zh}, {"en", d.unit_en}}},
            {"about", json::object{{"zh", d.about_zh}, {"en", d.about_en}}}};
}

json::value number(const std::optional<double>& value) {
    if (!value) return nullptr;
    auto whole = static_cast<std::int64_t>(*value);
    if (static_cast<double>(whole) == *value) return whole;
    return *value;
}

// Everybody's figures: each is asked once.
std::map<std::string, std::vector<Figure>> figures_in(Call& call, const Asked& asked) {
    std::map<std::string, std::vector<Figure>> all;
    for (auto& d : definitions()) {
        auto by_subject = cases(call.db, d.name, asked.subjects, asked.span);
        for (auto& subject : asked.subjects) all[subject.id].push_back(figure_of(d, by_subject[subject.id]));
    }
    return all;
}

std::string records_path(const Asked& asked, const Subject& subject, const char* figure, const std::string& area) {
    auto path = fmt::format("/enforcement-performance/records?type={}&subject={}&figure={}&from={}&to={}", asked.type,
                            subject.id, figure, asked.span.from, asked.span.to);
    return area.empty() ? path : path + "&area=" + area;
}

void keep_named(Call& call, Asked& asked) {
    auto words = call.request.parameter("q");
    if (!words.empty()) std::erase_if(asked.subjects, [&](auto& one) { return one.name.find(words) == one.name.npos; });
}

Response list(Call& call) {
    auto asked = asked_in(call);
    keep_named(call, asked);
    auto all = figures_in(call, asked);
    json::array items, heads;
    for (auto& d : definitions()) heads.push_back(definition_json(d));
    for (auto& subject : asked.subjects) {
        json::object figures;
        for (std::size_t i = 0; i < definitions().size(); ++i) {
            auto& d = definitions()[i];
            auto& f = all[subject.id][i];
            figures[d.name] = {{"counted", f.counted},
                               {"base", f.base},
                               {"value", number(f.value)},
                               {"small", f.small},
                               {"records", records_path(asked, subject, d.name, call.request.parameter("area"))}};
        }
        items.push_back({{"id", subject.id}, {"name", subject.name}, {"figures", figures}});
    }
    auto total = items.size();
    return Response::of({{"items", items},
                         {"total", total},
                         {"next", nullptr},
                         {"figures", heads},
                         {"type", asked.type},
                         {"from", asked.span.from},
                         {"to", asked.span.to},
                         {"movesUntil", add_days(asked.span.to, kAgainDays)},
                         {"ownOnly", asked.own_only}});
}

Response records(Call& call) {
    auto asked = asked_in(call);
    auto id = call.request.parameter("subject");
    std::erase_if(asked.subjects, [&](auto& one) { return one.id != id; });
    if (asked.subjects.empty()) throw Fault(kNotFound);
    auto name = call.request.parameter("figure");
    auto known = std::any_of(definitions().begin(), definitions().end(), [&](auto& d) { return name == d.name; });
    if (!known) throw Fault(kInvalid, "figure");
    auto text = call.request.parameter("cursor");
    if (text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos) throw Fault(kInvalid, "cursor");
    auto found = cases(call.db, name, asked.subjects, asked.span)[id];
    constexpr std::size_t kPage = 100;
    std::size_t first = text.empty() ? 0 : std::stoul(text), last = std::min(found.size(), first + kPage);
    std::map<std::string, std::vector<std::string>> ids;
    for (auto i = first; i < last; ++i) ids[found[i].kind].push_back(found[i].id);
    std::map<std::string, record::Brief> told;
    for (auto& [kind, some] : ids)
        for (auto& brief : record::briefs(call.db, call.actor, record::kind(kind), some)) told[brief.id] = brief;
    json::array items;
    for (auto i = first; i < last; ++i) {
        auto& one = found[i];
        json::object line{{"kind", one.kind}, {"day", one.day}, {"counted", one.counted}, {"days", one.days}};
        json::array missing;
        for (auto& part : one.missing) missing.emplace_back(part);
        line["missing"] = missing;
        // What lies outside the reader's scope by now is counted and not shown.
        if (auto brief = told.find(one.id); brief != told.end()) {
            line["id"] = one.id;
            line["title"] = brief->second.title;
            line["areaName"] = brief->second.area_name;
        }
        items.push_back(line);
    }
    json::value next = nullptr;
    if (last < found.size()) next = std::to_string(last);
    return Response::of({{"items", items}, {"total", found.size()}, {"next", next}});
}

std::string words_of(const std::optional<double>& value) {
    return value ? fmt::format("{:g}", *value) : std::string();
}

Response as_xlsx(Call& call) {
    auto asked = asked_in(call);
    keep_named(call, asked);
    auto all = figures_in(call, asked);
    bool english = call.request.english();
    using zhenan::table::Cell;
    std::vector<zhenan::table::Column> columns{{english ? "Name" : "姓名（单位）", Cell::text, 16},
                                               {english ? "From" : "起", Cell::day, 12},
                                               {english ? "To" : "止", Cell::day, 12}};
    for (auto& d : definitions()) {
        std::string title = english ? d.en : d.zh;
        columns.push_back({fmt::format("{}（{}）", title, english ? d.unit_en : d.unit_zh), Cell::decimal, 16});
        if (!d.median) columns.push_back({title + (english ? ": counted" : "：其中"), Cell::integer, 12});
        columns.push_back({title + (english ? ": out of" : "：总数"), Cell::integer, 12});
        columns.push_back({title + (english ? ": note" : "：说明"), Cell::text, 18});
    }
    auto writer = zhenan::table::writer(zhenan::table::Format::xlsx, english ? "Performance" : "执法绩效", columns);
    for (auto& subject : asked.subjects) {
        std::vector<std::string> line{subject.name, asked.span.from, asked.span.to};
        for (std::size_t i = 0; i < definitions().size(); ++i) {
            auto& f = all[subject.id][i];
            line.push_back(words_of(f.value));
            if (!definitions()[i].median) line.push_back(std::to_string(f.counted));
            line.push_back(std::to_string(f.base));
            line.push_back(f.base == 0 ? (english ? "no records" : "没有记录")
                           : f.small   ? (english ? "few, for reference only" : "数量少，仅供参考")
                                       : "");
        }
        writer->row(line);
    }
    return Response::file(
        writer->finish(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        fmt::format("{} {} {}.xlsx", english ? "enforcement performance" : "执法绩效", asked.span.from, asked.span.to));
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "GET",
                .path = "/api/v1/enforcement-performance",
                .summary = "Officers or units by name, with figures of quality; an officer sees only the own ones",
                .roles = kSeers,
                .parameters = {"type", "period", "from", "to", "area", "q"},
                .handler = list});
    router.add({.method = "GET",
                .path = "/api/v1/enforcement-performance/records",
                .summary = "The records behind a figure of an officer or a unit",
                .roles = kSeers,
                .parameters = {"type", "subject", "figure", "period", "from", "to", "area", "cursor"},
                .handler = records});
    router.add({.method = "GET",
                .path = "/api/v1/enforcement-performance.xlsx",
                .summary = "The same as a table for Excel or WPS",
                .roles = kSeers,
                .answer = "application/octet-stream",
                .parameters = {"type", "period", "from", "to", "area", "q"},
                .handler = as_xlsx});
});

}  // namespace

}  // namespace zhenan::enforcement_performance
