// The kinds "letters" and "letter-exemptions": their fields, and what a form may not do.
#include "core/install.h"
#include "modules/letter/letter_document.h"
#include "modules/letter/letter_store.h"
#include "modules/letter/letter_verbs.h"
#include "modules/people/people.h"
#include "modules/record/record.h"

namespace zhenan::letter {

namespace {

const FaultCode kNotByForm{Kind::rejected, "letter.void_by_form", "作废要写明原因，请用“作废”",
                           "Voiding takes a reason: use \"void\""};
const FaultCode kFixed{Kind::conflict, "letter.signed_fixed",
                       "已在线签字的责任书不能改、不能撤回；有错请作废，同时重新出具一份",
                       "A letter signed on screen is neither changed nor withdrawn; void it and have a new one made"};
const FaultCode kWhom{Kind::rejected, "letter.exempt_whom", "请选择不用签的村（居）或企业",
                      "Choose the village or enterprise that need not sign"};

bool is_fixed(const json::object& letter) {
    return text_of(letter, "signMethod") == "screen";
}

void check_letter(record::Change& change) {
    auto& now = change.record;
    if (!change.before) {
        if (text_of(now, "state") == "void") throw Fault(kNotByForm, "state");
        now["code"] = code_of(change.id);
        if (text_of(now, "state") == "signed") now["signMethod"] = "paper";
        return;
    }
    auto& was = *change.before;
    if (change.withdrawn) {
        if (is_fixed(was)) throw Fault(kFixed);
        return;
    }
    if (text_of(was, "state") == "void") throw Fault(kVoided);
    if (text_of(now, "state") == "void") throw Fault(kNotByForm, "state");
    if (is_fixed(was))
        for (auto name : {"title", "letterType", "year", "partyType", "partyAreaId", "enterpriseId", "projectId",
                          "party", "counterparty", "dueOn", "state", "signedOn", "signer", "signerPost"})
            if (text_of(was, name) != text_of(now, name) || integer_of(was, name) != integer_of(now, name))
                throw Fault(kFixed, name);
    if (text_of(now, "state") == "signed" && text_of(was, "state") != "signed") now["signMethod"] = "paper";
    // The other party's word was for what was signed then.
    if (text_of(was, "state") == "signed" && text_of(now, "state") != "signed")
        for (auto name : {"counterState", "counterSigner", "counterSignerPost", "counterSignerPersonId",
                          "counterSignedOn", "counterSignedAt", "counterSignMethod", "counterSignature"})
            now[name] = nullptr;
}

// A letter that nobody has signed says what the record says.
void follow_text(record::Change& change) {
    if (change.withdrawn || !change.before || text_of(change.record, "state") != "owed") return;
    if (text_of(change.record, "textSha").empty()) return;
    for (auto name : {"title", "letterType", "year", "partyType", "partyAreaId", "enterpriseId", "projectId", "party",
                      "counterparty", "dueOn"})
        if (text_of(*change.before, name) != text_of(change.record, name) ||
            integer_of(*change.before, name) != integer_of(change.record, name)) {
            make_text(change.call, change.id);
            return;
        }
}

Field server_set(Field field) {
    field.readonly = true;
    return field;
}

record::Kind letters() {
    record::Kind k;
    k.name = "letters";
    k.table = "letter";
    k.zh = "责任书";
    k.en = "Responsibility letters";
    k.group = "responsibility";
    k.about_zh =
        "安全生产、交通安全和消防安全责任书。先成批出具一年的责任书，再由各村（居）、企业在线签字，或登记纸质的；"
        "签订率随之变化，点“谁还没签”看名单。";
    k.about_en =
        "Work-safety, traffic and fire letters. Make a year's letters in one go; villages and enterprises sign on "
        "screen, or the paper ones are entered. The signing rate follows; \"Who has not signed\" lists the rest.";
    k.title = "title";
    k.day = "dueOn";
    k.sort = "-dueOn";
    k.write = {"office", "supervisor", "village"};
    k.fields = {
        {.name = "title",
         .zh = "责任书名称",
         .en = "Letter",
         .required = true,
         .list = true,
         .sort = true,
         .search = true},
        {.name = "letterType",
         .type = Field::choice,
         .zh = "责任书种类",
         .en = "Kind",
         .required = true,
         .list = true,
         .filter = true,
         .options = letter_types()},
        {.name = "year",
         .type = Field::integer,
         .zh = "年度",
         .en = "Year",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true,
         .min = 2000,
         .max = 2100},
        {.name = "partyType",
         .type = Field::choice,
         .zh = "责任单位类型",
         .en = "Party",
         .required = true,
         .filter = true,
         .options = party_types()},
        {.name = "partyAreaId",
         .type = Field::area,
         .zh = "责任村（居）",
         .en = "Village",
         .list = true,
         .filter = true},
        {.name = "enterpriseId",
         .type = Field::ref,
         .zh = "责任企业",
         .en = "Enterprise",
         .list = true,
         .filter = true,
         .to = "enterprises"},
        {.name = "projectId", .type = Field::ref, .zh = "工程项目", .en = "Project", .filter = true, .to = "projects"},
        {.name = "party", .zh = "责任单位名称", .en = "Name of the party", .search = true, .max = 100},
        {.name = "counterparty",
         .zh = "签订对方",
         .en = "Other party",
         .search = true,
         .max = 100,
         .help_zh = "例如镇人民政府或村（居）委会。",
         .help_en = "For instance the town government or the village."},
        {.name = "dueOn",
         .type = Field::day,
         .zh = "应签期限",
         .en = "To be signed by",
         .required = true,
         .filter = true,
         .sort = true},
        {.name = "state",
         .type = Field::choice,
         .zh = "签订情况",
         .en = "State",
         .required = true,
         .list = true,
         .filter = true,
         .options = {{"owed", "应签未签", "Owed"}, {"signed", "已签", "Signed"}, {"void", "已作废", "Void"}}},
        {.name = "signedOn",
         .type = Field::day,
         .zh = "签订日期",
         .en = "Signed on",
         .list = true,
         .filter = true,
         .sort = true},
        {.name = "signer", .zh = "责任单位签字人", .en = "Signed by", .search = true, .max = 50},
        {.name = "attachments", .type = Field::attachments, .zh = "责任书扫描件", .en = "Scan of the letter"},
        {.name = "note", .type = Field::longtext, .zh = "备注", .en = "Note", .search = true},
        {.name = "areaId",
         .type = Field::area,
         .zh = "区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true},
        server_set({.name = "signerPost", .zh = "签字人职务", .en = "Post of the signer", .max = 60}),
        server_set({.name = "signerPersonId",
                    .type = Field::ref,
                    .zh = "签字人（在册）",
                    .en = "Signer on record",
                    .to = "people"}),
        server_set({.name = "signedAt", .type = Field::instant, .zh = "签字时间", .en = "Signed at"}),
        server_set({.name = "signMethod",
                    .type = Field::choice,
                    .zh = "签订方式",
                    .en = "Signed how",
                    .filter = true,
                    .options = {{"screen", "在线签字", "On screen"}, {"paper", "纸质签字", "On paper"}}}),
        server_set({.name = "signature", .type = Field::attachments, .zh = "手写签名", .en = "Drawn signature"}),
        server_set({.name = "counterState",
                    .type = Field::choice,
                    .zh = "对方签字",
                    .en = "Other party",
                    .filter = true,
                    .options = {{"awaiting", "等对方签", "Awaits the other party"}, {"done", "对方已签", "Signed"}}}),
        server_set({.name = "counterSigner", .zh = "对方签字人", .en = "Other party's signer", .max = 50}),
        server_set({.name = "counterSignerPost", .zh = "对方签字人职务", .en = "Post of that signer", .max = 60}),
        server_set({.name = "counterSignerPersonId",
                    .type = Field::ref,
                    .zh = "对方签字人（在册）",
                    .en = "That signer on record",
                    .to = "people"}),
        server_set({.name = "counterSignedOn",
                    .type = Field::day,
                    .zh = "对方签字日期",
                    .en = "Signed by the other party on",
                    .filter = true}),
        server_set({.name = "counterSignedAt",
                    .type = Field::instant,
                    .zh = "对方签字时间",
                    .en = "Signed by the other party at"}),
        server_set({.name = "counterSignMethod",
                    .type = Field::choice,
                    .zh = "对方签订方式",
                    .en = "How the other party signed",
                    .options = {{"screen", "在线签字", "On screen"}, {"paper", "纸质签字", "On paper"}}}),
        server_set({.name = "counterSignature",
                    .type = Field::attachments,
                    .zh = "对方手写签名",
                    .en = "The other party's drawn signature"}),
        server_set({.name = "code", .zh = "核验码", .en = "Code", .search = true, .max = 12}),
        server_set({.name = "templateTitle", .zh = "所用模板", .en = "Template", .max = 200}),
        server_set({.name = "textSha", .zh = "正文校验值（SHA-256）", .en = "SHA-256 of the text", .max = 64}),
        server_set({.name = "voidedOn", .type = Field::day, .zh = "作废日期", .en = "Voided on", .filter = true}),
        server_set({.name = "voidReason", .zh = "作废原因", .en = "Why it was voided", .max = 300}),
        server_set({.name = "replacesId",
                    .type = Field::ref,
                    .zh = "接替的责任书",
                    .en = "Replaces",
                    .filter = true,
                    .to = "letters"}),
        server_set(
            {.name = "replacedById", .type = Field::ref, .zh = "由哪份接替", .en = "Replaced by", .to = "letters"})};
    k.owner_column = "enterprise_id";
    k.before_write = check_letter;
    k.after_write = follow_text;
    k.detail = put_detail;
    return k;
}

record::Kind exemptions() {
    record::Kind k;
    k.name = "letter-exemptions";
    k.table = "letter_exemption";
    k.zh = "免签责任书";
    k.en = "Exempt from letters";
    k.group = "responsibility";
    k.about_zh = "哪个村（居）或企业这一年不用签、为什么、谁定的。从免签日期起不再算在应签里；撤回后重新算。";
    k.about_en =
        "Which village or enterprise need not sign this year, why, and who decided. It is owed no more from that day; "
        "withdraw the entry to have it owed again.";
    k.title = "title";
    k.day = "validFrom";
    k.sort = "-validFrom";
    k.write = {"office"};
    k.fields = {
        {.name = "title",
         .zh = "免签事项",
         .en = "What is exempt",
         .required = true,
         .list = true,
         .search = true,
         .max = 100},
        {.name = "year",
         .type = Field::integer,
         .zh = "年度",
         .en = "Year",
         .required = true,
         .list = true,
         .filter = true,
         .min = 2000,
         .max = 2100},
        {.name = "partyType",
         .type = Field::choice,
         .zh = "责任单位类型",
         .en = "Party",
         .required = true,
         .list = true,
         .filter = true,
         .options = {{"village", "村（居）委会", "Village"}, {"enterprise", "企事业单位", "Enterprise"}}},
        {.name = "partyAreaId", .type = Field::area, .zh = "村（居）", .en = "Village", .list = true, .filter = true},
        {.name = "enterpriseId",
         .type = Field::ref,
         .zh = "企业",
         .en = "Enterprise",
         .list = true,
         .filter = true,
         .to = "enterprises"},
        {.name = "letterType",
         .type = Field::choice,
         .zh = "责任书种类",
         .en = "Kind",
         .list = true,
         .options = letter_types(),
         .help_zh = "不选就是三种都不用签。",
         .help_en = "Left empty: none of the three."},
        {.name = "validFrom",
         .type = Field::day,
         .zh = "免签日期",
         .en = "From",
         .required = true,
         .list = true,
         .sort = true},
        {.name = "reason",
         .type = Field::longtext,
         .zh = "免签原因",
         .en = "Why",
         .required = true,
         .list = true,
         .search = true,
         .max = 500},
        {.name = "decidedBy", .zh = "批准人", .en = "Decided by", .required = true, .list = true, .max = 60},
        {.name = "document", .zh = "依据文件", .en = "Document", .max = 100},
        {.name = "attachments", .type = Field::attachments, .zh = "附件", .en = "Attachments"},
        {.name = "areaId", .type = Field::area, .zh = "区域", .en = "Area", .required = true, .filter = true}};
    k.before_write = [](record::Change& change) {
        if (change.withdrawn) return;
        bool village = text_of(change.record, "partyType") == "village";
        if (text_of(change.record, village ? "partyAreaId" : "enterpriseId").empty())
            throw Fault(kWhom, village ? "partyAreaId" : "enterpriseId");
    };
    return k;
}

const record::Kinds kinds([] { return std::vector{letters(), exemptions()}; });

const Install old_ones([](db::Connection& db, Instant) { complete_old(db); });

}  // namespace

const std::vector<Option>& letter_types() {
    static const std::vector<Option> all = {{"work_safety", "安全生产责任书", "Work safety"},
                                            {"traffic", "交通安全责任书", "Traffic"},
                                            {"fire", "消防安全责任书", "Fire"}};
    return all;
}

const std::vector<Option>& party_types() {
    static const std::vector<Option> all = {{"village", "村（居）委会", "Village"},
                                            {"enterprise", "企事业单位", "Enterprise"},
                                            {"contractor", "施工单位", "Contractor"}};
    return all;
}

}  // namespace zhenan::letter
