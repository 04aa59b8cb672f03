// From a notice to its paper: refuses what the authority doesn't carry, then the form of its kind.
#include "modules/notice/notice_paper.h"

#include "core/fault.h"
#include "core/paper/page_count.h"
#include "modules/notice/notice_form.h"

namespace zhenan::notice {

namespace {

const FaultCode kWithoutAuthority{
    Kind::rejected, "notice.paper_without_authority",
    "没有登记赋权或者委托依据，不能出具这种文书，请改用限期整改意见书。",
    "No empowerment or delegation is recorded: this notice can't come out. Use an opinion."};

paper::Paper form_of(const PaperNotice& notice) {
    switch (notice.type) {
        case Type::record:
            return record_paper(notice);
        case Type::order:
        case Type::opinion:
            return order_paper(notice);
        case Type::on_spot:
            return on_spot_paper(notice);
        case Type::recheck:
            return recheck_paper(notice);
        case Type::referral:
            return referral_paper(notice);
        case Type::major_report:
            return major_report_paper(notice);
        case Type::receipt:
            return receipt_paper(notice);
    }
    throw Fault(kInternal);
}

paper::Paper fitted(const PaperNotice& notice) {
    auto wide = form_of(notice);
    bool form = notice.type != Type::referral && notice.type != Type::major_report;
    if (!form || paper::page_count(wide) < 2) return wide;
    // Signatures and seal stay with the words before them; a little closer, most notices are one sheet.
    for (double pitch : {22.0, 20.5, 19.5, 18.5}) {
        auto closer = notice;
        closer.line_pitch = pitch;
        auto tried = form_of(closer);
        // Word and WPS set lines a little wider than the PDF: some room is left.
        auto narrow = tried;
        narrow.page.bottom += 7;
        if (paper::page_count(narrow) < 2) return tried;
    }
    return wide;
}

}  // namespace

paper::Paper notice_paper(const PaperNotice& notice) {
    // What was voided for want of authority can still be looked at.
    if (!notice.voided && !allowed(notice.type, notice.authority.basis)) {
        throw Fault(kWithoutAuthority);
    }
    auto paper = fitted(notice);
    if (notice.type == Type::recheck) add_photo_annex(paper, notice);
    return paper;
}

}  // namespace zhenan::notice
