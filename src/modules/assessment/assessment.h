// THE DOOR of assessments: a scheme of items, what a subject reached by it, and who said what about that.
// Points are whole hundredths everywhere: what was frozen is recomputed to the same one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/field.h"
#include "core/formula/formula.h"

namespace zhenan::assessment {

using Cents = std::int64_t;
Cents cents(double points);
double points(Cents cents);
/// "7.50" without needless zeros: "7.5".
std::string words_of(Cents cents);

struct Item {
    std::string code, section, title;
    Cents points = 0;
    bool manual = false;
    std::string formula, applies_when, peer_group, missing, basis;
};

struct Band {
    std::string grade;
    Cents from = 0;
    std::optional<Cents> below;  // nothing: upwards without end
};

struct VetoRule {
    std::string code, title, basis;
};

struct Scheme {
    std::string title, subject_type;
    Cents total = 10000;
    bool given_back = false;  // what does not apply counts as reached; else it leaves the base
    bool veto_zero = true;    // a veto makes the score 0; else only the grade is failed
    Cents bonus_most = 0, deduction_most = 0;
    bool ranked = false;  // villages, within their peer group
    std::vector<Band> bands;
    std::vector<VetoRule> vetoes;
    std::vector<Item> items;

    const Item* item(std::string_view code) const;
    /// Persons pass or fail an item; they have no score, no grade and no rank.
    bool of_persons() const { return subject_type == "patroller" || of_enforcement(); }
    /// Figures of enforcement are for those who lead it and for the person; colleagues don't see each other's.
    bool of_enforcement() const { return subject_type == "officer" || subject_type == "unit"; }
};

Scheme scheme_from(const json::object& record);

/// Points that somebody gave by hand: to a manual item, or in place of a formula after an appeal.
struct Given {
    std::string code;
    Cents points = 0;
};
struct Adjustment {
    bool bonus = true;
    Cents points = 0;
};

struct Scored {
    enum State { scored, not_applicable, waiting } state = waiting;
    std::string code;
    Cents full = 0, points = 0;
    bool by_hand = false;
};

struct Outcome {
    std::vector<Scored> items;
    Cents base = 0, got = 0, bonus = 0, deduction = 0;
    std::optional<Cents> score;  // nothing where nothing applied, and for persons
    std::string grade;
    int waiting = 0;  // manual items that nobody has scored yet
};

}  // namespace zhenan::assessment
