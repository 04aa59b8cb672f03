#include <gtest/gtest.h>

#include "modules/notice/notice_paper.h"

using namespace zhenan::notice;

namespace {

PaperAuthority town() {
    return {.basis = Basis::empowered,
            .organ = "禾安镇人民政府",
            .government = "岭宁县人民政府",
            .superior = "岭宁县应急管理局",
            .court = "岭宁县人民法院"};
}

PaperAuthority bureau() {
    PaperAuthority authority = town();
    authority.basis = Basis::delegated;
    authority.organ = "岭宁县应急管理局";
    authority.superior = "粤岭市应急管理局";
    return authority;
}

bool has(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

/// The words on appeal that were shipped for the day, filled in.
std::string told(const PaperAuthority& authority, const std::string& day) {
    auto key = appeal_key(authority.basis);
    return appeal(authority, key.empty() ? std::string() : shipped_word(key, day));
}

std::string number(Type type, Basis basis) {
    return shipped_word(number_key(type, basis), "2023-05-10");
}

}  // namespace

TEST(NoticeRules, an_order_needs_recorded_authority) {
    EXPECT_FALSE(allowed(Type::order, std::nullopt));
    EXPECT_FALSE(allowed(Type::order, Basis::supervision));
    EXPECT_TRUE(allowed(Type::order, Basis::empowered));
    EXPECT_TRUE(allowed(Type::order, Basis::delegated));
}

TEST(NoticeRules, records_and_opinions_need_no_authority) {
    for (Type type : {Type::record, Type::opinion, Type::recheck, Type::referral, Type::major_report, Type::receipt}) {
        EXPECT_TRUE(allowed(type, std::nullopt));
        EXPECT_TRUE(allowed(type, Basis::supervision));
    }
}

TEST(NoticeRules, supervision_has_names_of_its_own) {
    EXPECT_EQ(title_of(Type::record, Basis::empowered), "现场检查记录");
    EXPECT_EQ(title_of(Type::record, Basis::supervision), "安全生产检查记录表");
    EXPECT_EQ(title_of(Type::recheck, Basis::delegated), "整改复查意见书");
    EXPECT_EQ(title_of(Type::recheck, Basis::supervision), "隐患整改复查记录");
    EXPECT_EQ(title_of(Type::opinion, Basis::supervision), "限期整改意见书");
}

TEST(NoticeRules, enforcement_needs_two_certificates_and_supervision_none) {
    EXPECT_EQ(certificates_needed(Type::record, Basis::empowered), 2);
    EXPECT_EQ(certificates_needed(Type::order, Basis::delegated), 2);
    EXPECT_EQ(certificates_needed(Type::recheck, Basis::empowered), 2);
    EXPECT_EQ(certificates_needed(Type::opinion, Basis::empowered), 0);
    EXPECT_EQ(certificates_needed(Type::record, Basis::supervision), 0);
}

TEST(NoticeRules, supervision_tells_nothing_of_review) {
    PaperAuthority authority = town();
    authority.basis = Basis::supervision;
    EXPECT_EQ(told(authority, "2023-05-10"), "");
}

TEST(NoticeRules, a_departments_act_could_go_to_the_superior_department_until_the_end_of_2023) {
    std::string before = told(bureau(), "2023-12-31");
    EXPECT_TRUE(has(before, "60日内向岭宁县人民政府或者粤岭市应急管理局申请行政复议"));
    std::string after = told(bureau(), "2024-01-01");
    EXPECT_TRUE(has(after, "60日内向岭宁县人民政府申请行政复议"));
    EXPECT_FALSE(has(after, "应急管理局"));
}

TEST(NoticeRules, no_organ_is_named_as_its_own_superior) {
    PaperAuthority authority = bureau();
    authority.superior = authority.organ;
    EXPECT_FALSE(has(told(authority, "2023-05-10"), "应急管理局"));
}

TEST(NoticeRules, a_towns_own_act_goes_to_the_county_government_on_either_day) {
    for (const char* day : {"2023-05-10", "2024-01-01"}) {
        std::string words = told(town(), day);
        EXPECT_TRUE(has(words, "60日内向岭宁县人民政府申请行政复议")) << words;
        EXPECT_TRUE(has(words, "6个月内依法向岭宁县人民法院提起行政诉讼")) << words;
        EXPECT_FALSE(has(words, "或者")) << words;
    }
}

TEST(NoticeRules, a_recorded_review_organ_goes_before_the_rule) {
    PaperAuthority authority = bureau();
    authority.review_organ = "粤岭市人民政府";
    EXPECT_TRUE(has(told(authority, "2023-05-10"), "向粤岭市人民政府申请行政复议"));
}

TEST(NoticeRules, what_is_not_recorded_is_left_blank_and_not_invented) {
    std::string words = told({.basis = Basis::empowered}, "2023-05-10");
    EXPECT_TRUE(has(words, "＿人民政府"));
    EXPECT_TRUE(has(words, "＿人民法院"));
}

TEST(NoticeRules, numbers_of_supervision_are_never_taken_for_enforcement) {
    EXPECT_EQ(number(Type::record, Basis::empowered), "应急检记");
    EXPECT_EQ(number(Type::order, Basis::delegated), "应急责改");
    EXPECT_EQ(number(Type::recheck, Basis::empowered), "应急复查");
    for (Type type : {Type::record, Type::opinion, Type::recheck}) {
        EXPECT_NE(number(type, Basis::supervision), number(type, Basis::empowered));
        EXPECT_FALSE(number(type, Basis::supervision).starts_with("应急"));
    }
}

TEST(NoticeRules, every_word_that_a_notice_prints_is_shipped_for_every_day) {
    for (const char* day : {"2016-03-01", "2021-08-31", "2023-12-31", "2024-01-01", "2026-11-24"})
        for (auto& key : word_keys()) EXPECT_FALSE(shipped_word(key.value, day).empty()) << key.value << " " << day;
}

TEST(NoticeRules, a_pattern_that_would_print_braces_or_leave_out_the_organ_is_refused) {
    EXPECT_EQ(fault_in("appeal_empowered", "向{reviewer}[或者{superior}]申请，向{court}起诉"), WordFault::none);
    EXPECT_EQ(fault_in("appeal_empowered", "向{government}申请，向{court}起诉"), WordFault::unknown_name);
    EXPECT_EQ(fault_in("appeal_empowered", "向{reviewer}申请，向{court起诉"), WordFault::brackets);
    EXPECT_EQ(fault_in("appeal_empowered", "向{reviewer}[或者申请，向{court}起诉"), WordFault::brackets);
    EXPECT_EQ(fault_in("appeal_empowered", "向{reviewer}申请"), WordFault::missing_name);
    EXPECT_EQ(fault_in("cite_refused", "《法》{court}"), WordFault::unknown_name);
    EXPECT_EQ(fault_in("number_order", "应急责改"), WordFault::none);
    EXPECT_EQ(fault_in("number_order", "应急责改〔"), WordFault::number);
}

TEST(NoticeRules, all_shipped_words_keep_to_the_rules_for_words) {
    for (auto& value : shipped_words()) {
        auto& word = value.as_object();
        EXPECT_EQ(fault_in(zhenan::text_of(word, "word"), zhenan::text_of(word, "text")), WordFault::none);
    }
}

TEST(NoticeRules, Measures_on_the_spot_come_out_only_under_power_and_with_two_certificates) {
    EXPECT_FALSE(allowed(Type::on_spot, std::nullopt));
    EXPECT_FALSE(allowed(Type::on_spot, Basis::supervision));
    EXPECT_TRUE(allowed(Type::on_spot, Basis::empowered));
    EXPECT_TRUE(allowed(Type::on_spot, Basis::delegated));
    EXPECT_EQ(certificates_needed(Type::on_spot, Basis::empowered), 2);
    EXPECT_EQ(number(Type::on_spot, Basis::empowered), "应急现决");
}

TEST(NoticeRules, Only_removing_at_once_is_not_kept_for_major_hazards) {
    EXPECT_FALSE(for_major_only({}));
    EXPECT_FALSE(for_major_only({"remove_now"}));
    EXPECT_TRUE(for_major_only({"remove_now", "stop_use"}));
}
