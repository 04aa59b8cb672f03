// Inside the incoming-document module only: its SQL.
#pragma once

#include <string>
#include <string_view>

#include "core/db/db.h"

namespace zhenan::incoming_document {

/// The day by which an answer is owed now; empty where none is.
std::string owed_until(db::Connection& db, std::string_view id);

}  // namespace zhenan::incoming_document
