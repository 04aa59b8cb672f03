// 整改复查意见书 (enforcement) and 隐患整改复查记录 (supervision): what was ordered or asked, item
// by item, and whether it holds.
#include "modules/notice/notice_form.h"

namespace zhenan::notice {

using paper::Align;
using paper::Table;

namespace {

struct Outcome {
    std::vector<int> passed, failed;
    std::vector<PaperItem> failed_items;
    bool open = false;  // an item without a result: to be filled in by hand
};

Outcome outcome_of(const std::vector<PaperItem>& items) {
    Outcome outcome;
    for (size_t i = 0; i < items.size(); ++i) {
        int number = static_cast<int>(i) + 1;
        if (!items[i].passed) {
            outcome.open = true;
        } else if (*items[i].passed) {
            outcome.passed.push_back(number);
        } else {
            outcome.failed.push_back(number);
            outcome.failed_items.push_back(items[i]);
        }
    }
    return outcome;
}

/// "（岭宁）应急责改〔2023〕5号" as the form has it:
/// 作出了责令限期整改的决定〔（岭宁）应急责改〔2023〕5号〕.
std::string earlier(const PaperNotice& notice) {
    std::string who = notice.authority.basis == Basis::supervision ? "我单位" : "本机关";
    if (notice.earlier_title.empty()) return who + "对你单位下列问题的整改情况进行了复查";
    std::string words = who + "于" + day_or_blank(notice.earlier_on);
    std::string title = notice.earlier_title;
    bool decision = false;
    for (std::string_view end : {"指令书", "决定书"}) {
        if (!title.ends_with(end)) continue;
        title.resize(title.size() - end.size());
        decision = true;
    }
    std::string number = notice.earlier_number.empty() ? "" : "〔" + notice.earlier_number + "〕";
    if (decision) return words + "作出了" + title + "的决定" + number + "，经对你单位整改情况进行复查";
    return words + "发出了" + named(notice) + "，经对你单位整改情况进行复查";
}

std::string result_of(const PaperItem& item) {
    if (!item.passed) return {};
    return *item.passed ? "已整改合格" : "未整改合格";
}

/// What follows for those that did not pass: a new term where one was set, and who will be told or
/// what the law brings.
std::string consequence(const Form& form, const Outcome& outcome) {
    const PaperNotice& notice = form.notice();
    std::string next = form.supervision() ? "将上报" + superior_of(notice.authority) + "查处" : "将依法处理";
    std::string dated;
    for (size_t i = 0; i < outcome.failed.size(); ++i) {
        const PaperItem& item = outcome.failed_items[i];
        if (item.due_on.empty() || item.due_on <= notice.issued_on) continue;
        dated += (dated.empty() ? "" : "，") + ordinals({outcome.failed[i]}) + "于" + day_or_blank(item.due_on) +
                 "前整改完毕";
    }
    if (dated.empty()) return "对未整改合格的问题，" + next + "。";
    std::string late = form.supervision() ? "逾期不整改" : "逾期仍未整改合格的，";
    return "对未整改合格的问题，要求" + dated + "；" + late + next + "。";
}

void conclusion(Form& form) {
    const Outcome outcome = outcome_of(form.notice().items);
    if (form.notice().items.empty() || outcome.open) {
        form.fields({{"复查意见：", ""}});
        form.empty_lines(2);
        return;
    }
    if (outcome.failed.empty()) {
        form.text("复查意见：上述问题均已整改合格。");
        return;
    }
    std::string words = "复查意见：";
    if (!outcome.passed.empty()) words += ordinals(outcome.passed) + "已整改合格，";
    form.text(words + ordinals(outcome.failed) + "未整改合格。" + consequence(form, outcome));
    if (form.supervision()) return;
    form.text("整改期间，你单位应当采取措施，确保安全生产。");
}

void results_as_text(Form& form) {
    const auto& items = form.notice().items;
    if (items.empty()) form.empty_lines(4);
    for (size_t i = 0; i < items.size(); ++i) {
        std::string result = result_of(items[i]);
        Runs runs{form.run(std::to_string(i + 1) + "." + bare(items[i].description) + "：")};
        runs.push_back(result.empty() ? form.filled(blanks(8)) : form.run(result));
        if (!items[i].note.empty()) runs.push_back(form.run("（" + bare(items[i].note) + "）"));
        runs.push_back(form.run(i + 1 < items.size() ? "；" : "。"));
        form.text(std::move(runs));
    }
}

void results_as_table(Form& form) {
    auto words = [](std::string text) { return Runs{{.text = std::move(text), .size = 12}}; };
    Table table{.widths = {15, 67, 30, 44}, .row_height = 10, .header_row = true};
    table.rows.push_back({form_cell(words("序号"), Align::center), form_cell(words("隐患内容"), Align::center),
                          form_cell(words("复查结果"), Align::center), form_cell(words("备注"), Align::center)});
    const auto& items = form.notice().items;
    size_t rows = items.empty() ? 5 : items.size();
    for (size_t i = 0; i < rows; ++i) {
        PaperItem item = i < items.size() ? items[i] : PaperItem{};
        table.rows.push_back({form_cell(words(std::to_string(i + 1)), Align::center),
                              form_cell(words(bare(item.description)), Align::left),
                              form_cell(words(result_of(item)), Align::center),
                              form_cell(words(bare(item.note)), Align::left)});
    }
    form.add(std::move(table));
    form.gap(8);
}

}  // namespace

paper::Paper recheck_paper(const PaperNotice& notice) {
    Form form(notice);
    bool supervision = form.supervision();
    form.headline();
    form.fields({{supervision ? "被检查单位：" : "被复查单位：", notice.place.name}});
    if (supervision) form.fields({{"地址：", notice.place.address}});
    if (supervision || !notice.from.empty()) {
        std::string when = time_or_blank(notice.from);
        if (!notice.to.empty()) when += "至" + time_or_blank(notice.to);
        form.fields({{"复查时间：", when}});
    }
    form.text(earlier(notice) + (supervision ? "，记录如下：" : "，提出如下意见："));
    if (supervision) {
        results_as_table(form);
    } else {
        results_as_text(form);
    }
    if (!notice.situation.empty()) form.text(notice.situation);
    conclusion(form);
    form.gap(8);
    // Two look again, whether or not a certificate is needed.
    form.officers(supervision ? "安全生产检查人员：" : "安全生产执法人员：", 2);
    form.recipient(supervision ? "被检查单位负责人" : "被复查单位负责人");
    if (supervision) {
        form.date();
    } else {
        form.seal();
        form.authority_line();
    }
    form.copies(supervision ? "本记录一式两份：一份由乡镇（街道）备案，一份交被检查单位。"
                            : "本文书一式两份：一份存档备案，一份交被复查单位。");
    return form.finish();
}

}  // namespace zhenan::notice
