// Inside the progress-review module only: its SQL.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/db/db.h"
#include "core/field.h"

namespace zhenan::progress_review {

struct Line {
    std::string id, topic, title, detail, area_id, link;
    std::int64_t count = 0;
    json::array records = {};
    std::string decision = {};  // given, aside; empty: not yet
    json::object task = {};
    std::string reason = {}, decided_by = {}, follow_up_id = {}, area_name = {};
};
std::vector<Line> lines_of(db::Connection& db, std::string_view review_id);
std::optional<Line> line(db::Connection& db, std::string_view review_id, std::string_view id);
void add_line(db::Connection& db, std::string_view review_id, std::int64_t position, const Line& line);
void remove_undecided(db::Connection& db, std::string_view review_id);
void move_line(db::Connection& db, std::string_view id, std::int64_t position);
void decide_line(db::Connection& db, const Line& line, Instant now);
void set_follow_up(db::Connection& db, std::string_view line_id, std::string_view follow_up_id);

struct Previous {
    std::string id, held_on, figures;
};
/// The closed one before a day in the same area, of the same period.
std::optional<Previous> previous(db::Connection& db, std::string_view area_id, std::string_view period,
                                 std::string_view held_on);

}  // namespace zhenan::progress_review
