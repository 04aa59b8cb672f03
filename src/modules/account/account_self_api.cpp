// What somebody sees of the own account and may change there.
#include "core/event/event.h"
#include "core/id.h"
#include "core/search/search.h"
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

std::string words_of(const std::vector<Option>& options, const std::string& value, bool english) {
    for (auto& option : options)
        if (option.value == value) return english ? option.en : option.zh;
    return value;
}

json::object post_in_words(Call& call, const people::Post& post) {
    bool english = call.request.english();
    json::array trades;
    for (auto& category : post.categories) trades.emplace_back(words_of(area::categories(), category, english));
    json::object item{{"post", post.post},
                      {"role", post.role},
                      {"roleName", words_of(people::roles(), post.role, english)},
                      {"areaId", post.area_id},
                      {"areaName", post.area_name},
                      {"validFrom", post.valid_from},
                      {"trades", trades}};
    if (!post.valid_to.empty()) item["validTo"] = post.valid_to;
    if (!post.member_unit.empty()) item["memberUnitName"] = post.member_unit;
    if (!post.enterprise_id.empty())
        item["enterpriseName"] = record::title_of(call.db, "enterprises", post.enterprise_id);
    return item;
}

Response own_account(Call& call) {
    auto person = record::peek(call.db, record::kind("people"), call.actor.person_id);
    json::array posts, sessions;
    for (auto& post : people::posts_on(call.db, call.actor.person_id, call.today()))
        posts.push_back(post_in_words(call, post));
    auto current = sha256(session_token(call.request));
    for (auto& session : sessions_of(call.db, call.actor.account_id, call.now() - session_idle(call.db, call.today())))
        sessions.push_back(json::object{{"startedAt", to_rfc3339(session.created_at)},
                                        {"seenAt", to_rfc3339(session.seen_at)},
                                        {"peer", session.peer},
                                        {"agent", session.agent},
                                        {"current", session.token_hash == current}});
    return Response::of({{"username", call.actor.username},
                         {"name", call.actor.name},
                         {"phone", person ? text_of(*person, "phone") : ""},
                         {"posts", posts},
                         {"sessions", sessions}});
}

Response change_own(Call& call) {
    auto& kind = record::kind("people");
    auto person = record::peek(call.db, kind, call.actor.person_id);
    if (!person) throw Fault(kNotFound);
    json::object before, after;
    for (auto& member : call.input) {
        auto* old = person->if_contains(member.key());
        if (old ? *old == member.value() : member.value().is_null()) continue;
        if (old) before[member.key()] = *old;
        after[member.key()] = member.value();
    }
    if (!after.empty()) {
        record::update_row(call.db, kind, call.actor.person_id, after, call.now());
        for (auto& member : after) (*person)[member.key()] = member.value();
        index_text(call.db, kind.name, call.actor.person_id, record::search_text(kind, *person));
        record_event(call.db, call.actor, call.now(), kind.name, call.actor.person_id, "changed",
                     text_of(*person, "areaId"), before, after);
    }
    return Response::of({{"phone", text_of(*person, "phone")}});
}

Response end_others(Call& call) {
    auto ended = delete_sessions_of(call.db, call.actor.account_id, sha256(session_token(call.request)));
    if (ended)
        record_event(call.db, call.actor, call.now(), "sessions", call.actor.account_id, "sessions_ended", {}, {},
                     {{"ended", ended}});
    return Response::of({{"ended", ended}});
}

const http::Routes routes([](http::Router& router) {
    Schema post = {{.name = "post", .zh = "职务", .en = "Post"},
                   {.name = "role", .zh = "角色", .en = "Role"},
                   {.name = "roleName", .zh = "角色名", .en = "Role in words"},
                   {.name = "areaId", .zh = "区域", .en = "Area"},
                   {.name = "areaName", .zh = "区域名", .en = "Area name"},
                   {.name = "validFrom", .type = Field::day, .zh = "任职日期", .en = "From"},
                   {.name = "validTo", .type = Field::day, .zh = "离任日期", .en = "To"},
                   {.name = "memberUnitName", .zh = "成员单位", .en = "Member unit"},
                   {.name = "enterpriseName", .zh = "所在企业", .en = "Enterprise"},
                   {.name = "trades", .zh = "限管行业", .en = "Only trades", .many = true}};
    Schema session = {{.name = "startedAt", .type = Field::instant, .zh = "登录时间", .en = "Began"},
                      {.name = "seenAt", .type = Field::instant, .zh = "最近使用", .en = "Last used"},
                      {.name = "peer", .zh = "地址", .en = "Address"},
                      {.name = "agent", .zh = "浏览器", .en = "Browser"},
                      {.name = "current", .type = Field::boolean, .zh = "就是这里", .en = "This one"}};
    Field phone{.name = "phone", .zh = "电话", .en = "Phone", .max = 40};
    router.add(
        {.method = "GET",
         .path = "/api/v1/me/account",
         .summary = "One's own account: posts in words, and where one is signed in",
         .roles = http::kSignedIn,
         .output = {{.name = "username", .zh = "账号", .en = "Account", .required = true},
                    {.name = "name", .zh = "姓名", .en = "Name"},
                    phone,
                    {.name = "posts", .type = Field::rows, .zh = "任职", .en = "Posts", .fields = post},
                    {.name = "sessions", .type = Field::rows, .zh = "登录", .en = "Sessions", .fields = session}},
         .handler = own_account});
    router.add({.method = "PATCH",
                .path = "/api/v1/me/account",
                .summary = "Changes one's own phone number",
                .roles = http::kSignedIn,
                .mode = Mode::write,
                .input = {phone},
                .output = {phone},
                .partial = true,
                .handler = change_own});
    router.add({.method = "DELETE",
                .path = "/api/v1/me/sessions",
                .summary = "Signs out everywhere else",
                .roles = http::kSignedIn,
                .mode = Mode::write,
                .output = {{.name = "ended", .type = Field::integer, .zh = "已退出", .en = "Ended", .required = true}},
                .handler = end_others});
});

}  // namespace

}  // namespace zhenan::account
