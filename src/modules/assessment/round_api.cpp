// A round's way: computing it, its stages, the recount of what was frozen.
#include <fmt/format.h>

#include <mutex>
#include <set>

#include "core/event/event.h"
#include "core/http/app.h"
#include "core/id.h"
#include "core/search/search.h"
#include "core/work/work.h"
#include "modules/assessment/assessment_desk.h"

namespace zhenan::assessment {

namespace {

using http::Call;
using http::Response;
using work::Step;
using work::Work;

const FaultCode kFixed{Kind::conflict, "assessment.fixed", "已经告知或定分，不能再取数；有异议走申诉",
                       "It was told or frozen: figures are not taken anew; objections are appeals"};
const FaultCode kMoved{Kind::conflict, "assessment.moved", "取数的时候阶段变了，没有写入；请再取一次数",
                       "Its stage changed while the figures were taken; nothing was written, compute it again"};
const FaultCode kRunning{Kind::conflict, "assessment.running", "这一轮正在取数，请等它结束",
                         "This round is being computed; wait until it is done"};
const FaultCode kStep{Kind::conflict, "assessment.stage", "不能从现在的阶段直接到那一步；定分以后不能退回",
                      "It can't go there from its present stage; what is frozen is not opened again"};
const FaultCode kNothing{Kind::conflict, "assessment.not_computed", "还没有取数，请先取数计分", "Compute it first"};
const FaultCode kWaiting{Kind::conflict, "assessment.waiting", "还有人工项目没有评分", "Items are not scored yet"};
const FaultCode kAppeals{Kind::conflict, "assessment.appeals", "还有申诉没有答复", "Appeals are not answered yet"};
const FaultCode kStale{Kind::conflict, "assessment.formula_gone",
                       "方案里的公式用到的指标已经不在了，请另立新版改好公式",
                       "A figure that the formulas name is gone; make a new edition of the scheme"};

void only_assessors(Call& call, const Desk& desk) {
    if (!covers(call.db, call.actor, kAssessors, desk)) throw Fault(kForbidden);
}

// Everything that is read for a computation, on one snapshot.
struct Bench {
    Desk desk;
    std::vector<Subject> subjects;
    Figures figures;
    std::map<std::string, Result> kept;
};

Result result_for(const Desk& desk, const Subject& subject, const std::map<std::string, Result>& kept) {
    Result r;
    if (auto found = kept.find(subject.id); found != kept.end()) r = found->second;
    if (r.id.empty()) r.id = new_id();
    auto& type = desk.scheme.subject_type;
    auto town = text_of(desk.round, "areaId");
    bool seen = desk.stage != "draft" && (type == "village" || type == "enterprise");
    r.round_id = desk.id();
    r.subject_type = type;
    r.subject_id = subject.id;
    r.subject = subject.name;
    r.title = text_of(desk.round, "title") + "（" + subject.name + "）";
    r.subject_area_id = subject.area_id;
    r.area_id = seen ? subject.area_id : town;
    r.category = type == "enterprise" && !subject.categories.empty() ? subject.categories[0] : "";
    r.peer_group = subject.peer_group;
    r.stage = desk.stage;
    r.closed_on = subject.closed_on;
    if (type == "enterprise") r.enterprise_id = subject.id;
    if (type == "patroller" || type == "officer") r.person_id = subject.id;
    return r;
}

Engine engine_for(const Scheme& scheme, const formula::Names& names) {
    try {
        return Engine(scheme, names);
    } catch (const formula::Wrong& wrong) {
        throw Fault(kStale, std::string(kStale.zh) + "：" + wrong.token, std::string(kStale.en) + ": " + wrong.token);
    }
}

std::vector<Subject> subjects_of(db::Connection& db, const Desk& desk) {
    auto subjects = subjects_in(db, desk.scheme.subject_type, desk.span.path, desk.span.from, desk.span.to);
    auto only = texts_of(desk.record, "categories");
    if (desk.scheme.subject_type == "enterprise") {
        if (!only.empty())
            std::erase_if(subjects,
                          [&](auto& s) { return std::find(only.begin(), only.end(), s.categories[0]) == only.end(); });
        for (auto& s : subjects) s.peer_group = s.categories[0];
    }
    if (auto* groups = desk.record.if_contains("peerGroups"); groups && groups->is_array())
        for (auto& row : groups->as_array())
            for (auto& s : subjects)
                if (desk.scheme.subject_type == "village" && s.id == text_of(row.as_object(), "areaId"))
                    s.peer_group = text_of(row.as_object(), "group");
    return subjects;
}

// The figures anew, and what follows from them.
void bring(Engine& engine, const json::object& figures, Result& r) {
    r.body["figures"] = figures;
    if (r.closed_on.empty()) return settle(engine, r);
    r.body["outcome"] = json::object{};
    r.score = {};
    r.grade.clear();
    r.waiting = 0;
}

/// One computation of a round at a time: two would leave a mixture.
class Alone {
public:
    explicit Alone(const std::string& round_id) : id_(round_id) {
        std::lock_guard guard(lock());
        if (!running().insert(id_).second) throw Fault(kRunning);
    }
    ~Alone() {
        std::lock_guard guard(lock());
        running().erase(id_);
    }
    Alone(const Alone&) = delete;

private:
    static std::mutex& lock() {
        static std::mutex one;
        return one;
    }
    static std::set<std::string>& running() {
        static std::set<std::string> all;
        return all;
    }
    std::string id_;
};

json::object compute(Work& work, const std::string& round_id) {
    Alone alone(round_id);
    auto& app = work.app();
    Bench bench;
    app.store().read([&](db::Connection& db) {
        record::refresh(db);
        bench.desk = desk_of(db, round_id);
        bench.desk.span.today = app.clock().today();
        bench.subjects = subjects_of(db, bench.desk);
        for (auto& r : results_of(db, round_id)) bench.kept.emplace(r.subject_id, r);
    });
    auto& desk = bench.desk;
    if (!open_to_computing(desk.stage)) throw Fault(kFixed);
    auto engine = engine_for(desk.scheme, names_for(desk.scheme.subject_type));
    auto subjects = static_cast<std::int64_t>(bench.subjects.size());
    std::int64_t figure = 0, figures = static_cast<std::int64_t>(engine.asked().size());
    app.store().read([&](db::Connection& db) {
        bench.figures = collect(db, desk.scheme.subject_type, bench.subjects, desk.span, engine.asked(),
                                [&] { work.tell(Step::checking, figure++, figures); });
    });
    std::vector<Result> results;
    std::vector<json::object> taken;
    for (auto& subject : bench.subjects) {
        auto r = result_for(desk, subject, bench.kept);
        json::object kept;
        for (auto& [name, value] : bench.figures[subject.id])
            kept[name] = value ? json::value(*value) : json::value(nullptr);
        bring(engine, kept, r);
        results.push_back(std::move(r));
        taken.push_back(std::move(kept));
        if (results.size() % 100 == 0) work.tell(Step::checking, figures, figures);
    }
    // From here on it is finished: half of a table would be neither the old nor the new one.
    constexpr std::size_t kSlice = 100;
    for (std::size_t done = 0; done < results.size(); done += kSlice) {
        app.store().write([&](db::Connection& db) {
            auto now = desk_of(db, round_id);
            if (!open_to_computing(now.stage)) throw Fault(kFixed);
            if (now.stage != desk.stage || !record::standing(db, record::kind("assessment-rounds"), round_id))
                throw Fault(kMoved);
            // Until the last row stands it is not computed: what a crash cuts off can't go to the next stage.
            if (done == 0)
                record::update_row(db, record::kind("assessment-rounds"), round_id, {{"computedOn", nullptr}},
                                   app.clock().now());
            for (auto i = done; i < std::min(done + kSlice, results.size()); ++i) {
                auto& r = results[i];
                // What people gave while the figures were taken stays.
                if (auto there = result_at(db, r.id)) {
                    r.body = there->body;
                    bring(engine, taken[i], r);
                }
                put_result(db, r, app.clock().now());
                index_text(db, "assessment-results", results[i].id, results[i].subject);
            }
        });
        work.note(Step::writing, static_cast<std::int64_t>(done), subjects);
    }
    std::int64_t closed = 0, waiting = 0;
    for (auto& r : results) {
        closed += !r.closed_on.empty();
        waiting += r.waiting > 0;
    }
    app.store().write([&](db::Connection& db) {
        record::update_row(db, record::kind("assessment-rounds"), round_id,
                           {{"subjects", subjects}, {"computedOn", app.clock().today()}}, app.clock().now());
        record_event(db, work.actor(), app.clock().now(), "assessment-rounds", round_id, "computed",
                     text_of(desk.round, "areaId"), {}, {{"subjects", subjects}});
    });
    return {{"roundId", round_id}, {"subjects", subjects}, {"closed", closed}, {"waiting", waiting}};
}

Response computation(Call& call) {
    auto& app = *http::App::current();
    auto id = call.path[0];
    std::string title;
    app.store().read([&](db::Connection& db) {
        record::get(db, call.actor, record::kind("assessment-rounds"), id);
        auto desk = desk_of(db, id);
        Call within{call.request, call.actor, db, call.clock, call.path, {}};
        only_assessors(within, desk);
        if (!open_to_computing(desk.stage)) throw Fault(kFixed);
        title = text_of(desk.round, "title");
    });
    work::Order order{"assessment", "计分：" + title, "Computing: " + title};
    if (call.request.header("prefer").find("respond-async") != std::string::npos)
        return work::start(call, app, order, [id](Work& work) { return compute(work, id); });
    Work work(app, call.actor, order);
    return Response::of(work::run(work, [&](Work& work) { return compute(work, id); }));
}

Response move(Call& call) {
    auto& kind = record::kind("assessment-rounds");
    auto before = record::get(call.db, call.actor, kind, call.path[0]);
    auto desk = desk_of(call.db, call.path[0]);
    only_assessors(call, desk);
    auto to = text_of(call.input, "stage");
    if (!may_follow(desk.stage, to)) throw Fault(kStep, "stage");
    auto open = open_in(call.db, desk.id());
    if (text_of(desk.round, "computedOn").empty() || !open.results) throw Fault(kNothing);
    bool forward = !(to == "draft" || (to == "self_check" && desk.stage == "review") ||
                     (to == "review" && desk.stage == "notice"));
    if (forward && to == "notice" && open.waiting)
        throw Fault(kWaiting, fmt::format("还有 {} 个对象有人工项目没有评分，例如 {}", open.waiting, open.first),
                    fmt::format("{} subjects have items that nobody has scored, such as {}", open.waiting, open.first));
    if (to == "frozen" && open.appeals)
        throw Fault(kAppeals, fmt::format("还有 {} 件申诉没有答复，例如 {} 的", open.appeals, open.first),
                    fmt::format("{} appeals are not answered, such as that of {}", open.appeals, open.first));
    set_stage(call.db, desk.id(), to, to != "draft", text_of(desk.round, "areaId"), call.now());
    json::object changes{{"stage", to}};
    if (to == "notice") changes["noticeOn"] = call.today();
    if (to == "frozen") changes["frozenOn"] = call.today();
    if (to == "published") changes["publishedOn"] = call.today();
    record::update_row(call.db, kind, desk.id(), changes, call.now());
    record_event(call.db, call.actor, call.now(), kind.name, desk.id(), to, text_of(desk.round, "areaId"),
                 {{"stage", desk.stage}}, changes);
    if (to == "published") publish(call, desk);
    return Response::of(*record::peek(call.db, kind, desk.id()), 201);
}

// Recounts every kept result from its own figures; nothing is asked of today's records.
Response verification(Call& call) {
    record::get(call.db, call.actor, record::kind("assessment-rounds"), call.path[0]);
    auto desk = desk_of(call.db, call.path[0]);
    if (!of_town(call.db, call.actor, desk)) throw Fault(kNotFound);
    json::array differences;
    std::int64_t count = 0;
    std::optional<Engine> engine;
    for (auto& r : results_of(call.db, desk.id())) {
        if (!r.closed_on.empty()) continue;
        if (!engine) engine.emplace(engine_for(desk.scheme, names_kept(r.body)));
        auto again = r;
        settle(*engine, again);
        ++count;
        auto hundredths = [](const Result& one) {
            return one.score ? json::value(cents(*one.score)) : json::value(nullptr);
        };
        if (hundredths(r) != hundredths(again) || r.grade != again.grade ||
            r.body.at("outcome") != again.body.at("outcome"))
            differences.push_back(
                {{"id", r.id}, {"subject", r.subject}, {"kept", hundredths(r)}, {"recomputed", hundredths(again)}});
    }
    return Response::of({{"results", count}, {"same", differences.empty()}, {"differences", differences}});
}

const http::Routes routes([](http::Router& router) {
    router.add(
        {.method = "POST",
         .path = "/api/v1/assessment-rounds/{id}/computation",
         .summary =
             "Takes the figures and scores every subject; with Prefer: respond-async beside the request, with progress",
         .roles = kAssessors,
         .mode = http::Mode::slow,
         .handler = computation});
    router.add({.method = "POST",
                .path = "/api/v1/assessment-rounds/{id}/stage",
                .summary = "Brings a round to its next stage, or back one until it is frozen",
                .roles = kAssessors,
                .mode = http::Mode::write,
                .input = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
                          {.name = "stage",
                           .type = Field::choice,
                           .zh = "阶段",
                           .en = "Stage",
                           .required = true,
                           .options = kStages}},
                .handler = move});
    router.add({.method = "GET",
                .path = "/api/v1/assessment-rounds/{id}/verification",
                .summary = "Recounts every result from what it kept and says what differs",
                .roles = kOfTown,
                .handler = verification});
});

}  // namespace

}  // namespace zhenan::assessment
