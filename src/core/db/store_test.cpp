#include "core/db/store.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <future>

#include "core/fault.h"

namespace zhenan::db {
namespace {

constexpr const char* kEndless =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";

class EndingReads : public testing::Test {
protected:
    EndingReads() {
        store_.start();
        store_.write([](Connection& db) { db.execute("CREATE TABLE kept (n BIGINT)"); });
    }
    ~EndingReads() override {
        store_.stop();
        std::filesystem::remove_all(folder_);
    }
    static std::string code_of(std::future<void>& outcome) try {
        outcome.get();
        return "done";
    } catch (const Fault& fault) {
        return std::string(fault.code->code);
    }

    std::string make_folder() {
        std::string name = std::filesystem::temp_directory_path() / "zhenan-store-XXXXXX";
        return mkdtemp(name.data());
    }
    std::string folder_ = make_folder();
    Store store_{{.folder = folder_}};
};

TEST_F(EndingReads, A_read_that_never_ends_is_broken_off_and_what_comes_later_is_refused) {
    std::promise<void> begun;
    auto endless = std::async(std::launch::async, [&] {
        store_.read([&](Connection& db) {
            begun.set_value();
            db.integer(kEndless);
        });
    });
    begun.get_future().wait();
    store_.end_reads(std::chrono::milliseconds(20));
    EXPECT_EQ(code_of(endless), "store.stopping");
    auto later = std::async(std::launch::async, [&] { store_.read([](Connection& db) { db.integer("SELECT 1"); }); });
    EXPECT_EQ(code_of(later), "store.stopping");
}

TEST_F(EndingReads, A_short_read_ends_by_itself) {
    std::promise<void> begun;
    auto brief = std::async(std::launch::async, [&] {
        store_.read([&](Connection& db) {
            begun.set_value();
            for (int n = 0; n < 200; ++n) db.integer("SELECT COUNT(*) FROM kept");
        });
    });
    begun.get_future().wait();
    store_.end_reads(std::chrono::seconds(60));
    EXPECT_EQ(code_of(brief), "done");
}

TEST_F(EndingReads, Writing_goes_on) {
    store_.end_reads(std::chrono::milliseconds(0));
    store_.write([](Connection& db) { db.run("INSERT INTO kept (n) VALUES (?)", {7}); });
    std::int64_t found = 0;
    store_.write([&](Connection& db) { found = db.integer("SELECT n FROM kept").value_or(0); });
    EXPECT_EQ(found, 7);
}

class Writing : public EndingReads {
protected:
    std::future<void> put(int n, bool repeatable, bool fails = false) {
        auto done = std::make_shared<std::promise<void>>();
        store_.submit({[n, fails](Connection& db) {
                           db.later("INSERT INTO kept (n) VALUES (?)", {n});
                           if (fails) throw Fault(kConflict);
                       },
                       [done](std::exception_ptr failed) { failed ? done->set_exception(failed) : done->set_value(); },
                       repeatable});
        return done->get_future();
    }
    std::int64_t kept() {
        std::int64_t n = 0;
        store_.read([&](Connection& db) { n = *db.integer("SELECT COALESCE(SUM(n), 0) FROM kept"); });
        return n;
    }
};

TEST_F(Writing, What_cannot_run_twice_shares_no_transaction_and_what_fails_there_is_undone_alone) {
    std::promise<void> go;
    store_.submit({[&](Connection&) { go.get_future().wait(); }, [](std::exception_ptr) {}, true});
    auto before = store_.counts().commits.load();
    auto first = put(1, true), failing = put(10, false, true), alone = put(100, false), last = put(1000, true);
    go.set_value();
    EXPECT_EQ(code_of(first), "done");
    EXPECT_EQ(code_of(failing), "record.conflict");
    EXPECT_EQ(code_of(alone), "done");
    EXPECT_EQ(code_of(last), "done");
    EXPECT_EQ(kept(), 1101);
    // The first with the one that waited; three of their own.
    EXPECT_EQ(store_.counts().commits.load() - before, 4u);
}

TEST_F(Writing, What_may_run_twice_shares_one_and_only_what_fails_is_undone) {
    std::promise<void> go;
    auto wait = go.get_future().share();
    store_.submit({[wait](Connection&) { wait.wait(); }, [](std::exception_ptr) {}, true});
    auto before = store_.counts().commits.load();
    auto first = put(1, true), failing = put(10, true, true), last = put(1000, true);
    go.set_value();
    EXPECT_EQ(code_of(first), "done");
    EXPECT_EQ(code_of(failing), "record.conflict");
    EXPECT_EQ(code_of(last), "done");
    EXPECT_EQ(kept(), 1001);
    EXPECT_EQ(store_.counts().commits.load() - before, 1u);
}

}  // namespace
}  // namespace zhenan::db
