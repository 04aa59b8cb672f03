// What a new or upgraded store is given after its migrations: shipped checklists and the like. Parts add theirs.
#pragma once

#include <functional>

#include "core/clock.h"
#include "core/db/store.h"

namespace zhenan {

struct Install {
    explicit Install(std::function<void(db::Connection&, Instant now)> work);
    static void all(db::Store& store, Instant now);
};

}  // namespace zhenan
