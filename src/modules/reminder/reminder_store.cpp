#include "modules/reminder/reminder_store.h"

#include "core/id.h"

namespace zhenan::reminder {

namespace {

constexpr const char* kChannel =
    "SELECT c.id, c.name, c.area_id, a.name, a.path, c.way, c.mail_to, c.hour, c.days_before, c.late_days, "
    "c.secret_address, c.secret_key, c.language FROM reminder_channel c JOIN area a ON a.id = c.area_id WHERE NOT "
    "c.withdrawn AND ";

Channel channel_of(const db::Row& row) {
    Channel c;
    c.id = row.str(0);
    c.name = row.str(1);
    c.area_id = row.str(2);
    c.area_name = row.str(3);
    c.area_path = row.str(4);
    c.way = row.str(5);
    c.mail_to = row.str(6);
    c.hour = static_cast<int>(row.integer(7));
    c.days_before = static_cast<int>(row.integer(8));
    c.late_days = static_cast<int>(row.integer(9));
    c.address = row.str(10);
    c.key = row.str(11);
    c.english = row.str(12) == "en";
    return c;
}

}  // namespace

std::vector<Channel> channels(db::Connection& db) {
    std::vector<Channel> list;
    db.each(
        std::string(kChannel) + "c.enabled AND (c.secret_address IS NOT NULL OR c.mail_to IS NOT NULL) ORDER BY c.id",
        {}, [&](auto& row) { list.push_back(channel_of(row)); });
    return list;
}

std::optional<Channel> channel(db::Connection& db, std::string_view id) {
    std::optional<Channel> found;
    db.each(std::string(kChannel) + "c.id = ?", {id}, [&](auto& row) { found = channel_of(row); });
    return found;
}

void set_address(db::Connection& db, std::string_view id, std::string_view address, std::string_view key) {
    db.run("UPDATE reminder_channel SET secret_address = ?, secret_key = ? WHERE id = ?",
           {address, key.empty() ? db::Param(nullptr) : db::Param(key), id});
}

bool has_message(db::Connection& db, std::string_view channel_id, std::string_view day) {
    return db.text("SELECT id FROM reminder_message WHERE channel_id = ? AND day = ?", {channel_id, day}).has_value();
}

void put_message(db::Connection& db, const Channel& c, const Message& m, std::string_view state, Instant now) {
    auto put = db.run(
        "INSERT INTO reminder_message (id, channel_id, channel_name, area_id, day, late, soon, content, state, tries, "
        "next_at, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 1, ?, ?) ON CONFLICT "
        "(channel_id, day) DO NOTHING",
        {new_id(), c.id, c.name, c.area_id, m.day, m.late, m.soon, m.content, state, now, now, now});
    if (put > 0)
        db.run(
            "UPDATE reminder_message SET state = 'replaced', version = version + 1, updated_at = ? WHERE channel_id = "
            "? "
            "AND day < ? AND state = 'waiting'",
            {now, c.id, m.day});
}

std::vector<Message> waiting(db::Connection& db, Instant now, int limit) {
    std::vector<Message> list;
    db.each(
        "SELECT id, channel_id, day, content, late, soon, tries, created_at FROM reminder_message WHERE state = "
        "'waiting' "
        "AND next_at <= ? AND channel_id IN (SELECT id FROM reminder_channel WHERE enabled AND NOT withdrawn) ORDER BY "
        "next_at, id LIMIT ?",
        {now, limit}, [&](auto& row) {
            list.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.integer(4), row.integer(5),
                            static_cast<int>(row.integer(6)), row.integer(7)});
        });
    return list;
}

bool claim(db::Connection& db, std::string_view id, Instant now) {
    return db.run(
               "UPDATE reminder_message SET state = 'sending', tries = tries + 1, version = version + 1, updated_at = "
               "? "
               "WHERE id = ? AND state = 'waiting'",
               {now, id}) == 1;
}

void settle(db::Connection& db, std::string_view id, std::string_view state, std::string_view error, Instant next_at,
            Instant now) {
    db.run(
        "UPDATE reminder_message SET state = ?, error = ?, next_at = ?, sent_at = ?, version = version + 1, updated_at "
        "= "
        "? WHERE id = ? AND state = 'sending'",
        {state, error.empty() ? db::Param(nullptr) : db::Param(error), next_at,
         state == "sent" ? db::Param(now) : db::Param(nullptr), now, id});
}

void wait_again(db::Connection& db, std::string_view id, Instant now) {
    db.run(
        "UPDATE reminder_message SET state = 'waiting', error = NULL, next_at = ?, version = version + 1, updated_at = "
        "? "
        "WHERE id = ?",
        {now, now, id});
}

bool stuck_before(db::Connection& db, Instant before) {
    return db.text("SELECT id FROM reminder_message WHERE state = 'sending' AND updated_at < ? LIMIT 1", {before})
        .has_value();
}

void clear_up(db::Connection& db, Instant before, Instant now) {
    // A receiver that goes by the id of a message is asked again; a group would read it twice.
    db.run(
        "UPDATE reminder_message SET state = CASE WHEN channel_id IN (SELECT id FROM reminder_channel WHERE way = "
        "'generic') THEN 'waiting' ELSE 'unclear' END, version = version + 1, updated_at = ? WHERE state = 'sending' "
        "AND updated_at < ?",
        {now, before});
}

}  // namespace zhenan::reminder
