// Receipts of POSTs that carried an id: what makes a repeated submission harmless.
#pragma once

#include <optional>
#include <string>

#include "core/clock.h"
#include "core/db/db.h"

namespace zhenan::http {

struct Receipt {
    std::string id, actor, route, hash;
    int status = 0;
    std::string answer;
};

std::optional<Receipt> find_receipt(db::Connection& db, const std::string& id);
void keep_receipt(db::Connection& db, const Receipt& receipt, Instant at);

}  // namespace zhenan::http
