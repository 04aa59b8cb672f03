#include "modules/report/report_lint_rules.h"

#include <gtest/gtest.h>

#include "modules/report/report_numbers_rules.h"

using namespace zhenan;
using namespace zhenan::report;

namespace {

Block written(const std::string& words, bool edited = true) {
    return {.spans = {{.text = words}}, .id = "b", .edited = edited};
}

Reading half(std::vector<Block> blocks) {
    return {.blocks = std::move(blocks),
            .period = *parse_period("2023-H1"),
            .known = {},
            .parts = {},
            .closed_of_earlier = {}};
}

std::vector<std::string> rules(const Reading& reading) {
    std::vector<std::string> names;
    for (auto& finding : lint(reading)) names.push_back(finding.rule);
    return names;
}
std::vector<std::string> rules(const std::string& words) {
    return rules(half({written(words)}));
}
using Names = std::vector<std::string>;

Known found50() {
    return {"hazards-found", "", "排查隐患", "条", 50.0, false, {"排查各类隐患", "隐患"}};
}
Reading with(const std::string& words, Known known = found50()) {
    auto reading = half({written(words)});
    reading.known.push_back(std::move(known));
    return reading;
}
Block with_figure(const std::string& before, const std::string& after, bool approximate = false) {
    return {.spans = {{.text = before},
                      {.text = "50条", .measure = "hazards-found", .value = 50.0, .approximate = approximate},
                      {.text = after}},
            .id = "b"};
}

}  // namespace

TEST(Lint, skipped_numbering_is_found_as_in_the_seed) {
    EXPECT_EQ(rules(half({written("（四）强化队伍"), written("（六）加强排查")})), (Names{"numbering", "numbering"}));
    EXPECT_TRUE(rules(half({written("一、执行情况"), written("（一）甲"), written("（二）乙"), written("二、思路"),
                            written("（一）丙")}))
                    .empty());
    EXPECT_EQ(rules("一是重视不够；三是意识不强"), Names{"numbering"});
    EXPECT_TRUE(rules("一是重视不够；二是意识不强").empty());
}

TEST(Lint, a_number_typed_into_a_numbered_heading_is_told) {
    Block heading{.type = Block::heading,
                  .level = 2,
                  .spans = {{.text = "（一）", .number = true}, {.text = "（六）加强排查"}},
                  .id = "h"};
    EXPECT_EQ(rules(half({heading})), Names{"numbering_twice"});
}

TEST(Lint, the_whole_year_is_said_in_a_yearly_report_alone) {
    EXPECT_EQ(rules("全年没有发生人员伤亡事故"), Names{"whole_year"});
    auto year = half({written("全年没有发生人员伤亡事故")});
    year.period = *parse_period("2023");
    EXPECT_TRUE(rules(year).empty());
}

TEST(Lint, a_gap_and_a_masked_figure_stop_the_signature) {
    for (auto words : {"召开党委会*次", "下黎、茅塘、×三个市场", "【待核实：没有记录】"}) {
        auto found = lint(half({written(words)}));
        ASSERT_EQ(found.size(), 1u) << words;
        EXPECT_TRUE(found.front().blocking) << words;
    }
}

TEST(Lint, the_three_simultaneities_are_those_of_the_law) {
    EXPECT_EQ(rules("同时设计、同时建设、同时投入使用"), Names{"three_simultaneities"});
    EXPECT_TRUE(rules("同时设计、同时施工、同时投入生产和使用").empty());
}

TEST(Lint, a_part_is_not_more_than_its_whole) {
    auto reading = half({});
    reading.known = {{"hazards-found", "", "排查隐患", "条", 5.0}, {"hazards-found", "major", "重大", "条", 6.0}};
    EXPECT_EQ(rules(reading), Names{"part_of_whole"});
    reading.known[1].value = 5.0;
    EXPECT_TRUE(rules(reading).empty());
}

TEST(Lint, more_closed_than_found_is_said_and_stops_only_when_the_earlier_ones_dont_explain_it) {
    auto reading = half({});
    reading.known = {{"hazards-found", "", "排查隐患", "条", 19.0}, {"hazards-closed", "", "销号", "条", 23.0}};
    reading.closed_of_earlier = 4;
    ASSERT_EQ(rules(reading), Names{"closed_of_found"});
    EXPECT_FALSE(lint(reading).front().blocking);
    reading.closed_of_earlier = 3;
    EXPECT_TRUE(lint(reading).front().blocking);
}

TEST(Lint, parts_that_do_not_add_up_are_told) {
    auto reading = half({});
    reading.parts = {{"assessments", "考核", 24, 23}};
    EXPECT_EQ(rules(reading), Names{"parts_sum"});
}

TEST(Lint, a_rate_without_a_ground_and_a_rate_typed_by_hand_are_told) {
    Block rate{.spans = {{.text = "签订率"}, {.text = "—", .measure = "signing-rate"}}, .id = "b"};
    EXPECT_EQ(rules(half({rate})), Names{"rate_without_ground"});
    EXPECT_EQ(rules("签订率达100%"), Names{"typed_rate"});
}

TEST(Lint, more_than_is_not_said_of_exact_records) {
    EXPECT_EQ(rules(half({with_figure("排查隐患", "余")})), Names{"approximate"});
    EXPECT_EQ(rules(half({with_figure("排查隐患约", "。")})), Names{"approximate"});
    EXPECT_TRUE(rules(half({with_figure("排查隐患", "以上。", true)})).empty());
    EXPECT_EQ(rules(with("排查各类隐患50余条")), Names{"approximate"});
}

TEST(Lint, a_unit_is_the_measures_and_stands_once) {
    EXPECT_EQ(rules(half({with_figure("排查隐患", "条，")})), Names{"unit"});
    EXPECT_EQ(rules(with("排查各类隐患50个")), Names{"unit"});
}

TEST(Lint, a_typed_figure_is_told_whether_it_fits_or_contradicts) {
    EXPECT_EQ(rules(with("排查各类隐患50条")), Names{"typed_figure"});
    EXPECT_EQ(rules(with("排查各类隐患60条")), Names{"typed_contradicts"});
    EXPECT_TRUE(rules(with("2023年3月14日，第5号文件")).empty());
    auto untouched = half({written("排查各类隐患60条", false)});
    untouched.known.push_back(found50());
    EXPECT_TRUE(rules(untouched).empty()) << "what the records wrote is not typed";
}

TEST(Lint, a_count_that_nothing_supports_stops_the_signature) {
    Block block{.spans = {{.text = "2个", .key = "problems.1/areas/1", .gone = true}}, .id = "b"};
    auto found = lint(half({block}));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found.front().rule, "figure_gone");
}

TEST(Numbers, are_read_with_what_they_count) {
    auto found = typed_numbers("发出资料6800余份，粘贴标语430条");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].unit, "份");
    EXPECT_TRUE(found[0].more_than);
    EXPECT_EQ(found[1].before, "粘贴标语");
    EXPECT_EQ(value_of_chinese("二十三"), 23);
    EXPECT_EQ(value_of_chinese("十"), 10);
    EXPECT_EQ(value_of_chinese("百"), 0);
}
