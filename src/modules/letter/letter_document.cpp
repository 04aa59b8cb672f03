#include "modules/letter/letter_document.h"

#include <algorithm>
#include <cctype>

#include "core/event/event.h"
#include "core/id.h"
#include "core/paper/code_label.h"
#include "core/paper/docx_text.h"
#include "modules/area/area.h"
#include "modules/document/document.h"
#include "modules/file/file.h"
#include "modules/letter/letter_words.h"
#include "modules/record/record.h"

namespace zhenan::letter {

namespace {

const FaultCode kTemplateGone{Kind::conflict, "letter.template_gone",
                              "出具时用的模板文件找不到了，请作废后重新出具；正文和校验值仍在",
                              "The template that the letter was made with is gone; void it and have a new one made. "
                              "Its words and their hash are kept"};

std::string purpose_of(const json::object& letter) {
    return "letter." + text_of(letter, "partyType") + "." + text_of(letter, "letterType");
}

constexpr const char* kBlankDay = "　　　　年　　月　　日";

std::string in_words(const std::string& day) {
    return day.empty() ? std::string() : chinese_day(day);
}

// The names as kept, with who signed and when, which the kept words don't say.
json::object with_signing(const json::object& kept, const json::object& letter) {
    auto names = kept;
    // Letters made before the other party signed here have no such names.
    names["对方签字人"] = "";
    names["对方签字日期"] = kBlankDay;
    if (text_of(letter, "counterState") == "done") {
        auto post = text_of(letter, "counterSignerPost");
        names["对方签字人"] = text_of(letter, "counterSigner") + (post.empty() ? "" : "　" + post);
        names["对方签字日期"] = "签字日期：" + in_words(text_of(letter, "counterSignedOn"));
    }
    if (text_of(letter, "state") != "signed") return names;
    names["签字人"] = text_of(letter, "signer");
    names["签字人职务"] = text_of(letter, "signerPost");
    names["签字日期"] = in_words(text_of(letter, "signedOn"));
    return names;
}

std::string shipped_docx(http::Call& call, const json::object& letter, const Text& text, const json::object& names) {
    return paper::to_docx(filled(shipped_paper(text.purpose, text.edition), names,
                                 verify_address(call, text_of(letter, "code")), text_of(letter, "code"),
                                 text_of(letter, "state") == "void"));
}

std::string area_path(http::Call& call, const std::string& id) {
    auto found = area::find(call.db, id);
    return found ? found->path : std::string("/");
}

}  // namespace

std::string zh_of(const std::vector<Option>& options, std::string_view value) {
    for (auto& option : options)
        if (option.value == value) return option.zh;
    return {};
}

std::string verify_address(http::Call& call, const std::string& code) {
    std::string at;
    if (auto* set = Setting::find("address")) at = set->value(call.db);
    auto host = call.request.header("host");
    bool plain = !host.empty() && host.size() < 100 && std::all_of(host.begin(), host.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
    });
    if (at.empty() && plain) at = (call.request.header("x-forwarded-proto") == "https" ? "https://" : "http://") + host;
    return at + "/v/" + code;
}

json::object names_of(http::Call& call, const json::object& letter) {
    auto root = area::root(call.db);
    json::object names{{"名称", text_of(letter, "title")},
                       {"年度", std::to_string(integer_of(letter, "year"))},
                       {"种类", zh_of(letter_types(), text_of(letter, "letterType"))},
                       {"甲方", text_of(letter, "counterparty")},
                       {"乙方", text_of(letter, "party")},
                       {"村居", text_of(letter, "partyAreaName")},
                       {"区域", text_of(letter, "areaName")},
                       {"镇名", root ? root->name : std::string()},
                       {"项目", text_of(letter, "projectName")},
                       {"负责人", ""},
                       {"地址", ""},
                       {"签订期限", in_words(text_of(letter, "dueOn"))},
                       {"签字人", ""},
                       {"签字人职务", ""},
                       {"签字日期", ""},
                       {"对方签字人", ""},
                       {"对方签字日期", kBlankDay}};
    if (auto enterprise = record::peek(call.db, record::kind("enterprises"), text_of(letter, "enterpriseId"))) {
        names["负责人"] = text_of(*enterprise, "legalPerson");
        names["地址"] = text_of(*enterprise, "address");
    }
    auto code = text_of(letter, "code");
    names["核验码"] = code.size() == 12 ? code.substr(0, 4) + "-" + code.substr(4, 4) + "-" + code.substr(8) : code;
    if (text_of(names, "乙方").empty())
        for (auto name : {"enterpriseName", "partyAreaName", "projectName"})
            if (auto said = text_of(letter, name); !said.empty()) {
                names["乙方"] = said;
                break;
            }
    if (text_of(names, "甲方").empty()) names["甲方"] = names["镇名"];
    return names;
}

Text compose(http::Call& call, const json::object& letter) {
    Text text;
    text.purpose = purpose_of(letter);
    text.names = names_of(call, letter);
    auto found = document::in_force(call, text.purpose, area_path(call, text_of(letter, "areaId")), call.today());
    std::string docx;
    if (found) {
        text.template_id = found->id;
        text.template_file = found->file;
        docx = paper::fill_template(found->docx, document::find_purpose(text.purpose)->names, text.names);
    } else {
        text.edition = shipped_edition();
        // Only the words are asked for here: the square code would cost as much as all the rest.
        docx = paper::to_docx(filled(shipped_paper(text.purpose, text.edition), text.names, {}, {}, false));
    }
    text.text = paper::docx_text(docx);
    text.sha256 = sha256(text.text);
    return text;
}

std::string template_title(http::Call& call, const Text& text) {
    if (text.template_id.empty()) return "系统自带文本 " + text.edition + " 版";
    auto row = record::peek(call.db, record::kind("templates"), text.template_id);
    return row ? text_of(*row, "title") + "（第 " + std::to_string(integer_of(*row, "version")) + " 版）" : "";
}

void make_text(http::Call& call, const std::string& letter_id) {
    auto& kind = record::kind("letters");
    auto letter = *record::peek(call.db, kind, letter_id, call.today());
    auto text = compose(call, letter);
    auto before = text_of(letter, "textSha");
    if (before == text.sha256) return;
    put_text(call.db, letter_id, text, call.now());
    json::object changes{{"textSha", text.sha256}, {"templateTitle", template_title(call, text)}};
    record::update_row(call.db, kind, letter_id, changes, call.now());
    json::object was{{"textSha", before.empty() ? json::value(nullptr) : json::value(before)}};
    record_event(call.db, call.actor, call.now(), kind.name, letter_id, "worded", text_of(letter, "areaId"), was,
                 changes);
}

std::string docx_of(http::Call& call, const json::object& letter, const Text& text) {
    auto names = with_signing(text.names, letter);
    if (text.template_id.empty()) return shipped_docx(call, letter, text, names);
    auto docx = file::content(call, text.template_file);
    auto* purpose = document::find_purpose(text.purpose);
    if (!docx || !purpose) throw Fault(kTemplateGone);
    return paper::fill_template(*docx, purpose->names, names);
}

std::optional<std::string> pdf_of(http::Call& call, const json::object& letter, const Text& text) {
    if (!text.template_id.empty()) return {};
    auto code = text_of(letter, "code");
    return paper::to_pdf(filled(shipped_paper(text.purpose, text.edition), with_signing(text.names, letter),
                                verify_address(call, code), code, text_of(letter, "state") == "void"));
}

}  // namespace zhenan::letter
