// Who acts: an account with what it was granted. Scope lies in the grants.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan {

/// A role over a part of the tree, perhaps only for some categories, or over one owner's records alone.
struct Grant {
    std::string role;
    std::string path;                     // of the tree's node: everything below it
    std::vector<std::string> categories;  // empty = all
    std::string owner;                    // not empty: only this owner's records
};

struct Actor {
    std::string account_id;
    std::string person_id;
    std::string username;
    std::string name;
    std::vector<Grant> grants;
    bool must_change_password = false;

    bool has(std::string_view role) const {
        return std::any_of(grants.begin(), grants.end(), [&](auto& g) { return g.role == role; });
    }
    bool has_any(const std::vector<std::string>& roles) const {
        return std::any_of(roles.begin(), roles.end(), [&](auto& r) { return has(r); });
    }
};

}  // namespace zhenan
