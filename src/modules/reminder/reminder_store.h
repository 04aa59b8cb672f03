// Channels and the messages that leave by them; addresses and keys lie here alone and are in no record's answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/db/db.h"
#include "modules/reminder/reminder_rules.h"

namespace zhenan::reminder {

struct Channel {
    std::string id, name, area_id, area_name, area_path, way, mail_to;
    int hour = 8, days_before = 7, late_days = 0;
    std::string address, key;  // secret
    bool english = false;
};
/// Enabled ones that have where to send to.
std::vector<Channel> channels(db::Connection& db);
std::optional<Channel> channel(db::Connection& db, std::string_view id);
void set_address(db::Connection& db, std::string_view id, std::string_view address, std::string_view key);

struct Message {
    std::string id, channel_id, day, content;
    std::int64_t late = 0, soon = 0;
    int tries = 0;
    Instant created_at = 0;
};
bool has_message(db::Connection& db, std::string_view channel_id, std::string_view day);
/// Puts a day's message, unless there is one; older ones of the channel that still wait give way to it.
void put_message(db::Connection& db, const Channel& channel, const Message& message, std::string_view state,
                 Instant now);
/// Those whose time has come.
std::vector<Message> waiting(db::Connection& db, Instant now, int limit);
/// This program sends it now; false: another one does.
bool claim(db::Connection& db, std::string_view id, Instant now);
void settle(db::Connection& db, std::string_view id, std::string_view state, std::string_view error, Instant next_at,
            Instant now);
/// Somebody decided to send it again.
void wait_again(db::Connection& db, std::string_view id, Instant now);
/// What a program that ended was just sending: it may have arrived.
bool stuck_before(db::Connection& db, Instant before);
void clear_up(db::Connection& db, Instant before, Instant now);

}  // namespace zhenan::reminder
