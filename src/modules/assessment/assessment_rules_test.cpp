#include "modules/assessment/assessment_rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace zhenan;
using namespace zhenan::assessment;

namespace {

const formula::Names kNames{"owed", "done", "late"};

Scheme plain() {
    Scheme s;
    s.subject_type = "village";
    s.bonus_most = s.deduction_most = 500;
    s.bands = {{"excellent", 9000, {}}, {"good", 8000, 9000}, {"passed", 6000, 8000}, {"failed", 0, 6000}};
    s.items = {{.code = "1", .title = "办结", .points = 6000, .formula = "60 * done / owed"},
               {.code = "2", .title = "逾期", .points = 2500, .formula = "25 - 5 * late"},
               {.code = "3", .title = "资料", .points = 1500, .manual = true}};
    return s;
}
Outcome assessed(const Scheme& s, formula::Values figures, std::vector<Given> given = {{"3", 1500}},
                 std::vector<Adjustment> adjustments = {}, bool veto = false, const std::string& group = "") {
    return Engine(s, kNames).assess(group, figures, given, adjustments, veto);
}
std::vector<std::string> codes(const Scheme& s) {
    std::vector<std::string> found;
    for (auto& error : wrong_with(s, kNames)) found.push_back(error.field + " " + error.code.substr(18));
    return found;
}

}  // namespace

TEST(Assessment, points_are_counted_from_figures_and_hands) {
    auto out = assessed(plain(), {{"done", 2}, {"owed", 3}, {"late", 1}});
    EXPECT_EQ(out.score, 4000 + 2000 + 1500);
    EXPECT_EQ(out.grade, "passed");
}

TEST(Assessment, what_is_divided_by_nothing_does_not_apply_and_leaves_the_base) {
    auto out = assessed(plain(), {{"done", 0}, {"owed", 0}, {"late", 1}});
    EXPECT_EQ(out.items[0].state, Scored::not_applicable);
    EXPECT_EQ(out.base, 4000);
    EXPECT_EQ(out.score, 8750);  // 35 of 40
}

TEST(Assessment, or_is_given_back_where_the_scheme_says_so) {
    auto s = plain();
    s.given_back = true;
    EXPECT_EQ(assessed(s, {{"done", 0}, {"owed", 0}, {"late", 1}}).score, 9500);
}

TEST(Assessment, where_nothing_applies_there_is_no_score_and_never_a_hundred) {
    auto s = plain();
    s.given_back = true;
    s.items.resize(1);
    auto out = assessed(s, {{"done", 0}, {"owed", 0}}, {});
    EXPECT_FALSE(out.score);
    EXPECT_EQ(out.grade, "");
}

TEST(Assessment, an_item_gives_no_more_than_its_points_and_no_less_than_none) {
    EXPECT_EQ(assessed(plain(), {{"done", 9}, {"owed", 3}, {"late", 40}}).got, 6000 + 0 + 1500);
}

TEST(Assessment, an_item_applies_only_when_and_for_whom_it_says) {
    auto s = plain();
    s.items[0].applies_when = "owed > 5";
    EXPECT_EQ(assessed(s, {{"done", 2}, {"owed", 3}, {"late", 0}}).items[0].state, Scored::not_applicable);
    s.items[1].peer_group = "山区";
    EXPECT_EQ(assessed(s, {{"done", 6}, {"owed", 6}, {"late", 0}}).items.size(), 2u);
    EXPECT_EQ(assessed(s, {{"done", 6}, {"owed", 6}, {"late", 0}}, {}, {}, false, "山区").items.size(), 3u);
}

TEST(Assessment, bonuses_and_deductions_keep_their_bounds) {
    formula::Values all{{"done", 1}, {"owed", 1}, {"late", 0}};
    EXPECT_EQ(assessed(plain(), all, {{"3", 1000}}, {{true, 400}, {true, 400}}).score, 9500 + 500);
    EXPECT_EQ(assessed(plain(), all, {{"3", 1000}}, {{false, 900}}).score, 9500 - 500);
}

TEST(Assessment, a_veto_makes_the_score_nothing_or_only_the_grade_as_the_scheme_says) {
    formula::Values all{{"done", 1}, {"owed", 1}, {"late", 0}};
    auto s = plain();
    EXPECT_EQ(assessed(s, all, {}, {}, true).score, 0);
    s.veto_zero = false;
    auto out = assessed(s, all, {{"3", 1500}}, {}, true);
    EXPECT_EQ(out.score, 10000);
    EXPECT_EQ(out.grade, "failed");
}

TEST(Assessment, a_person_passes_or_fails_items_and_has_no_score) {
    auto s = plain();
    s.subject_type = "patroller";
    auto out = assessed(s, {{"done", 1}, {"owed", 1}, {"late", 0}});
    EXPECT_FALSE(out.score);
    EXPECT_EQ(out.grade, "");
    EXPECT_EQ(out.items[0].points, out.items[0].full);
}

TEST(Assessment, a_scheme_whose_points_do_not_add_up_is_refused) {
    EXPECT_TRUE(codes(plain()).empty());
    auto s = plain();
    s.items[2].points = 1400;
    EXPECT_EQ(codes(s), std::vector<std::string>{"items total"});
    s.items[2].points = 1500;
    s.items[2].peer_group = "山区";
    s.items.push_back({.code = "4", .points = 1400, .manual = true, .peer_group = "城区"});
    EXPECT_EQ(codes(s), std::vector<std::string>{"items total"});
    s.items.back().points = 1500;
    EXPECT_TRUE(codes(s).empty());
}

TEST(Assessment, bands_with_a_gap_an_overlap_or_an_open_end_are_refused) {
    auto s = plain();
    s.bands[1].below = 8900;
    EXPECT_EQ(wrong_with(s, kNames).at(0).zh, "89 到 90 分没有等次");
    s.bands[1].below = 9100;
    EXPECT_EQ(wrong_with(s, kNames).at(0).zh, "分数段在 90 分处重叠");
    s = plain();
    s.bands[3].from = 100;
    EXPECT_EQ(codes(s).size(), 1u);
    s = plain();
    s.bands[0].below = 10000;
    EXPECT_EQ(codes(s).size(), 1u);
    s = plain();
    s.bands[0].grade = "good";
    EXPECT_EQ(codes(s).size(), 1u);
}

TEST(Assessment, a_formula_with_an_unknown_name_is_refused_at_its_item) {
    auto s = plain();
    s.items[1].formula = "25 - 5 * lates";
    auto errors = wrong_with(s, kNames);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].field, "items[1].formula");
    EXPECT_EQ(errors[0].zh, "第 10 个字符：没有“lates”这个指标，请从右侧清单里选");
}

TEST(Assessment, a_round_goes_forward_step_by_step_and_never_back_from_frozen) {
    EXPECT_TRUE(may_follow("draft", "self_check"));
    EXPECT_TRUE(may_follow("review", "self_check"));
    EXPECT_TRUE(may_follow("frozen", "published"));
    EXPECT_FALSE(may_follow("draft", "review"));
    EXPECT_FALSE(may_follow("frozen", "notice"));
    EXPECT_FALSE(may_follow("published", "frozen"));
    EXPECT_FALSE(may_follow("draft", "nowhere"));
}

TEST(Assessment, ranks_stay_within_their_group_and_ties_share_one) {
    std::vector<std::pair<std::string, std::optional<Cents>>> scores{{"山区", 90}, {"山区", 95}, {"城区", 50},
                                                                     {"山区", 90}, {"山区", {}}, {"山区", 10}};
    EXPECT_EQ(ranks(scores), (std::vector<int>{2, 1, 1, 2, 0, 4}));
}

RC_GTEST_PROP(Assessment, what_was_kept_recomputes_to_the_same_hundredth,
              (int done, int owed, int late, bool back, bool veto)) {
    auto s = plain();
    s.given_back = back;
    formula::Values figures{{"done", done}, {"owed", owed}, {"late", late}};
    auto hand = *rc::gen::inRange<Cents>(0, 1501);
    auto first = assessed(s, figures, {{"3", hand}}, {{true, 333}}, veto),
         again = assessed(s, figures, {{"3", hand}}, {{true, 333}}, veto);
    RC_ASSERT(first.score == again.score);
    RC_ASSERT(first.got == again.got);
    RC_ASSERT(first.grade == again.grade);
}

RC_GTEST_PROP(Assessment, the_score_keeps_within_the_total_and_the_bounds, (int done, int owed, int late, bool back)) {
    auto s = plain();
    s.given_back = back;
    auto bonus = *rc::gen::inRange<Cents>(0, 5000), deduction = *rc::gen::inRange<Cents>(0, 5000);
    auto out = assessed(s, {{"done", done}, {"owed", owed}, {"late", late}},
                        {{"3", *rc::gen::inRange<Cents>(-900, 9000)}}, {{true, bonus}, {false, deduction}});
    Cents sum = 0;
    for (auto& item : out.items) {
        RC_ASSERT(item.points >= 0);
        RC_ASSERT(item.points <= item.full);
        sum += item.points;
    }
    RC_ASSERT(sum == out.got);
    RC_ASSERT(out.got <= out.base);
    RC_ASSERT(out.score.value_or(0) >= 0);
    RC_ASSERT(out.score.value_or(0) <= s.total + s.bonus_most);
}

RC_GTEST_PROP(Assessment, what_to_do_for_points_is_enough_or_everything, (int done, int owed, int late)) {
    auto s = plain();
    auto out = assessed(s, {{"done", done}, {"owed", owed}, {"late", late}}, {{"3", 100}});
    auto wanted = *rc::gen::inRange<Cents>(1, 3000);
    Cents all = 0, some = 0;
    for (auto& gain : to_gain(s, out, 1'000'000)) all += gain.points;
    for (auto& gain : to_gain(s, out, wanted)) some += gain.points;
    RC_ASSERT(some >= std::min(wanted, all));
}

RC_GTEST_PROP(Assessment, hundredths_survive_being_written_as_points, ()) {
    auto hundredths = *rc::gen::inRange<Cents>(-1'000'000, 1'000'000);
    RC_ASSERT(cents(points(hundredths)) == hundredths);
}
