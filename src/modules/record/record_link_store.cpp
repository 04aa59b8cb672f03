// Records that name another one name its successor instead.
#include <fmt/format.h>

#include "core/event/event.h"
#include "modules/record/record_store.h"

namespace zhenan::record {

namespace {

bool computed(const Kind& kind, const Field& field) {
    for (auto& [name, sql] : kind.computed)
        if (name == field.name) return true;
    return false;
}

// The columns that hold the id: declared references, the place of a visit, the owner.
std::vector<std::pair<std::string, std::string>> columns_to(const Kind& kind, const Kind& target) {
    std::vector<std::pair<std::string, std::string>> columns;  // column, further condition
    for (auto& field : kind.fields) {
        if (computed(kind, field) || field.many) continue;
        if (field.type == Field::ref && field.to == target.name) columns.emplace_back(field.column(), "");
        if (field.name == "placeId" && find_field(kind.fields, "placeType"))
            columns.emplace_back("place_id", fmt::format(" AND place_type = '{}'", target.name));
    }
    bool owned = !kind.owner_column.empty() && kind.owner_column != "id";
    for (auto& [column, _] : columns) owned = owned && column != kind.owner_column;
    if (owned && target.name == "enterprises") columns.emplace_back(kind.owner_column, "");
    return columns;
}

struct Hit {
    std::string id, area;
};

void moved(http::Call& call, const Kind& kind, const Hit& hit, const std::string& from, const std::string& to,
           Linked& linked) {
    record_event(call.db, call.actor, call.now(), kind.name, hit.id, "moved", hit.area, {{"enterpriseId", from}},
                 {{"enterpriseId", to}});
    linked.emplace_back(kind.name, hit.id);
}

void repoint_table(http::Call& call, const Kind& kind, const Kind& target, const std::string& from,
                   const std::string& to, const std::function<bool(const std::string&)>& wanted, Linked& linked) {
    auto columns = columns_to(kind, target);
    if (columns.empty()) return;
    std::string any;
    std::vector<db::Value> binds;
    for (auto& [column, further] : columns) {
        any += fmt::format("{}({} = ?{})", any.empty() ? "" : " OR ", column, further);
        binds.emplace_back(from);
    }
    std::vector<Hit> hits;
    call.db.each(fmt::format("SELECT id, {} FROM {} WHERE {} ORDER BY id", kind.area_column, kind.table, any), binds,
                 [&](auto& row) {
                     hits.push_back({row.str(0), row.str(1)});
                 });
    for (auto& hit : hits) {
        if (!wanted(hit.id)) continue;
        for (auto& [column, further] : columns)
            call.db.run(fmt::format("UPDATE {0} SET {1} = ? WHERE id = ? AND {1} = ?{2}", kind.table, column, further),
                        {to, hit.id, from});
        call.db.run(fmt::format("UPDATE {} SET version = version + 1, updated_at = ? WHERE id = ?", kind.table),
                    {call.now(), hit.id});
        moved(call, kind, hit, from, to, linked);
    }
}

void repoint_entries(http::Call& call, const Kind& kind, const Kind& target, const std::string& from,
                     const std::string& to, const std::function<bool(const std::string&)>& wanted, Linked& linked) {
    std::vector<const Field*> fields;
    for (auto& field : kind.fields)
        if (field.type == Field::ref && field.to == target.name) fields.push_back(&field);
    if (fields.empty()) return;
    std::vector<Hit> hits;
    call.db.each("SELECT id, area_id FROM entry WHERE kind = ? AND fields LIKE ? ORDER BY id",
                 {kind.name, "%" + from + "%"}, [&](auto& row) {
                     hits.push_back({row.str(0), row.str(1)});
                 });
    for (auto& hit : hits) {
        if (!wanted(hit.id)) continue;
        auto record = *peek(call.db, kind, hit.id);
        bool names = false;
        for (auto* field : fields) {
            auto* value = record.if_contains(field->name);
            auto put = [&](json::value& one) {
                if (!one.is_string() || one.as_string() != from) return;
                one = to;
                names = true;
            };
            if (value && value->is_array())
                for (auto& one : value->as_array()) put(one);
            else if (value)
                put(*value);
        }
        if (!names) continue;
        update_row(call.db, kind, hit.id, {}, call.now());
        rewrite_entry(call.db, kind, hit.id, record);
        moved(call, kind, hit, from, to, linked);
    }
}

}  // namespace

Linked repoint(http::Call& call, const Kind& target, const std::string& from, const std::string& to,
               const Linked* only) {
    refresh(call.db);
    Linked linked;
    for (auto* kind : all_kinds()) {
        if (kind->name == target.name) continue;
        auto wanted = [&](const std::string& id) {
            return !only || std::find(only->begin(), only->end(), std::pair{kind->name, id}) != only->end();
        };
        if (kind->entry())
            repoint_entries(call, *kind, target, from, to, wanted, linked);
        else
            repoint_table(call, *kind, target, from, to, wanted, linked);
    }
    return linked;
}

}  // namespace zhenan::record
