#include "modules/report/report_merge_rules.h"

#include <algorithm>

namespace zhenan::report {

namespace {

/// What a figure is of, without its value.
std::string identity(const Span& span) {
    if (!span.measure.empty())
        return "{" + span.measure + "/" + span.member + "/" + span.at + (span.change ? "/change}" : "}");
    if (!span.key.empty()) return "{" + span.key + "}";
    return "";
}

std::string sentences(const Spans& spans) {
    std::string all;
    for (auto& span : spans) {
        if (span.number) continue;
        auto figure = identity(span);
        all += figure.empty() ? span.text : figure;
    }
    return all;
}

std::string number_of(int level, int count) {
    if (level == 1) return chinese_number(count) + "、";
    if (level == 2) return "（" + chinese_number(count) + "）";
    return level == 3 ? std::to_string(count) + "." : "（" + std::to_string(count) + "）";
}

}  // namespace

bool same_sentences(const Spans& left, const Spans& right) {
    return sentences(left) == sentences(right);
}

bool departs(const Spans& based_on, const Spans& now, const Spans& mine) {
    if (!same_sentences(based_on, now)) return true;
    auto has = [&](const std::string& figure) {
        return std::any_of(mine.begin(), mine.end(), [&](auto& span) { return identity(span) == figure; });
    };
    // The sentences are the same, so the figures stand in the same order.
    std::vector<const Span*> was, is;
    for (auto& span : based_on)
        if (!identity(span).empty()) was.push_back(&span);
    for (auto& span : now)
        if (!identity(span).empty()) is.push_back(&span);
    for (std::size_t i = 0; i < was.size() && i < is.size(); ++i)
        if (was[i]->text != is[i]->text && !has(identity(*is[i]))) return true;
    return false;
}

std::vector<Block> merge(const std::vector<Block>& generated, const std::vector<Edit>& edits,
                         const std::function<Span(const Span&)>& refresh) {
    auto edit_of = [&](const std::string& id) {
        return std::find_if(edits.begin(), edits.end(), [&](auto& edit) { return edit.block == id; });
    };
    std::vector<Block> all;
    double place = 0;
    for (auto& block : generated) {
        auto edit = edit_of(block.id);
        Block merged = block;
        if (edit == edits.end()) {
            // Nobody has seen it: right behind its predecessor.
            place += 1e-6;
            merged.place = place;
        } else {
            place = merged.place = edit->place;
            merged.version = edit->version;
            merged.removed = edit->removed;
            merged.edited_by = edit->by;
            merged.edited_at = edit->at;
            if (edit->words) {
                merged.edited = true;
                merged.spans.clear();
                for (auto& span : *edit->words) merged.spans.push_back(refresh(span));
                if (departs(edit->based_on.value_or(Spans{}), block.spans, merged.spans)) merged.theirs = block.spans;
            }
        }
        all.push_back(std::move(merged));
    }
    for (auto& edit : edits) {
        bool written = std::any_of(generated.begin(), generated.end(), [&](auto& b) { return b.id == edit.block; });
        // What nobody edited goes with the records that it came from; an edited text stays.
        if (written || !edit.words) continue;
        Block block{.type = edit.type, .level = edit.level, .id = edit.block, .version = edit.version, .own = edit.own};
        block.edited = true;
        block.removed = edit.removed;
        block.place = edit.place;
        block.edited_by = edit.by;
        block.edited_at = edit.at;
        for (auto& span : *edit.words) block.spans.push_back(refresh(span));
        if (!edit.own && !(edit.based_on && edit.based_on->empty())) block.theirs = Spans{};
        all.push_back(std::move(block));
    }
    std::stable_sort(all.begin(), all.end(), [](auto& a, auto& b) { return a.place < b.place; });
    return all;
}

void number_headings(std::vector<Block>& blocks) {
    int count[5] = {};
    for (auto& block : blocks) {
        if (block.type != Block::heading || block.removed || block.level < 1 || block.level > 4) continue;
        ++count[block.level];
        for (int below = block.level + 1; below < 5; ++below) count[below] = 0;
        block.spans.insert(block.spans.begin(), {.text = number_of(block.level, count[block.level]), .number = true});
    }
}

double place_after(const std::vector<Block>& blocks, const std::string& block) {
    // The title stays the first.
    std::size_t at = 0;
    while (at < blocks.size() && blocks[at].id != block) ++at;
    if (at == blocks.size()) at = 0;
    if (blocks.empty()) return 1;
    double before = blocks[at].place;
    double after = at + 1 < blocks.size() ? blocks[at + 1].place : before + 2;
    return before + (after - before) / 2;
}

}  // namespace zhenan::report
