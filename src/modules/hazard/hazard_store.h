// Inside the hazard module only: its SQL.
#pragma once

#include "modules/hazard/hazard.h"
#include "modules/record/record.h"

namespace zhenan::hazard {

struct Step {
    std::string id, verb, by_name;
    Instant happened_at = 0, received_at = 0;
    json::object content;
};
void insert_step(db::Connection& db, const std::string& id, const std::string& hazard_id, std::string_view verb,
                 Instant happened_at, Instant received_at, const Actor& actor, const json::object& content);
std::vector<Step> steps_of(db::Connection& db, std::string_view hazard_id);
void append_notice_number(db::Connection& db, std::string_view id, const std::string& number);

struct Span {
    std::string area_id, found_on, level, id, title, area_name;
};
/// Found by the end of a day and not closed by then.
std::vector<Span> open_at_end_of(db::Connection& db, std::string_view path, std::string_view day);

/// Listed by the end of a day and not lifted by then; `found_on` is the day of the listing.
std::vector<Span> listed_at_end_of(db::Connection& db, std::string_view path, std::string_view day);

json::object with_timeline(http::Call& call, json::object record);

}  // namespace zhenan::hazard
