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
        {"direct", "直接送达"},    {"left", "留置送达"},       {"post", "邮寄送达"},
        {"entrusted", "委托送达"}, {"electronic", "电子送达"}, {"announcement", "公告送达"}};
    for (const auto& [code, words] : kMethods) {
        if (method == code) return words;
    }
    return method;
}

using Lines = std::vector<Runs>;

Cell cell_of(const Lines& lines) {
    Cell cell;
    for (const Runs& runs : lines) {
        cell.paragraphs.push_back({.runs = runs, .align = Align::left, .first_indent = 0, .line_pitch = 24});
    }
    return cell;
}

Runs to_sign(const Form& form, const std::string& who) {
    return {form.run(who + "（签名）"), form.filled(blanks(8))};
}

Lines received(const Form& form) {
    const PaperNotice& notice = form.notice();
    if (notice.recipient_state == "signed") {
        return {{form.run(notice.recipient + "（已签名）")}, {form.run(day_or_blank(notice.served_on))}};
    }
    if (notice.recipient_state == "refused") return {{form.run(notice.recipient + "拒绝签收")}};
    if (notice.recipient_state == "absent") return {{form.run("受送达人不在现场，未签收")}};
    return {{form.run("")}, {form.run(blanks(9) + day_or_blank(""))}};
}

Lines remarks(const Form& form) {
    const PaperNotice& notice = form.notice();
    Lines lines;
    bool refused = notice.recipient_state == "refused";
    if (refused || notice.recipient_state == "absent") {
        lines.push_back({form.run(refused ? "收件人拒绝签收，送达情况由见证人见证并记录在案。"
                                          : "收件人不在现场，送达情况由见证人见证并记录在案。")});
        lines.push_back(to_sign(form, "见证人：" + notice.witness));
    }
    if (lines.empty()) lines.push_back({form.run("")});
    return lines;
}

Lines senders(const Form& form) {
    Lines lines;
    for (const PaperPerson& officer : form.notice().officers) {
        lines.push_back(to_sign(form, officer.name));
        if (!officer.certificate.empty()) lines.push_back({form.run("证号：" + officer.certificate)});
    }
    for (size_t i = form.notice().officers.size(); i < 2; ++i) lines.push_back(to_sign(form, ""));
    return lines;
}

}  // namespace

paper::Paper receipt_paper(const PaperNotice& notice) {
    Form form(notice);
    form.headline();
    std::string served = notice.earlier_title.empty() ? "" : "《" + notice.earlier_title + "》";
    std::string site = notice.site.empty() ? notice.place.address : notice.site;

    Table table{.widths = {44, 112}, .row_height = 14};
    auto row = [&](const std::string& label, const Lines& lines) {
        table.rows.push_back({form_cell({form.run(label)}, Align::center), cell_of(lines)});
    };
    row("受送达人", {{form.run(notice.place.name)}});
    row("送达文书名称\n及文号", {{form.run(served)}, {form.run(notice.earlier_number)}});
    row("送达地点", {{form.run(site)}});
    row("送达方式", {{form.run(method_words(notice.method))}});
    row("送达日期", {{form.run(day_or_blank(notice.served_on))}});
    row("收件人签名\n或者盖章", received(form));
    row("送达人", senders(form));
    row("备　　注", remarks(form));
    form.add(std::move(table));
    form.seal();
    return form.finish();
}

}  // namespace zhenan::notice
