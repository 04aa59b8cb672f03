#include "modules/reminder/sending.h"

#include <fmt/format.h>

#include <cstdlib>

#include "core/field.h"
#include "core/text/text.h"

namespace zhenan::reminder {

namespace {

std::string from_environment(const char* name) {
    auto* value = std::getenv(name);
    return value ? value : "";
}

// A receiver can tell that the sender knows the key, and when it was sent; the same message always has the same id.
http::Outgoing signed_json(const Channel& c, const Message& m, Instant now) {
    auto body = json::serialize(json::object{{"id", m.id},
                                             {"day", m.day},
                                             {"area", {{"id", c.area_id}, {"name", c.area_name}}},
                                             {"late", m.late},
                                             {"soon", m.soon},
                                             {"text", m.content}});
    auto time = std::to_string(now / 1000);
    http::Outgoing out{
        c.address,
        body,
        {{"Content-Type", "application/json"}, {"X-ZhenAn-Message", m.id}, {"X-ZhenAn-Timestamp", time}}};
    if (!c.key.empty())
        out.headers.emplace_back("X-ZhenAn-Signature",
                                 "sha256=" + http::hex(http::hmac_sha256(c.key, time + "." + body)));
    return out;
}

// WeCom and DingTalk take the same form of a plain text; DingTalk also a signature in the address.
http::Outgoing group_robot(const Channel& c, const Message& m, Instant now) {
    auto body = json::serialize(json::object{{"msgtype", "text"}, {"text", {{"content", m.content}}}});
    auto url = c.address;
    if (c.way == "dingtalk" && !c.key.empty()) {
        auto time = std::to_string(now);
        auto sign = text::base64(http::hmac_sha256(c.key, time + "\n" + c.key));
        url +=
            fmt::format("{}timestamp={}&sign={}", url.find('?') == url.npos ? '?' : '&', time, http::url_encoded(sign));
    }
    return {url, body, {{"Content-Type", "application/json"}}};
}

std::string subject_of(const Message& m, const Channel& c) {
    return subject({.area = c.area_name, .late = m.late, .soon = m.soon, .english = c.english});
}

}  // namespace

bool mail_ready() {
    return !from_environment("ZHENAN_SMTP").empty() && !from_environment("ZHENAN_MAIL_FROM").empty();
}

http::Outgoing request_of(const Channel& c, const Message& m, Instant now) {
    if (c.way == "generic") return signed_json(c, m, now);
    if (c.way != "email") return group_robot(c, m, now);
    http::Outgoing out{from_environment("ZHENAN_SMTP")};
    out.mail_from = "<" + from_environment("ZHENAN_MAIL_FROM") + ">";
    out.mail_to = mail_addresses(c.mail_to).value_or(std::vector<std::string>());
    out.body = mail(from_environment("ZHENAN_MAIL_FROM"), out.mail_to, subject_of(m, c), m.content, m.id, now);
    return out;
}

Verdict verdict_of(const Channel& c, const http::Outcome& o) {
    if (o.kind == http::Outcome::unsent) return {"waiting", o.error};
    // A receiver that goes by the id of a message can be asked again; a group would read it twice.
    if (o.kind == http::Outcome::unclear) return {c.way == "generic" ? "waiting" : "unclear", o.error};
    if (c.way == "email") return {"sent", ""};
    if (o.status < 200 || o.status >= 300) return {"waiting", fmt::format("HTTP {}", o.status)};
    if (c.way == "generic") return {"sent", ""};
    // {"errcode":0,"errmsg":"ok"}
    boost::system::error_code failed;
    auto answer = json::parse(o.body, failed);
    if (failed || !answer.is_object() || !answer.as_object().contains("errcode")) return {"unclear", "no errcode"};
    auto code = integer_of(answer.as_object(), "errcode", -1);
    if (code == 0) return {"sent", ""};
    return {"waiting", fmt::format("{} {}", code, text::truncate(text_of(answer.as_object(), "errmsg"), 100))};
}

}  // namespace zhenan::reminder
