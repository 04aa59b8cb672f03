#include "modules/notice/notice_form.h"
#include "modules/law/law.h"

#include <algorithm>
#include <cmath>

namespace zhenan::notice {

using paper::Align;
using paper::Cell;
using paper::Face;
using paper::Numbering;
using paper::Page;
using paper::Paragraph;
using paper::Run;
using paper::Table;

namespace {

constexpr double kPoints = 72 / 25.4;  // of a millimetre
constexpr double kFour = 14;           // 4号
constexpr double kThree = 16;          // 3号
constexpr double kFive = 10.5;         // 5号

Page notice_page() {
    return {.top = 25, .left = 28, .right = 26, .bottom = 23, .grid = false, .numbering = Numbering::of_total};
}

}  // namespace

Cell form_cell(Runs runs, Align align, int span) {
    return {.paragraphs = {{.runs = std::move(runs), .align = align, .first_indent = 0}}, .span = span};
}

Form::Form(const PaperNotice& notice) : Form(notice, notice_page(), kFour, notice.line_pitch) {}

Form Form::letter(const PaperNotice& notice) {
    return Form(notice, Page{}, kThree, 0);
}

Form::Form(const PaperNotice& notice, Page page, double size, double pitch)
    : notice_(notice), size_(size), pitch_(pitch) {
    paper_.title = title() + (notice.place.name.empty() ? "" : "　" + notice.place.name);
    paper_.author = organ_of(notice.authority);
    paper_.page = page;
}

double Form::line_characters() const {
    const Page& page = paper_.page;
    return (page.width - page.left - page.right) * kPoints / size_;
}

Run Form::run(std::string text) const {
    return {.text = std::move(text), .size = size_};
}

Run Form::filled(std::string text) const {
    return {.text = std::move(text), .size = size_, .underline = true};
}

Run Form::missing(std::string text) const {
    return {.text = std::move(text), .size = size_, .missing = true};
}

Run Form::small(std::string text) const {
    return {.text = std::move(text), .size = kFive};
}

void Form::headline() {
    if (notice_.voided) {
        Run mark{.text = "已　作　废", .face = Face::hei, .size = 26, .bold = true, .red = true};
        Table box{.widths = {62}, .rows = {{form_cell({mark}, Align::center)}}, .row_height = 15};
        box.rows[0][0].paragraphs[0].line_pitch = 34;
        add(box);
        add(Paragraph{.runs = {small("本文书已作废，不再具有效力；编号保留，不再使用。")},
                      .align = Align::center,
                      .first_indent = 0,
                      .line_pitch = 20,
                      .keep_with_next = true});
    }
    bool letter = notice_.type == Type::referral || notice_.type == Type::major_report;
    if (!letter) {
        // An opinion asks and doesn't order, whoever gives it.
        bool enforcement = !supervision() && notice_.type != Type::opinion;
        Run set{
            .text = enforcement ? "安全生产行政执法文书" : "安全生产监督检查文书", .face = Face::song, .size = kThree};
        add(Paragraph{
            .runs = {set}, .align = Align::center, .first_indent = 0, .line_pitch = 28, .keep_with_next = true});
        paper_.add(paper::Rule{.thickness = 0.5});
    }
    Run name{.text = title(), .face = Face::title, .size = 22};
    add(Paragraph{.runs = {name},
                  .align = Align::center,
                  .first_indent = 0,
                  .before = letter ? 0.0 : 0.3,
                  .line_pitch = 38,
                  .outline = 1,
                  .keep_with_next = true});
    // A receipt needs no number of its own; the one it serves stands in its table.
    bool own = notice_.type != Type::receipt || notice_.number != notice_.earlier_number;
    if (own) number(letter ? Align::center : Align::right);
    gap(letter ? 0 : 8);
}

void Form::number(Align align) {
    std::string words = notice_.number;
    if (words.empty()) {
        words = "（" + blanks(3) + "）" + notice_.said().number + "〔" + blanks(2) + "〕" + blanks(2) + "号";
    }
    add(Paragraph{
        .runs = {run(words)}, .align = align, .first_indent = 0, .line_pitch = pitch_, .keep_with_next = true});
}

void Form::addressee(const std::string& name) {
    bool letter = notice_.type == Type::referral || notice_.type == Type::major_report;
    if (name.empty()) {
        flush({filled(blanks(14)), run("：")});
    } else {
        flush({letter ? run(name) : filled("　" + name + "　"), run("：")});
    }
}

void Form::gap(double points) {
    add(Paragraph{.runs = {small("")}, .first_indent = 0, .line_pitch = points, .keep_with_next = true});
}

void Form::text(std::string sentence) {
    text(Runs{run(std::move(sentence))});
}

void Form::text(Runs runs) {
    add(Paragraph{.runs = std::move(runs), .line_pitch = pitch_});
}

void Form::flush(Runs runs, bool keep) {
    add(Paragraph{.runs = std::move(runs),
                  .align = Align::left,
                  .first_indent = 0,
                  .line_pitch = pitch_,
                  .keep_with_next = keep});
}

void Form::fields(const std::vector<std::pair<std::string, std::string>>& pairs) {
    // Values get the room that the labels leave, each at least what it needs.
    double left = line_characters() - 0.2 - static_cast<double>(pairs.size() - 1);
    for (const auto& [label, value] : pairs) left -= width_of(label);
    Runs runs;
    for (size_t i = 0; i < pairs.size(); ++i) {
        const auto& [label, value] = pairs[i];
        double need = width_of(value);
        double share = left / static_cast<double>(pairs.size() - i);
        if (i + 1 < pairs.size()) {
            double others = 0;
            for (size_t k = i + 1; k < pairs.size(); ++k) others += width_of(pairs[k].second);
            share = std::max(need, std::min(share, left - others));
        }
        int padding = std::max(0, static_cast<int>(std::floor(share - need)));
        left -= need + padding;
        runs.push_back(run(i == 0 ? label : blanks(1) + label));
        runs.push_back(filled(value + blanks(padding)));
    }
    flush(std::move(runs));
}

Runs Form::item(size_t index) const {
    const PaperItem& item = notice_.items[index];
    std::string words = std::to_string(index + 1) + "." + bare(item.description);
    if (!item.site.empty() && item.description.find(item.site) == std::string::npos) {
        words += "（" + item.site + "）";
    }
    Runs runs{run(words)};
    if (!item.clause.empty() && law::citable(item.certainty))
        runs.push_back(run("，不符合" + bare(item.clause) + "的规定"));
    return runs;
}

void Form::items() {
    const auto& items = notice_.items;
    for (size_t i = 0; i < items.size(); ++i) {
        Runs runs = item(i);
        runs.push_back(run(i + 1 < items.size() ? "；" : "。"));
        text(std::move(runs));
    }
}

void Form::major_items() {
    Runs runs;
    std::vector<int> suspected;
    for (size_t i = 0; i < notice_.items.size(); ++i) {
        const PaperItem& item = notice_.items[i];
        int number = static_cast<int>(i) + 1;
        if (item.suspected) {
            suspected.push_back(number);
        } else if (item.major) {
            std::string words = runs.empty() ? "其中" : "；";
            words += ordinals({number}) + "属于重大事故隐患";
            // A criterion that nobody compared with its text is not printed; the officer is told on the page.
            if (!law::citable(item.criterion_certainty)) {
                runs.push_back(run(words));
                continue;
            }
            runs.push_back(run(words + "，判定依据："));
            runs.push_back(item.criterion.empty() ? missing("【待核实】") : run(bare(item.criterion)));
        }
    }
    if (!suspected.empty()) {
        runs.push_back(run((runs.empty() ? "其中" : "；") + ordinals(suspected) +
                           "疑似重大事故隐患，是否构成由有权部门依照判定标准认定"));
    }
    if (runs.empty()) return;
    runs.push_back(run("。"));
    text(std::move(runs));
}

void Form::empty_lines(int count) {
    int characters = static_cast<int>(std::floor(line_characters() - 0.2));
    for (int i = 0; i < count; ++i) flush({filled(blanks(characters))});
}

paper::Paper Form::finish() {
    if (notice_.authority.invented) {
        keep_last();
        add(Paragraph{.runs = {{.text = "演示数据，文书及编号均为虚构", .face = Face::song, .size = 9, .grey = true}},
                      .align = Align::center,
                      .first_indent = 0,
                      .line_pitch = 18});
    }
    return std::move(paper_);
}

}  // namespace zhenan::notice
