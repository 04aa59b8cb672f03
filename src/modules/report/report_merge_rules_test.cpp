#include "modules/report/report_merge_rules.h"

#include <gtest/gtest.h>

using namespace zhenan::report;

namespace {

Span words(const std::string& text) {
    return {.text = text};
}
Span figure(const std::string& text, const std::string& measure = "banners") {
    return {.text = text, .measure = measure};
}
Block block(const std::string& id, Spans spans = {{.text = "字"}}) {
    return {.spans = std::move(spans), .id = id};
}
const auto same = [](const Span& span) { return span; };

std::string order(const std::vector<Block>& blocks) {
    std::string ids;
    for (auto& one : blocks) ids += one.id;
    return ids;
}

}  // namespace

TEST(Departs, when_the_sentences_are_others) {
    EXPECT_TRUE(departs({words("甲")}, {words("乙")}, {words("丙")}));
    EXPECT_TRUE(departs({words("甲"), figure("1条")}, {words("甲")}, {words("甲"), figure("1条")}));
}

TEST(Departs, not_when_a_figure_changed_that_the_edited_text_carries_too) {
    EXPECT_FALSE(
        departs({words("横幅"), figure("1条")}, {words("横幅"), figure("2条")}, {figure("2条"), words("横幅很多")}));
}

TEST(Departs, when_a_figure_changed_that_was_edited_away) {
    EXPECT_TRUE(departs({words("横幅"), figure("1条")}, {words("横幅"), figure("2条")}, {words("横幅很多")}));
}

TEST(Merge, keeps_order_and_puts_what_is_new_behind_its_predecessor) {
    std::vector<Edit> edits = {{.block = "a", .place = 3}, {.block = "c", .place = 2}};
    EXPECT_EQ(order(merge({block("a"), block("b"), block("c")}, edits, same)), "cab");
}

TEST(Merge, an_edited_block_outlives_its_records_and_an_untouched_one_does_not) {
    std::vector<Edit> edits = {
        {.block = "a", .place = 1},
        {.block = "b", .place = 2, .words = Spans{words("我写的")}, .based_on = Spans{words("原来的")}}};
    auto merged = merge({}, edits, same);
    ASSERT_EQ(order(merged), "b");
    ASSERT_TRUE(merged.front().theirs);
    EXPECT_TRUE(merged.front().theirs->empty());
}

TEST(Merge, an_own_block_stays_where_it_was_put) {
    std::vector<Edit> edits = {{.block = "a", .place = 1},
                               {.block = "b", .place = 2},
                               {.block = "x", .own = true, .place = 1.5, .words = Spans{words("加的")}}};
    EXPECT_EQ(order(merge({block("a"), block("b")}, edits, same)), "axb");
}

TEST(Numbering, counts_anew_and_passes_over_what_was_removed) {
    std::vector<Block> blocks;
    for (int level : {1, 2, 2, 2, 1, 2, 3, 4})
        blocks.push_back({.type = Block::heading, .level = level, .spans = {words("题")}});
    blocks[2].removed = true;
    number_headings(blocks);
    std::string all;
    for (auto& one : blocks)
        if (!one.removed) all += one.spans.front().text;
    EXPECT_EQ(all, "一、（一）（二）二、（一）1.（1）");
}

TEST(Places, lie_between_neighbours_and_the_title_stays_first) {
    std::vector<Block> blocks = {block("t"), block("a"), block("b")};
    for (std::size_t i = 0; i < 3; ++i) blocks[i].place = static_cast<double>(i);
    EXPECT_DOUBLE_EQ(place_after(blocks, "a"), 1.5);
    EXPECT_DOUBLE_EQ(place_after(blocks, "b"), 3);
    EXPECT_DOUBLE_EQ(place_after(blocks, ""), 0.5);
}
