// What a scheme must be, and what its items come to: from figures, points given by hand, and nothing else.
#pragma once

#include "modules/assessment/assessment.h"

namespace zhenan::assessment {

/// Everything wrong with a scheme, at its fields: points that don't add up, bands with gaps, formulas.
std::vector<FieldError> wrong_with(const Scheme& scheme, const formula::Names& names);

/// The formulas of a scheme, read once for many subjects.
class Engine {
public:
    Engine(const Scheme& scheme, const formula::Names& names);
    /// The names that the formulas ask.
    const formula::Names& asked() const { return asked_; }
    Outcome assess(const std::string& peer_group, const formula::Values& figures, const std::vector<Given>& given,
                   const std::vector<Adjustment>& adjustments, bool vetoed);

private:
    struct Read {
        std::optional<formula::Formula> points, applies;
    };
    const Scheme& scheme_;
    std::vector<Read> read_;
    formula::Names asked_;
};

/// A band's grade, "" where no band holds it.
std::string grade_of(const Scheme& scheme, Cents score);

/// Items to work on, the most points first, until they come to what is wanted (or there are no more).
struct Gain {
    std::string code;
    Cents points = 0;  // of the score, after the base
};
std::vector<Gain> to_gain(const Scheme& scheme, const Outcome& outcome, Cents wanted);

/// Ranks 1, 2, 2, 4 within each group; nothing for what has no score.
std::vector<int> ranks(const std::vector<std::pair<std::string, std::optional<Cents>>>& scores);

/// May a round go from one stage to another? Forward one step; back one step until it is frozen.
bool may_follow(std::string_view from, std::string_view to);
bool open_to_computing(std::string_view stage);

extern const std::vector<Option> kStages;
extern const std::vector<Option> kGrades;
extern const std::vector<Option> kSubjectTypes;

}  // namespace zhenan::assessment
