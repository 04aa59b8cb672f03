#include "modules/meeting/meeting_rules.h"

#include <algorithm>

namespace zhenan::meeting {

std::vector<Item> with_open_first(std::vector<Item> items, bool anything_open) {
    Item first{"open", "以往议定事项落实情况", "", ""};
    auto said = std::find_if(items.begin(), items.end(), [](auto& item) { return item.kind == "open"; });
    bool kept = said != items.end();
    if (kept) first = *said;
    std::erase_if(items, [](auto& item) { return item.kind == "open"; });
    if (anything_open || kept) items.insert(items.begin(), first);
    return items;
}

}  // namespace zhenan::meeting
