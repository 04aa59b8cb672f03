// Which version holds on a day, what may be printed as law, which sector judges a category. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/field.h"

namespace zhenan::law {

/// V compared when the program was made, C confirmed by an administrator, M not confirmed, O written by the officer,
/// own: the office's own decision, no law.
const std::vector<Option>& certainties();
/// May it stand on a paper as law? What nobody compared with the text may not; it refuses nothing either.
bool citable(std::string_view certainty);

/// In force from-to, both days included; an empty `to` has no end, an empty `from` is not known: never.
bool in_force(std::string_view from, std::string_view to, std::string_view day);
bool overlap(std::string_view from, std::string_view to, std::string_view other_from, std::string_view other_to);
/// The last day of a version when the next begins on `next_from`: the day before, or its own earlier end.
std::string ends_before(std::string_view to, std::string_view next_from);

/// Whose rules say what is a major hazard there: industry and trade, hazardous chemicals, fire ...
const std::vector<Option>& sectors();
std::string sector_of(std::string_view category);
/// Only the fire authority says that a fire hazard is major (消防法 第53条至第55条); the town records a suspicion.
bool town_may_judge(std::string_view sector);

/// The titles in 《》 that a clause cites, without the marks.
std::vector<std::string> titles_in(std::string_view clause);

}  // namespace zhenan::law
