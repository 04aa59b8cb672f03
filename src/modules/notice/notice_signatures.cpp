// What stands below a notice: who signed, who would not, the seal and the day.
#include <algorithm>
#include <cmath>

#include "modules/notice/notice_form.h"

namespace zhenan::notice {

using paper::Align;
using paper::Paragraph;

void Form::keep_last(size_t count) {
    for (size_t back = 1; back <= count && back <= paper_.blocks.size(); ++back) {
        auto& block = paper_.blocks[paper_.blocks.size() - back];
        if (block.paragraph) block.paragraph->keep_with_next = true;
    }
}

void Form::officers(const std::string& label, int least) {
    constexpr int kSignature = 6;  // characters of room for a name by hand
    // The page with the seal carries some of the text too, so that nothing can be put before it.
    keep_last(2);
    const auto& officers = notice_.officers;
    size_t count = std::max(officers.size(), static_cast<size_t>(least));
    int indent = static_cast<int>(std::ceil(width_of(label)));
    for (size_t i = 0; i < count; ++i) {
        PaperPerson officer = i < officers.size() ? officers[i] : PaperPerson{};
        Runs runs{run(i == 0 ? label : blanks(indent)), run(officer.name + "（签名）"), filled(blanks(kSignature))};
        bool certificate = !supervision() || !officer.certificate.empty();
        if (certificate) {
            std::string number = officer.certificate;
            bool blank = number.empty();
            double used =
                indent + width_of(officer.name) + 4 + kSignature + 4 + (blank ? kSignature : width_of(number));
            if (used > line_characters() - 0.3) {
                flush(std::move(runs), true);
                runs = {run(blanks(indent) + "证号：")};
            } else {
                runs.push_back(run("　证号："));
            }
            runs.push_back(blank ? filled(blanks(kSignature)) : run(number));
        }
        flush(std::move(runs), true);
    }
}

void Form::recipient(const std::string& label) {
    const std::string& state = notice_.recipient_state;
    const std::string& name = notice_.recipient;
    if (state == "signed") {
        flush({run(label + "（签名）："), filled("　" + name + "　"), run("（已签名）")}, true);
        return;
    }
    if (state == "refused" || state == "absent") {
        bool refused = state == "refused";
        flush({run(label + "（签名）："), filled(refused ? "　拒绝签名　" : "　不在现场　")}, true);
        std::string words = label + name;
        if (refused) {
            words += "拒绝签名。检查人员依照" + notice_.said().refused +
                     "的规定，将情况记录在案，并向负有安全生产监督管理职责的部门报告。";
        } else {
            words += "不在现场，未能当场签名，检查人员将情况记录在案。";
        }
        add(Paragraph{.runs = {run(words)}, .line_pitch = pitch_, .keep_with_next = true});
        flush({run("见证人：" + notice_.witness + "（签名）"), filled(blanks(8))}, true);
        return;
    }
    double used = width_of(label) + 5 + 11;
    int room = std::clamp(static_cast<int>(line_characters() - used), 4, 9);
    flush({run(label + "（签名）："), filled(blanks(room)), run("　" + day_or_blank(""))}, true);
}

void Form::seal() {
    // GB/T 9704-2012 7.3.5: the day four characters from the right, the organ centred on the day;
    // room for the seal.
    std::string organ = organ_of(notice_.authority);
    bool served = notice_.type == Type::receipt && !notice_.served_on.empty();
    std::string day = day_or_blank(served ? notice_.served_on : notice_.issued_on);
    double right = std::max(width_of(organ) > width_of(day) + 8 ? 0.5 : 0.0, 4 + (width_of(day) - width_of(organ)) / 2);
    add(Paragraph{.runs = {run(organ)},
                  .align = Align::right,
                  .first_indent = 0,
                  .right_indent = right,
                  .before = 1.2,
                  .line_pitch = pitch_,
                  .keep_with_next = true});
    add(Paragraph{.runs = {run(day)},
                  .align = Align::right,
                  .first_indent = 0,
                  .right_indent = std::max(4.0, right + (width_of(organ) - width_of(day)) / 2),
                  .line_pitch = pitch_});
}

void Form::date() {
    add(Paragraph{.runs = {run(day_or_blank(notice_.issued_on))},
                  .align = Align::right,
                  .first_indent = 0,
                  .right_indent = 2,
                  .line_pitch = pitch_});
}

void Form::authority_line() {
    const PaperAuthority& authority = notice_.authority;
    if (supervision() || authority.document.empty()) return;
    std::string words;
    if (authority.basis == Basis::delegated) {
        // 行政处罚法 20: in the name of the organ that delegates, on a written delegation.
        words = "受委托实施单位：" + authority.town + "；委托依据：" + authority.document + "。";
    } else {
        words = "执法权限依据：" + authority.document + "。";
    }
    keep_last();
    add(Paragraph{.runs = {small(words)}, .first_indent = 0, .before = 0.3, .line_pitch = 18});
}

void Form::copies(const std::string& sentence) {
    keep_last();
    gap(6);
    paper_.add(paper::Rule{.thickness = 0.35, .keep_with_next = true});
    add(Paragraph{.runs = {small(sentence)}, .first_indent = 0, .line_pitch = 20});
}

}  // namespace zhenan::notice
