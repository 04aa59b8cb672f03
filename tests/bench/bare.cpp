// The yardstick: the same rows and the same questions with sqlite3 alone, no server. Prints JSON.
//   zhenan_bare marks DB                      the highest rowid of each table, a line each
//   zhenan_bare insert DB MARKS COUNT [EACH]  what was written above the marks, COUNT times, EACH (64) a transaction
//   zhenan_bare fill DB MARKS COUNT DAYS      the same without waiting for the disk, spread over so many days back
//   zhenan_bare grow DB HAZARDS               closed hazards are copied until there are so many
//   zhenan_bare page DB PATH TODAY ROUNDS     one village's open and late hazards by due day: 50 rows and the total
//   zhenan_bare run DB SQL                    runs a statement, prints the first value
//   zhenan_bare disk FOLDER                   fdatasync a second
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "grow.h"
#include "submission.h"

namespace {

using namespace bench;
using std::chrono::duration;
using std::chrono::steady_clock;

double processor() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

double since(steady_clock::time_point began) {
    return duration<double>(steady_clock::now() - began).count();
}

void insert(const std::string& file, const std::string& marks_file, std::int64_t count, int each, int spread) {
    std::map<std::string, std::int64_t> above;
    std::ifstream in(marks_file);
    std::string table;
    for (std::int64_t highest; in >> table >> highest;) above[table] = highest;
    auto* db = open_database(file, false);
    if (spread) execute(db, "PRAGMA synchronous=OFF");
    double seconds = 0;
    int rows = 0;
    {
        Submission submission(db, above);
        for (auto& [_, n] : submission.rows()) rows += n;
        auto began = steady_clock::now();
        auto used = processor();
        for (std::int64_t n = 0; n < count;) {
            execute(db, "BEGIN IMMEDIATE");
            for (int i = 0; i < each && n < count; ++i, ++n) submission.write(n, spread);
            execute(db, "COMMIT");
        }
        seconds = since(began);
        std::printf(
            "{\"submissions\": %lld, \"seconds\": %.4f, \"cpuSeconds\": %.4f, \"perSecond\": %.1f, \"rowsEach\": %d, "
            "\"tables\": {",
            static_cast<long long>(count), seconds, processor() - used, static_cast<double>(count) / seconds, rows);
        bool first = true;
        for (auto& [name, n] : submission.rows()) {
            std::printf("%s\"%s\": %d", first ? "" : ", ", name.c_str(), n);
            first = false;
        }
    }
    std::puts("}}");
    if (sqlite3_close(db) != SQLITE_OK) std::fputs("a statement was left open\n", stderr);
}

void page(const std::string& file, const std::string& path, const std::string& today, int rounds) {
    const std::string where =
        "NOT t.withdrawn AND t.area_id IN (SELECT id FROM area WHERE path >= ?1 AND path < ?2) AND "
        "t.status IN ('rectifying', 'awaiting_recheck') AND CASE t.status WHEN 'rectifying' THEN t.due_on ELSE "
        "t.recheck_due_on END < ?3";
    auto* db = open_database(file, true);
    auto prepare = [&](const std::string& sql) {
        sqlite3_stmt* s = nullptr;
        check(db, sqlite3_prepare_v2(db, sql.c_str(), -1, &s, nullptr), sql.c_str());
        return s;
    };
    auto* rows = prepare(
        "SELECT t.*, a.name, e.name FROM hazard t LEFT JOIN area a ON a.id = t.area_id LEFT JOIN enterprise e ON e.id "
        "= t.enterprise_id WHERE " +
        where + " ORDER BY t.due_on, t.id LIMIT 50");
    auto* total = prepare("SELECT COUNT(*) FROM hazard t WHERE " + where);
    auto end = path;
    ++end.back();
    for (auto* s : {rows, total}) {
        sqlite3_bind_text(s, 1, path.c_str(), -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, end.c_str(), -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 3, today.c_str(), -1, SQLITE_STATIC);
    }
    std::vector<double> took;
    long long found = 0, bytes = 0;
    for (int i = 0; i < rounds + 5; ++i) {
        auto began = steady_clock::now();
        execute(db, "BEGIN");
        while (sqlite3_step(rows) == SQLITE_ROW)
            for (int c = 0; c < sqlite3_column_count(rows); ++c)
                if (sqlite3_column_text(rows, c)) bytes += sqlite3_column_bytes(rows, c);
        sqlite3_reset(rows);
        sqlite3_step(total);
        found = sqlite3_column_int64(total, 0);
        sqlite3_reset(total);
        execute(db, "COMMIT");
        if (i >= 5) took.push_back(since(began) * 1000);
    }
    std::sort(took.begin(), took.end());
    auto at = [&](double part) {
        return took[std::min(took.size() - 1, static_cast<std::size_t>(part * static_cast<double>(took.size())))];
    };
    std::printf("{\"total\": %lld, \"p50\": %.4f, \"p99\": %.4f}\n", found, at(0.5), at(0.99));
}

void run(const std::string& file, const std::string& sql) {
    auto* db = open_database(file, false);
    std::string value;
    check(db,
          sqlite3_exec(
              db, sql.c_str(),
              [](void* into, int, char** values, char**) {
                  auto& text = *static_cast<std::string*>(into);
                  if (text.empty() && values[0]) text = values[0];
                  return 0;
              },
              &value, nullptr),
          sql.c_str());
    std::puts(value.c_str());
    sqlite3_close(db);
}

void disk(const std::string& folder) {
    auto file = folder + "/fdatasync";
    int fd = open(file.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
    if (fd < 0) std::exit(1);
    std::vector<char> block(4096, 'x');
    auto began = steady_clock::now();
    int n = 0;
    for (; since(began) < 1.5; ++n)
        if (write(fd, block.data(), block.size()) < 0 || fdatasync(fd) < 0) std::exit(1);
    std::printf("{\"perSecond\": %.0f}\n", n / since(began));
    close(fd);
    unlink(file.c_str());
}

}  // namespace

int main(int count, char** values) {
    std::vector<std::string> a(values + 1, values + count);
    a.resize(6);
    if (a[0] == "marks") {
        for (auto& [table, highest] : marks(open_database(a[1], true))) std::cout << table << ' ' << highest << '\n';
    } else if (a[0] == "insert") {
        insert(a[1], a[2], std::stoll(a[3]), a[4].empty() ? 64 : std::stoi(a[4]), 0);
    } else if (a[0] == "fill") {
        insert(a[1], a[2], std::stoll(a[3]), 1000, std::stoi(a[4]));
    } else if (a[0] == "grow") {
        grow(a[1], std::stoll(a[2]));
    } else if (a[0] == "page") {
        page(a[1], a[2], a[3], std::stoi(a[4]));
    } else if (a[0] == "run") {
        run(a[1], a[2]);
    } else if (a[0] == "disk") {
        disk(a[1]);
    } else {
        std::fputs("marks, insert, fill, grow, page, run or disk\n", stderr);
        return 2;
    }
}
