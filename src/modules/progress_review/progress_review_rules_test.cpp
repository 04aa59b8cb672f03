#include "modules/progress_review/progress_review_rules.h"

#include <gtest/gtest.h>

namespace zhenan::progress_review {

TEST(ProgressReview, Looks_back_to_the_one_before_or_a_week_or_thirty_days) {
    EXPECT_EQ(since("week", "2023-06-12", ""), "2023-06-05");
    EXPECT_EQ(since("month", "2023-03-01", ""), "2023-01-30");
    EXPECT_EQ(since("week", "2023-06-12", "2023-05-29"), "2023-05-29");
    EXPECT_EQ(since("week", "2023-06-12", "2023-06-12"), "2023-06-05");
}

TEST(ProgressReview, A_figure_is_worse_only_than_one_that_was_known) {
    Watched more{"hazards-open", "", true}, less{"signing-rate", "", false};
    EXPECT_TRUE(got_worse(more, 3, 4));
    EXPECT_FALSE(got_worse(more, 4, 4));
    EXPECT_FALSE(got_worse(more, {}, 4));
    EXPECT_TRUE(got_worse(less, 100, 99.5));
    EXPECT_FALSE(got_worse(less, 100, {}));
}

TEST(ProgressReview, Ends_only_when_every_line_was_given_or_put_aside) {
    EXPECT_EQ(undecided({}), 0);
    EXPECT_EQ(undecided({{"given"}, {""}, {"aside"}}), 1);
}

}  // namespace zhenan::progress_review
