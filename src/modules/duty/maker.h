// Brings the duties of rules to what the records say: again and again with the same result. Inside this module only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "modules/duty/duty_store.h"
#include "modules/record/record.h"

namespace zhenan::duty {

/// The records that discharge what a rule makes one record owe, read for it alone.
std::vector<Deed> deeds_of(db::Connection& db, const Rule& rule, const record::Kind& bound, const json::object& record,
                           const std::string& today);

/// From when on a record that a rule finds as it is counts as bound (`since_of` in duty_rules).
std::string since_of(const json::object& record, const std::string& today);
/// The days of a record on which a rule can make it owe something (`owing` in duty_rules).
std::vector<Span> bound_spans(const Rule& rule, const std::vector<Span>& spans, const json::object& record,
                              const std::string& today);

/// The quick way for a record that was just made: it discharges what is owed for its day, or changes nothing. False
/// where that can't be said from it alone.
bool discharge_by_new(db::Connection& db, const std::vector<Rule>& rules, const std::string& kind,
                      const std::string& id, const json::object& record, Instant now);

std::vector<std::string> named_by(db::Connection& db, const Rule& rule, const json::object& record);

class Maker {
public:
    Maker(db::Connection& db, Instant now);

    /// A record was made, changed or withdrawn: who is bound by it, and what it discharges.
    void follow(const std::string& kind, const std::string& id, const json::object& before);
    /// Everything that rules make one record owe. `as_if_new`: its spans are made from the day it was entered, for
    /// rules that are new to it.
    void make(const record::Kind& kind, const std::string& id);
    /// The rules that bind a kind.
    bool binds(std::string_view kind) const;
    const std::vector<Rule>& all() const { return *rules_; }

private:
    struct Subject;
    void bring_spans(Subject& subject, bool first);
    void bring_duties(Subject& subject);
    std::vector<Deed> deeds(Subject& subject, const Rule& rule);

    db::Connection& db_;
    Instant now_;
    std::string today_;
    std::shared_ptr<const std::vector<Rule>> rules_;
};

}  // namespace zhenan::duty
