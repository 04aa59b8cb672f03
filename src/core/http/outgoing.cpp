#include "core/http/outgoing.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <boost/url.hpp>
#include <memory>

namespace zhenan::http {

namespace {

constexpr long kConnectMs = 5'000, kWholeMs = 10'000;
constexpr std::size_t kKept = 4096;

template <auto end>
struct Ended {
    template <class T>
    void operator()(T* one) const {
        end(one);
    }
};
using Handle = std::unique_ptr<CURL, Ended<curl_easy_cleanup>>;
using Handles = std::unique_ptr<CURLM, Ended<curl_multi_cleanup>>;
using Texts = std::unique_ptr<curl_slist, Ended<curl_slist_free_all>>;

struct Sending {
    const Outgoing* what = nullptr;
    Handle handle;
    Texts headers, receivers;
    std::size_t read = 0;
    std::string answer;
};

std::size_t take(char* bytes, std::size_t, std::size_t count, void* to) {
    auto& answer = static_cast<Sending*>(to)->answer;
    answer.append(bytes, std::min(count, kKept - std::min(kKept, answer.size())));
    return count;
}

std::size_t give(char* bytes, std::size_t size, std::size_t count, void* from) {
    auto& one = *static_cast<Sending*>(from);
    auto n = std::min(size * count, one.what->body.size() - one.read);
    one.what->body.copy(bytes, n, one.read);
    one.read += n;
    return n;
}

void prepare(Sending& one) {
    auto* h = one.handle.get();
    auto& what = *one.what;
    auto set = [&](CURLoption option, auto value) { curl_easy_setopt(h, option, value); };
    set(CURLOPT_URL, what.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, what.mail_to.empty() ? "http,https" : "smtp,smtps");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
    set(CURLOPT_TIMEOUT_MS, kWholeMs);
    set(CURLOPT_WRITEFUNCTION, take);
    set(CURLOPT_WRITEDATA, &one);
    set(CURLOPT_PRIVATE, &one);
    // Surroundings of the process say nothing about where a town's messages go.
    set(CURLOPT_PROXY, "");
    if (what.mail_to.empty()) {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDS, what.body.c_str());
        set(CURLOPT_POSTFIELDSIZE, static_cast<long>(what.body.size()));
        for (auto& [name, value] : what.headers)
            one.headers.reset(curl_slist_append(one.headers.release(), fmt::format("{}: {}", name, value).c_str()));
        // No "100 Continue": many webhooks do not know it.
        one.headers.reset(curl_slist_append(one.headers.release(), "Expect:"));
        set(CURLOPT_HTTPHEADER, one.headers.get());
        return;
    }
    for (auto& to : what.mail_to) one.receivers.reset(curl_slist_append(one.receivers.release(), to.c_str()));
    set(CURLOPT_MAIL_FROM, what.mail_from.c_str());
    set(CURLOPT_MAIL_RCPT, one.receivers.get());
    set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, give);
    set(CURLOPT_READDATA, &one);
}

Outcome outcome_of(Sending& one, CURLcode code) {
    long status = 0, asked = 0;
    curl_easy_getinfo(one.handle.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(one.handle.get(), CURLINFO_REQUEST_SIZE, &asked);
    bool mail = !one.what->mail_to.empty();
    if (code == CURLE_OK) return {Outcome::answered, static_cast<int>(status), std::move(one.answer), {}};
    // A mail server says no before it takes the text, or after it with a reply: then nothing was delivered.
    bool refused = code == CURLE_LOGIN_DENIED || code == CURLE_SSL_CONNECT_ERROR ||
                   code == CURLE_PEER_FAILED_VERIFICATION || (mail && status >= 400);
    bool left = mail ? one.read > 0 : asked > 0;
    return {
        left && !refused ? Outcome::unclear : Outcome::unsent, static_cast<int>(status), {}, curl_easy_strerror(code)};
}

}  // namespace

std::vector<Outcome> send_all(const std::vector<Outgoing>& list) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    std::vector<Outcome> outcomes(list.size(), {Outcome::unsent, 0, {}, "not begun"});
    if (ready != CURLE_OK) return outcomes;
    Handles all(curl_multi_init());
    std::vector<Sending> sendings(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        sendings[i].what = &list[i];
        sendings[i].handle.reset(curl_easy_init());
        prepare(sendings[i]);
        curl_multi_add_handle(all.get(), sendings[i].handle.get());
    }
    for (int running = 1; running > 0;) {
        if (curl_multi_perform(all.get(), &running) != CURLM_OK) break;
        int left = 0;
        while (auto* said = curl_multi_info_read(all.get(), &left)) {
            if (said->msg != CURLMSG_DONE) continue;
            Sending* one = nullptr;
            curl_easy_getinfo(said->easy_handle, CURLINFO_PRIVATE, &one);
            outcomes[static_cast<std::size_t>(one - sendings.data())] = outcome_of(*one, said->data.result);
            curl_multi_remove_handle(all.get(), said->easy_handle);
            one->what = nullptr;
        }
        if (running > 0) curl_multi_poll(all.get(), nullptr, 0, 200, nullptr);
    }
    for (std::size_t i = 0; i < sendings.size(); ++i) {
        if (!sendings[i].what) continue;
        curl_multi_remove_handle(all.get(), sendings[i].handle.get());
        outcomes[i] = {Outcome::unclear, 0, {}, "broken off"};
    }
    return outcomes;
}

std::string web_host(std::string_view url) {
    auto parsed = boost::urls::parse_uri(url);
    if (!parsed || (parsed->scheme() != "http" && parsed->scheme() != "https") || parsed->has_userinfo()) return {};
    return std::string(parsed->encoded_host_and_port());
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    std::string bytes(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(bytes.data()));
    return bytes;
}

std::string hex(std::string_view bytes) {
    std::string text;
    for (unsigned char c : bytes) text += fmt::format("{:02x}", c);
    return text;
}

std::string url_encoded(std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

}  // namespace zhenan::http
