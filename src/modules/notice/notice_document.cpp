#include "modules/notice/notice_document.h"

#include "core/paper/code_label.h"
#include "core/picture/photo.h"
#include "modules/area/area.h"
#include "modules/notice/notice_store.h"
#include "modules/record/record.h"

namespace zhenan::notice {

const std::vector<Option>& kinds_of_notice() {
    static const std::vector<Option> all = {{"record", "检查记录", "Inspection record"},
                                            {"order", "责令限期整改指令书", "Rectification order"},
                                            {"opinion", "限期整改意见书", "Opinion"},
                                            {"on_spot", "现场处理措施决定书", "Decision on the spot"},
                                            {"recheck", "复查意见书", "Recheck notice"},
                                            {"referral", "移送函", "Referral letter"},
                                            {"major_report", "重大隐患报告", "Major-hazard report"}};
    return all;
}

const std::vector<std::string>& roles_that_issue() {
    static const std::vector<std::string> roles = {"officer", "supervisor", "office"};
    return roles;
}

std::string town_name(db::Connection& db) {
    auto root = area::root(db);
    return root ? root->name : std::string();
}

const std::vector<Option>& measures_on_spot() {
    static const std::vector<Option> all = {
        {"remove_now", "立即排除事故隐患", "Remove the hazard at once"},
        {"withdraw_people", "从危险区域内撤出作业人员", "Withdraw people from the dangerous area"},
        {"stop_business", "暂时停产停业", "Stop business for the time being"},
        {"stop_use", "停止使用相关设施、设备", "Stop using the facilities or equipment"}};
    return all;
}

std::optional<Basis> basis_of(const std::optional<Authority>& authority) {
    if (!authority) return {};
    if (authority->basis == "empowered") return Basis::empowered;
    if (authority->basis == "delegated") return Basis::delegated;
    return Basis::supervision;
}

namespace {

// The code names the record; who may not see it learns nothing from it.
void put_mark(paper::Paper& paper, const json::object& n, const std::string& address) {
    auto code = text_of(n, "code");
    if (code.size() != 10) return;
    auto shown = "核验码 " + code.substr(0, 5) + "-" + code.substr(5);
    if (address.empty()) {
        paper.mark = paper::code_label("/q/" + code, {shown});
    } else {
        paper.mark = paper::code_label(address + "/q/" + code, {shown, "扫码打开本文书记录，须登录"});
    }
}

PaperAuthority authority_paper(db::Connection& db, const json::object& n) {
    PaperAuthority a;
    a.organ = text_of(n, "organ");
    a.town = town_name(db);
    auto basis = text_of(n, "basis");
    a.basis = basis == "empowered" ? Basis::empowered : basis == "delegated" ? Basis::delegated : Basis::supervision;
    if (auto found = record::peek(db, record::kind("authorities"), text_of(n, "authorityId"))) {
        a.document = text_of(*found, "document");
        a.review_organ = text_of(*found, "reviewOrgan");
        a.government = text_of(*found, "government");
        a.superior = text_of(*found, "superior");
        a.report_to = text_of(*found, "reportTo");
        a.court = text_of(*found, "court");
        a.invented = boolean_of(*found, "invented");
    }
    return a;
}

PaperNotice base(db::Connection& db, const json::object& n) {
    auto& content = n.at("content").as_object();
    PaperNotice p;
    p.type = type_named(text_of(n, "kind")).value_or(Type::record);
    p.number = text_of(n, "number");
    p.issued_on = text_of(n, "issuedOn");
    p.authority = authority_paper(db, n);
    auto& place = content.at("place").as_object();
    p.place = {text_of(place, "name"), text_of(place, "address"), text_of(place, "person"), text_of(place, "position"),
               text_of(place, "phone")};
    p.site = text_of(content, "site");
    p.from = text_of(content, "from");
    p.to = text_of(content, "to");
    p.situation = text_of(content, "situation");
    for (auto& value : content.at("officers").as_array()) {
        auto& officer = value.as_object();
        p.officers.push_back({text_of(officer, "name"), text_of(officer, "certificate")});
    }
    for (auto& value : content.at("items").as_array()) {
        auto& item = value.as_object();
        PaperItem i;
        i.description = text_of(item, "description");
        i.clause = text_of(item, "clause");
        i.certainty = text_of(item, "certainty");
        i.site = text_of(item, "site");
        i.major = boolean_of(item, "major");
        i.suspected = boolean_of(item, "suspected");
        i.criterion = text_of(item, "criterion");
        i.criterion_certainty = text_of(item, "criterionCertainty");
        i.due_on = text_of(item, "dueOn");
        i.fixed_on_spot = boolean_of(item, "fixedOnSpot");
        if (item.contains("passed")) i.passed = boolean_of(item, "passed");
        i.note = text_of(item, "note");
        p.items.push_back(std::move(i));
    }
    p.recipient = text_of(n, "recipientName");
    p.recipient_state = text_of(n, "recipientState");
    p.witness = text_of(n, "witness");
    p.addressee = text_of(content, "addressee");
    p.reason = text_of(content, "note");
    p.voided = text_of(n, "state") == "void";
    p.words = words_on(db, p.type, p.authority.basis, p.issued_on);
    // The words with which it was issued stay, whatever an administrator writes later.
    if (auto* kept = content.if_contains("words")) {
        auto& words = kept->as_object();
        for (auto [name, word] : {std::pair{"appeal", &p.words->appeal},
                                  {"refused", &p.words->refused},
                                  {"referral", &p.words->referral},
                                  {"major", &p.words->major},
                                  {"onSpot", &p.words->on_spot}})
            if (words.contains(name)) *word = text_of(words, name);
    }
    p.until_on = text_of(n, "untilOn");
    for (auto& measure : texts_of(n, "measures"))
        for (auto& option : measures_on_spot())
            if (option.value == measure) p.measures.push_back(option.zh);
    if (auto earlier = record::peek(db, record::kind("notices"), text_of(n, "earlierId"))) {
        p.earlier_title = text_of(*earlier, "title");
        p.earlier_number = text_of(*earlier, "number");
        p.earlier_on = text_of(*earlier, "issuedOn");
    }
    return p;
}

// As many as are looked at on paper; a photo of 72 mm needs no more pixels than this.
constexpr std::size_t kPhotosOfSide = 3, kPhotosOfPaper = 48;
constexpr int kPixels = 900;

void put_photos(PaperNotice& p, const json::object& n, const Read& read) {
    std::size_t printed = 0;
    auto& items = n.at("content").as_object().at("items").as_array();
    for (std::size_t i = 0; i < items.size(); ++i)
        for (auto [name, side] : {std::pair{"before", &p.items[i].before}, std::pair{"after", &p.items[i].after}}) {
            auto* seen = items[i].as_object().if_contains(name);
            if (!seen) continue;
            side->on = text_of(seen->as_object(), "on");
            for (auto& id : texts_of(seen->as_object(), "photos")) {
                bool room = side->pictures.size() < kPhotosOfSide && printed < kPhotosOfPaper;
                auto bytes = room ? read(id) : std::nullopt;
                auto photo = bytes ? picture::photo(*bytes, kPixels) : std::nullopt;
                if (!photo) {
                    ++side->left_out;
                    continue;
                }
                side->pictures.push_back(std::move(*photo));
                ++printed;
            }
        }
}

}  // namespace

paper::Paper paper_of(db::Connection& db, const json::object& notice, const std::string& address, const Read& read) {
    auto p = base(db, notice);
    put_photos(p, notice, read);
    auto paper = notice_paper(p);
    put_mark(paper, notice, address);
    return paper;
}

paper::Paper receipt_of(db::Connection& db, const json::object& n, const std::string& address) {
    auto p = base(db, n);
    p.type = Type::receipt;
    p.earlier_title = text_of(n, "title");
    p.earlier_number = text_of(n, "number");
    p.earlier_on = text_of(n, "issuedOn");
    p.served_on = text_of(n, "servedOn");
    if (auto* service = n.if_contains("service")) {
        auto& s = service->as_object();
        p.method = text_of(s, "method");
        p.recipient = text_of(s, "receiver");
        p.recipient_state = text_of(s, "state");
        p.witness = text_of(s, "witness");
    }
    auto paper = notice_paper(p);
    put_mark(paper, n, address);
    return paper;
}

}  // namespace zhenan::notice
