// Inside the law module only: confirmations, and how a version is saved.
#pragma once

#include "modules/law/law.h"

namespace zhenan::law {

/// The record that the path names.
json::object mine(http::Call& call, const record::Kind& kind);
/// Writes changes with an event; `words` stand in the event beside them.
json::object save(http::Call& call, const record::Kind& kind, const json::object& before, const json::object& changes,
                  const char* verb, json::object words);

json::object confirm(http::Call& call, const record::Kind& kind, const json::object& before);
/// Those that the input names, all or none; every one that is refused is named.
json::object confirm_several(http::Call& call, const record::Kind& kind);
json::object unconfirm(http::Call& call, const record::Kind& kind);

}  // namespace zhenan::law
