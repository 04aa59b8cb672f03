#include "modules/account/account_store.h"

#include <fmt/format.h>

namespace zhenan::account {

namespace {
constexpr const char* kColumns =
    "a.id, a.username, a.person_id, p.name, a.password_hash, a.state, a.must_change_password, a.failures, "
    "a.locked_until";
Account read(const db::Row& row) {
    return {row.str(0), row.str(1),     row.str(2),     row.str(3),    row.str(4),
            row.str(5), row.boolean(6), row.integer(7), row.integer(8)};
}
}  // namespace

std::optional<Account> find_by_name(db::Connection& db, const std::string& username) {
    std::optional<Account> found;
    db.each(fmt::format(
                "SELECT {} FROM account a JOIN person p ON p.id = a.person_id WHERE a.username = ? AND NOT a.withdrawn",
                kColumns),
            {username}, [&](auto& row) { found = read(row); });
    return found;
}

std::optional<Account> find_by_id(db::Connection& db, const std::string& id) {
    std::optional<Account> found;
    db.each(
        fmt::format("SELECT {} FROM account a JOIN person p ON p.id = a.person_id WHERE a.id = ? AND NOT a.withdrawn",
                    kColumns),
        {id}, [&](auto& row) { found = read(row); });
    return found;
}

void insert(db::Connection& db, const Account& a, Instant now) {
    db.run(
        "INSERT INTO account (id, username, person_id, password_hash, state, must_change_password, version, "
        "created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)",
        {a.id, a.username, a.person_id, a.password_hash, a.state, a.must_change_password, now, now});
}

void set_password(db::Connection& db, const std::string& id, const std::string& hash, bool must_change, Instant now) {
    db.run(
        "UPDATE account SET password_hash = ?, must_change_password = ?, failures = 0, locked_until = 0, version = "
        "version + 1, "
        "updated_at = ? WHERE id = ?",
        {hash, must_change, now, id});
}

void count_failure(db::Connection& db, const std::string& id, std::int64_t tries, Instant lock_until) {
    db.run(
        "UPDATE account SET failures = CASE WHEN failures + 1 >= ? THEN 0 ELSE failures + 1 END, "
        "locked_until = CASE WHEN failures + 1 >= ? THEN ? ELSE locked_until END WHERE id = ?",
        {tries, tries, lock_until, id});
}

void forget_failures(db::Connection& db, const std::string& id) {
    db.run("UPDATE account SET failures = 0, locked_until = 0 WHERE id = ?", {id});
}

Instant locked_until(db::Connection& db, const std::string& name_hash) {
    return db.integer("SELECT locked_until FROM sign_in_failure WHERE name_hash = ?", {name_hash}).value_or(0);
}

Instant count_failure_of_name(db::Connection& db, const std::string& name_hash, std::int64_t tries, Instant lock_until,
                              Instant now) {
    db.run(
        "INSERT INTO sign_in_failure (name_hash, failures, locked_until, at) VALUES (?, 1, 0, ?) "
        "ON CONFLICT (name_hash) DO UPDATE SET "
        "failures = CASE WHEN sign_in_failure.failures + 1 >= ? THEN 0 ELSE sign_in_failure.failures + 1 END, "
        "locked_until = CASE WHEN sign_in_failure.failures + 1 >= ? THEN ? ELSE sign_in_failure.locked_until END, "
        "at = excluded.at",
        {name_hash, now, tries, tries, lock_until});
    return locked_until(db, name_hash);
}

void forget_failures_before(db::Connection& db, Instant before) {
    db.run("DELETE FROM sign_in_failure WHERE at < ?", {before});
}

std::vector<Session> sessions_of(db::Connection& db, const std::string& account_id, Instant seen_since) {
    std::vector<Session> sessions;
    db.each(
        "SELECT account_id, created_at, seen_at, token_hash, peer, agent FROM session WHERE account_id = ? AND seen_at "
        ">= ? ORDER BY seen_at DESC, token_hash",
        {account_id, seen_since}, [&](auto& row) {
            sessions.push_back({row.str(0), row.integer(1), row.integer(2), row.str(3), row.str(4), row.str(5)});
        });
    return sessions;
}

std::optional<SignedIn> find_signed_in(db::Connection& db, const std::string& token_hash) {
    std::optional<SignedIn> found;
    db.each(fmt::format("SELECT {}, s.created_at, s.seen_at FROM session s JOIN account a ON a.id = s.account_id JOIN "
                        "person p ON p.id = a.person_id WHERE s.token_hash = ? AND NOT a.withdrawn",
                        kColumns),
            {token_hash}, [&](auto& row) {
                found = SignedIn{{row.str(0), row.integer(9), row.integer(10)}, read(row)};
            });
    return found;
}

void insert_session(db::Connection& db, const std::string& token_hash, const std::string& account_id,
                    const std::string& peer, const std::string& agent, Instant now) {
    db.run("INSERT INTO session (token_hash, account_id, created_at, seen_at, peer, agent) VALUES (?, ?, ?, ?, ?, ?)",
           {token_hash, account_id, now, now, peer, agent});
}

void touch_session(db::Connection& db, const std::string& token_hash, Instant now) {
    db.run("UPDATE session SET seen_at = ? WHERE token_hash = ?", {now, token_hash});
}

void delete_session(db::Connection& db, const std::string& token_hash) {
    db.run("DELETE FROM session WHERE token_hash = ?", {token_hash});
}

std::int64_t delete_sessions_of(db::Connection& db, const std::string& account_id, const std::string& but_token_hash) {
    return db.run("DELETE FROM session WHERE account_id = ? AND token_hash <> ?", {account_id, but_token_hash});
}

}  // namespace zhenan::account
