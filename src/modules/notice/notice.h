// THE DOOR of notices: the documents that go to a place, with numbers that have no gaps, under the town's recorded
// authority.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/http/http.h"

namespace zhenan::notice {

/// What the town may do on a day; nothing recorded: it may record and ask, but no order comes out.
struct Authority {
    std::string id, basis, organ, number_prefix, document, review_organ, government, superior, court, report_to;
    bool invented = false;
    json::array start_numbers;
};
std::optional<Authority> authority_on(db::Connection& db, std::string_view day);

/// Where a notice of an inspection comes from.
struct Occasion {
    std::string inspection_id;
    std::string from, to;  // RFC 3339
    std::string situation, site;
    std::string companion, position;  // who went along for the place
    std::vector<std::string> inspector_ids;
    bool enforcement = false;
    const json::array& hazards;  // found just now
};

/// The fields of a notice's input.
const Schema& input_fields();

/// Issues one: checks authority, officers, hazards; takes the number last. Answers the record.
json::object issue(http::Call& call, const json::object& input, const std::optional<Occasion>& occasion);

std::vector<json::object> of_inspection(db::Connection& db, std::string_view inspection_id);

}  // namespace zhenan::notice
