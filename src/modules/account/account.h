// THE DOOR of accounts: who may sign in, and whose session a request carries.
#pragma once

#include <optional>
#include <string>

#include "core/http/app.h"

namespace zhenan::account {

/// argon2id, at most four at once (64 MB each); throws kBusy when too many wait.
std::string hash_password(const std::string& password);

/// Makes an account without asking who may: for `init` and the demo town.
std::string add(db::Connection& db, const Actor& actor, Instant now, const std::string& username,
                const std::string& person_id, const std::string& password_hash, bool must_change);

/// The actor of a request's session; throws kUnauthenticated.
Actor authenticate(http::App& app, db::Connection& db, const http::Request& request);

/// The actor of a request's session as it stands now, or nothing; does not count as use.
std::optional<Actor> still_signed_in(http::App& app, db::Connection& db, const http::Request& request);

/// The actor of an account by name, for the command line (`--as`). Throws kNotFound.
Actor actor_of(db::Connection& db, const std::string& username, const std::string& today);

/// The program itself, in the audit trail.
Actor system_actor();

/// Throws Fault account.weak_password: at least 8 characters of three sorts.
void check_password(const std::string& password);

}  // namespace zhenan::account
