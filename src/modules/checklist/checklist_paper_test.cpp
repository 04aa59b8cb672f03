#include "modules/checklist/checklist_paper.h"

#include <gtest/gtest.h>

using namespace zhenan;
using namespace zhenan::checklist;

namespace {

const paper::Table& questions(const paper::Paper& form) {
    const paper::Table* last = nullptr;
    for (const auto& block : form.blocks) {
        if (block.table) last = &*block.table;
    }
    return *last;
}

}  // namespace

TEST(ChecklistPaper, the_columns_are_those_of_the_form_and_the_header_repeats) {
    paper::Paper form = blank_form("宾馆旅馆安全检查表", "2021-09", {{"疏散", "H07", "出口畅通", "", "V"}});
    const paper::Table& table = questions(form);
    EXPECT_TRUE(table.header_row);
    std::string names;
    for (const auto& cell : table.rows[0]) names += cell.paragraphs[0].runs[0].text + " ";
    EXPECT_EQ(names, "序号 检查内容 依据 是 否 不适用 备注 ");
}

TEST(ChecklistPaper, a_clause_from_memory_is_marked_and_a_confirmed_one_is_not) {
    paper::Paper form =
        blank_form("表", "", {{"甲", "A1", "一", "《法》第一条", "V"}, {"甲", "A2", "二", "《法》第二条", "M"}});
    const auto& rows = questions(form).rows;  // header, section, two items
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[2][2].paragraphs[0].runs.size(), 1u);
    const auto& runs = rows[3][2].paragraphs[0].runs;
    ASSERT_EQ(runs.size(), 2u);
    EXPECT_TRUE(runs[1].missing);
    EXPECT_EQ(runs[1].text, "【待核】");
}

TEST(ChecklistPaper, a_section_is_named_once) {
    paper::Paper form =
        blank_form("表", "", {{"甲", "1", "一", "", "V"}, {"甲", "2", "二", "", "V"}, {"乙", "3", "三", "", "V"}});
    EXPECT_EQ(questions(form).rows.size(), 1u + 2 + 3);
}
