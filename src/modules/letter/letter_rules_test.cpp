#include "modules/letter/letter_rules.h"

#include <gtest/gtest.h>

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
