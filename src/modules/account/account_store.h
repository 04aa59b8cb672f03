// The only SQL of accounts and sessions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/db/db.h"

namespace zhenan::account {

struct Account {
    std::string id, username, person_id, person_name, password_hash, state;
    bool must_change_password = false;
    std::int64_t failures = 0;
    Instant locked_until = 0;
};

std::optional<Account> find_by_name(db::Connection& db, const std::string& username);
std::optional<Account> find_by_id(db::Connection& db, const std::string& id);
void insert(db::Connection& db, const Account& account, Instant now);
void set_password(db::Connection& db, const std::string& id, const std::string& hash, bool must_change, Instant now);
/// One more wrong try; at so many the account is locked and the count begins anew.
void count_failure(db::Connection& db, const std::string& id, std::int64_t tries, Instant lock_until);
void forget_failures(db::Connection& db, const std::string& id);
/// The same for a name that nobody has: it locks as an account does. By hash: what is typed there may be a password.
Instant locked_until(db::Connection& db, const std::string& name_hash);
Instant count_failure_of_name(db::Connection& db, const std::string& name_hash, std::int64_t tries, Instant lock_until,
                              Instant now);
void forget_failures_before(db::Connection& db, Instant before);

struct Session {
    std::string account_id;
    Instant created_at = 0, seen_at = 0;
    std::string token_hash = {}, peer = {}, agent = {};
};
/// Sessions that were used since, newest first.
std::vector<Session> sessions_of(db::Connection& db, const std::string& account_id, Instant seen_since);
struct SignedIn {
    Session session;
    Account account;
};
std::optional<SignedIn> find_signed_in(db::Connection& db, const std::string& token_hash);
void insert_session(db::Connection& db, const std::string& token_hash, const std::string& account_id,
                    const std::string& peer, const std::string& agent, Instant now);
void touch_session(db::Connection& db, const std::string& token_hash, Instant now);
void delete_session(db::Connection& db, const std::string& token_hash);
std::int64_t delete_sessions_of(db::Connection& db, const std::string& account_id,
                                const std::string& but_token_hash = {});

}  // namespace zhenan::account
