// Makes one message a day for each channel, and sends what waits, never within quiet hours.
#include <spdlog/spdlog.h>

#include <atomic>
#include <boost/asio/post.hpp>

#include "core/http/app.h"
#include "core/jobs.h"
#include "core/setting.h"
#include "modules/reminder/sending.h"

namespace zhenan::reminder {

namespace {

constexpr int kListed = 20, kAtOnce = 20;
constexpr std::size_t kMostBytes = 1900;  // WeCom takes 2,048 bytes of text (certainty M)
constexpr Instant kStuck = 10 * 60'000;

const Setting& kQuietFrom = Setting::declare(
    {.field = {.name = "quiet_from",
               .type = Field::integer,
               .zh = "不发提醒的时段：从几点",
               .en = "No reminders from this hour",
               .min = 0,
               .max = 23,
               .unit_zh = "点",
               .unit_en = "h",
               .help_zh = "这个时段里不向外发提醒，到时段结束再发。起止相同就是全天可发。",
               .help_en = "Nothing is sent within these hours; it waits for their end. Equal hours: always sent."},
     .otherwise = "21",
     .source_zh = "由本单位决定",
     .source_en = "The office decides"});
const Setting& kQuietTo =
    Setting::declare({.field = {.name = "quiet_to",
                                .type = Field::integer,
                                .zh = "不发提醒的时段：到几点",
                                .en = "No reminders until this hour",
                                .min = 0,
                                .max = 23,
                                .unit_zh = "点",
                                .unit_en = "h",
                                .help_zh = "到这个钟点恢复发提醒，压着的先发。",
                                .help_en = "From this hour on reminders leave again, those that waited first."},
                      .otherwise = "7",
                      .source_zh = "由本单位决定",
                      .source_en = "The office decides"});

// The same lists that the office sees, asked by the same way.
struct Owed {
    std::int64_t total = 0;
    std::vector<Line> lines;
};
Owed owed(http::App& app, const Channel& c, std::vector<std::pair<std::string, std::string>> query) {
    Actor actor;
    actor.account_id = "reminders";
    actor.grants = {{.role = "office", .path = c.area_path}};
    query.emplace_back("sort", "dueOn");
    query.emplace_back("limit", std::to_string(kListed));
    http::Request request{"GET", "/api/v1/duties", std::move(query)};
    auto answer = app.call(std::move(request), actor);
    if (answer.status != 200) throw std::runtime_error("duties: " + std::to_string(answer.status));
    auto page = json::parse(answer.body).as_object();
    Owed found{page.at("total").to_number<std::int64_t>(), {}};
    for (auto& item : page.at("items").as_array()) {
        auto& duty = item.as_object();
        found.lines.push_back(
            {text_of(duty, c.english ? "titleEn" : "title"), text_of(duty, "whoName"), text_of(duty, "dueOn")});
    }
    return found;
}

void make(http::App& app, const Channel& c, Instant now) {
    auto today = day_of(now);
    auto late = owed(app, c, {{"state", "late"}, {"dueOn.to", add_days(today, -std::max(c.late_days, 1))}});
    auto soon =
        c.days_before > 0 ? owed(app, c, {{"state", "open"}, {"dueOn.to", add_days(today, c.days_before)}}) : Owed{};
    Digest digest{today,      c.area_name, late.total,    soon.total, late.lines,
                  soon.lines, c.late_days, c.days_before, c.english};
    Message message{.channel_id = c.id, .day = today, .late = late.total, .soon = soon.total};
    bool nothing = late.total + soon.total == 0;
    if (!nothing) message.content = words(digest, kMostBytes);
    app.store().write([&](db::Connection& db) { put_message(db, c, message, nothing ? "nothing" : "waiting", now); });
}

// On a thread of its own kind: a receiver that keeps us waiting keeps nobody else.
void send(http::App& app, std::vector<std::pair<Channel, Message>> list, Instant now) {
    std::vector<http::Outgoing> requests;
    for (auto& [channel, message] : list) requests.push_back(request_of(channel, message, now));
    auto outcomes = http::send_all(requests);
    app.store().write([&](db::Connection& db) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            auto& [channel, message] = list[i];
            auto [state, error] = verdict_of(channel, outcomes[i]);
            auto next = next_try(message.tries + 1, now, message.created_at);
            if (state == "waiting" && !next) state = "failed";
            settle(db, message.id, state, error, next.value_or(now), now);
        }
    });
}

std::atomic<bool> sending{false};

void send_waiting(http::App& app, db::Store& store, Instant now) {
    std::vector<std::pair<Channel, Message>> list;
    store.read([&](db::Connection& db) {
        for (auto& message : waiting(db, now, kAtOnce)) {
            auto found = channel(db, message.channel_id);
            if (found && (found->way != "email" || mail_ready())) list.emplace_back(*found, message);
        }
    });
    if (list.empty() || sending.exchange(true)) return;
    try {
        store.write([&](db::Connection& db) {
            std::erase_if(list, [&](auto& one) { return !claim(db, one.second.id, now); });
        });
    } catch (...) {
        sending = false;  // a disk that is full now must not silence the reminders for ever
        throw;
    }
    boost::asio::post(app.slow_workers(), [&app, list = std::move(list), now] {
        try {
            send(app, list, now);
        } catch (const std::exception& error) {
            spdlog::warn("reminders: {}", error.what());
        }
        sending = false;
    });
}

const jobs::Job job("reminders", 2, [](db::Store& store, Clock& clock) {
    auto* app = http::App::current();
    if (!app || !jobs::context()) return;  // the command line makes and sends none
    auto now = clock.now();
    auto hour = hour_of(now);
    std::vector<Channel> due;
    bool silent = false;
    store.read([&](db::Connection& db) {
        for (auto& one : channels(db))
            if (hour >= one.hour && !has_message(db, one.id, day_of(now))) due.push_back(one);
        silent = quiet(hour, static_cast<int>(kQuietFrom.figure(db)), static_cast<int>(kQuietTo.figure(db)));
    });
    for (auto& one : due) make(*app, one, now);
    if (silent) return;
    send_waiting(*app, store, now);
});

const jobs::Job stuck("reminders-stuck", 60, [](db::Store& store, Clock& clock) {
    bool any = false;
    auto before = clock.now() - kStuck;
    store.read([&](db::Connection& db) { any = stuck_before(db, before); });
    if (any) store.write([&](db::Connection& db) { clear_up(db, before, clock.now()); });
});

}  // namespace

}  // namespace zhenan::reminder
