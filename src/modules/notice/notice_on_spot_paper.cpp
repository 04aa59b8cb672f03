// 现场处理措施决定书: what is ordered before the inspectors' eyes because it cannot wait for a term (安全生产法 65).
#include "modules/notice/notice_form.h"

namespace zhenan::notice {

namespace {

std::string inspected_on(const PaperNotice& notice) {
    std::string when = time_or_blank(notice.from.empty() ? std::string() : notice.from);
    if (notice.from.empty()) return day_or_blank(notice.issued_on);
    return when.substr(0, when.find("日") + std::string("日").size());
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : "；") + std::to_string(i + 1) + ".责令" + parts[i];
    return parts.size() == 1 ? "责令" + parts.front() : text;
}

}  // namespace

paper::Paper on_spot_paper(const PaperNotice& notice) {
    Form form(notice);
    form.headline();
    form.fields({{"被检查单位：", notice.place.name}});
    form.text("本机关于" + inspected_on(notice) + "对你单位进行现场检查时，发现存在下列事故隐患：");
    if (notice.items.empty()) form.empty_lines(3);
    form.items();
    form.major_items();
    std::string law = notice.said().on_spot;
    std::string ground = notice.reason.empty() ? "" : bare(notice.reason) + "。";
    form.text(ground + "上述隐患无法保证安全生产，依据" + law + "的规定，现作出如下现场处理决定：");
    // One paragraph: with its appeal and two officers the decision then fits a page.
    std::string decision;
    if (notice.measures.empty()) {
        form.empty_lines(2);
    } else {
        decision = joined(notice.measures) + "。";
    }
    if (!notice.until_on.empty()) decision += "上述隐患应当于" + day_or_blank(notice.until_on) + "前排除。";
    form.text(decision + "重大事故隐患排除后，经本机关审查同意，方可恢复生产经营和使用。");
    form.text(appeal(notice.authority, notice.said().appeal, "决定书"));
    form.gap(8);
    form.officers("安全生产执法人员：", certificates_needed(notice.type, notice.authority.basis));
    form.recipient("被检查单位负责人");
    form.seal();
    form.authority_line();
    form.copies("本文书一式两份：一份存档备案，一份交被检查单位。");
    return form.finish();
}

}  // namespace zhenan::notice
