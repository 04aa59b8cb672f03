// The text as the records give it now, and what people made of it: which blocks, in which order, and where the two
// part.
#pragma once

#include <functional>
#include <vector>

#include "modules/report/report.h"

namespace zhenan::report {

/// A block as it is kept.
struct Edit {
    std::string block;
    bool own = false;
    Block::Type type = Block::paragraph;
    int level = 0;
    double place = 0;
    bool removed = false;
    std::optional<Spans> words;     // nothing: as the records give it
    std::optional<Spans> based_on;  // what they gave when it was edited
    std::string by = {};
    std::int64_t at = 0, version = 0;
};

/// Whether a text and another are the same but for figures, which follow the records in both.
bool same_sentences(const Spans& left, const Spans& right);

/// Whether what the records give now says something that the edited text doesn't: other sentences, or another figure
/// that was left out of the edited text.
bool departs(const Spans& based_on, const Spans& now, const Spans& mine);

/// All blocks in their order, removed ones too, edited words with `refresh`ed figures. A generated block that nobody
/// has seen yet stands after the one that it follows in the generated text.
std::vector<Block> merge(const std::vector<Block>& generated, const std::vector<Edit>& edits,
                         const std::function<Span(const Span&)>& refresh);

/// 一、（一）1.（1）before the headings, counted anew; removed ones are passed over.
void number_headings(std::vector<Block>& blocks);

/// The place right after a block ("" = before all), between it and what follows.
double place_after(const std::vector<Block>& blocks, const std::string& block);

}  // namespace zhenan::report
