// Inside the letter module: how the signing stands, and who has not signed, as answers.
#pragma once

#include "core/http/http.h"

namespace zhenan::letter {

/// Figures by kind, level and area on a day, and what their denominators are made of.
json::object standing_answer(http::Call& call);
/// Who has not signed by a day.
json::object unsigned_answer(http::Call& call);
http::Response unsigned_file(http::Call& call, bool xlsx);
/// What anybody may know of a letter whose code they hold.
json::object verification(http::Call& call);

}  // namespace zhenan::letter
