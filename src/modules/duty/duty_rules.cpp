#include "modules/duty/duty_rules.h"

#include <algorithm>
#include <set>

#include "core/day.h"
#include "core/period.h"

namespace zhenan::duty {

namespace {

struct Stretch {
    std::string key, from, to;
};

// A day of a year; 29 February is the 28th in years without it.
std::string day_in(int year, const std::string& month_and_day) {
    auto day = std::to_string(year) + "-" + month_and_day;
    return is_day(day) ? day : add_days(std::to_string(year) + "-03-01", -1);
}

// All stretches of time that began by today and may concern somebody bound from a day on.
std::vector<Stretch> stretches(const Rule& rule, const std::string& since, const Calendar& calendar,
                               std::string_view today) {
    std::vector<Stretch> list;
    if (rule.form == Rule::period) {
        for (auto period = period_of(form_of(rule.every), since); period.from <= today; period = next(period))
            list.push_back({period.text, period.from, period.to});
    } else if (rule.form == Rule::window) {
        bool over = rule.closes < rule.opens;
        int last = std::stoi(std::string(today.substr(0, 4)));
        for (int year = std::stoi(since.substr(0, 4)) - over; year <= last; ++year) {
            auto from = day_in(year, rule.opens);
            list.push_back({from, from, day_in(year + over, rule.closes)});
        }
    } else if (rule.form == Rule::holiday) {
        for (auto& [number, year] : calendar.years())
            for (auto& holiday : year.holidays)
                if (days_between(holiday.from, holiday.to) >= 2)
                    list.push_back({holiday.from, add_days(holiday.from, -rule.lead), add_days(holiday.from, -1)});
    }
    std::erase_if(list, [&](auto& one) {
        return one.to < since || one.from > today || one.from < rule.effective_from ||
               (!rule.effective_to.empty() && one.from > rule.effective_to);
    });
    return list;
}

std::optional<std::string> due_after(const Rule& rule, std::string_view day, const Calendar& calendar) {
    std::optional<std::string> due = add_days(day, rule.working ? 0 : rule.days);
    if (rule.working) due = calendar.after(day, rule.days);
    if (due && rule.grace) due = add_days(*due, rule.grace);
    return due;
}

const Span* covering(const std::vector<Span>& spans, std::string_view day) {
    for (auto& span : spans)
        if (span.from <= day && (span.to.empty() || day < span.to)) return &span;
    return nullptr;
}

void done_by(Owed& owed, const Deed& deed) {
    owed.done_on = deed.day;
    owed.done_kind = deed.kind;
    owed.done_id = deed.id;
}

void in_stretches(const Rule& rule, const std::vector<Span>& spans, const std::vector<Deed>& deeds,
                  const Calendar& calendar, std::string_view today, std::vector<Owed>& list) {
    std::set<std::string> used;  // a record discharges one
    for (auto& one : stretches(rule, spans.front().from, calendar, today)) {
        Owed owed{one.key, one.from, {}, due_after(rule, one.to, calendar), {}, {}, {}};
        if (rule.by_period.empty()) owed.ends_on = std::max(one.to, owed.due_on.value_or(one.to));
        auto deed = std::find_if(deeds.begin(), deeds.end(), [&](auto& d) {
            if (used.count(d.id)) return false;
            return rule.by_period.empty() ? one.from <= d.day && d.day <= owed.ends_on : d.period == one.key;
        });
        auto deciding = std::min(one.to, std::string(today));
        auto* bound = covering(spans, deciding);
        bool late_joiner =
            bound && bound->from > one.from && days_between(one.from, bound->from) * 2 > days_between(one.from, one.to);
        if (deed == deeds.end() && (!bound || late_joiner)) continue;
        if (deed != deeds.end()) {
            done_by(owed, *deed);
            used.insert(deed->id);
        }
        if (bound && bound->from > owed.opened_on) owed.opened_on = bound->from;
        list.push_back(std::move(owed));
    }
}

void again_and_again(const Rule& rule, const std::vector<Span>& spans, const std::vector<Deed>& deeds,
                     std::string_view today, std::vector<Owed>& list) {
    for (auto& span : spans) {
        auto last = span.to.empty() ? std::string(today) : add_days(span.to, -1);
        // The next version of the rule says what comes after its last day.
        bool ended = !rule.effective_to.empty() && rule.effective_to < today;
        if (ended) last = std::min(last, rule.effective_to);
        const auto begin = std::max(span.from, rule.effective_from);
        if (begin > today) continue;
        auto at = begin;
        // What was done shortly before counts on.
        for (auto& deed : deeds)
            if (deed.day <= begin && add_months(deed.day, rule.months) > begin) at = deed.day;
        auto due = [&] { return add_days(add_months(at, rule.months), rule.grace); };
        for (auto& deed : deeds) {
            if (deed.day <= at || deed.day > last) continue;
            Owed owed{at, std::max(at, begin), {}, due(), {}, {}, {}};
            done_by(owed, deed);
            list.push_back(std::move(owed));
            at = deed.day;
        }
        if (span.to.empty() && !ended) list.push_back({at, std::max(at, begin), {}, due(), {}, {}, {}});
    }
}

void after_a_day(const Rule& rule, const std::vector<Span>& spans, const std::vector<Deed>& deeds,
                 const Calendar& calendar, std::string_view today, std::vector<Owed>& list) {
    auto& span = spans.back();
    if (span.anchor.empty() || span.anchor < rule.effective_from || span.anchor > today) return;
    if (!rule.effective_to.empty() && span.anchor > rule.effective_to) return;
    Owed owed{span.anchor, span.anchor, {}, due_after(rule, span.anchor, calendar), {}, {}, {}};
    for (auto& deed : deeds)
        if (deed.day >= span.anchor) {
            done_by(owed, deed);
            break;
        }
    if (span.to.empty() || !owed.done_on.empty()) list.push_back(std::move(owed));
}

void until_a_day(const Rule& rule, const std::vector<Span>& spans, std::string_view bound, std::string_view today,
                 std::vector<Owed>& list) {
    for (std::size_t i = 0; i < spans.size(); ++i) {
        auto& span = spans[i];
        if (span.anchor.empty()) continue;
        auto ends = add_months(span.anchor, rule.months), opens = std::max(add_days(ends, -rule.lead), span.from);
        if (opens > today || ends < rule.effective_from) continue;
        if (!rule.effective_to.empty() && ends > rule.effective_to) continue;
        Owed owed{span.anchor, opens, {}, add_days(ends, rule.days + rule.grace), {}, {}, {}};
        if (!span.to.empty()) {
            // Moved on to a later day: that is what was owed. Moved back it was a mistake; gone, nothing is owed.
            bool renewed = i + 1 < spans.size() && spans[i + 1].from == span.to && spans[i + 1].anchor > span.anchor;
            if (!renewed || span.to <= opens) continue;
            owed.done_on = span.to;
            owed.done_kind = bound;
        }
        list.push_back(std::move(owed));
    }
}

// The first day of the stretch in which an entry lies.
std::string begin_around(const Rule& rule, std::string_view day) {
    std::string entered(day);
    if (rule.binds_areas()) return entered;
    if (rule.form == Rule::period) return period_of(form_of(rule.every), entered).from;
    if (rule.form == Rule::window)
        for (auto& one : stretches(rule, entered, Calendar(), entered)) return one.from;
    return entered;
}

}  // namespace

std::string since_of(std::string_view entered_on, std::string_view began_on) {
    std::string since(entered_on);
    if (began_on.empty() || began_on >= entered_on) return since;
    return std::max(std::string(began_on), period_of(Period::half, since).from);
}

std::vector<Span> owing(const Rule& rule, std::vector<Span> spans, std::string_view entered_on) {
    if (!rule.day.empty()) return spans;
    auto first = begin_around(rule, entered_on);
    std::erase_if(spans, [&](auto& span) { return !span.to.empty() && span.to <= first; });
    for (auto& span : spans) span.from = std::max(span.from, first);
    return spans;
}

std::vector<Owed> owed_by(const Rule& rule, const std::vector<Span>& spans, std::vector<Deed> deeds,
                          const Calendar& calendar, std::string_view today) {
    std::vector<Owed> list;
    if (!rule.enabled || spans.empty()) return list;
    std::erase_if(deeds, [&](auto& deed) { return deed.day.empty() || deed.day > today; });
    std::sort(deeds.begin(), deeds.end(),
              [](auto& a, auto& b) { return std::tie(a.day, a.id) < std::tie(b.day, b.id); });
    switch (rule.form) {
        case Rule::period:
        case Rule::window:
        case Rule::holiday:
            in_stretches(rule, spans, deeds, calendar, today, list);
            break;
        case Rule::rolling:
            again_and_again(rule, spans, deeds, today, list);
            break;
        case Rule::after:
            after_a_day(rule, spans, deeds, calendar, today, list);
            break;
        case Rule::expiry:
            until_a_day(rule, spans, rule.bound, today, list);
            break;
    }
    return list;
}

bool by_its_day(const Rule& rule) {
    bool stretched = rule.form == Rule::period || rule.form == Rule::window || rule.form == Rule::holiday;
    return stretched && rule.by_period.empty() && rule.days == 0 && !rule.working && !rule.grace;
}

std::vector<std::string> keys_on(const Rule& rule, std::string_view day, const Calendar& calendar) {
    std::vector<std::string> keys;
    for (auto& one : stretches(rule, std::string(day), calendar, day)) keys.push_back(one.key);
    return keys;
}

Period::Form form_of(std::string_view every) {
    return every == "week"      ? Period::week
           : every == "month"   ? Period::month
           : every == "quarter" ? Period::quarter
           : every == "half"    ? Period::half
                                : Period::year;
}

bool excused(const std::vector<Exemption>& exemptions, const Rule& rule, const Owed& owed) {
    // What was done all the same counts as done.
    if (!owed.done_on.empty()) return false;
    auto day = owed.due_on.value_or(owed.opened_on);
    return std::any_of(exemptions.begin(), exemptions.end(),
                       [&](auto& one) { return one.rule == rule.name && one.from <= day && day <= one.to; });
}

}  // namespace zhenan::duty
