// How many pages a Paper takes: to choose a layout before it is written.
#pragma once

#include "core/paper/paper.h"

namespace zhenan::paper {

std::size_t page_count(const Paper& paper);

}  // namespace zhenan::paper
