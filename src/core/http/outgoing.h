// What this program sends to other servers: webhooks and mail. Several at a time, each within ten seconds; nothing is
// followed, nothing is retried here.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhenan::http {

struct Outgoing {
    std::string url;  // http, https; smtp, smtps for mail
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string mail_from;
    std::vector<std::string> mail_to;  // not empty: the body is a whole mail
};

struct Outcome {
    /// unsent: it cannot have arrived. unclear: it may have. answered: `status` and `body` say how.
    enum Kind { unsent, unclear, answered } kind = unsent;
    int status = 0;
    std::string body;   // the first 4 KB
    std::string error;  // in a few words; never the address, which may hold a key
};

/// In the order of what is sent.
std::vector<Outcome> send_all(const std::vector<Outgoing>& list);

/// The host of an address; empty if it is none of http or https.
std::string web_host(std::string_view url);
/// HMAC-SHA-256, as bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);
std::string hex(std::string_view bytes);
/// Everything but letters, digits and -._~ as %XX.
std::string url_encoded(std::string_view text);

}  // namespace zhenan::http
