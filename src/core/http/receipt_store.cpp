#include "core/http/receipt_store.h"

namespace zhenan::http {

std::optional<Receipt> find_receipt(db::Connection& db, const std::string& id) {
    std::optional<Receipt> found;
    db.each("SELECT id, actor_id, route, body_hash, status, answer FROM receipt WHERE id = ?", {id}, [&](auto& row) {
        found = Receipt{row.str(0), row.str(1), row.str(2), row.str(3), static_cast<int>(row.integer(4)), row.str(5)};
    });
    return found;
}

void keep_receipt(db::Connection& db, const Receipt& r, Instant at) {
    db.later("INSERT INTO receipt (id, actor_id, route, body_hash, status, answer, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
             {r.id, r.actor, r.route, r.hash, r.status, r.answer, at});
}

}  // namespace zhenan::http
