// What a new or upgraded store is given after its migrations: shipped checklists and the like. Parts add theirs.
#pragma once

#include <functional>
#include <initializer_list>
#include <set>
#include <string>

#include "core/clock.h"
#include "core/db/store.h"

namespace zhenan {

struct Install {
    explicit Install(std::function<void(db::Connection&, Instant now)> work);
    static void all(db::Store& store, Instant now);
};

/// Tables that hold rows before anybody has entered anything; who owns a table says so. A store with rows in these
/// alone is an empty one, into which a backup may be restored.
struct Shipped {
    explicit Shipped(std::initializer_list<const char*> tables);
    static const std::set<std::string>& tables();
};

}  // namespace zhenan
