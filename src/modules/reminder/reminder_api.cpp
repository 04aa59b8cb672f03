// The kinds "reminder-channels" and "reminder-messages": where reminders go, and what went. Addresses of webhooks hold
// a key, so they are taken and never given out again.
#include "core/event/event.h"
#include "core/http/app.h"
#include "core/id.h"
#include "modules/record/record.h"
#include "modules/reminder/sending.h"

namespace zhenan::reminder {

namespace {

using http::Call;
using http::Response;

const FaultCode kAddress{
    Kind::rejected, "reminder.address", "请填写 http:// 或 https:// 开头的完整地址，地址里不要带账号密码",
    "Give a whole address that begins with http:// or https://, without a name and password in it"};
const FaultCode kMail{Kind::rejected, "reminder.mail", "请填写邮箱地址，多个用逗号分开",
                      "Give mail addresses, with commas between them"};
const FaultCode kNoMail{
    Kind::conflict, "reminder.no_mail_server",
    "服务器没有设置发信邮箱；请管理员按运维手册设置 ZHENAN_SMTP 和 ZHENAN_MAIL_FROM",
    "The server has no mail server set; see ZHENAN_SMTP and ZHENAN_MAIL_FROM in the operations guide"};
const FaultCode kNotWeb{Kind::conflict, "reminder.not_web", "邮件渠道的收件邮箱写在渠道里，不用另设地址",
                        "A mail channel has its addresses in the channel itself"};
const FaultCode kNowhere{Kind::conflict, "reminder.nowhere", "这个渠道还没有地址，请先设置地址",
                         "The channel has no address yet; set it first"};
const FaultCode kSent{Kind::conflict, "reminder.not_again", "这条提醒不用重发", "This message need not be sent again"};

const std::vector<std::string> kAdministrator = {"administrator"};
const std::vector<Option> kWays = {{"wecom", "企业微信群机器人", "WeCom group robot"},
                                   {"dingtalk", "钉钉群机器人", "DingTalk group robot"},
                                   {"email", "电子邮件", "E-mail"},
                                   {"generic", "其他系统（带签名的 JSON）", "Another system (signed JSON)"}};

record::Kind channel_kind() {
    record::Kind k;
    k.name = "reminder-channels";
    k.table = "reminder_channel";
    k.zh = "提醒渠道";
    k.en = "Reminder channels";
    k.group = "administration";
    k.about_zh =
        "每天把一个区域逾期和将到期的应办事项汇成一条，发到企业微信群、钉钉群、邮箱或其他系统。逾期多天的要让上一级知道"
        "，就"
        "给上一级"
        "的渠道填“逾期满几天才提醒”。";
    k.about_en =
        "Once a day one message says what is late and soon due in an area, to a group, a mailbox or another system. To "
        "let the next level know of what is late for long, give its channel the days of lateness from which it hears.";
    k.fields = {
        {.name = "name",
         .zh = "名称",
         .en = "Name",
         .required = true,
         .list = true,
         .sort = true,
         .search = true,
         .max = 60},
        {.name = "areaId",
         .type = Field::area,
         .zh = "提醒哪个区域的事项",
         .en = "Of which area",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "way",
         .type = Field::choice,
         .zh = "发到哪里",
         .en = "To",
         .required = true,
         .list = true,
         .filter = true,
         .options = kWays},
        {.name = "mailTo",
         .zh = "收件邮箱",
         .en = "Mail addresses",
         .max = 500,
         .help_zh = "只有电子邮件要填，多个用逗号分开。",
         .help_en = "For e-mail only; commas between them."},
        {.name = "host", .zh = "地址", .en = "Address", .readonly = true, .list = true},
        {.name = "hour",
         .type = Field::integer,
         .zh = "每天几点后发",
         .en = "Each day after",
         .required = true,
         .list = true,
         .min = 0,
         .max = 23,
         .unit_zh = "点",
         .unit_en = "h"},
        {.name = "daysBefore",
         .type = Field::integer,
         .zh = "提前几天提醒",
         .en = "Days before the term",
         .required = true,
         .list = true,
         .min = 0,
         .max = 60,
         .unit_zh = "天",
         .unit_en = "days",
         .help_zh = "填 0 只提醒逾期的。",
         .help_en = "With 0, only what is late."},
        {.name = "lateDays",
         .type = Field::integer,
         .zh = "逾期满几天才提醒",
         .en = "Late for at least",
         .required = true,
         .list = true,
         .min = 0,
         .max = 365,
         .unit_zh = "天",
         .unit_en = "days",
         .help_zh = "本级填 0；上一级的渠道填 3，就只收到逾期三天还没办的。",
         .help_en = "0 for the level itself; with 3, the channel of the next level hears of what is three days late."},
        {.name = "enabled",
         .type = Field::boolean,
         .zh = "启用",
         .en = "Enabled",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "language",
         .type = Field::choice,
         .zh = "提醒用什么文字",
         .en = "Language",
         .options = {{"zh", "中文", "Chinese"}, {"en", "英文", "English"}},
         .help_zh = "不选就是中文。人名、地名和单位名称不翻译。",
         .help_en = "Chinese unless chosen. Names of people, places and enterprises are not translated."},
        {.name = "note", .type = Field::longtext, .zh = "备注", .en = "Note", .max = 500}};
    k.sort = "name";
    k.write = k.read = kAdministrator;
    k.import = false;
    k.before_write = [](record::Change& change) {
        if (change.withdrawn) return;
        auto to = text_of(change.record, "mailTo");
        bool mail = text_of(change.record, "way") == "email";
        if (mail && !mail_addresses(to)) throw Fault(kMail, "mailTo");
        if (!mail && !to.empty()) throw Fault(kMail, "mailTo");
    };
    return k;
}

record::Kind message_kind() {
    record::Kind k;
    k.name = "reminder-messages";
    k.table = "reminder_message";
    k.zh = "提醒记录";
    k.en = "Reminders sent";
    k.group = "administration";
    k.about_zh =
        "每条提醒发没发出去、试了几次、为什么没发成。没发成的会自动再试；不清楚对方收没收到的，不自动重发，由您决定。";
    k.about_en =
        "Whether each message left, after how many tries, and why not. What failed is tried again by itself; what may "
        "have arrived is not sent twice unless you say so.";
    k.title = "channelName";
    k.day = "day";
    k.sort = "-day";
    k.fields = {
        {.name = "channelName", .zh = "渠道", .en = "Channel", .required = true, .list = true, .search = true},
        {.name = "day",
         .type = Field::day,
         .zh = "日期",
         .en = "Day",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "areaId",
         .type = Field::area,
         .zh = "区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "state",
         .type = Field::choice,
         .zh = "状态",
         .en = "State",
         .required = true,
         .list = true,
         .filter = true,
         .options = {{"waiting", "待发", "Waiting"},
                     {"sending", "正在发", "Being sent"},
                     {"sent", "已发", "Sent"},
                     {"unclear", "不清楚是否收到", "May have arrived"},
                     {"failed", "一周没发成", "Given up after a week"},
                     {"replaced", "由后一天的代替", "Replaced by the next day's"},
                     {"nothing", "没有要提醒的", "Nothing to say"}}},
        {.name = "late", .type = Field::integer, .zh = "逾期", .en = "Late", .required = true, .list = true},
        {.name = "soon", .type = Field::integer, .zh = "将到期", .en = "Soon due", .required = true, .list = true},
        {.name = "tries", .type = Field::integer, .zh = "试了几次", .en = "Tries", .required = true, .list = true},
        {.name = "sentAt", .type = Field::instant, .zh = "发出时间", .en = "Sent"},
        {.name = "error", .zh = "没发成的原因", .en = "Why not"},
        {.name = "content", .type = Field::longtext, .zh = "内容", .en = "Content", .search = true},
        {.name = "channelId", .zh = "渠道编号", .en = "Id of the channel", .required = true, .filter = true}};
    k.read = kAdministrator;
    k.create = k.edit = k.import = k.withdraw = false;
    return k;
}

const record::Kinds kinds([] { return std::vector{channel_kind(), message_kind()}; });

const Field kId{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"};
const Schema kAddressFields = {{.name = "address", .zh = "地址", .en = "Address", .required = true, .max = 1000},
                               {.name = "key", .zh = "签名密钥", .en = "Key of the signature", .max = 200}};

Response put_address(Call& call) {
    auto& kind = record::kind("reminder-channels");
    auto before = record::get(call.db, call.actor, kind, call.path[0]);
    if (text_of(before, "way") == "email") throw Fault(kNotWeb);
    auto address = text_of(call.input, "address"), host = http::web_host(address);
    if (host.empty()) throw Fault(kAddress, "address");
    set_address(call.db, call.path[0], address, text_of(call.input, "key"));
    record::update_row(call.db, kind, call.path[0], {{"host", host}}, call.now());
    record_event(call.db, call.actor, call.now(), kind.name, call.path[0], "address", text_of(before, "areaId"),
                 {{"host", before.contains("host") ? before.at("host") : json::value(nullptr)}}, {{"host", host}});
    return Response::of(*record::peek(call.db, kind, call.path[0]));
}

// At once and for whoever waits for it: does the address work?
Response try_out(Call& call) {
    auto* app = http::App::current();
    std::optional<Channel> found;
    app->store().read([&](db::Connection& db) {
        record::get(db, call.actor, record::kind("reminder-channels"), call.path[0]);
        found = channel(db, call.path[0]);
    });
    if (!found) throw Fault(kNotFound);
    if (found->way == "email" && !mail_ready()) throw Fault(kNoMail);
    if (found->way != "email" && found->address.empty()) throw Fault(kNowhere);
    Message message{.id = new_id(), .channel_id = found->id, .day = call.today()};
    message.content = "【试发】" + found->area_name + "的应办提醒将发到这里。";
    auto verdict = verdict_of(*found, http::send_all({request_of(*found, message, call.now())}).front());
    return Response::of({{"state", verdict.state == "waiting" ? "failed" : verdict.state}, {"error", verdict.error}});
}

Response again(Call& call) {
    auto& kind = record::kind("reminder-messages");
    auto before = record::get(call.db, call.actor, kind, call.path[0]);
    auto state = text_of(before, "state");
    if (state != "unclear" && state != "failed") throw Fault(kSent);
    wait_again(call.db, call.path[0], call.now());
    record_event(call.db, call.actor, call.now(), kind.name, call.path[0], "again", text_of(before, "areaId"),
                 {{"state", state}}, {{"state", "waiting"}});
    return Response::of(*record::peek(call.db, kind, call.path[0]), 201);
}

const http::Routes routes([](http::Router& router) {
    router.add({.method = "PUT",
                .path = "/api/v1/reminder-channels/{id}/address",
                .summary = "Where a channel sends to; it is never shown again",
                .roles = kAdministrator,
                .mode = http::Mode::write,
                .input = kAddressFields,
                .output = record::answer_schema(record::kind("reminder-channels")),
                .handler = put_address});
    router.add({.method = "POST",
                .path = "/api/v1/reminder-channels/{id}/trial",
                .summary = "Sends a word by a channel now and says whether it was taken",
                .roles = kAdministrator,
                .mode = http::Mode::slow,
                .output = {{.name = "state", .zh = "结果", .en = "Result", .required = true},
                           {.name = "error", .zh = "原因", .en = "Why", .required = true}},
                .handler = try_out});
    router.add({.method = "POST",
                .path = "/api/v1/reminder-messages/{id}/sending",
                .summary = "Sends a message again that may not have arrived",
                .roles = kAdministrator,
                .mode = http::Mode::write,
                .input = {kId},
                .output = record::answer_schema(record::kind("reminder-messages")),
                .handler = again});
});

}  // namespace

}  // namespace zhenan::reminder
