#include "modules/meeting/meeting_rules.h"

#include <gtest/gtest.h>

namespace zhenan::meeting {

TEST(Meeting, What_is_still_open_stands_first_once_even_if_nobody_put_it_there) {
    Item fires{"item", "消防整治", "", ""}, open{"open", "上次事项", "安监办", "两件未完"};
    EXPECT_EQ(with_open_first({fires}, true).front().kind, "open");
    EXPECT_EQ(with_open_first({fires}, true).size(), 2U);
    EXPECT_EQ(with_open_first({fires, open, open}, true), (std::vector{open, fires}));
}

TEST(Meeting, Without_anything_open_the_agenda_stays_as_it_was_sent) {
    Item fires{"item", "消防整治", "", ""};
    EXPECT_EQ(with_open_first({fires}, false), std::vector{fires});
    EXPECT_TRUE(with_open_first({}, false).empty());
}

}  // namespace zhenan::meeting
