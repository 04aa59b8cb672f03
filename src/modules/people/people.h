// THE DOOR of people: who they are, which post they hold from when to when, and the member units of the safety
// committee.
#pragma once

#include <string>
#include <vector>

#include "core/actor.h"
#include "core/db/db.h"
#include "core/field.h"

namespace zhenan::people {

/// The grants of a person's appointments that hold on the day: scope counts as of today (design, decision 2).
std::vector<Grant> grants_on(db::Connection& db, std::string_view person_id, std::string_view day);

/// A post that a person holds, in the words of its appointment.
struct Post {
    std::string post, role, area_id, area_name, member_unit, enterprise_id, valid_from, valid_to;
    std::vector<std::string> categories;
};
std::vector<Post> posts_on(db::Connection& db, std::string_view person_id, std::string_view day);

struct Person {
    std::string id, name, certificate_number, certificate_valid_to;
};
/// Those of the ids that exist, each once, in the order asked.
std::vector<Person> find(db::Connection& db, const std::vector<std::string>& ids);

/// How many appointments of a role hold in an area (not below it) on a day.
std::int64_t in_post(db::Connection& db, std::string_view area_path, std::string_view role, std::string_view day);

/// A seat in the leading group of an area, from when to when.
struct Seat {
    std::string appointment_id, person_name, post, seat, valid_from, valid_to;
};
/// Seats that held within [from, to]: head, deputies, members, each by the day it began.
std::vector<Seat> leading_group(db::Connection& db, std::string_view area_path, std::string_view from,
                                std::string_view to);
/// How many appointments of a role hold in an area and below it on a day.
std::int64_t in_post_below(db::Connection& db, std::string_view area_path, std::string_view role, std::string_view day);

/// Somebody who heads an area, or an enterprise, from when to when: appointments marked as the chief leader's.
struct Chief {
    std::string area_id, enterprise_id, person_id, person_name, post, valid_from, valid_to;
};
/// All below a path that began by a day, by the day they began.
std::vector<Chief> chiefs(db::Connection& db, std::string_view area_path, std::string_view day);
/// Those of one enterprise, or of one area itself (`enterprise_id` empty).
std::vector<Chief> chiefs_of(db::Connection& db, std::string_view area_id, std::string_view enterprise_id,
                             std::string_view day);

const std::vector<Option>& roles();

}  // namespace zhenan::people
