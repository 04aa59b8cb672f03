#include "modules/enterprise/enterprise_rules.h"

#include <gtest/gtest.h>

using namespace zhenan::enterprise;

TEST(CreditCode, real_codes_hold) {
    EXPECT_TRUE(credit_code_holds("91330100799655058B"));
    EXPECT_TRUE(credit_code_holds("9144030071526726XG"));
    EXPECT_TRUE(credit_code_holds("914403001922038216"));
}

TEST(CreditCode, one_wrong_character_does_not_hold) {
    EXPECT_FALSE(credit_code_holds("91330100799655058C"));
    EXPECT_FALSE(credit_code_holds("91330100799655085B"));
    EXPECT_FALSE(credit_code_holds("9133010079965505B"));
    EXPECT_FALSE(credit_code_holds("91330I00799655058B"));
}

TEST(CreditCode, an_old_organisation_code_only_warns) {
    EXPECT_TRUE(credit_code_holds("92440101MA0000000J"));
    EXPECT_FALSE(organisation_code_holds("92440101MA0000000J"));
    EXPECT_TRUE(organisation_code_holds("91440101MA0000007B"));
}
