#include "modules/account/account.h"

#include <sodium.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>

#include "core/event/event.h"
#include "core/id.h"
#include "core/search/search.h"
#include "modules/account/account_store.h"
#include "modules/account/password.h"
#include "modules/law/law.h"
#include "modules/people/people.h"

namespace zhenan::account {

namespace {

const Setting& kSessionMinutes = Setting::declare(
    {.field = {.name = "session_minutes",
               .type = Field::integer,
               .zh = "登录闲置时间",
               .en = "Idle time of a session",
               .min = 5,
               .max = 1440,
               .unit_zh = "分钟",
               .unit_en = "minutes",
               .help_zh = "登录后多久没有操作就自动退出，对所有人一样。公用电脑多的办公室宜短些。",
               .help_en = "How long a session lives without use, for everybody. Make it short where computers are "
                          "shared."},
     .otherwise = "480",
     .source_zh = "等级保护要求闲置后退出，没有规定时长，由本单位决定",
     .source_en = "The graded protection asks for it without a figure; the office decides",
     .dated = true});

const FaultCode kWeak{Kind::rejected, "account.weak_password",
                      "密码至少 8 位，要有大写字母、小写字母、数字、符号中的三种",
                      "A password has at least 8 characters of three sorts: capitals, small letters, digits, signs"};
const FaultCode kForeignOrigin{Kind::forbidden, "session.origin", "请求来自别的网站，已拒绝",
                               "The request comes from another site"};

// 64 MB a hash: more than four at once would take a small machine down.
class Gate {
public:
    Gate() {
        std::unique_lock lock(mutex_);
        if (waiting_ > 64) throw Fault(kBusy);
        ++waiting_;
        free_.wait(lock, [] { return running_ < 4; });
        --waiting_;
        ++running_;
    }
    ~Gate() {
        std::lock_guard lock(mutex_);
        --running_;
        free_.notify_one();
    }

private:
    inline static std::mutex mutex_;
    inline static std::condition_variable free_;
    inline static int running_ = 0, waiting_ = 0;
};

std::string token_of(const http::Request& request, bool& by_cookie) {
    by_cookie = false;
    auto header = request.header("authorization");
    if (header.starts_with("Bearer ")) return header.substr(7);
    auto cookies = request.header("cookie");
    for (std::size_t at = 0; at < cookies.size();) {
        auto end = std::min(cookies.find(';', at), cookies.size());
        auto part = std::string_view(cookies).substr(at, end - at);
        while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
        if (part.starts_with("zhenan_session=")) {
            by_cookie = true;
            return std::string(part.substr(15));
        }
        at = end + 1;
    }
    return {};
}

Actor make_actor(db::Connection& db, const Account& account, const std::string& today) {
    Actor actor;
    actor.account_id = account.id;
    actor.person_id = account.person_id;
    actor.username = account.username;
    actor.name = account.person_name;
    actor.must_change_password = account.must_change_password;
    actor.grants = people::grants_on(db, account.person_id, today);
    return actor;
}

// Whose session it is, unless it was not used for too long.
std::optional<SignedIn> signed_in(db::Connection& db, const std::string& token_hash, Instant now) {
    auto today = day_of(now);
    law::ask_term(db, kSessionMinutes, today);
    auto found = find_signed_in(db, token_hash);
    if (!found || found->account.state != "active") return {};
    if (now - found->session.seen_at > session_idle(db, today)) return {};
    return found;
}

}  // namespace

std::string hash_password(const std::string& password) {
    Gate gate;
    char out[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(out, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE))
        throw Fault(kBusy);
    return out;
}

bool verify_password(const std::string& hash, const std::string& password) {
    Gate gate;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void check_password(const std::string& password) {
    std::set<int> sorts;
    for (unsigned char c : password)
        sorts.insert(c >= 'A' && c <= 'Z' ? 1 : c >= 'a' && c <= 'z' ? 2 : c >= '0' && c <= '9' ? 3 : 4);
    if (password.size() < 8 || password.size() > 200 || sorts.size() < 3) throw Fault(kWeak, "password");
}

Instant session_idle(db::Connection& db, std::string_view today) {
    // How long an unused session lives is a setting, not a standard's number.
    return law::term(db, kSessionMinutes, today) * 60'000;
}

std::string session_token(const http::Request& request) {
    bool by_cookie = false;
    return token_of(request, by_cookie);
}

Actor authenticate(http::App& app, db::Connection& db, const http::Request& request) {
    bool by_cookie = false;
    auto token = token_of(request, by_cookie);
    if (token.empty()) throw Fault(kUnauthenticated);
    auto origin = request.header("origin");
    if (by_cookie && request.method != "GET" && !origin.empty() && !origin.ends_with("//" + request.header("host")))
        throw Fault(kForeignOrigin);
    auto hash = sha256(token);
    auto now = app.clock().now();
    auto found = signed_in(db, hash, now);
    if (!found) throw Fault(kUnauthenticated);
    auto seen = found->session.seen_at;
    if (now - seen > 5 * 60'000 || now < seen)
        app.store().submit({[hash, now](db::Connection& writer) { touch_session(writer, hash, now); }, {}});
    return make_actor(db, found->account, day_of(now));
}

std::optional<Actor> still_signed_in(http::App& app, db::Connection& db, const http::Request& request) {
    auto now = app.clock().now();
    auto found = signed_in(db, sha256(session_token(request)), now);
    if (!found) return {};
    return make_actor(db, found->account, day_of(now));
}

Actor actor_of(db::Connection& db, const std::string& username, const std::string& today) {
    auto account = find_by_name(db, username);
    if (!account) throw Fault(kNotFound, "没有账号 " + username, "There is no account " + username);
    return make_actor(db, *account, today);
}

Actor system_actor() {
    Actor actor;
    actor.account_id = "system";
    actor.username = "system";
    actor.name = "系统";
    actor.grants = {{"administrator", "/", {}, {}}, {"office", "/", {}, {}}, {"leader", "/", {}, {}}};
    return actor;
}

std::string add(db::Connection& db, const Actor& actor, Instant now, const std::string& username,
                const std::string& person_id, const std::string& password_hash, bool must_change) {
    Account account;
    account.id = new_id();
    account.username = username;
    account.person_id = person_id;
    account.password_hash = password_hash;
    account.state = "active";
    account.must_change_password = must_change;
    insert(db, account, now);
    index_text(db, "accounts", account.id, username, true);
    record_event(db, actor, now, "accounts", account.id, "created", {}, {},
                 {{"username", username}, {"personId", person_id}});
    return account.id;
}

}  // namespace zhenan::account
