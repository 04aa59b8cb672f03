// Rows of declared kinds: reading one, writing one. SQL is put together from declared columns only, values are bound.
#include <fmt/format.h>

#include "core/json_text.h"
#include "modules/record/record_store.h"

namespace zhenan::record {

namespace {

bool is_json(const Field& field) {
    return field.many || field.type == Field::attachments || field.type == Field::rows || field.type == Field::object ||
           field.type == Field::location || field.type == Field::any;
}

bool is_computed(const Kind& kind, const Field& field) {
    for (auto& [name, _] : kind.computed)
        if (name == field.name) return true;
    return false;
}

db::Value bound(const Field& field, const json::value& value) {
    if (value.is_null()) return nullptr;
    if (is_json(field)) return json::serialize(value);
    switch (field.type) {
        case Field::integer:
            return value.is_double() ? static_cast<std::int64_t>(value.as_double()) : value.to_number<std::int64_t>();
        case Field::decimal:
            return value.to_number<double>();
        case Field::boolean:
            return value.as_bool();
        case Field::instant:
            return from_rfc3339(value.as_string()).value();
        default:
            return std::string(value.as_string());
    }
}

std::string entry_title(const Kind& kind, const json::object& record) {
    auto value = text_of(record, kind.title);
    auto* field = find_field(kind.fields, kind.title);
    if (auto* option = field ? field->option(value) : nullptr) return option->zh;
    return value.empty() ? kind.zh : value;
}

std::string entry_owner(const Kind& kind, const json::object& record) {
    for (auto& field : kind.fields)
        if (field.column() == kind.owner_column) return text_of(record, field.name);
    return {};
}

void write_keys(db::Connection& db, const Kind& kind, const std::string& id, const json::object& record) {
    db.later("DELETE FROM entry_key WHERE entry_id = ?", {id});
    for (auto& field : kind.fields) {
        auto* value = record.if_contains(field.name);
        if (!value || value->is_null() || is_json(field) || field.type == Field::longtext || field.name == "areaId")
            continue;
        db::Param number(nullptr), text(nullptr);
        std::string held;
        if (value->is_number())
            number = value->to_number<double>();
        else if (value->is_bool())
            text = value->as_bool() ? "true" : "false";
        else
            text = (held = std::string(value->as_string()));
        db.later("INSERT INTO entry_key (entry_id, kind, field, area_id, number, text) VALUES (?, ?, ?, ?, ?, ?)",
                 {id, kind.name, field.name, text_of(record, "areaId"), number, text});
    }
}

json::object entry_fields(const Kind& kind, const json::object& record) {
    json::object fields;
    for (auto& field : kind.fields)
        if (auto* value = record.if_contains(field.name); value && !value->is_null() && field.name != "areaId")
            fields[field.name] = *value;
    return fields;
}

void append_value(std::string& out, const Field& field, const db::Row& row, int column) {
    if (is_json(field)) {
        out += row.text(column);
        return;
    }
    switch (field.type) {
        case Field::integer:
            out += row.text(column);
            break;
        case Field::decimal:
            out += fmt::format("{}", row.real(column));
            break;
        case Field::boolean:
            out += row.boolean(column) ? "true" : "false";
            break;
        case Field::instant:
            append_json(out, to_rfc3339(row.integer(column)));
            break;
        default:
            append_json(out, row.text(column));
    }
}

void member(std::string& out, std::string_view name) {
    out += ',';
    append_json(out, name);
    out += ':';
}

}  // namespace

// Computed SQL may speak of the day on which it is asked: $TODAY.
std::string computed_sql(std::string sql, std::string_view today) {
    for (std::size_t at = 0; (at = sql.find("$TODAY", at)) != std::string::npos;)
        sql.replace(at, 6, fmt::format("'{}'", today.empty() ? "0000-00-00" : today));
    return sql;
}

Columns columns_of(const Kind& kind, std::string_view today, const Names* only) {
    Columns c;
    c.select = "t.id, t.version, t.created_at, t.updated_at";
    if (kind.entry()) c.select += ", t.fields, t.area_id";
    int n = 0;
    for (auto& field : kind.fields) {
        if (!kind.entry()) {
            std::string sql = "t." + field.column();
            for (auto& [name, computed] : kind.computed)
                if (name == field.name) sql = computed_sql(computed, today);
            c.select += ", " + (only && !only->count(field.name) ? "NULL" : sql);
        }
        if (field.many || (field.type != Field::ref && field.type != Field::area)) continue;
        auto* target = find_kind(field.type == Field::area ? "areas" : field.to);
        if (!target || only) {
            c.select += ", NULL";
            continue;
        }
        std::string column = "t." + field.column();
        if (kind.entry() && field.name != "areaId") {
            c.joins +=
                fmt::format(" LEFT JOIN entry_key k{0} ON k{0}.entry_id = t.id AND k{0}.field = '{1}'", n, field.name);
            column = fmt::format("k{}.text", n);
        }
        c.joins += fmt::format(" LEFT JOIN {0} r{1} ON r{1}.id = {2}", target->table, n, column);
        c.select += fmt::format(", r{}.{}", n, target->title_column());
        ++n;
    }
    return c;
}

void append_record(std::string& out, const Kind& kind, const db::Row& row) {
    out += "{\"id\":";
    append_json(out, row.text(0));
    int column = 4;
    if (kind.entry()) {
        auto fields = row.text(4);
        if (fields.size() > 2) {
            out += ',';
            out += fields.substr(1, fields.size() - 2);
        }
        member(out, "areaId");
        append_json(out, row.text(5));
        column = 6;
    }
    for (auto& field : kind.fields) {
        if (!kind.entry()) {
            if (!row.null(column)) {
                member(out, field.name);
                append_value(out, field, row, column);
            }
            ++column;
        }
        if (field.many || (field.type != Field::ref && field.type != Field::area)) continue;
        if (!row.null(column)) {
            member(out, field.stem() + "Name");
            append_json(out, row.text(column));
        }
        ++column;
    }
    out += ",\"version\":";
    out += row.text(1);
    member(out, "createdAt");
    append_json(out, to_rfc3339(row.integer(2)));
    member(out, "updatedAt");
    append_json(out, to_rfc3339(row.integer(3)));
    out += '}';
}

std::optional<json::object> peek(db::Connection& db, const Kind& kind, std::string_view id, std::string_view today) {
    auto columns = columns_of(kind, today);
    std::string text;
    std::vector<db::Value> binds{std::string(id)};
    std::string sql = fmt::format("SELECT {} FROM {} t{} WHERE t.id = ?", columns.select, kind.table, columns.joins);
    if (kind.entry()) {
        sql += " AND t.kind = ?";
        binds.emplace_back(kind.name);
    }
    db.each(sql, binds, [&](auto& row) { append_record(text, kind, row); });
    if (text.empty()) return {};
    return json::parse(text).as_object();
}

json::object get(db::Connection& db, const Actor& actor, const Kind& kind, std::string_view id,
                 std::string_view today) {
    if (!exists_in_scope(db, actor, kind, id)) throw Fault(kNotFound);
    return *peek(db, kind, id, today);
}

bool exists_in_scope(db::Connection& db, const Actor& actor, const Kind& kind, std::string_view id, State state,
                     bool upward) {
    std::vector<db::Value> binds{std::string(id)};
    std::string sql = fmt::format("SELECT 1 FROM {} t WHERE t.id = ?{}", kind.table,
                                  state == State::any         ? ""
                                  : state == State::withdrawn ? " AND t.withdrawn"
                                                              : " AND NOT t.withdrawn");
    if (kind.entry()) {
        sql += " AND t.kind = ?";
        binds.emplace_back(kind.name);
    }
    sql += " AND " + scope_condition(kind, actor, binds, nullptr, upward);
    bool found = false;
    auto on_row = [&](auto&) { found = true; };
    // What a record points at is asked again and again.
    if (kind.table == "area" || kind.table == "person" || kind.table == "enterprise")
        db.each_once(sql, binds, on_row);
    else
        db.each(sql, binds, on_row);
    return found;
}

std::optional<std::string> find_by_field(db::Connection& db, const Kind& kind, const Field& field,
                                         const std::string& value) {
    std::optional<std::string> found;
    auto sql = kind.entry() ? std::string(
                                  "SELECT t.id FROM entry_key k JOIN entry t ON t.id = k.entry_id "
                                  "WHERE k.kind = ? AND k.field = ? AND k.text = ? AND NOT t.withdrawn")
                            : fmt::format("SELECT t.id FROM {} t WHERE t.{} = ? AND NOT t.withdrawn", kind.table,
                                          field.column());
    auto binds = kind.entry() ? std::vector<db::Value>{kind.name, field.name, value} : std::vector<db::Value>{value};
    db.each(sql, binds, [&](auto& row) { found = row.str(0); });
    return found;
}

void insert_row(db::Connection& db, const Kind& kind, const std::string& id, const json::object& record, Instant now) {
    if (kind.entry()) {
        auto fields = json::serialize(entry_fields(kind, record));
        auto owner = entry_owner(kind, record);
        auto day = maybe_text(record, kind.day);
        db.later(
            "INSERT INTO entry (id, kind, area_id, owner_id, day, title, fields, version, created_at, updated_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
            {id, kind.name, text_of(record, "areaId"), owner.empty() ? db::Param(nullptr) : db::Param(owner), day,
             entry_title(kind, record), fields, now, now});
        write_keys(db, kind, id, record);
        return;
    }
    std::string names = "id, version, created_at, updated_at", marks = "?, 1, ?, ?";
    std::vector<db::Value> values{id, now, now};
    for (auto& field : kind.fields) {
        auto* value = record.if_contains(field.name);
        if (!value || value->is_null() || is_computed(kind, field)) continue;
        names += ", " + field.column();
        marks += ", ?";
        values.push_back(bound(field, *value));
    }
    db.later(fmt::format("INSERT INTO {} ({}) VALUES ({})", kind.table, names, marks), values);
}

void update_row(db::Connection& db, const Kind& kind, const std::string& id, const json::object& changes, Instant now) {
    std::string sets = "version = version + 1, updated_at = ?";
    std::vector<db::Value> values{now};
    if (!kind.entry())
        for (auto& field : kind.fields) {
            auto* value = changes.if_contains(field.name);
            if (!value || is_computed(kind, field)) continue;
            sets += ", " + field.column() + " = ?";
            values.push_back(bound(field, *value));
        }
    values.emplace_back(id);
    db.later(fmt::format("UPDATE {} SET {} WHERE id = ?", kind.table, sets), values);
}

void rewrite_entry(db::Connection& db, const Kind& kind, const std::string& id, const json::object& record) {
    auto fields = json::serialize(entry_fields(kind, record));
    auto owner = entry_owner(kind, record);
    auto day = maybe_text(record, kind.day);
    db.later("UPDATE entry SET area_id = ?, owner_id = ?, day = ?, title = ?, fields = ? WHERE id = ?",
             {text_of(record, "areaId"), owner.empty() ? db::Param(nullptr) : db::Param(owner), day,
              entry_title(kind, record), fields, id});
    write_keys(db, kind, id, record);
}

void set_withdrawn(db::Connection& db, const Kind& kind, const std::string& id, bool withdrawn, Instant now) {
    db.run(fmt::format("UPDATE {} SET withdrawn = ?, version = version + 1, updated_at = ? WHERE id = ?", kind.table),
           {withdrawn, now, id});
}

bool visible(db::Connection& db, const Actor& actor, const Kind& kind, std::string_view id) {
    return exists_in_scope(db, actor, kind, id, State::any);
}

std::vector<Brief> briefs(db::Connection& db, const Actor& actor, const Kind& kind,
                          const std::vector<std::string>& ids) {
    if (ids.empty()) return {};
    std::vector<db::Value> binds;
    std::string marks;
    for (auto& id : ids) {
        marks += marks.empty() ? "?" : ", ?";
        binds.emplace_back(id);
    }
    auto* day = kind.entry() || kind.day.empty() ? nullptr : find_field(kind.fields, kind.day);
    bool with_area = kind.scoped && kind.area_column != "id";
    auto sql = fmt::format("SELECT t.id, t.{}, {}, {} FROM {} t{} WHERE t.id IN ({}) AND NOT t.withdrawn",
                           kind.title_column(), with_area ? "a.name" : "NULL",
                           kind.entry() ? "t.day"
                           : day        ? "t." + day->column()
                                        : "NULL",
                           kind.table, with_area ? " LEFT JOIN area a ON a.id = " + kind.area_of() : "", marks);
    if (kind.entry()) {
        sql += " AND t.kind = ?";
        binds.emplace_back(kind.name);
    }
    sql += " AND " + scope_condition(kind, actor, binds);
    std::vector<Brief> found;
    db.each(sql, binds, [&](auto& row) {
        // A day that is kept as an instant is none of these: titles and areas do.
        auto on = row.str(3);
        found.push_back({row.str(0), row.str(1), row.str(2), is_day(on) ? on : std::string()});
    });
    return found;
}

bool anything_in(db::Connection& db, std::string_view area_id) {
    bool found = false;
    for (auto& kind : all_kinds())
        if (kind->scoped && kind->area_sql.empty() && kind->area_column == "area_id" && !found)
            db.each(fmt::format("SELECT 1 FROM {} WHERE area_id = ? AND NOT withdrawn LIMIT 1", kind->table), {area_id},
                    [&](auto&) { found = true; });
    return found;
}

std::string title_of(db::Connection& db, std::string_view name, std::string_view id) {
    auto* target = find_kind(name);
    if (!target) return {};
    return db.text(fmt::format("SELECT {} FROM {} WHERE id = ?", target->title_column(), target->table), {id})
        .value_or("");
}

}  // namespace zhenan::record
