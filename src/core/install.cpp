#include "core/install.h"

namespace zhenan {

namespace {
std::vector<std::function<void(db::Connection&, Instant)>>& works() {
    static std::vector<std::function<void(db::Connection&, Instant)>> all;
    return all;
}

std::set<std::string>& shipped() {
    static std::set<std::string> all;
    return all;
}
}  // namespace

Install::Install(std::function<void(db::Connection&, Instant)> work) {
    works().push_back(std::move(work));
}

void Install::all(db::Store& store, Instant now) {
    for (auto& work : works()) store.write([&](db::Connection& db) { work(db, now); });
}

Shipped::Shipped(std::initializer_list<const char*> tables) {
    shipped().insert(tables.begin(), tables.end());
}

const std::set<std::string>& Shipped::tables() {
    return shipped();
}

}  // namespace zhenan
