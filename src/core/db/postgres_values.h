// Inside core/db only: libpq's answers as rows, and bound values as it wants them.
#pragma once

#include <libpq-fe.h>

#include <charconv>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/db/db.h"

namespace zhenan::db {

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

class PostgresRow : public Row {
public:
    explicit PostgresRow(PGresult* result) : r_(result) {}
    int row = 0;
    int columns() const override { return PQnfields(r_); }
    std::string_view name(int c) const override { return PQfname(r_, c); }
    bool null(int c) const override { return PQgetisnull(r_, row, c); }
    std::string_view text(int c) const override {
        return {PQgetvalue(r_, row, c), static_cast<std::size_t>(PQgetlength(r_, row, c))};
    }
    std::int64_t integer(int c) const override {
        auto t = text(c);
        std::int64_t value = 0;
        std::from_chars(t.data(), t.data() + t.size(), value);
        return value;
    }
    double real(int c) const override { return null(c) ? 0 : std::strtod(PQgetvalue(r_, row, c), nullptr); }
    bool boolean(int c) const override {
        auto t = text(c);
        return t == "t" || t == "1";
    }

private:
    PGresult* r_;
};

/// Bound values as libpq wants them.
class Texts {
public:
    explicit Texts(std::span<const Param> params) : pointers_(params.size()), held_(params.size()) {
        for (std::size_t i = 0; i < params.size(); ++i) {
            std::visit([&](const auto& value) { set(i, value); }, params[i].value);
        }
    }
    int size() const { return static_cast<int>(pointers_.size()); }
    const char* const* get() const { return pointers_.data(); }

private:
    void set(std::size_t, std::nullptr_t) {}
    void set(std::size_t i, bool b) { pointers_[i] = b ? "true" : "false"; }
    void set(std::size_t i, std::string_view text) { hold(i, std::string(text)); }
    void set(std::size_t i, std::int64_t n) { hold(i, std::to_string(n)); }
    void set(std::size_t i, double d) {
        char buffer[32];
        auto end = std::to_chars(buffer, buffer + sizeof buffer, d).ptr;
        hold(i, std::string(buffer, end));
    }
    void hold(std::size_t i, std::string text) {
        held_[i] = std::move(text);
        pointers_[i] = held_[i].c_str();
    }

    std::vector<const char*> pointers_;
    std::vector<std::string> held_;
};

}  // namespace zhenan::db
