// Where a line of Chinese may end (GB/T 15834 and the habits of Word): pure functions over
// characters.
#pragma once

#include <cstdint>

namespace zhenan::paper {

/// Whether a line may end between two characters; `pango` is what Unicode's own rules say.
bool may_break(char32_t before, char32_t after, bool pango);

/// Whether a character may hang outside the right edge.
bool may_hang(char32_t character);

bool is_blank(char32_t character);

}  // namespace zhenan::paper
