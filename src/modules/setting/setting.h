// THE DOOR of settings: what the office decides by itself (core/setting.h declares it), changed with an event. The
// namespace is the plural: `setting` is core's way to the store.
#pragma once

#include <string>

#include "core/http/http.h"
#include "core/setting.h"

namespace zhenan::settings {

/// Checks the value, keeps it and writes the event. A dated one holds from `from` (today if empty), others at once.
void change(http::Call& call, const Setting& setting, const json::value& value, const std::string& from,
            const std::string& note);
/// The default holds again: a dated one from today on.
void reset(http::Call& call, const Setting& setting, const std::string& note);
/// As it stands now, with its declaration, what is to hold later, and the latest changes of it.
json::object describe(http::Call& call, const Setting& setting);

}  // namespace zhenan::settings
