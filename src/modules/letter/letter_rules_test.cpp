#include "modules/letter/letter_rules.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <random>

using namespace zhenan::letter;

namespace {
const Party kVillage{"village", "v1", "下黎村", "v1"};
const Party kShop{"enterprise", "e1", "某商店", "v1"};

int signed_count(const std::vector<Owed>& owed) {
    int n = 0;
    for (auto& one : owed) n += one.signed_by != nullptr;
    return n;
}
}  // namespace

TEST(Letters, a_village_owes_three_kinds_and_an_enterprise_one) {
    EXPECT_EQ(owed_on({kVillage, kShop}, {}, "2023-06-30").size(), 4u);
}

TEST(Letters, a_letter_counts_as_signed_from_the_day_it_was_signed) {
    std::vector<Letter> letters{{"l1", "fire", "village", "v1", "v1", "", "signed", "2023-03-01"}};
    EXPECT_EQ(signed_count(owed_on({kVillage}, letters, "2023-02-28")), 0);
    EXPECT_EQ(signed_count(owed_on({kVillage}, letters, "2023-03-01")), 1);
}

TEST(Letters, two_signed_letters_of_one_kind_fulfil_one_duty) {
    std::vector<Letter> letters{{"l1", "fire", "village", "v1", "v1", "", "signed", "2023-03-01"},
                                {"l2", "fire", "village", "v1", "v1", "", "signed", "2023-03-02"}};
    EXPECT_EQ(signed_count(owed_on({kVillage}, letters, "2023-06-30")), 1);
}

TEST(Letters, what_is_signed_without_being_owed_counts_nowhere) {
    std::vector<Letter> letters{{"l1", "traffic", "enterprise", "e1", "v1", "", "signed", "2023-03-01"}};
    auto owed = owed_on({kShop}, letters, "2023-06-30");
    EXPECT_EQ(owed.size(), 1u);
    EXPECT_EQ(signed_count(owed), 0);
}

TEST(Letters, a_contractors_letter_is_owed_once_it_is_entered) {
    std::vector<Letter> letters{{"l1", "work_safety", "contractor", "p1", "v1", "施工单位", "owed", ""}};
    EXPECT_EQ(owed_on({}, letters, "2023-06-30").size(), 1u);
}

namespace {
std::vector<Letter> fire(const std::string& state, const std::string& signed_on, const std::string& voided_on = {}) {
    return {{"l1", "fire", "village", "v1", "v1", "", state, signed_on, voided_on}};
}
}  // namespace

TEST(Letters, a_voided_letter_was_signed_until_it_was_voided) {
    auto letters = fire("void", "2023-03-01", "2023-05-01");
    EXPECT_EQ(signed_count(owed_on({kVillage}, letters, "2023-04-30")), 1);
    EXPECT_EQ(signed_count(owed_on({kVillage}, letters, "2023-05-01")), 0);
}

TEST(Letters, a_letter_that_waits_is_known_beside_what_is_owed) {
    auto letters = fire("owed", "");
    auto owed = owed_on({kVillage}, letters, "2023-06-30");
    ASSERT_EQ(owed.size(), 3u);
    EXPECT_EQ(owed[2].open, &letters[0]);
    EXPECT_EQ(owed[0].open, nullptr);
}

TEST(Letters, who_is_exempt_owes_nothing_from_that_day) {
    std::vector<Party> parties{kVillage, kShop};
    std::vector<Letter> none;
    std::vector<Exemption> exempt{{"x", "village", "v1", "fire", "2023-05-01", "并村", "镇长"},
                                  {"y", "enterprise", "e1", "", "2023-01-01", "停产", "镇长"}};
    EXPECT_EQ(owed_on({parties, none, "2023-04-30", exempt}).size(), 3u);
    std::vector<Exempted> left_out;
    EXPECT_EQ(owed_on({parties, none, "2023-05-01", exempt}, &left_out).size(), 2u);
    EXPECT_EQ(left_out.size(), 2u);
}

TEST(Letters, a_new_chief_leader_signs_anew_and_the_past_stays) {
    std::vector<Term> chiefs{{"a", "老主任", "2021-01-01", "2023-04-30"}, {"b", "新主任", "2023-05-01", ""}};
    EXPECT_FALSE(renewal(chiefs, "2023-03-01", "2023-04-30"));
    auto due = renewal(chiefs, "2023-03-01", "2023-05-01");
    ASSERT_TRUE(due);
    EXPECT_EQ(due->since, "2023-05-01");
    EXPECT_EQ(due->before, "老主任");
    EXPECT_FALSE(renewal(chiefs, "2023-05-01", "2023-12-31")) << "signed by the new one";
    EXPECT_FALSE(renewal({chiefs[1]}, "2023-03-01", "2023-12-31")) << "nobody is known before: no successor";
    EXPECT_FALSE(renewal({chiefs[0], {"a", "老主任", "2023-05-01", ""}}, "2023-03-01", "2023-12-31"))
        << "the same person again";
    std::vector<Party> parties{{"village", "v1", "下黎村", "v1", chiefs}};
    auto letters = fire("signed", "2023-03-01");
    std::vector<Exemption> none;
    EXPECT_EQ(signed_count(owed_on({parties, letters, "2023-06-30", none, true})), 0);
    EXPECT_EQ(signed_count(owed_on({parties, letters, "2023-06-30", none, false})), 1);
    letters.push_back({"l2", "fire", "village", "v1", "v1", "", "signed", "2023-05-20"});
    EXPECT_EQ(signed_count(owed_on({parties, letters, "2023-06-30", none, true})), 1);
}

TEST(Letters, only_the_partys_own_people_sign_for_it) {
    std::vector<Held> posts{{"village", "v1", "", "主任"}, {"enterprise", "v1", "e1", "安全员"}};
    EXPECT_EQ(signing_post(posts, "village", "v1", "")->post, "主任");
    EXPECT_EQ(signing_post(posts, "enterprise", "", "e1")->post, "安全员");
    EXPECT_EQ(signing_post(posts, "contractor", "", "e1")->post, "安全员");
    EXPECT_EQ(signing_post(posts, "village", "v2", ""), nullptr);
    EXPECT_EQ(signing_post(posts, "enterprise", "v1", "e2"), nullptr);
    EXPECT_EQ(signing_post(posts, "contractor", "v1", ""), nullptr) << "a contractor that is no enterprise on record";
}

TEST(Letters, a_rate_is_never_rounded_up_to_all) {
    EXPECT_EQ(rate_of(9999, 10000), 99.9);
    EXPECT_EQ(rate_of(205, 205), 100);
    EXPECT_EQ(rate_of(0, 0), 0);
}

TEST(Letters, signed_is_never_more_than_owed_on_any_day) {
    const std::vector<std::string> kinds{"village", "enterprise", "contractor"}, ids{"v1", "e1", "p1"},
        states{"owed", "signed", "void"}, days{"2023-02-01", "2023-04-01", "2023-06-01", "2023-08-01"};
    for (unsigned seed = 0; seed < 2000; ++seed) {
        std::mt19937 random(seed);
        auto one_of = [&](const std::vector<std::string>& of) { return of[random() % of.size()]; };
        std::vector<Letter> letters(random() % 12);
        for (auto& letter : letters) {
            letter.type = std::string(kTypes[random() % 3]);
            letter.party_kind = one_of(kinds);
            letter.party_id = one_of(ids);
            letter.state = one_of(states);
            letter.signed_on = one_of(days);
            letter.voided_on = one_of(days);
        }
        std::vector<Term> chiefs;
        for (auto& day : days)
            if (random() % 2) chiefs.push_back({one_of(ids), "", day, ""});
        std::vector<Party> parties{{"village", "v1", "下黎村", "v1", chiefs}, kShop};
        std::vector<Exemption> exempt;
        if (random() % 2) exempt.push_back({"x", "village", "v1", "", one_of(days), "", ""});
        std::vector<Exempted> left_out;
        auto owed = owed_on({parties, letters, one_of(days), exempt, true}, &left_out);
        EXPECT_LE(signed_count(owed), static_cast<int>(owed.size())) << seed;
        auto by_rule =
            std::count_if(owed.begin(), owed.end(), [](auto& one) { return one.party.kind != "contractor"; });
        EXPECT_EQ(by_rule + static_cast<long>(left_out.size()), 4) << seed;
        for (auto& one : owed) {
            if (one.signed_by) EXPECT_EQ(one.signed_by->type, one.type) << seed;
            EXPECT_FALSE(one.signed_by && one.renewal) << seed;
        }
    }
}

TEST(Letters, an_exemption_of_one_kind_excuses_that_kind_from_its_day) {
    std::vector<Exemption> fire{{"x", "village", "v", "fire", "2023-06-01", "", ""}};
    EXPECT_TRUE(exempt(fire, {"fire"}, "2023-06-01"));
    EXPECT_FALSE(exempt(fire, {"fire"}, "2023-05-31"));
    EXPECT_FALSE(exempt(fire, {"work_safety"}, "2023-06-01"));
    EXPECT_FALSE(exempt(fire, {}, "2023-06-01"));
    EXPECT_TRUE(exempt({{"x", "enterprise", "e", "", "2023-06-01", "", ""}}, {}, "2023-06-01"));
}

TEST(Letters, what_the_former_chief_signed_counts_no_more_once_the_new_one_is_in_post) {
    std::vector<Term> chiefs{{"a", "甲", "2020-01-01", "2023-05-31"}, {"b", "乙", "2023-06-01", ""}};
    EXPECT_TRUE(counts_for(2023, chiefs, "2023-03-01", 30, "2023-05-31"));
    EXPECT_FALSE(counts_for(2023, chiefs, "2023-03-01", 30, "2023-06-01"));
    EXPECT_TRUE(counts_for(2023, chiefs, "2023-06-10", 30, "2023-07-01")) << "signed by the new one";
    EXPECT_TRUE(counts_for(2022, chiefs, "2022-03-01", 30, "2023-07-01")) << "of a year that was over";
    EXPECT_TRUE(counts_for(2023, chiefs, "2023-03-01", 0, "2023-07-01")) << "the town asks for none";
    chiefs[1].from = "2023-12-20";
    EXPECT_TRUE(counts_for(2023, chiefs, "2023-03-01", 30, "2023-12-31")) << "the term reaches into the next year";
}

TEST(Letters, the_other_party_is_a_leader_of_the_town_or_the_village_where_it_is_the_villages) {
    std::vector<Held> head{{"village", "v", "", "村委会主任"}}, attached{{"leader", "v", "", "挂点领导"}},
        mayor{{"leader", "v", "", "挂点领导"}, {"leader", "t", "", "镇长"}};
    std::vector<std::string> villages{"v"}, towns{"t"};
    EXPECT_EQ(counter_post(mayor, false, villages, towns)->post, "镇长");
    EXPECT_EQ(counter_post(head, false, villages, towns), nullptr);
    EXPECT_EQ(counter_post(attached, false, villages, towns), nullptr);
    EXPECT_EQ(counter_post(head, true, villages, towns)->post, "村委会主任");
    EXPECT_EQ(counter_post(mayor, true, villages, towns), nullptr);
    EXPECT_EQ(counter_post(head, true, {"w"}, towns), nullptr);
}
