// The first page: what is late and who has it, what is due, what the figures say.
#include <fmt/format.h>

#include "modules/area/area.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"

namespace zhenan::home {

namespace {

using http::Call;
using http::Response;

// The list itself, with fixed parameters: the page shows exactly what the link behind it opens.
json::object list_of(Call& call, const char* kind, std::vector<std::pair<std::string, std::string>> query,
                     std::size_t limit) {
    http::Request request;
    request.query = std::move(query);
    request.query.emplace_back("limit", std::to_string(limit));
    Call inner{request, call.actor, call.db, call.clock, {}, {}};
    auto page = record::list(inner, record::kind(kind));
    return {{"items", json::parse(page.items)}, {"total", page.total}};
}
json::object hazards(Call& call, std::vector<std::pair<std::string, std::string>> query, std::size_t limit) {
    return list_of(call, "hazards", std::move(query), limit);
}

json::object figure(Call& call, const std::string& path, const std::string& name, const std::string& from,
                    const std::string& to, const std::string& before_from, const std::string& before_to) {
    auto* d = measure::find(name);
    auto number = [](const measure::Value& v) { return v.value ? json::value(*v.value) : json::value(nullptr); };
    return {{"measure", name},
            {"zh", d->zh},
            {"en", d->en},
            {"unit", call.request.english() ? d->unit_en : d->unit_zh},
            {"from", from},
            {"to", to},
            {"value", number(measure::value({call.db, path, from, to}, name))},
            {"previous", number(measure::value({call.db, path, before_from, before_to}, name))}};
}

json::array area_lines(Call& call, const std::string& path, const std::string& today) {
    json::array rows;
    measure::Ask ask{call.db, path, today, today};
    auto open = measure::by(ask, "hazards-open", "area"), late = measure::by(ask, "hazards-overdue", "area");
    for (std::size_t i = 0; i < open.size(); ++i) {
        auto a = area::find(call.db, open[i].first);
        double overdue = 0;
        for (auto& [key, value] : late)
            if (key == open[i].first) overdue = value.value.value_or(0);
        rows.push_back({{"id", open[i].first},
                        {"name", a ? a->name : ""},
                        {"open", open[i].second.value.value_or(0)},
                        {"late", overdue}});
    }
    return rows;
}

Response home(Call& call) {
    auto today = call.today();
    json::object body{{"today", today}};
    auto late_enterprise = hazards(call, {{"late", "enterprise"}, {"sort", "dueOn"}}, 10);
    auto late_town = hazards(call, {{"late", "town"}, {"sort", "recheckDueOn"}}, 10);
    auto due_soon = hazards(
        call, {{"status", "rectifying"}, {"dueOn.from", today}, {"dueOn.to", add_days(today, 7)}, {"sort", "dueOn"}},
        10);
    auto waiting = hazards(call, {{"status", "awaiting_recheck"}, {"sort", "recheckDueOn"}}, 10);
    auto open = hazards(call, {{"open", "true"}}, 1);
    auto card = [&](const char* name, const char* zh, const char* en, const json::value& value,
                    const std::string& link) {
        return json::object{{"name", name},
                            {"zh", zh},
                            {"en", en},
                            {"value", value},
                            {"unit", call.request.english() ? "hazards" : "条"},
                            {"link", link}};
    };
    // An enterprise sees what it owes itself; the town's own lateness is the town's.
    bool own_only =
        std::all_of(call.actor.grants.begin(), call.actor.grants.end(), [](auto& g) { return !g.owner.empty(); });
    auto late_referrals =
        own_only ? json::object{} : hazards(call, {{"referral", "late"}, {"sort", "answerDueOn"}}, 10);
    auto listed = own_only ? json::object{} : hazards(call, {{"listed", "now"}}, 10);
    json::array cards{card("late-enterprise", own_only ? "逾期未改" : "企业逾期未改",
                           own_only ? "Late" : "Enterprises late", late_enterprise["total"],
                           "/k/hazards?late=enterprise")};
    if (!own_only)
        cards.push_back(
            card("late-town", "镇逾期未复查", "Town's rechecks late", late_town["total"], "/k/hazards?late=town"));
    for (auto& each : json::array{
             card("awaiting-recheck", own_only ? "已报完成，等镇复查" : "等复查", "Awaiting recheck", waiting["total"],
                  "/k/hazards?status=awaiting_recheck"),
             card("due-soon", "七天内到期", "Due within seven days", due_soon["total"],
                  fmt::format("/k/hazards?status=rectifying&dueOn.from={}&dueOn.to={}", today, add_days(today, 7))),
             card("open", "未销号", "Open", open["total"], "/k/hazards?open=true")})
        cards.push_back(each);
    auto late_duties = list_of(call, "duties", {{"state", "late"}, {"made", "true"}}, 1);
    auto duties = card("late-duties", "其他应办事项逾期", "Other duties late", late_duties["total"],
                       "/k/duties?state=late&made=true");
    duties["unit"] = call.request.english() ? "duties" : "项";
    cards.push_back(std::move(duties));
    if (own_only) {
        // What can be done no more may still be entered with its day, when it was done and not recorded.
        auto missed = list_of(call, "duties", {{"state", "missed"}}, 1);
        if (missed["total"].to_number<std::int64_t>() > 0) {
            cards.push_back(
                card("missed-duties", "过期未办", "Missed duties", missed["total"], "/k/duties?state=missed"));
            cards.back().as_object()["unit"] = call.request.english() ? "duties" : "项";
        }
    }
    if (!own_only) {
        // Who gives tasks sees which are late; anybody else those that are their own.
        bool gives = call.actor.has_any({"leader", "office"});
        auto tasks = gives ? list_of(call, "follow-ups", {{"late", "any"}}, 1)
                           : list_of(call, "follow-ups", {{"mine", call.actor.person_id}, {"status", "doing"}}, 1);
        if (!gives) {
            auto late = list_of(call, "follow-ups", {{"mine", call.actor.person_id}, {"late", "owner"}}, 1);
            if (late["total"].to_number<std::int64_t>() > 0) {
                cards.push_back(card("my-late-follow-ups", "我的督办事项逾期", "My follow-ups late", late["total"],
                                     "/k/follow-ups?late=owner&mine=" + call.actor.person_id));
                cards.back().as_object()["unit"] = call.request.english() ? "follow-ups" : "项";
            }
        }
        if (tasks["total"].to_number<std::int64_t>() > 0) {
            auto mine = "/k/follow-ups?status=doing&mine=" + call.actor.person_id;
            cards.push_back(gives ? card("late-follow-ups", "督办事项逾期", "Follow-ups late", tasks["total"],
                                         "/k/follow-ups?late=any")
                                  : card("my-follow-ups", "我的督办事项", "My follow-ups", tasks["total"], mine));
            cards.back().as_object()["unit"] = call.request.english() ? "follow-ups" : "项";
        }
        if (late_referrals["total"].to_number<std::int64_t>() > 0)
            cards.push_back(card("late-referrals", "移送逾期未答复", "Referrals unanswered, late",
                                 late_referrals["total"], "/k/hazards?referral=late"));
        if (listed["total"].to_number<std::int64_t>() > 0)
            cards.push_back(
                card("listed", "挂牌督办中", "Listed supervision", listed["total"], "/k/hazards?listed=now"));
        body["lateReferrals"] = late_referrals["items"];
        body["listed"] = listed["items"];
    }
    body["cards"] = std::move(cards);
    body["lateByEnterprise"] = late_enterprise["items"];
    body["lateByTown"] = own_only ? json::value(json::array{}) : late_town["items"];
    body["dueSoon"] = due_soon["items"];
    body["awaitingRecheck"] = waiting["items"];
    body["figures"] = json::array{};
    body["areas"] = json::array{};
    bool whole_figures = std::any_of(call.actor.grants.begin(), call.actor.grants.end(),
                                     [](auto& g) { return g.owner.empty() && g.categories.empty(); });
    if (whole_figures) {
        auto path = measure::asked_path(call, "");
        // The half year so far, beside the same days of the year before.
        auto year = std::stoi(today.substr(0, 4));
        auto first = today.substr(5) < "07-01" ? "-01-01" : "-07-01";
        auto day_of_year = today.substr(4) == "-02-29" ? std::string("-02-28") : today.substr(4);
        auto from = std::to_string(year) + first;
        json::array figures;
        for (auto name :
             {"outings", "inspections", "hazards-found", "hazards-closed", "rectification-orders", "signing-rate"})
            figures.push_back(figure(call, path, name, from, today, std::to_string(year - 1) + first,
                                     std::to_string(year - 1) + day_of_year));
        body["figures"] = figures;
        body["areas"] = area_lines(call, path, today);
    }
    return Response::of(body);
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "GET",
                .path = "/api/v1/home",
                .summary = "What is late, what is due, what the figures say",
                .roles = record::kEverybody,
                .handler = home});
});

}  // namespace

}  // namespace zhenan::home
