// Rounds, results and what is counted for others than villages; only for this folder.
#pragma once

#include <functional>
#include <map>

#include "core/clock.h"
#include "core/db/db.h"
#include "modules/assessment/assessment.h"

namespace zhenan::assessment {

struct Subject {
    std::string id, name, area_id, path;  // the path of its area
    std::vector<std::string> categories;  // of a member unit, or the one of an enterprise
    std::string closed_on, peer_group;
};
/// Who is assessed below a path in a period: those that stood at its end, and those that ended in the middle of it.
std::vector<Subject> subjects_in(db::Connection& db, std::string_view type, std::string_view path,
                                 const std::string& from, const std::string& to);

struct Result {
    std::string id, round_id, area_id, subject_area_id, subject_type, subject_id, subject, title, category, peer_group,
        stage;
    std::optional<double> score;
    std::string grade;
    bool veto = false;
    std::string veto_reason;
    std::int64_t waiting = 0, open_appeals = 0;
    std::string closed_on, enterprise_id, person_id;
    json::object body;
    std::int64_t version = 1;
};
void put_result(db::Connection& db, const Result& result, Instant now);
std::optional<Result> result_at(db::Connection& db, std::string_view id);
/// Of a round by group and name; a limit of 0 means all.
std::vector<Result> results_of(db::Connection& db, std::string_view round_id, std::int64_t limit = 0,
                               std::int64_t offset = 0);
/// Those whose subject is the person, or a member unit in which the person has a post today.
std::vector<Result> results_of_person(db::Connection& db, std::string_view person_id, const std::string& today);
bool in_member_unit(db::Connection& db, std::string_view person_id, std::string_view unit_id, const std::string& today);
void set_stage(db::Connection& db, std::string_view round_id, std::string_view stage, bool seen, std::string_view town,
               Instant now);
void set_withdrawn(db::Connection& db, std::string_view round_id, bool withdrawn);
struct Open {
    std::int64_t waiting = 0, appeals = 0, results = 0;
    std::string first;  // the first subject of these
};
Open open_in(db::Connection& db, std::string_view round_id);
bool used(db::Connection& db, std::string_view scheme_id);
/// An earlier result in the ledger for the same subject and term.
std::string in_ledger(db::Connection& db, std::int64_t year, std::string_view term, std::string_view subject_type,
                      std::string_view subject, std::string_view area_id);
std::map<std::string, std::pair<std::string, std::string>> paths_and_levels(db::Connection& db);

/// Counts by enterprise, or by category: key -> name -> number.
using Counts = std::map<std::string, std::map<std::string, std::int64_t>>;
enum class By { enterprise, category };
Counts count_by(db::Connection& db, By by, std::string_view path, const std::string& from, const std::string& to);
/// Visits of persons: who looked at which place and found how much.
void each_visit(db::Connection& db, std::string_view path, const std::string& from, const std::string& to,
                const std::function<void(const std::vector<std::string>& persons, const std::string& place,
                                         std::int64_t found, std::int64_t closed)>& on_visit);
/// The trainings of a period with those who were entered as participants.
void each_training(db::Connection& db, const std::string& from, const std::string& to,
                   const std::function<void(const std::vector<std::string>& persons, double hours,
                                            const std::string& path)>& on_training);
/// Enterprises in trade: the path of their area, and id.
std::vector<std::pair<std::string, std::string>> places_in_trade(db::Connection& db, std::string_view path,
                                                                 const std::string& day);

}  // namespace zhenan::assessment
