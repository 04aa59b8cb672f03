// A year's letters in one go: along the tree from the town to its villages and from there to the enterprises, and for
// the projects that are being built.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "core/event/event.h"
#include "core/http/app.h"
#include "core/id.h"
#include "core/search/search.h"
#include "core/work/work.h"
#include "modules/area/area.h"
#include "modules/letter/letter.h"
#include "modules/letter/letter_document.h"
#include "modules/letter/letter_verbs.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"

namespace zhenan::letter {

namespace {

using work::Step;
using work::Work;

const FaultCode kDue{Kind::rejected, "letter.due_in_year", "应签期限要在这一年里",
                     "The day to sign by lies in the year"};
const FaultCode kYear{Kind::rejected, "letter.year", "只能出具去年、今年和明年的责任书",
                      "Letters are made for the last, this and the next year"};
constexpr const char* kTakenBack = "取消成批出具";
constexpr std::size_t kSlice = 20;

struct Order {
    http::Request request;
    Actor actor;
    std::string path, due_on;
    int year = 0;
    std::vector<std::string> party_types, letter_types;
};

// What is to be made, as the records are when the work begins.
struct Wanted {
    json::object letter;
    std::string type, party_kind, party_id, since;
};

bool chosen(const std::vector<std::string>& of, std::string_view value) {
    return of.empty() || std::find(of.begin(), of.end(), value) != of.end();
}

bool ends_with(const std::string& name, std::string_view ending) {
    return name.size() > ending.size() && name.ends_with(ending);
}

std::string committee_of(const std::string& village) {
    if (ends_with(village, "社区")) return village + "居民委员会";
    if (ends_with(village, "村")) return village + "民委员会";
    return village;
}

// The village that an area lies in: a grid's parent.
std::string village_of(db::Connection& db, const std::string& area_id) {
    for (auto at = area::find(db, area_id); at; at = area::find(db, at->parent_id))
        if (at->level == "village") return at->name;
    return {};
}

json::object letter_of(db::Connection& db, const Order& order, const Owed& owed, const std::string& town) {
    auto village = owed.party.kind == "village" ? owed.party.name : village_of(db, owed.party.area_id);
    auto name = owed.party.kind == "village" ? committee_of(owed.party.name) : owed.party.name;
    json::object letter{{"title", std::to_string(order.year) + "年度" + zh_of(letter_types(), owed.type) + "（" +
                                      owed.party.name + "）"},
                        {"letterType", owed.type},
                        {"year", order.year},
                        {"partyType", owed.party.kind},
                        {"party", name},
                        {"dueOn", order.due_on},
                        {"state", "owed"},
                        {"areaId", owed.party.area_id}};
    letter[owed.party.kind == "village" ? "partyAreaId" : "enterpriseId"] = owed.party.id;
    letter["counterparty"] =
        owed.party.kind == "village" || village.empty() ? town + "人民政府" : committee_of(village);
    if (owed.outdated) letter["replacesId"] = owed.outdated->id;
    return letter;
}

void add_projects(db::Connection& db, const Order& order, const std::string& town, const std::string& today,
                  std::vector<Wanted>& wanted) {
    record::each_between(db, record::kind("projects"), order.path, "0000-00-00", today, [&](const json::object& p) {
        auto stage = text_of(p, "stage"), contractor = text_of(p, "contractor");
        if (contractor.empty() || (stage != "building" && stage != "trial")) return;
        json::object letter{{"title", std::to_string(order.year) + "年度安全生产责任书（" + text_of(p, "title") + "）"},
                            {"letterType", "work_safety"},
                            {"year", order.year},
                            {"partyType", "contractor"},
                            {"projectId", p.at("id")},
                            {"party", contractor},
                            {"counterparty", town + "人民政府"},
                            {"dueOn", order.due_on},
                            {"state", "owed"},
                            {"areaId", p.at("areaId")}};
        if (auto enterprise = text_of(p, "enterpriseId"); !enterprise.empty()) letter["enterpriseId"] = enterprise;
        if (!made_already(db, order.year, "work_safety", "contractor", text_of(p, "id"), ""))
            wanted.push_back({std::move(letter), "work_safety", "contractor", text_of(p, "id"), ""});
    });
}

std::vector<Wanted> missing(http::Call& call, const Order& order) {
    auto root = area::root(call.db);
    auto town = root ? root->name : std::string();
    auto day = std::min(call.today(), std::to_string(order.year) + "-12-31");
    std::vector<Wanted> wanted;
    auto now = standing(call.db, order.path, order.year, day);
    for (auto& owed : now.owed) {
        if (owed.signed_by || owed.open || owed.party.kind == "contractor") continue;
        if (!chosen(order.party_types, owed.party.kind) || !chosen(order.letter_types, owed.type)) continue;
        wanted.push_back({letter_of(call.db, order, owed, town), owed.type, owed.party.kind, owed.party.id,
                          owed.renewal ? owed.renewal->since : std::string()});
    }
    if (chosen(order.party_types, "contractor") && chosen(order.letter_types, "work_safety"))
        add_projects(call.db, order, town, day, wanted);
    return wanted;
}

// Takes back what one run has made and nobody has signed yet.
void undo(http::App& app, const Actor& actor, const std::string& batch, const std::function<void()>& on_slice) {
    for (bool more = true; more;) {
        app.store().write([&](db::Connection& db) {
            auto some = unsigned_of_batch(db, batch, static_cast<int>(kSlice));
            more = !some.empty();
            for (auto& one : some) {
                take_back(db, one.id, app.clock().now());
                index_text(db, "letters", one.id, "");
                record_event(db, actor, app.clock().now(), "letters", one.id, "withdrawn", one.area_id, {},
                             {{"reason", kTakenBack}});
            }
        });
        on_slice();
    }
}

const work::Aftermath aftermath("letters", [](http::App& app, const work::Left& left) {
    Actor actor;
    actor.account_id = left.account_id;
    actor.name = left.account_name;
    undo(app, actor, left.id, [] {});
});

class Making {
public:
    Making(Work& work, const Order& order) : work_(work), order_(order) {}

    json::object all() {
        std::vector<Wanted> wanted;
        reading([&](http::Call& call) { wanted = missing(call, order_); });
        auto total = static_cast<std::int64_t>(wanted.size());
        try {
            for (std::size_t at = 0; at < wanted.size(); at += kSlice) {
                work_.tell(Step::writing, static_cast<std::int64_t>(at), total);
                slice(wanted, at, std::min(at + kSlice, wanted.size()));
            }
        } catch (const work::Stopping&) {
            throw;  // the next start takes it back
        } catch (...) {
            undo(work_.app(), order_.actor, work_.id(), [&] { work_.note(Step::undoing, 0, 0); });
            throw;
        }
        return {{"year", order_.year}, {"made", made_}, {"wanted", total}};
    }

private:
    void reading(const std::function<void(http::Call&)>& work) {
        work_.app().store().read([&](db::Connection& db) {
            http::Call call{order_.request, order_.actor, db, work_.app().clock(), {}, {}};
            work(call);
        });
    }

    void slice(std::vector<Wanted>& wanted, std::size_t from, std::size_t to) {
        // Words are put together beside the writer, which others wait for.
        std::vector<std::pair<json::object, Text>> ready;
        reading([&](http::Call& call) {
            for (auto i = from; i < to; ++i) ready.push_back(prepared(call, wanted[i].letter));
        });
        std::int64_t made = 0;
        for (bool done = false; !done;) {
            work_.app().store().write([&](db::Connection& db) {
                made = 0;
                // Two servers on one PostgreSQL: one at a time, so that nobody gets two letters.
                done = db.alone("letters");
                if (!done) return;
                http::Call call{order_.request, order_.actor, db, work_.app().clock(), {}, {}};
                for (auto i = from; i < to; ++i) made += put(call, wanted[i], ready[i - from]);
            });
            if (!done) std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        made_ += made;
    }

    std::pair<json::object, Text> prepared(http::Call& call, json::object letter) {
        auto id = new_id();
        auto shown = letter;
        shown["code"] = code_of(id);
        for (auto [ref, kind, name] : {std::tuple{"partyAreaId", "areas", "partyAreaName"},
                                       {"areaId", "areas", "areaName"},
                                       {"projectId", "projects", "projectName"}})
            if (auto target = text_of(letter, ref); !target.empty())
                shown[name] = record::title_of(call.db, kind, target);
        auto text = compose(call, shown);
        letter["id"] = id;
        letter["textSha"] = text.sha256;
        letter["templateTitle"] = template_title(call, text);
        return {std::move(letter), std::move(text)};
    }

    std::int64_t put(http::Call& call, const Wanted& one, const std::pair<json::object, Text>& ready) {
        if (made_already(call.db, order_.year, one.type, one.party_kind, one.party_id, one.since)) return 0;
        auto id = record::add(call, record::kind("letters"), ready.first);
        put_text(call.db, id, ready.second, call.now());
        put_batch(call.db, id, work_.id());
        return 1;
    }

    Work& work_;
    const Order& order_;
    std::int64_t made_ = 0;
};

}  // namespace

http::Response make_letters(http::Call& call) {
    auto& app = *http::App::current();
    auto order = std::make_shared<Order>();
    order->request = {.method = "POST",
                      .path = call.request.path,
                      .query = {},
                      .headers = call.request.headers,
                      .body = {},
                      .id = call.request.id,
                      .peer = call.request.peer};
    order->actor = call.actor;
    order->year = static_cast<int>(integer_of(call.input, "year"));
    order->due_on = text_of(call.input, "dueOn");
    order->party_types = texts_of(call.input, "partyTypes");
    order->letter_types = texts_of(call.input, "letterTypes");
    auto this_year = std::stoi(call.today().substr(0, 4));
    if (std::abs(order->year - this_year) > 1) throw Fault(kYear, "year");
    if (order->due_on.substr(0, 4) != std::to_string(order->year)) throw Fault(kDue, "dueOn");
    app.store().read([&](db::Connection& db) {
        http::Call inside{call.request, call.actor, db, call.clock, call.path, call.input};
        order->path = measure::asked_path(inside, text_of(call.input, "areaId"));
        // Reading an area is not writing in it.
        auto at = order->path == "/" ? area::root(db) : std::optional<area::Area>{};
        auto id = order->path.substr(0, order->path.size() - 1);
        id = at ? at->id : id.substr(id.rfind('/') + 1);
        if (!record::reaches(db, call.actor, record::kind("letters").write, id)) throw Fault(kForbidden);
    });
    work::Order title{"letters", std::to_string(order->year) + "年责任书：成批出具",
                      "Letters of " + std::to_string(order->year)};
    return work::start(call, app, title, [order](Work& work) { return Making(work, *order).all(); });
}

}  // namespace zhenan::letter
