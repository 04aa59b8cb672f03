// Two enterprises that are one; only for this folder.
#pragma once

#include "modules/record/record.h"

namespace zhenan::enterprise {

/// The other is withdrawn into the one that the path names; what names it follows.
json::object merge(http::Call& call);
json::object undo_merger(http::Call& call);
/// What was merged into a record, for its page.
json::array merged(http::Call& call, const std::string& id);

}  // namespace zhenan::enterprise
