// THE DOOR of attachments: bytes by their hash, in the scope of the record that names them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/http/http.h"

namespace zhenan::file {

/// Gives the attachments to the record that names them. Throws file.unknown for one that isn't there or isn't the
/// actor's.
void claim(http::Call& call, const std::string& kind, const std::string& id,
           const std::vector<std::string>& attachments);

/// The same bytes as an attachment of the actor's own once more, for a further record: each belongs to one. Throws
/// file.unknown as claim does.
std::string again(http::Call& call, const std::string& id);

/// The SHA-256 of an attachment that has arrived; empty if there is none.
std::string digest(db::Connection& db, const std::string& id);

/// The bytes of an attachment that has arrived and is the actor's own or a record's already; nothing otherwise. For
/// parts that have checked the record, and for hooks that look into what a record is about to name.
std::optional<std::string> content(http::Call& call, const std::string& id);

/// Every attachment's file is there with its hash; says the first that isn't.
std::optional<std::string> broken(db::Connection& db, const std::string& folder);

}  // namespace zhenan::file
