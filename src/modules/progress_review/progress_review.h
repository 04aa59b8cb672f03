// THE DOOR of progress reviews (调度): the weekly or monthly meeting that goes through what is late.
#pragma once

#include <string>
#include <vector>

#include "core/http/http.h"
#include "modules/progress_review/progress_review_store.h"

namespace zhenan::progress_review {

/// The lines that a review has to go through, collected from what exists, as the actor sees it.
std::vector<Line> collect(http::Call& call, const json::object& review, const json::object& figures_before);
/// The watched figures of an area now.
json::object figures_now(http::Call& call, const std::string& path, const std::string& day);
/// Lines, and what the actor may do, beside the record.
json::object with_lines(http::Call& call, json::object record);
/// Collects anew; what was decided stays.
void gather(http::Call& call, const std::string& id, json::object review);

}  // namespace zhenan::progress_review
