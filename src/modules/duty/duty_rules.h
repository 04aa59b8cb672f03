// What a rule makes somebody owe: pure. Time, calendar and records are arguments; the same arguments give the same
// duties in whatever order they came to be.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/period.h"
#include "modules/duty/calendar_rules.h"
#include "modules/duty/declaration_rules.h"

namespace zhenan::duty {

/// Days on which somebody was bound; `to` is the first on which no more, empty while it goes on. For rules that go by a
/// day of the record a span ends when that day is changed.
struct Span {
    std::string from, to;
    std::string anchor = {};
};

/// A record that may discharge.
struct Deed {
    std::string kind, id, day;
    std::string period = {};  // where the rule goes by it
};

struct Owed {
    std::string period;                 // "2023-H1", or the day that it goes by: with rule and subject its key
    std::string opened_on, ends_on;     // from when on it can be done; after that day it can be done no more
    std::optional<std::string> due_on;  // nothing: the holiday table of a year is missing
    std::string done_on, done_kind, done_id;
    bool operator==(const Owed&) const = default;
};

/// From when on a record is bound by a rule that is new to it: since it was entered, or began before that, but not
/// before the half-year of the entry.
std::string since_of(std::string_view entered_on, std::string_view began_on);

/// The same days for one rule: nobody owes for what was over before they were entered. Whoever began before that owes
/// from the stretch (month, quarter, window) of the entry; an area, which began when the town was made here, from its
/// entry. Rules that go by a day of the record itself are left as they are.
std::vector<Span> owing(const Rule& rule, std::vector<Span> spans, std::string_view entered_on);

/// Everything that is or was owed by a day, oldest first.
/// `spans` in order of their days. Who joins in the second half of a period owes from the next one on; who is bound no
/// more when it ends owes nothing for it, unless it was done.
std::vector<Owed> owed_by(const Rule& rule, const std::vector<Span>& spans, std::vector<Deed> deeds,
                          const Calendar& calendar, std::string_view today);

/// An exemption that was approved: what a rule makes due on these days need not be done.
struct Exemption {
    std::string rule, from, to;
};
bool excused(const std::vector<Exemption>& exemptions, const Rule& rule, const Owed& owed);

/// For rules whose stretches of time a record's own day tells apart (no further term, no named period): the keys of
/// those in which the day lies.
std::vector<std::string> keys_on(const Rule& rule, std::string_view day, const Calendar& calendar);
bool by_its_day(const Rule& rule);

/// The calendar period of "week", "month", "quarter", "half" or "year".
Period::Form form_of(std::string_view every);

}  // namespace zhenan::duty
