// THE DOOR of hazards: what is wrong at a place, from the finding to the recheck that closes it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/http/http.h"
#include "modules/hazard/hazard_rules.h"
#include "modules/place/place.h"

namespace zhenan::hazard {

/// Where and when it was found; the inspection gives it.
struct Earlier;

struct Finding {
    place::Place place;
    std::string inspection_id, checklist_id;
    std::string on;  // business day
    Instant happened_at = 0;
    std::vector<std::string> inspectors;  // names
    /// Read with the first hazard, for all of one visit.
    mutable std::shared_ptr<const std::vector<Earlier>> closed_before = {};
};

/// The fields of one found hazard in an inspection's input.
const Schema& input_fields();

/// Hazards will be added at this place: what they need to know of it is asked for with the next question.
void expect(db::Connection& db, const std::string& place_id, const std::string& on);

/// Records one; `input` is checked by input_fields(). Throws Fault for a due day before the finding, a major one
/// without a criterion in force, neither a due day nor fixed on the spot. Answers the record.
json::object add(http::Call& call, const Finding& finding, const json::object& input);

/// The records of an inspection, in the order found.
std::vector<json::object> of_inspection(db::Connection& db, std::string_view inspection_id, std::string_view today);
/// Open ones at a place.
std::vector<json::object> open_at(db::Connection& db, std::string_view place_id, std::string_view today);
std::optional<json::object> find(db::Connection& db, std::string_view id);

/// A notice carries it: its number is shown with the hazard; a referral letter's is kept as the referral's.
struct OnNotice {
    std::string id, number, kind;
};
/// In the notice's order.
void put_on_notice(http::Call& call, const std::vector<std::string>& ids, const OnNotice& notice);
/// Links that were not kept before there was a table for them.
void link_notice(db::Connection& db, const std::string& id, const std::string& notice_id, std::int64_t position);
/// Marks a general one as suspected of being major: what it was answered with belongs to major ones only.
void suspect(http::Call& call, const std::string& id, const std::string& why, const std::string& on);

/// How the hazards of a notice stand, in the notice's order: id, status, closed on, whose verdict was last.
struct Standing {
    std::string id, status, closed_on, due_on, description, late;
    bool withdrawn = false;
};
std::vector<Standing> standing_of(db::Connection& db, std::string_view notice_id);
/// SQL on a column that holds a notice's id: how many of its hazards are there, and how many of them closed.
std::string on_notice_sql(std::string_view notice_column, bool closed_only);

/// The last recheck of a hazard: passed or not, and its note.
struct Recheck {
    bool passed = false;
    std::string note, on;
};
std::optional<Recheck> last_recheck(db::Connection& db, std::string_view id);

/// Attachments that show a hazard on a day: when it was found, and when it was last rechecked (or reported done).
struct Seen {
    std::string on;
    std::vector<std::string> photos;
};
std::pair<Seen, Seen> before_and_after(db::Connection& db, const json::object& hazard);

/// Places below a path with a failed recheck in a period: for the report's "problems".
struct Failed {
    std::string place_name, hazard_id;
    std::int64_t times = 0;
};
std::vector<Failed> failed_again(db::Connection& db, std::string_view path, std::string_view from, std::string_view to);

}  // namespace zhenan::hazard
