// What everybody who is signed in hears of, wherever it happened.
#pragma once

#include <set>
#include <string>

namespace zhenan {

/// A static object of this type says that changes of this kind concern every open page: which ledgers there are, say.
/// Kind, id and verb are told to all, never content.
struct Announced {
    explicit Announced(const char* kind) { kinds().insert(kind); }
    static std::set<std::string>& kinds() {
        static std::set<std::string> all;
        return all;
    }
};

}  // namespace zhenan
