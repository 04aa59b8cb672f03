// Inside the meeting module only: what its minutes say.
#pragma once

#include "core/http/http.h"
#include "modules/meeting/meeting.h"

namespace zhenan::meeting {

/// Who came, what was on the agenda and how it went, what was decided and who does it.
Minutes minutes_of(http::Call& call, const json::object& meeting);

}  // namespace zhenan::meeting
