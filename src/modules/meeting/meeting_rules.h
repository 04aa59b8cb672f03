// What stands first on an agenda, and who is counted as present: pure.
#pragma once

#include <string>
#include <vector>

namespace zhenan::meeting {

struct Item {
    std::string kind;  // open: what is still open from the last; item: anything else
    std::string title, presenter, outcome;
    bool operator==(const Item&) const = default;
};

/// The first item of each meeting is what is still open: it is put there, once, whatever was sent.
std::vector<Item> with_open_first(std::vector<Item> items, bool anything_open);

}  // namespace zhenan::meeting
