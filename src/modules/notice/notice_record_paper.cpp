// 现场检查记录 (enforcement) and 安全生产检查记录表 (supervision). What a record must hold: time,
// place, content, problems and how they were dealt with (安全生产法 68).
#include "modules/notice/notice_form.h"

namespace zhenan::notice {

using paper::Align;
using paper::Cell;
using paper::Paragraph;
using paper::Table;

namespace {

std::string joined(const std::vector<PaperPerson>& people, std::string PaperPerson::*part) {
    std::string text;
    for (const PaperPerson& person : people) {
        if (!text.empty()) text += "、";
        text += (person.*part).empty() ? "＿＿＿＿＿＿" : person.*part;
    }
    return text.empty() ? "＿＿＿＿＿＿、＿＿＿＿＿＿" : text;
}

std::string span_of_time(const PaperNotice& notice) {
    std::string until = notice.to.empty() ? blanks(2) + "时" + blanks(2) + "分" : time_or_blank(notice.to);
    return time_or_blank(notice.from) + "至" + until;
}

/// How the problems were dealt with, as far as the record says: put right at once, or given a term.
std::string treatment(const PaperNotice& notice) {
    std::vector<PaperItem> known;
    for (const PaperItem& item : notice.items) {
        if (item.fixed_on_spot || !item.due_on.empty()) known.push_back(item);
    }
    if (known.empty() || known.size() < notice.items.size()) return {};
    Terms terms = terms_of(known, notice.issued_on);
    if (!terms.uniform) return "要求被检查单位对上述问题进行整改，" + terms.words + "。";
    bool done = known.front().fixed_on_spot;
    return done ? "上述问题" + terms.words + "。" : "要求被检查单位对上述问题" + terms.words + "。";
}

paper::Paper enforcement_record(const PaperNotice& notice) {
    Form form(notice);
    form.headline();
    const PaperPlace& place = notice.place;
    form.fields({{"被检查单位：", place.name}});
    form.fields({{"地址：", place.address}});
    form.fields({{"法定代表人（负责人）：", place.person}, {"职务：", place.position}});
    form.fields({{"联系电话：", place.phone}});
    form.fields({{"检查场所：", notice.site}});
    form.fields({{"检查时间：", span_of_time(notice)}});
    // 安全生产法 67: who inspects shows the certificate.
    form.text("我们是" + organ_of(notice.authority) + "行政执法人员" + joined(notice.officers, &PaperPerson::name) +
              "，证件号码" + (notice.officers.size() > 1 ? "分别" : "") + "为" +
              joined(notice.officers, &PaperPerson::certificate) +
              "，这是我们的证件（出示证件）。现依法对你单位进行现场检查，请予以配合。");
    std::string heading = "检查情况：";
    if (!notice.situation.empty()) {
        form.text(heading + notice.situation);
    } else if (!notice.items.empty()) {
        form.text(heading);
    } else {
        form.fields({{heading, ""}});
        form.empty_lines(7);
    }
    if (!notice.items.empty()) {
        form.text("发现下列问题：");
        form.items();
        form.major_items();
        std::string words = treatment(notice);
        if (words.empty()) {
            form.fields({{"处理情况：", ""}});
            form.empty_lines(1);
        } else {
            form.text("处理情况：" + words);
        }
    }
    form.gap(8);
    form.officers("检查人员：", certificates_needed(notice.type, notice.authority.basis));
    form.recipient("被检查单位现场负责人");
    form.date();
    return form.finish();
}

class RecordTable {
public:
    RecordTable() {
        table_.widths = {30, 50, 28, 48};
        table_.row_height = 10;
    }
    void pair(const std::string& first, const std::string& one, const std::string& second, const std::string& two) {
        table_.rows.push_back({label(first), value(one), label(second), value(two)});
    }
    void wide(const std::string& name, const std::string& text) {
        table_.rows.push_back({label(name), value(text, 3)});
    }
    void wide(const std::string& name, std::vector<Paragraph> paragraphs) {
        table_.rows.push_back({label(name), Cell{.paragraphs = std::move(paragraphs), .span = 3, .middle = false}});
    }
    Table take() { return std::move(table_); }

    static paper::Run run(std::string text) { return {.text = std::move(text), .size = 12}; }
    static Paragraph paragraph(Runs runs, double indent = 2) {
        for (paper::Run& each : runs) each.size = 12;
        return {.runs = std::move(runs), .first_indent = indent, .line_pitch = 20};
    }

private:
    static Cell label(const std::string& text) { return form_cell({run(text)}, Align::center); }
    static Cell value(const std::string& text, int span = 1) { return form_cell({run(text)}, Align::left, span); }
    Table table_;
};

std::vector<Paragraph> found(const Form& form) {
    const PaperNotice& notice = form.notice();
    std::vector<Paragraph> cell;
    if (!notice.situation.empty()) cell.push_back(RecordTable::paragraph({form.run(notice.situation)}));
    if (!notice.items.empty()) cell.push_back(RecordTable::paragraph({form.run("发现下列问题：")}));
    for (size_t i = 0; i < notice.items.size(); ++i) {
        Runs runs = form.item(i);
        runs.push_back(form.run(i + 1 < notice.items.size() ? "；" : "。"));
        cell.push_back(RecordTable::paragraph(std::move(runs)));
    }
    // Room to write: the form is also filled in by hand.
    size_t least = cell.empty() ? 10 : 5;
    while (cell.size() < least) cell.push_back(RecordTable::paragraph({form.run("")}));
    return cell;
}

paper::Paper supervision_record(const PaperNotice& notice) {
    Form form(notice);
    form.headline();
    const PaperPlace& place = notice.place;
    RecordTable rows;
    rows.wide("被检查单位", place.name);
    rows.wide("地　　址", place.address);
    rows.pair("负 责 人", place.person, "职　　务", place.position);
    rows.pair("联系电话", place.phone, "检查场所", notice.site);
    rows.wide("检查时间", span_of_time(notice));
    std::string people = notice.officers.empty() ? "" : joined(notice.officers, &PaperPerson::name);
    rows.wide("检查人员", people);
    rows.wide("检查情况", found(form));
    std::string words = treatment(notice);
    std::vector<Paragraph> dealt{RecordTable::paragraph({form.run(words)})};
    if (words.empty()) dealt.resize(2, RecordTable::paragraph({form.run("")}));
    rows.wide("处理情况", std::move(dealt));
    form.add(rows.take());
    form.gap(8);
    form.officers("安全生产检查人员：", 2);
    form.recipient("被检查单位现场负责人");
    form.date();
    form.copies("本记录一式两份：一份由乡镇（街道）备案，一份交被检查单位。");
    return form.finish();
}

}  // namespace

paper::Paper record_paper(const PaperNotice& notice) {
    bool supervision = notice.authority.basis == Basis::supervision;
    return supervision ? supervision_record(notice) : enforcement_record(notice);
}

}  // namespace zhenan::notice
