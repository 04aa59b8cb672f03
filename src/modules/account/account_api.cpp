#include <fmt/format.h>

#include "core/event/event.h"
#include "core/id.h"
#include "core/jobs.h"
#include "core/text/text.h"
#include "modules/account/account.h"
#include "modules/account/account_store.h"
#include "modules/account/password.h"
#include "modules/area/area.h"
#include "modules/people/people.h"
#include "modules/record/record.h"

namespace zhenan::account {

namespace {

using http::Call;
using http::Mode;
using http::Response;

constexpr int kTries = 5;
constexpr Instant kLock = 15 * 60'000;

const FaultCode kWrong{Kind::unauthenticated, "session.wrong", "账号或密码不对",
                       "The account or the password is wrong"};
const FaultCode kLocked{Kind::throttled, "session.locked",
                        "输错次数太多，账号已锁定，请 15 分钟后再试，或请管理员重设密码",
                        "Too many wrong tries; wait 15 minutes or ask the administrator for a new password"};
const FaultCode kWrongCurrent{Kind::rejected, "account.wrong_password", "现在的密码不对",
                              "The current password is wrong"};
const FaultCode kNameTaken{Kind::rejected, "account.name_taken", "这个账号名已有人用", "This account name is taken"};

json::object me(db::Connection& db, const Actor& actor, const std::string& today) {
    json::array roles;
    std::string path;
    for (auto& grant : actor.grants) {
        roles.emplace_back(grant.role);
        if (path.empty() || grant.path.size() < path.size()) path = grant.path;
    }
    auto root = area::root(db);
    std::optional<area::Area> mine;
    if (path.size() > 1) mine = area::find(db, std::string_view(path).substr(path.rfind('/', path.size() - 2) + 1, 36));
    if (!mine) mine = root;
    return {{"accountId", actor.account_id},
            {"username", actor.username},
            {"personId", actor.person_id},
            {"name", actor.name},
            {"roles", roles},
            {"areaId", mine ? mine->id : ""},
            {"areaName", mine ? mine->name : ""},
            {"townName", root ? root->name : ""},
            {"today", today},
            {"demo", setting(db, "demo").has_value()},
            {"mustChangePassword", actor.must_change_password}};
}

Fault locked_fault(Instant until, Instant now) {
    Fault fault(kLocked);
    fault.retry_seconds = (until - now + 999) / 1000;
    return fault;
}

// Counted and recorded. Of a name that nobody has the trail says so and no more: it may be a password in the wrong box.
void failed_sign_in(db::Connection& db, Call& call, const std::optional<Account>& account,
                    const std::string& name_hash) {
    auto now = call.now();
    bool locked = false;
    if (account) {
        count_failure(db, account->id, kTries, now + kLock);
        auto current = find_by_id(db, account->id);
        locked = current && current->locked_until > now;
    } else {
        locked = count_failure_of_name(db, name_hash, kTries, now + kLock, now) > now;
    }
    Actor nobody;
    nobody.name = account ? account->person_name : "—";
    nobody.account_id = account ? account->id : "";
    json::object what{{"peer", call.request.peer}};
    if (account) what["username"] = account->username;
    record_event(db, nobody, now, "sessions", account ? account->id : name_hash.substr(0, 16),
                 locked ? "sign_in_locked" : "sign_in_failed", {}, {}, what);
}

const jobs::Job forgetting("sign-in failures", 3600, [](db::Store& store, Clock& clock) {
    store.write([&](db::Connection& db) { forget_failures_before(db, clock.now() - 30 * 86'400'000LL); });
});

// An administrator of a village manages accounts of people whose posts all lie in the village.
void must_manage(db::Connection& db, const Actor& actor, const std::string& person_id, const std::string& today) {
    static const std::vector<std::string> administrators = {"administrator"};
    auto person = record::peek(db, record::kind("people"), person_id);
    if (!person || !record::reaches(db, actor, administrators, text_of(*person, "areaId"))) throw Fault(kForbidden);
    for (auto& theirs : people::grants_on(db, person_id, today)) {
        bool within = std::any_of(actor.grants.begin(), actor.grants.end(), [&](auto& mine) {
            return mine.role == "administrator" && theirs.path.starts_with(mine.path);
        });
        if (!within) throw Fault(kForbidden);
    }
}

Response sign_in(Call& call) {
    auto& app = *http::App::current();
    auto username = text_of(call.input, "username"), password = text_of(call.input, "password");
    std::optional<Account> account;
    app.store().read([&](db::Connection& db) { account = find_by_name(db, username); });
    auto now = call.now();
    auto name_hash = sha256("sign-in " + username);
    Instant locked = account ? account->locked_until : 0;
    if (!account) app.store().read([&](db::Connection& db) { locked = locked_until(db, name_hash); });
    if (locked > now) throw locked_fault(locked, now);
    // A name that doesn't exist takes as long as a wrong password, and locks as an account does.
    static const std::string nobody = hash_password(random_token(8));
    bool right =
        verify_password(account ? account->password_hash : nobody, password) && account && account->state == "active";
    if (!right) {
        app.store().write([&](db::Connection& db) { failed_sign_in(db, call, account, name_hash); });
        throw Fault(kWrong);
    }
    auto token = random_token();
    Actor actor;
    app.store().read([&](db::Connection& db) { actor = actor_of(db, username, call.today()); });
    app.store().write([&](db::Connection& db) {
        // Guesses sent all at once were all let through to the check; the count decides, in the order of the writer.
        auto current = find_by_id(db, account->id);
        if (!current || current->state != "active") throw Fault(kWrong);
        if (current->locked_until > now) throw locked_fault(current->locked_until, now);
        insert_session(db, sha256(token), account->id, call.request.peer,
                       text::truncate(call.request.header("user-agent"), 200), now);
        if (current->failures) forget_failures(db, account->id);
        record_event(db, actor, now, "sessions", account->id, "signed_in", {}, {}, {{"peer", call.request.peer}});
    });
    json::object body;
    app.store().read([&](db::Connection& db) { body = me(db, actor, call.today()); });
    auto roles = body["roles"];
    auto response = Response::of({{"token", token},
                                  {"person", json::object{{"id", actor.person_id}, {"name", actor.name}}},
                                  {"roles", roles},
                                  {"me", body}},
                                 201);
    response.headers.emplace_back("Set-Cookie", "zhenan_session=" + token + "; Path=/; HttpOnly; SameSite=Strict");
    return response;
}

Response new_account(Call& call) {
    auto& app = *http::App::current();
    auto username = text_of(call.input, "username"), password = text_of(call.input, "password");
    check_password(password);
    auto hash = hash_password(password);
    auto person = text_of(call.input, "personId");
    std::string id;
    app.store().write([&](db::Connection& db) {
        if (find_by_name(db, username)) throw Fault(kNameTaken, "username");
        record::get(db, call.actor, record::kind("people"), person);
        must_manage(db, call.actor, person, call.today());
        id = add(db, call.actor, call.now(), username, person, hash, true);
    });
    return Response::of({{"id", id}, {"username", username}, {"personId", person}}, 201);
}

Response reset(Call& call) {
    auto& app = *http::App::current();
    auto password = text_of(call.input, "password");
    check_password(password);
    auto hash = hash_password(password);
    app.store().write([&](db::Connection& db) {
        record::get(db, call.actor, record::kind("accounts"), call.path[0]);
        auto account = find_by_id(db, call.path[0]);
        must_manage(db, call.actor, account->person_id, call.today());
        set_password(db, account->id, hash, true, call.now());
        delete_sessions_of(db, account->id);
        record_event(db, call.actor, call.now(), "accounts", account->id, "password_reset", {}, {}, {});
    });
    return Response::of({{"id", call.path[0]}}, 201);
}

Response own_password(Call& call) {
    auto& app = *http::App::current();
    auto password = text_of(call.input, "password");
    std::optional<Account> account;
    app.store().read([&](db::Connection& db) { account = find_by_id(db, call.actor.account_id); });
    if (!account || !verify_password(account->password_hash, text_of(call.input, "current")))
        throw Fault(kWrongCurrent, "current");
    check_password(password);
    auto hash = hash_password(password);
    app.store().write([&](db::Connection& db) {
        set_password(db, account->id, hash, false, call.now());
        delete_sessions_of(db, account->id, sha256(session_token(call.request)));
        record_event(db, call.actor, call.now(), "accounts", account->id, "password_changed", {}, {}, {});
    });
    return Response::of({{"id", account->id}}, 201);
}

const Schema kMe = {
    {.name = "accountId", .zh = "账号编号", .en = "Account id"},
    {.name = "username", .zh = "账号", .en = "Account"},
    {.name = "personId", .zh = "人员", .en = "Person"},
    {.name = "name", .zh = "姓名", .en = "Name"},
    {.name = "roles", .zh = "角色", .en = "Roles", .many = true},
    {.name = "areaId", .zh = "区域", .en = "Area"},
    {.name = "areaName", .zh = "区域名", .en = "Area name"},
    {.name = "townName", .zh = "镇名", .en = "Town"},
    {.name = "today", .type = Field::day, .zh = "今天", .en = "Today"},
    {.name = "demo", .type = Field::boolean, .zh = "演示", .en = "Demo"},
    {.name = "mustChangePassword", .type = Field::boolean, .zh = "须改密码", .en = "Must change the password"}};
const Schema kDone = {{.name = "id", .zh = "编号", .en = "Id"}};

const http::Routes routes([](http::Router& router) {
    router.add({.method = "POST",
                .path = "/api/v1/sessions",
                .summary = "Signs in",
                .roles = http::kAnyone,
                .mode = Mode::free,
                .input = {{.name = "username", .zh = "账号", .en = "Account", .required = true, .max = 60},
                          {.name = "password", .zh = "密码", .en = "Password", .required = true, .max = 200}},
                .output = {{.name = "token", .zh = "令牌", .en = "Token", .required = true},
                           {.name = "person", .type = Field::object, .zh = "人员", .en = "Person"},
                           {.name = "roles", .zh = "角色", .en = "Roles", .many = true},
                           {.name = "me", .type = Field::object, .zh = "我", .en = "Me", .fields = kMe}},
                .handler = sign_in});
    router.add({.method = "DELETE",
                .path = "/api/v1/sessions/current",
                .summary = "Signs out",
                .roles = http::kSignedIn,
                .mode = Mode::write,
                .handler = [](Call& c) {
                    delete_session(c.db, sha256(session_token(c.request)));
                    record_event(c.db, c.actor, c.now(), "sessions", c.actor.account_id, "signed_out", {}, {}, {});
                    auto response = Response::of(json::object{});
                    response.headers.emplace_back("Set-Cookie",
                                                  "zhenan_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
                    return response;
                }});
    router.add({.method = "GET",
                .path = "/api/v1/me",
                .summary = "Who is signed in",
                .roles = http::kSignedIn,
                .output = kMe,
                .handler = [](Call& c) { return Response::of(me(c.db, c.actor, c.today())); }});
    router.add({.method = "POST",
                .path = "/api/v1/me/password",
                .summary = "Changes one's own password",
                .roles = http::kSignedIn,
                .mode = Mode::free,
                .input = {{.name = "current", .zh = "现在的密码", .en = "Current password", .required = true},
                          {.name = "password", .zh = "新密码", .en = "New password", .required = true}},
                .output = kDone,
                .handler = own_password});
    router.add(
        {.method = "POST",
         .path = "/api/v1/accounts",
         .summary = "Adds an account with a first password",
         .roles = {"administrator"},
         .mode = Mode::free,
         .input =
             {{.name = "username", .zh = "账号", .en = "Account", .required = true, .max = 60},
              {.name = "personId", .type = Field::ref, .zh = "人员", .en = "Person", .required = true, .to = "people"},
              {.name = "password", .zh = "初始密码", .en = "First password", .required = true}},
         .output = kDone,
         .handler = new_account});
    router.add({.method = "POST",
                .path = "/api/v1/accounts/{id}/password-reset",
                .summary = "Gives an account a new first password",
                .roles = {"administrator"},
                .mode = Mode::free,
                .input = {{.name = "password", .zh = "初始密码", .en = "First password", .required = true}},
                .output = kDone,
                .handler = reset});
});

const record::Kinds kinds([] {
    record::Kind k;
    k.name = "accounts";
    k.table = "account";
    k.zh = "账号";
    k.en = "Accounts";
    k.group = "administration";
    k.about_zh = "谁能登录。角色和管辖范围来自任职，不在这里设。";
    k.about_en = "Who may sign in. Roles and scope come from appointments.";
    k.title = "username";
    k.fields = {{.name = "username",
                 .zh = "账号",
                 .en = "Account",
                 .required = true,
                 .list = true,
                 .sort = true,
                 .search = true,
                 .unique = true,
                 .max = 60},
                {.name = "personId",
                 .type = Field::ref,
                 .zh = "人员",
                 .en = "Person",
                 .required = true,
                 .list = true,
                 .filter = true,
                 .to = "people"},
                {.name = "state",
                 .type = Field::choice,
                 .zh = "状态",
                 .en = "State",
                 .required = true,
                 .list = true,
                 .filter = true,
                 .options = {{"active", "启用", "Active"}, {"disabled", "停用", "Disabled"}}},
                {.name = "mustChangePassword",
                 .type = Field::boolean,
                 .zh = "须改初始密码",
                 .en = "Must change the password",
                 .readonly = true,
                 .list = true}};
    k.sort = "username";
    k.read = {"administrator", "auditor"};
    k.write = {"administrator"};
    k.area_sql = "(SELECT p.area_id FROM person p WHERE p.id = t.person_id)";
    k.create = k.import = false;
    k.before_write = [](record::Change& change) {
        auto& call = change.call;
        must_manage(call.db, call.actor, text_of(change.record, "personId"), call.today());
        if (change.before && !change.withdrawn)
            must_manage(call.db, call.actor, text_of(*change.before, "personId"), call.today());
        if (change.withdrawn || text_of(change.record, "state") != "active") delete_sessions_of(call.db, change.id);
    };
    return std::vector{k};
});

}  // namespace

}  // namespace zhenan::account
