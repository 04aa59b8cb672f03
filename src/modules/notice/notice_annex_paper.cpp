// The annex of a recheck notice: photos of each hazard when it was found and when it was looked at again, side by side.
#include <algorithm>

#include "modules/notice/notice_form.h"

namespace zhenan::notice {

using paper::Align;
using paper::Cell;
using paper::Paragraph;

namespace {

constexpr double kPhoto = 72, kHighest = 68;  // millimetres

Paragraph line(std::string words, paper::Face face, double size, Align align) {
    return {.runs = {{.text = std::move(words), .face = face, .size = size}},
            .align = align,
            .first_indent = 0,
            .line_pitch = size * 1.6};
}

Cell words(std::string text, int span = 1) {
    return {.paragraphs = {line(std::move(text), paper::Face::fang, 12, Align::left)}, .span = span};
}

Cell shown(const PaperPhotos& side, std::size_t at, const char* name) {
    if (at >= side.pictures.size())
        return {.paragraphs = {line(at == 0 ? "没有照片" : "", paper::Face::fang, 12, Align::center)}};
    auto caption =
        std::string(name) + (side.pictures.size() > 1 ? std::to_string(at + 1) : "") + "　" + day_or_blank(side.on);
    return {.picture = paper::Picture{.bytes = side.pictures[at], .width = kPhoto, .height = kHighest},
            .paragraphs = {line(caption, paper::Face::fang, 12, Align::center)}};
}

}  // namespace

void add_photo_annex(paper::Paper& paper, const PaperNotice& notice) {
    auto has_photos = [](const PaperItem& item) { return item.before.any() || item.after.any(); };
    if (std::none_of(notice.items.begin(), notice.items.end(), has_photos)) return;
    auto head = line("附件", paper::Face::hei, 16, Align::left);
    head.page_break_before = true;
    head.keep_with_next = true;
    auto title = line("整改前后照片", paper::Face::title, 18, Align::center);
    title.keep_with_next = true;
    auto of = line(notice.place.name + "　" + notice.number, paper::Face::fang, 12, Align::center);
    of.keep_with_next = true;
    for (auto* one : {&head, &title, &of}) paper.add(std::move(*one));
    for (std::size_t i = 0; i < notice.items.size(); ++i) {
        auto& item = notice.items[i];
        if (!has_photos(item)) continue;
        auto about =
            line("第" + std::to_string(i + 1) + "项　" + bare(item.description), paper::Face::fang, 12, Align::left);
        about.before = 0.4;
        about.keep_with_next = true;
        paper.add(std::move(about));
        paper::Table pairs{.widths = {78, 78}};
        auto rows = std::max({item.before.pictures.size(), item.after.pictures.size(), std::size_t{1}});
        for (std::size_t at = 0; at < rows; ++at)
            pairs.rows.push_back({shown(item.before, at, "整改前"), shown(item.after, at, "复查时")});
        if (int left = item.before.left_out + item.after.left_out; left > 0)
            pairs.rows.push_back(
                {words("另有 " + std::to_string(left) + " 个附件没有印在这里，请在系统的隐患记录里查看。", 2)});
        paper.add(std::move(pairs));
    }
}

}  // namespace zhenan::notice
