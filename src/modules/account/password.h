// Inside the account module only: passwords and tokens.
#pragma once

#include <string>

#include "core/clock.h"
#include "core/db/db.h"
#include "core/http/http.h"

namespace zhenan::account {

bool verify_password(const std::string& hash, const std::string& password);
Instant session_idle(db::Connection& db, std::string_view today);
std::string session_token(const http::Request& request);

}  // namespace zhenan::account
