#include "modules/ledger/ledger_rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "modules/ledger/ledger.h"

namespace zhenan::ledger {
namespace {

json::object talks() {
    return regular(
        json::parse(
            R"({"kind": "toolbox-talks", "zh": "班前会", "group": "daily", "title": "topic", "day": "heldOn", "write": ["office"],
        "fields": [{"name": "topic", "type": "text", "zh": "内容", "required": true},
                   {"name": "heldOn", "type": "day", "zh": "日期"},
                   {"name": "shift", "type": "choice", "zh": "班次", "options": [{"value": "day", "zh": "白班"}, {"value": "night", "zh": "夜班"}]}],
        "measures": [{"name": "talks-held", "zh": "班前会"}]})")
            .as_object());
}
std::vector<std::string> codes(const std::vector<FieldError>& errors) {
    std::vector<std::string> list;
    for (auto& error : errors) list.push_back(error.field + " " + error.code);
    return list;
}
bool holds(const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}
json::object without(json::object declaration, std::size_t field) {
    auto& fields = declaration["fields"].as_array();
    fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(field));
    return declaration;
}

TEST(LedgerRules, A_right_declaration_has_no_faults) {
    EXPECT_EQ(codes(faults_of(talks(), {})), std::vector<std::string>());
}
TEST(LedgerRules, What_a_reference_is_called_in_tables_and_answers_is_no_other_fields_name) {
    auto with = [](const char* name) {
        auto d = json::parse(R"({"kind": "toolbox-talks", "zh": "班前会", "group": "daily", "title": "topic",
            "write": ["office"], "fields": [{"name": "topic", "type": "text", "zh": "内容", "required": true},
            {"name": "speakerId", "type": "ref", "to": "people", "zh": "主讲人"}]})")
                     .as_object();
        d["fields"].as_array().push_back({{"name", name}, {"type", "text"}, {"zh", "主讲人（外来）"}});
        return regular(d);
    };
    Surroundings around{.referable = {"people"}};
    EXPECT_TRUE(codes(faults_of(with("guest"), around)).empty());
    EXPECT_EQ(codes(faults_of(with("speaker"), around)), std::vector<std::string>{"fields[1].name ledger.label"});
    EXPECT_EQ(codes(faults_of(with("speakerName"), around)), std::vector<std::string>{"fields[1].name ledger.label"});
    EXPECT_TRUE(holds(codes(faults_of(with("speakerId"), around)), "fields[2].name ledger.twice"));
}
TEST(LedgerRules, A_carried_declaration_whose_names_collide_stops_the_program) {
    auto text = [](const char* name) {
        return std::string(
                   R"({"kind": "points", "zh": "点", "en": "Points", "title": "title", "sort": "title", "write": [],
            "fields": [{"name": "title", "type": "text", "zh": "名称"},
                       {"name": "patrollerId", "type": "ref", "to": "people", "zh": "监测员（在册）"},
                       {"name": ")") +
               name + R"(", "type": "text", "zh": "监测员"}]})";
    };
    EXPECT_NO_THROW(declare("points/ledger.json", text("watcher")));
    EXPECT_THROW(declare("points/ledger.json", text("patroller")), std::runtime_error);
}
TEST(LedgerRules, Missing_English_falls_back_to_Chinese) {
    EXPECT_EQ(text_of(talks(), "en"), "班前会");
    EXPECT_EQ(text_of(talks().at("fields").as_array()[0].as_object(), "en"), "内容");
}
TEST(LedgerRules, A_field_that_records_hold_neither_goes_nor_changes_its_type) {
    Usage usage{2, {{"shift", 2}}, {{"shift", {{"night", 2}}}}};
    EXPECT_EQ(codes(faults_of_change(talks(), without(talks(), 2), usage)),
              std::vector<std::string>{"fields ledger.field_in_use"});
    auto other = talks();
    other["fields"].as_array()[2].as_object()["type"] = "text";
    EXPECT_TRUE(holds(codes(faults_of_change(talks(), other, usage)), "fields[2].type ledger.field_in_use"));
    EXPECT_TRUE(faults_of_change(talks(), without(talks(), 2), {}).empty());
}
TEST(LedgerRules, A_choice_that_was_made_stays_and_may_be_renamed) {
    Usage usage{2, {{"shift", 2}}, {{"shift", {{"night", 2}}}}};
    auto fewer = talks(), renamed = talks();
    auto options = [](json::object& d) -> json::array& {
        return d["fields"].as_array()[2].as_object()["options"].as_array();
    };
    options(fewer).pop_back();
    options(renamed)[1].as_object()["zh"] = "晚班";
    EXPECT_TRUE(holds(codes(faults_of_change(talks(), fewer, usage)), "fields[2].options ledger.choice_in_use"));
    EXPECT_TRUE(faults_of_change(talks(), renamed, usage).empty());
}
TEST(LedgerRules, The_business_day_stays_once_there_are_records) {
    auto other = talks();
    other["day"] = "";
    EXPECT_TRUE(holds(codes(faults_of_change(talks(), other, {1, {}, {}})), "day ledger.field_in_use"));
}
TEST(LedgerRules, Only_measures_and_searched_fields_make_records_be_counted_anew) {
    auto titled = talks(), measured = talks(), searched = talks();
    titled["zh"] = "班前安全会";
    measured["measures"].as_array().clear();
    searched["fields"].as_array()[0].as_object()["search"] = true;
    EXPECT_FALSE(counts_differ(talks(), titled));
    EXPECT_TRUE(counts_differ(talks(), measured));
    EXPECT_TRUE(counts_differ(talks(), searched));
}
TEST(LedgerRules, What_saving_does_is_said_beforehand) {
    auto more = talks(), before = talks();
    more["fields"].as_array().push_back(
        json::parse(R"({"name": "minutes", "type": "integer", "zh": "时长", "en": "Minutes"})"));
    auto said = effects_of(&before, more, {3, {}, {}});
    ASSERT_EQ(said.size(), 1u);
    EXPECT_EQ(said[0].zh, "加上栏目“时长”；已有的 3 条记录里它是空的，可以以后补填。");
    EXPECT_EQ(effects_of(&before, before, {}).size(), 1u);
    EXPECT_EQ(effects_of(nullptr, before, {}).size(), 2u);
}

}  // namespace
}  // namespace zhenan::ledger
