// The pieces that notices on paper share: headline, filled lines, the list of problems, signatures, seal and foot.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/notice/notice_paper.h"

namespace zhenan::notice {

using Runs = std::vector<paper::Run>;

/// How wide a text is, in characters: Chinese ones count one, digits and Latin letters about half.
double width_of(std::string_view text);
std::string blanks(int characters);  // full-width spaces
/// Without the full stop or semicolon that a typed sentence ends with.
std::string bare(std::string text);

/// "2023年5月10日", or room to write one.
std::string day_or_blank(const std::string& day);
/// "2023年5月10日9时12分", or room to write it.
std::string time_or_blank(const std::string& rfc3339);
/// "第1、3项", "第1至3项": numbers ascending.
std::string ordinals(const std::vector<int>& numbers);
/// "（岭宁）应急责改〔2023〕5号《责令限期整改指令书》": the notice that this one follows.
std::string named(const PaperNotice& notice);
/// Whose name stands below: the organ, or the town where none is recorded.
std::string organ_of(const PaperAuthority& authority);
/// The department that a town reports to: "岭宁县应急管理局", or "县应急管理局" where none is recorded.
std::string superior_of(const PaperAuthority& authority);

/// What is asked by when: "于2023年5月30日前整改完毕"; terms that differ are grouped:
/// "其中第1、3项于2023年5月30日前整改完毕，第2项立即整改".
struct Terms {
    bool uniform = true;  // one term for all
    std::string words;
};
Terms terms_of(const std::vector<PaperItem>& items, const std::string& issued_on);

class Form {
public:
    /// A notice of 4号 on A4 with "共 页 第 页".
    explicit Form(const PaperNotice& notice);
    /// 3号 on the grid of GB/T 9704 with its page numbers, for letters to other organs; no red headline.
    static Form letter(const PaperNotice& notice);

    const PaperNotice& notice() const { return notice_; }
    bool supervision() const { return notice_.authority.basis == Basis::supervision; }
    std::string title() const { return title_of(notice_.type, notice_.authority.basis); }
    double size() const { return size_; }
    double line_characters() const;

    paper::Run run(std::string text) const;
    paper::Run filled(std::string text) const;   // underlined
    paper::Run missing(std::string text) const;  // shaded
    paper::Run small(std::string text) const;

    /// The mark of a voided notice, the set's name, the title and the number.
    void headline();
    void text(std::string sentence);
    void text(Runs runs);
    void flush(Runs runs, bool keep = false);  // without indent, ragged right
    /// Labels with values underlined; the last one is underlined to the right edge.
    void fields(const std::vector<std::pair<std::string, std::string>>& pairs);
    /// "1.…，不符合《…》…的规定；"
    void items();
    Runs item(size_t index) const;
    /// Which of them are major or suspected; nothing where there are none.
    void major_items();
    /// "禾安镇金禾宾馆：", or room to write whom it is for.
    void addressee(const std::string& name);
    void gap(double points);
    void empty_lines(int count);  // to be written on by hand

    /// One line each, at least `least`: "吴俊峰（签名）____ 证号：…".
    void officers(const std::string& label, int least);
    /// Signed, refused, absent, or a line to sign.
    void recipient(const std::string& label);
    void seal();
    void date();
    void authority_line();
    void copies(const std::string& sentence);
    paper::Paper finish();

    void add(paper::Paragraph paragraph) { paper_.add(std::move(paragraph)); }
    void add(paper::Table table) { paper_.add(std::move(table)); }

private:
    Form(const PaperNotice& notice, paper::Page page, double size, double pitch);
    void number(paper::Align align);
    void keep_last(size_t count = 1);  // the last paragraphs stay on the page of what follows

    const PaperNotice& notice_;
    paper::Paper paper_;
    double size_;
    double pitch_;
};

// One for each form.
paper::Paper record_paper(const PaperNotice& notice);
paper::Paper order_paper(const PaperNotice& notice);  // order and opinion
paper::Paper on_spot_paper(const PaperNotice& notice);
paper::Paper recheck_paper(const PaperNotice& notice);
paper::Paper referral_paper(const PaperNotice& notice);
paper::Paper major_report_paper(const PaperNotice& notice);
paper::Paper receipt_paper(const PaperNotice& notice);

/// Below a recheck notice, on a page of its own: what it looked like, and looks like now, side by side.
void add_photo_annex(paper::Paper& paper, const PaperNotice& notice);

/// A cell of a form's table: one paragraph, centred or not.
paper::Cell form_cell(Runs runs, paper::Align align, int span = 1);

}  // namespace zhenan::notice
