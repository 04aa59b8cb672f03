#include "modules/reminder/reminder_rules.h"

#include <gtest/gtest.h>

#include "core/text/text.h"

namespace zhenan::reminder {

namespace {
Digest digest() {
    Digest d{.day = "2023-05-30", .area = "东街村", .late = 2, .soon = 1, .late_days = 0, .days_before = 7};
    d.late_lines = {{"组织应急演练", "东坡宾馆", "2023-05-20"}, {"签订责任书", "西街饭店", "2023-05-29"}};
    d.soon_lines = {{"复查", "东街村", "2023-05-30"}};
    return d;
}
Instant at(std::string_view text) {
    return *from_rfc3339(text);
}
}  // namespace

TEST(ReminderRules, one_message_says_all_that_is_owed) {
    EXPECT_EQ(words(digest(), 2000),
              "【应办提醒】东街村 2023年5月30日\n逾期 2 项\n· 组织应急演练（东坡宾馆）2023年5月20日到期，逾期10天\n"
              "· 签订责任书（西街饭店）2023年5月29日到期，逾期1天\n7日内到期 1 项\n"
              "· 复查（东街村）2023年5月30日到期，今天到期\n办完后记入台账，自动办结。");
}

TEST(ReminderRules, a_channel_in_english_hears_the_same_in_english) {
    auto d = digest();
    d.english = true;
    d.late_lines[0].what = "Hold a drill in each half-year";
    EXPECT_EQ(
        words(d, 2000),
        "[Duties] 东街村 2023-05-30\nLate: 2\n· Hold a drill in each half-year (东坡宾馆): due 2023-05-20, 10 days "
        "late\n· 签订责任书 (西街饭店): due 2023-05-29, 1 day late\nDue within 7 days: 1\n· 复查 (东街村): due "
        "2023-05-30, due today\nEnter what was done in its ledger; the duty is then discharged by itself.");
    EXPECT_EQ(subject(d), "Duties: 东街村, 2 late, 1 soon due");
    d.late = 500;
    EXPECT_NE(words(d, 600).find("more: sign in"), std::string::npos);
}

TEST(ReminderRules, what_does_not_fit_is_counted_and_no_character_is_cut) {
    auto d = digest();
    d.late = 500;
    for (int i = 0; i < 100; ++i) d.late_lines.push_back({"组织应急演练", "东坡宾馆", "2023-05-20"});
    auto text = words(d, 600);
    EXPECT_LE(text.size(), 600u);
    EXPECT_TRUE(text::valid_utf8(text));
    EXPECT_NE(text.find("其余"), std::string::npos);
    EXPECT_NE(text.find("7日内到期 1 项"), std::string::npos);
}

TEST(ReminderRules, quiet_hours_reach_over_midnight) {
    EXPECT_TRUE(quiet(23, 21, 7));
    EXPECT_TRUE(quiet(3, 21, 7));
    EXPECT_FALSE(quiet(7, 21, 7));
    EXPECT_FALSE(quiet(12, 21, 7));
    EXPECT_TRUE(quiet(12, 12, 14));
    EXPECT_FALSE(quiet(14, 12, 14));
    EXPECT_FALSE(quiet(3, 5, 5));
    EXPECT_EQ(hour_of(at("2023-05-30T00:10:00+08:00")), 0);
    EXPECT_EQ(hour_of(at("2023-05-30T23:59:59+08:00")), 23);
}

TEST(ReminderRules, what_failed_is_tried_less_and_less_often_and_given_up_after_a_week) {
    auto first = at("2023-05-30T08:00:00+08:00");
    EXPECT_EQ(next_try(1, first, first), first + 60'000);
    EXPECT_EQ(next_try(3, first, first), first + 15 * 60'000);
    EXPECT_EQ(next_try(40, first, first), first + 3'600'000);
    EXPECT_FALSE(next_try(170, at("2023-06-06T08:00:00+08:00"), first));
}

TEST(ReminderRules, a_mail_address_carries_no_second_command) {
    EXPECT_EQ(mail_addresses("a@b.cn, c@d.cn;e@f.cn"), (std::vector<std::string>{"a@b.cn", "c@d.cn", "e@f.cn"}));
    for (auto wrong : {"", "a", "a@b", "@b.cn", "a@b.cn>\r\nRCPT", "a@b.cn,<x@y.cn>", "甲@b.cn"})
        EXPECT_FALSE(mail_addresses(wrong)) << wrong;
    auto whole =
        mail("a@b.cn", {"c@d.cn"}, "提醒\r\nBcc: x@y.cn", std::string(500, 'x'), "1", at("2023-05-30T09:12:00+08:00"));
    EXPECT_EQ(whole.find("Bcc"), std::string::npos);
    EXPECT_NE(whole.find("Date: 30 May 2023 09:12:00 +0800\r\n"), std::string::npos);
}

}  // namespace zhenan::reminder
