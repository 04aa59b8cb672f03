// 责令限期整改指令书 and 限期整改意见书. The first orders, with review and suit; the second asks,
// and says who will be told.
#include "modules/notice/notice_form.h"

namespace zhenan::notice {

namespace {

/// "现责令你单位对上述第1至3项问题于2023年5月30日前整改完毕" or, with terms that differ,
/// "…进行整改，其中第1、3项于…".
std::string demand(const PaperNotice& notice, const std::string& verb) {
    Terms terms = terms_of(notice.items, notice.issued_on);
    if (!terms.uniform) return "现" + verb + "你单位对上述问题进行整改，" + terms.words;
    std::string which = "问题";
    if (notice.items.size() > 1) {
        std::vector<int> all;
        for (size_t i = 1; i <= notice.items.size(); ++i) all.push_back(static_cast<int>(i));
        which = ordinals(all) + which;
    }
    bool done = !notice.items.empty() && notice.items.front().fixed_on_spot;
    // All of them were put right while the inspectors were there.
    if (done) return "上述" + which + terms.words + "，现" + verb + "你单位巩固整改结果";
    return "现" + verb + "你单位对上述" + which + terms.words;
}

void order_words(Form& form) {
    const PaperNotice& notice = form.notice();
    form.text(demand(notice, "责令") +
              "，达到有关法律法规规章和标准规定的要求。由此造成事故的，依法追究有关人员的责任。");
    form.text("整改期间，你单位应当采取措施，确保安全生产。对安全生产违法行为，将依法予以行政处罚。");
    form.text(appeal(notice.authority, notice.said().appeal));
}

void opinion_words(Form& form) {
    const PaperNotice& notice = form.notice();
    form.text(demand(notice, "要求") + "，达到有关法律法规规章和标准规定的要求。");
    std::string late = form.supervision() ? "逾期不整改将上报" + superior_of(notice.authority) + "查处"
                                          : "逾期不整改或者达不到要求的，将依法处理";
    form.text("整改期间，你单位应当采取措施，确保安全生产。" + late + "；由此造成事故的，依法追究有关人员的责任。");
}

}  // namespace

paper::Paper order_paper(const PaperNotice& notice) {
    bool order = notice.type == Type::order;
    Form form(notice);
    form.headline();
    if (order) {
        form.fields({{"被检查单位：", notice.place.name}});
    } else {
        form.addressee(notice.place.name);
    }
    form.text("经查，你单位存在下列问题：");
    if (notice.items.empty()) form.empty_lines(4);
    form.items();
    form.major_items();
    if (order) {
        order_words(form);
    } else {
        opinion_words(form);
    }
    form.gap(8);
    if (order) {
        form.officers("安全生产执法人员：", certificates_needed(notice.type, notice.authority.basis));
    } else {
        form.officers("安全生产检查人员：", 2);
    }
    form.recipient("被检查单位负责人");
    form.seal();
    if (order) form.authority_line();
    form.copies(order ? "本文书一式两份：一份存档备案，一份交被检查单位。"
                      : "本文书一式两份：一份由乡镇（街道）备案，一份交被检查单位。");
    return form.finish();
}

}  // namespace zhenan::notice
