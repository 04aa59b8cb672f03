#include "core/http/outgoing.h"

#include <gtest/gtest.h>

#include "core/text/text.h"

namespace zhenan::http {

TEST(Outgoing, signs_as_rfc_4231_says) {
    EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Outgoing, writes_base64_and_addresses_as_the_standards_say) {
    EXPECT_EQ(text::base64("fo"), "Zm8=");
    EXPECT_EQ(url_encoded("a+b/=~"), "a%2Bb%2F%3D~");
}

TEST(Outgoing, takes_only_web_addresses_without_a_password_in_them) {
    EXPECT_EQ(web_host("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"), "qyapi.weixin.qq.com");
    EXPECT_EQ(web_host("http://127.0.0.1:8099/x"), "127.0.0.1:8099");
    for (auto wrong : {"file:///etc/passwd", "gopher://a/", "https://name:word@host/", "not an address", ""})
        EXPECT_EQ(web_host(wrong), "") << wrong;
}

TEST(Outgoing, what_nobody_takes_was_not_sent) {
    auto outcomes = send_all({{.url = "http://127.0.0.1:9/"}, {.url = "file:///etc/passwd"}});
    ASSERT_EQ(outcomes.size(), 2u);
    for (auto& one : outcomes) {
        EXPECT_EQ(one.kind, Outcome::unsent);
        EXPECT_EQ(one.body, "");
        EXPECT_NE(one.error, "");
    }
}

}  // namespace zhenan::http
