// 送达回证: who took a notice, when and how, or who would not, with a witness.
#include <utility>

#include "modules/notice/notice_form.h"

namespace zhenan::notice {

using paper::Align;
using paper::Cell;
using paper::Table;

namespace {

std::string method_words(const std::string& method) {
    static constexpr std::pair<std::string_view, const char*> kMethods[] = {
        {"direct", "直接送达"},    {"left", "留置送达"},       {"mail", "邮寄送达"},
        {"entrusted", "委托送达"}, {"electronic", "电子送达"}, {"announcement", "公告送达"}};
    for (const auto& [code, words] : kMethods) {
        if (method == code) return words;
    }
    return method;
}

Cell lines(const Form& form, const std::vector<std::string>& texts) {
    Cell cell;
    for (const std::string& text : texts) {
        cell.paragraphs.push_back(
            {.runs = {form.run(text)}, .align = Align::left, .first_indent = 0, .line_pitch = 24});
    }
    return cell;
}

std::vector<std::string> received(const PaperNotice& notice) {
    if (notice.recipient_state == "signed") {
        return {notice.recipient + "（已签名）", day_or_blank(notice.served_on)};
    }
    if (notice.recipient_state == "refused") return {notice.recipient + "拒绝签收"};
    if (notice.recipient_state == "absent") return {"受送达人不在现场，未签收"};
    return {"", blanks(10) + day_or_blank("")};
}

std::vector<std::string> remarks(const PaperNotice& notice) {
    std::vector<std::string> texts;
    bool unsigned_ = notice.recipient_state == "refused" || notice.recipient_state == "absent";
    if (unsigned_) {
        texts.push_back(notice.recipient_state == "refused"
                            ? "收件人拒绝签收，送达情况由见证人见证并记录在案。"
                            : "收件人不在现场，送达情况由见证人见证并记录在案。");
        texts.push_back("见证人：" + notice.witness + "（签名）＿＿＿＿＿＿＿＿");
    }
    if (!notice.reason.empty()) texts.push_back(notice.reason);
    if (texts.empty()) texts.push_back("");
    return texts;
}

}  // namespace

paper::Paper receipt_paper(const PaperNotice& notice) {
    Form form(notice);
    form.headline();
    std::string served = notice.earlier_title.empty() ? "" : "《" + notice.earlier_title + "》";
    std::string site = notice.site.empty() ? notice.place.address : notice.site;
    std::vector<std::string> senders;
    for (const PaperPerson& officer : notice.officers) {
        std::string number = officer.certificate.empty() ? "" : "　证号：" + officer.certificate;
        senders.push_back(officer.name + "（签名）＿＿＿＿＿＿＿＿" + number);
    }
    while (senders.size() < 2) senders.push_back("（签名）＿＿＿＿＿＿＿＿");

    Table table{.widths = {44, 112}, .row_height = 14};
    auto row = [&](const std::string& label, const std::vector<std::string>& texts) {
        table.rows.push_back({form_cell({form.run(label)}, Align::center), lines(form, texts)});
    };
    row("受送达人", {notice.place.name});
    row("送达文书名称、文号", {served, notice.earlier_number});
    row("送达地点", {site});
    row("送达方式", {method_words(notice.method)});
    row("送达日期", {day_or_blank(notice.served_on)});
    row("收件人签名或者盖章", received(notice));
    row("送达人", senders);
    row("备　　注", remarks(notice));
    form.add(std::move(table));
    form.seal();
    return form.finish();
}

}  // namespace zhenan::notice
