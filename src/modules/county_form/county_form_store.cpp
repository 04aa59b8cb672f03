#include "modules/county_form/county_form_store.h"

#include <sodium.h>

#include "core/text/text.h"

namespace zhenan::county_form {

namespace {

// Both stores and every backup keep texts; a form is small.
std::string to_bytes(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                      &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
    bytes.resize(length);
    return bytes;
}

}  // namespace

std::vector<Form> all(db::Connection& db) {
    std::vector<Form> found;
    db.each("SELECT id, name, cells, version, updated_at FROM county_form WHERE NOT withdrawn ORDER BY name, id", {},
            [&](auto& row) {
                found.push_back(
                    {row.str(0), row.str(1), {}, json::parse(row.str(2)).as_array(), row.integer(3), row.integer(4)});
            });
    return found;
}

std::optional<Form> find(db::Connection& db, const std::string& id) {
    std::optional<Form> found;
    db.each("SELECT id, name, cells, version, updated_at, file FROM county_form WHERE id = ? AND NOT withdrawn", {id},
            [&](auto& row) {
                found = Form{row.str(0),     row.str(1),    to_bytes(row.text(5)), json::parse(row.str(2)).as_array(),
                             row.integer(3), row.integer(4)};
            });
    return found;
}

void insert(db::Connection& db, const Form& form, Instant now) {
    auto file = text::base64(form.file), cells = json::serialize(form.cells);
    db.run(
        "INSERT INTO county_form (id, name, file, cells, version, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)",
        {form.id, form.name, file, cells, now, now});
}

void update(db::Connection& db, const Form& form, Instant now) {
    auto file = text::base64(form.file), cells = json::serialize(form.cells);
    db.run("UPDATE county_form SET name = ?, file = ?, cells = ?, version = version + 1, updated_at = ? WHERE id = ?",
           {form.name, file, cells, now, form.id});
}

void withdraw(db::Connection& db, const std::string& id, Instant now) {
    db.run("UPDATE county_form SET withdrawn = true, version = version + 1, updated_at = ? WHERE id = ?", {now, id});
}

}  // namespace zhenan::county_form
