// Letters to other organs: 移送函 (what lies beyond the town's powers) and 重大隐患报告 (a major
// hazard, the same day to the county). On the grid of GB/T 9704, without a red headline: these are
// forms of inspection, not issued documents.
#include "modules/notice/notice_form.h"

namespace zhenan::notice {

using paper::Face;
using paper::Paragraph;

namespace {

std::string facts(const PaperNotice& notice) {
    const PaperPlace& place = notice.place;
    std::string words = place.name;
    std::string more;
    auto say = [&more](const char* label, const std::string& value) {
        if (value.empty()) return;
        more += (more.empty() ? "" : "，") + std::string(label) + value;
    };
    say("地址：", place.address);
    say("负责人：", place.person);
    say("联系电话：", place.phone);
    return more.empty() ? words : words + "（" + more + "）";
}

std::string inspected(const PaperNotice& notice) {
    std::string when = time_or_blank(notice.from);
    return when.substr(0, when.find("日") + std::string("日").size());
}

/// "附件：1.现场检查记录": two characters in, no mark after the name (GB/T 9704-2012 7.3.4).
void enclosure(Form& form) {
    const PaperNotice& notice = form.notice();
    if (notice.earlier_title.empty()) return;
    form.add(Paragraph{.runs = {form.run("附件：" + notice.earlier_number + notice.earlier_title)}, .before = 1});
}

std::string what(const PaperNotice& notice) {
    bool major = false, suspected = false;
    for (const PaperItem& item : notice.items) {
        suspected = suspected || item.suspected;
        major = major || (item.major && !item.suspected);
    }
    if (!suspected) return "重大事故隐患";
    return major ? "重大事故隐患和疑似重大事故隐患" : "疑似重大事故隐患";
}

void section(Form& form, const std::string& words) {
    form.add(Paragraph{.runs = {{.text = words, .face = Face::hei, .size = form.size()}}, .keep_with_next = true});
}

}  // namespace

paper::Paper referral_paper(const PaperNotice& notice) {
    Form form = Form::letter(notice);
    form.headline();
    form.addressee(notice.addressee);
    std::string organ = organ_of(notice.authority);
    form.text(inspected(notice) + "，" + organ + "在对" + facts(notice) +
              "进行安全生产检查时，发现该单位存在下列问题：");
    if (notice.items.empty() && notice.situation.empty()) form.empty_lines(3);
    form.items();
    form.major_items();
    if (!notice.situation.empty()) form.text(notice.situation);
    std::string law = notice.said().referral;
    std::string why = notice.reason.empty() ? "上述问题应当由你单位处理" : bare(notice.reason);
    form.text(why + "。依照" + law + "的规定，现将有关情况移送你单位，请依法处理，并将处理结果书面告知我单位。");
    form.text("特此函告。");
    enclosure(form);
    form.seal();
    return form.finish();
}

paper::Paper major_report_paper(const PaperNotice& notice) {
    Form form = Form::letter(notice);
    form.headline();
    form.addressee(notice.addressee);
    form.text(inspected(notice) + "，" + organ_of(notice.authority) + "在安全生产检查中发现" + notice.place.name +
              "存在" + what(notice) + "，现将有关情况报告如下：");
    section(form, "一、单位基本情况");
    form.text(facts(notice) + "。");
    section(form, "二、隐患情况");
    if (!notice.site.empty()) form.text("检查场所：" + bare(notice.site) + "。");
    if (notice.items.empty()) form.empty_lines(3);
    form.items();
    form.major_items();
    section(form, "三、已采取的措施");
    if (!notice.situation.empty()) form.text(notice.situation);
    if (!notice.earlier_title.empty()) {
        form.text(day_or_blank(notice.earlier_on) + "，已向该单位下达" + named(notice) + "。");
    }
    if (notice.situation.empty() && notice.earlier_title.empty()) form.empty_lines(2);
    section(form, "四、请求事项");
    if (!notice.reason.empty()) form.text(bare(notice.reason) + "。");
    form.text("请对上述隐患予以核定；属于重大事故隐患的，请依照" + notice.said().major +
              "的规定予以督办，并将处理意见告知我单位。");
    form.text("特此报告。");
    form.seal();
    return form.finish();
}

}  // namespace zhenan::notice
