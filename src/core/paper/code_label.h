// A square code that a phone reads, with a few words beside it, as one picture.
#pragma once

#include <string>
#include <vector>

#include "core/paper/paper.h"

namespace zhenan::paper {

/// PNG, 13 mm high: the code on the left, the words in lines on the right. Empty words: the code alone.
Picture code_label(const std::string& text, const std::vector<std::string>& words);

}  // namespace zhenan::paper
