#include "modules/checklist/checklist_rules.h"

#include <gtest/gtest.h>

using namespace zhenan;
using namespace zhenan::checklist;

namespace {

json::object item(const char* code, const char* text, const char* clause, const char* certainty) {
    return {{"code", code}, {"text", text}, {"clause", clause}, {"certainty", certainty}};
}

}  // namespace

TEST(ChecklistRules, an_item_that_goes_over_word_for_word_keeps_its_certainty) {
    json::array known{item("A1", "出口畅通", "《法》第一条", "V")};
    auto kept = carried({item("B7", "出口畅通", "《法》第一条", "M")}, &known);
    EXPECT_EQ(text_of(kept[0].as_object(), "certainty"), "V");
    EXPECT_EQ(text_of(kept[0].as_object(), "code"), "B7");
}

TEST(ChecklistRules, a_changed_or_new_item_is_unconfirmed_whatever_the_sender_says) {
    json::array known{item("A1", "出口畅通", "《法》第一条", "V")};
    for (auto& one : {item("A1", "出口畅通", "《法》第二条", "C"), item("A1", "出口不畅通", "《法》第一条", "V")}) {
        auto kept = carried({one}, &known);
        EXPECT_EQ(text_of(kept[0].as_object(), "certainty"), "M");
    }
    EXPECT_EQ(text_of(carried({item("A1", "x", "", "C")}, nullptr)[0].as_object(), "certainty"), "M");
}

TEST(ChecklistRules, an_edition_may_be_changed_until_it_begins) {
    EXPECT_TRUE(begun("2023-06-01", "2023-06-01"));
    EXPECT_FALSE(begun("2023-06-02", "2023-06-01"));
}

TEST(ChecklistRules, only_items_that_cite_something_are_confirmed) {
    json::array items{item("A1", "一", "《法》第一条", "M"), item("A2", "二", "", "M")};
    EXPECT_TRUE(mark(items, {"A1"}, {{"certainty", "C"}, {"confirmedBy", "谭少东"}}).empty());
    EXPECT_EQ(text_of(items[0].as_object(), "certainty"), "C");
    EXPECT_EQ(mark(items, {"A2", "A9"}, {{"certainty", "C"}}), (std::vector<std::string>{"A2", "A9"}));
    EXPECT_EQ(text_of(items[1].as_object(), "certainty"), "M");
    EXPECT_TRUE(mark(items, {"A1"}, {{"certainty", "M"}, {"confirmedBy", nullptr}}).empty());
    EXPECT_FALSE(items[0].as_object().contains("confirmedBy"));
}

TEST(ChecklistRules, a_code_stands_once) {
    EXPECT_EQ(code_twice({item("A1", "一", "", "M"), item("A2", "二", "", "M"), item("A1", "三", "", "M")}), "A1");
    EXPECT_EQ(code_twice({item("A1", "一", "", "M")}), "");
}
