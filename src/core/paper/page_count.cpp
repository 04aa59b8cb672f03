#include "core/paper/page_count.h"

#include "core/paper/composer.h"

namespace zhenan::paper {

std::size_t page_count(const Paper& paper) {
    Composer composer(paper);
    composer.compose();
    return composer.pages().size();
}

}  // namespace zhenan::paper
