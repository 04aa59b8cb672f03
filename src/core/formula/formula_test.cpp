#include "core/formula/formula.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace zhenan::formula;

namespace {
const Names kNames{"letters_owed", "letters_signed", "letters_owed.fire", "rate"};

std::optional<double> value(std::string_view text, const Values& values = {}) {
    return Formula(text, kNames).value(values);
}
Wrong wrong(std::string_view text) {
    auto found = wrong_with(text, kNames);
    EXPECT_TRUE(found) << text;
    return found.value_or(Wrong{999, "", "", ""});
}
}  // namespace

TEST(Formula, counts_with_named_figures) {
    EXPECT_EQ(value("10 * letters_signed / letters_owed", {{"letters_signed", 3}, {"letters_owed", 4}}), 7.5);
    EXPECT_EQ(value("max(0, 10 - 2 * letters_owed.fire)", {{"letters_owed.fire", 7}}), 0);
    EXPECT_EQ(value("rate >= 90 ? 5 : rate/90*5", {{"rate", 45}}), 2.5);
}

TEST(Formula, what_is_divided_by_nothing_has_no_value_and_never_full_points) {
    Values nothing{{"letters_signed", 0}, {"letters_owed", 0}};
    EXPECT_FALSE(value("10 * letters_signed / letters_owed", nothing));
    EXPECT_FALSE(value("min(10, 10 / letters_owed)", nothing));
    EXPECT_FALSE(value("max(10, 1 / letters_owed)", nothing));
    EXPECT_FALSE(value("10 / (1 / (1 / letters_owed))", nothing));
    // The branch that is not taken divides nothing.
    EXPECT_EQ(value("letters_owed == 0 ? 4 : 10 / letters_owed", nothing), 4);
}

TEST(Formula, a_figure_without_a_value_leaves_the_formula_without_one) {
    EXPECT_FALSE(value("min(10, rate)", {{"rate", std::nullopt}}));
    EXPECT_FALSE(value("rate + 1"));
}

TEST(Formula, an_unknown_name_is_named_with_its_place) {
    auto found = wrong("10 * letters_sigend / letters_owed");
    EXPECT_EQ(found.token, "letters_sigend");
    EXPECT_EQ(found.position, 5u);
    EXPECT_EQ(wrong("sin(rate)").token, "sin");
    EXPECT_EQ(wrong("_pi").token, "_pi");
}

TEST(Formula, what_is_wrong_says_where) {
    EXPECT_EQ(wrong("rate = 5").position, 5u);
    EXPECT_EQ(wrong("村 + 1").position, 0u);
    EXPECT_EQ(wrong("rate ^ 2").token, "^");
    EXPECT_EQ(wrong("").position, 0u);
    EXPECT_EQ(wrong("(rate").zh, "括号不成对");
    EXPECT_EQ(wrong("rate +").zh, "公式没有写完");
    EXPECT_TRUE(wrong_with("1, 2", kNames));
    EXPECT_TRUE(wrong_with("min()", kNames));
    EXPECT_TRUE(wrong_with("rate rate", kNames));
    EXPECT_TRUE(wrong_with("\"text\"", kNames));
    EXPECT_TRUE(wrong_with("rate ? 1", kNames));
    EXPECT_TRUE(wrong_with(std::string(501, '1'), kNames));
}

TEST(Formula, what_a_Chinese_keyboard_types_is_understood) {
    EXPECT_EQ(value("（letters_signed ÷ letters_owed）×10", {{"letters_signed", 1}, {"letters_owed", 2}}), 5);
    EXPECT_EQ(value("min（rate，10）", {{"rate", 20}}), 10);
}

RC_GTEST_PROP(Formula, any_text_is_either_refused_or_counted, (const std::string& text)) {
    if (!wrong_with(text, kNames)) Formula(text, kNames).value({{"rate", 1}});
}

RC_GTEST_PROP(Formula, the_same_figures_give_the_same_value, (int a, int b)) {
    Formula read("100 * letters_signed / letters_owed", kNames);
    Values values{{"letters_signed", a}, {"letters_owed", b}};
    auto first = read.value(values);
    RC_ASSERT(first == read.value(values));
    RC_ASSERT(first.has_value() == (b != 0));
}
