#include "modules/enterprise/merger.h"

#include <fmt/format.h>

#include "core/event/event.h"
#include "core/id.h"
#include "modules/duty/duty.h"
#include "modules/enterprise/merger_store.h"

namespace zhenan::enterprise {

namespace {

const FaultCode kSame{Kind::rejected, "enterprise.merge_same", "这是同一条记录，请选择另一家",
                      "That is the same record; choose another one"};
const FaultCode kKeep{Kind::rejected, "enterprise.merge_keep",
                      "保留哪一家的内容，每一项要写 this（这家）或 other（另一家）",
                      "For each field say this or other"};
const FaultCode kTooLate{Kind::conflict, "enterprise.merge_too_late",
                         "合并只能在当天撤销；以后请新建单位，再修改各条记录",
                         "A merger can be undone on its own day only; later add the enterprise anew and change the "
                         "records"};
const FaultCode kUndone{Kind::conflict, "enterprise.merge_undone", "这次合并已经撤销过了",
                        "The merger was undone already"};

bool is_empty(const json::object& record, const std::string& name) {
    auto* value = record.if_contains(name);
    return !value || value->is_null() || (value->is_array() && value->as_array().empty());
}

json::value value_or_null(const json::object& record, const std::string& name) {
    auto* value = record.if_contains(name);
    return value ? *value : json::value(nullptr);
}

// What is asked for of the other, and what the kept one lacks.
json::object taken_over(const record::Kind& kind, const json::object& keep, const json::object& kept,
                        const json::object& other) {
    json::object changes;
    for (auto& member : keep) {
        auto* field = find_field(kind.fields, member.key());
        auto choice = member.value().is_string() ? std::string(member.value().as_string()) : std::string();
        if (!field || field->readonly || (choice != "this" && choice != "other"))
            throw Fault(kKeep, "keep." + std::string(member.key()));
        if (choice == "other") changes[field->name] = value_or_null(other, field->name);
    }
    for (auto& field : kind.fields)
        if (!field.readonly && !keep.contains(field.name) && is_empty(kept, field.name) && !is_empty(other, field.name))
            changes[field.name] = other.at(field.name);
    return changes;
}

json::array listed(const record::Linked& linked) {
    json::array list;
    for (auto& [kind, id] : linked) list.push_back(json::array{kind, id});
    return list;
}

void follow(http::Call& call, const record::Linked& linked, const std::string& from, const std::string& to) {
    for (auto& [kind, id] : linked) duty::hand_over(call.db, id, "enterprises", from, to);
}

void tell(http::Call& call, const json::object& record, const char* verb, const json::object& about) {
    record_event(call.db, call.actor, call.now(), "enterprises", text_of(record, "id"), verb, text_of(record, "areaId"),
                 {}, about);
}

}  // namespace

json::object merge(http::Call& call) {
    auto& kind = record::kind("enterprises");
    auto id = call.path[0], other_id = text_of(call.input, "otherId");
    if (id == other_id) throw Fault(kSame, "otherId");
    auto kept = record::get(call.db, call.actor, kind, id);
    auto other = record::get(call.db, call.actor, kind, other_id);
    auto* keep = call.input.if_contains("keep");
    auto changes = taken_over(kind, keep && keep->is_object() ? keep->as_object() : json::object(), kept, other);
    json::object before;
    for (auto& change : changes) before[change.key()] = value_or_null(kept, change.key());

    // The other goes first: its credit code becomes free.
    record::withdraw(call, kind, other_id, fmt::format("与“{}”是同一家，已合并", text_of(kept, "name")));
    set_merged_into(call.db, other_id, id);
    if (!changes.empty()) record::change(call, kind, id, changes, {});
    auto linked = record::repoint(call, kind, other_id, id, nullptr);
    follow(call, linked, other_id, id);
    auto now = record::get(call.db, call.actor, kind, id);
    tell(call, now, "merged", {{"name", text_of(other, "name")}, {"records", linked.size()}});
    Merger merger{text_of(call.input, "id"),
                  id,
                  other_id,
                  call.now(),
                  call.today(),
                  call.actor.account_id,
                  call.actor.name,
                  json::serialize(before),
                  json::serialize(listed(linked)),
                  false,
                  "",
                  ""};
    insert_merger(call.db, merger);
    now["merged"] = merged(call, id);
    now["moved"] = linked.size();
    return now;
}

json::object undo_merger(http::Call& call) {
    auto& kind = record::kind("enterprises");
    auto id = call.path[0];
    auto kept = record::get(call.db, call.actor, kind, id);
    auto merger = find_merger(call.db, text_of(call.input, "mergerId"));
    if (!merger || merger->kept_id != id) throw Fault(kNotFound);
    if (merger->undone) throw Fault(kUndone);
    if (merger->on_day != call.today()) throw Fault(kTooLate);
    auto before = json::parse(merger->fields_before).as_object();
    if (!before.empty()) record::change(call, kind, id, before, {});
    record::restore(call, kind, merger->other_id);
    set_merged_into(call.db, merger->other_id, {});
    record::Linked linked;
    auto moved = json::parse(merger->moved);
    for (auto& one : moved.as_array())
        linked.emplace_back(std::string(one.at(0).as_string()), std::string(one.at(1).as_string()));
    auto back = record::repoint(call, kind, id, merger->other_id, &linked);
    follow(call, back, id, merger->other_id);
    set_undone(call.db, merger->id, call.now());
    auto now = record::get(call.db, call.actor, kind, id);
    tell(call, now, "unmerged", {{"name", merger->other_name}, {"records", back.size()}});
    now["merged"] = merged(call, id);
    now["moved"] = back.size();
    return now;
}

json::array merged(http::Call& call, const std::string& id) {
    json::array list;
    for (auto& m : mergers_of(call.db, id))
        list.push_back({{"mergerId", m.id},
                        {"id", m.other_id},
                        {"name", m.other_name},
                        {"creditCode", m.other_code},
                        {"at", to_rfc3339(m.at)},
                        {"by", m.by_name},
                        {"undoable", m.on_day == call.today()}});
    return list;
}

}  // namespace zhenan::enterprise
