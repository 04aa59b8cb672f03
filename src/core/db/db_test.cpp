#include "core/db/db.h"

#include <gtest/gtest.h>

namespace zhenan::db {
namespace {

struct Asked : ::testing::Test {
    std::unique_ptr<Connection> db = open_sqlite(":memory:", false);
    Asked() {
        db->execute("CREATE TABLE village (id TEXT, name TEXT)");
        db->execute("CREATE TABLE visit (id TEXT)");
        db->run("INSERT INTO village VALUES (?, ?)", std::vector<Value>{std::string("1"), std::string("青石村")});
    }
    std::string name() {
        std::string found;
        db->each_once("SELECT name FROM village WHERE id = ?", {std::string("1")},
                      [&](auto& row) { found = row.str(0); });
        return found;
    }
};

TEST_F(Asked, what_was_asked_once_is_asked_again_after_its_table_was_written) {
    EXPECT_EQ(name(), "青石村");
    db->run("UPDATE village SET name = ?", std::vector<Value>{std::string("白石村")});
    EXPECT_EQ(name(), "白石村");
}

TEST_F(Asked, what_was_asked_once_is_asked_again_after_a_savepoint_was_taken_back) {
    db->execute("SAVEPOINT job");
    db->run("UPDATE village SET name = ?", std::vector<Value>{std::string("白石村")});
    EXPECT_EQ(name(), "白石村");
    db->execute("ROLLBACK TO SAVEPOINT job");
    EXPECT_EQ(name(), "青石村");
}

}  // namespace
}  // namespace zhenan::db
