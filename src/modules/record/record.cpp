#include "modules/record/record.h"

#include <fmt/format.h>

#include "core/event/event.h"
#include "core/id.h"
#include "core/search/search.h"
#include "modules/record/record_earlier.h"
#include "modules/record/record_store.h"

namespace zhenan::record {

const std::vector<std::string> kStaff = {"leader",      "office",    "officer",       "supervisor", "village",
                                         "grid_leader", "patroller", "administrator", "auditor"};
const std::vector<std::string> kEverybody = {"leader",      "office",    "officer",       "supervisor", "village",
                                             "grid_leader", "patroller", "administrator", "auditor",    "enterprise"};
const std::vector<std::string> kTown = {"leader", "office", "officer", "supervisor", "administrator"};

namespace {

const FaultCode kOutside{zhenan::Kind::rejected, "record.outside_area", "所选的区域不在您的管辖范围内",
                         "The chosen area lies outside yours"};
const FaultCode kOutsideCategory{zhenan::Kind::rejected, "record.outside_category", "所选的行业类别不在您的主管范围内",
                                 "The chosen category is not one of yours"};
const FaultCode kUnknownRef{zhenan::Kind::rejected, "record.unknown_reference", "所选的对象不存在或不在您的管辖范围内",
                            "What was chosen does not exist or lies outside your area"};
const FaultCode kNotWithdrawn{zhenan::Kind::conflict, "record.not_withdrawn", "这条记录没有撤回，不用恢复",
                              "The record is not withdrawn; there is nothing to restore"};
const FaultCode kTaken{zhenan::Kind::rejected, "record.taken", "已有相同的记录", "There is such a record already"};

void check_references(Change& change, Earlier* earlier = nullptr) {
    std::vector<FieldError> errors;
    for (auto& field : change.kind.fields) {
        if (field.type != Field::ref && field.type != Field::area) continue;
        auto* value = change.record.if_contains(field.name);
        if (!value || value->is_null()) continue;
        if (change.before) {
            auto* old = change.before->if_contains(field.name);
            if (old && *old == *value) continue;
        }
        auto* target = find_kind(field.type == Field::area ? "areas" : field.to);
        if (!target) continue;
        auto known = [&](std::string_view id) {
            if (field.type == Field::area && id == change.seen_area) return true;
            auto exists = [&] {
                return exists_in_scope(change.call.db, change.call.actor, *target, id, State::standing, field.upward);
            };
            if (!earlier) return exists();
            if (target == &change.kind && earlier->stands_above(id)) return true;
            return earlier->remembered(target->name + (field.upward ? "^" : "") + '\n' + std::string(id), exists);
        };
        bool ok = value->is_array() ? std::all_of(value->as_array().begin(), value->as_array().end(),
                                                  [&](auto& v) { return v.is_string() && known(v.as_string()); })
                                    : known(value->as_string());
        if (!ok)
            errors.push_back({field.name, std::string(kUnknownRef.code),
                              fmt::format("{}：{}", field.zh, kUnknownRef.zh),
                              fmt::format("{}: {}", field.en, kUnknownRef.en)});
    }
    if (!errors.empty()) throw Fault(kUnknownRef, std::move(errors));
}

void check_unique(Change& change, Earlier* earlier = nullptr) {
    for (auto& field : change.kind.fields) {
        if (!field.unique) continue;
        auto value = text_of(change.record, field.name);
        if (value.empty()) continue;
        if (change.before && text_of(*change.before, field.name) == value) continue;
        if (auto row = earlier ? earlier->row_with(field.name, value) : 0)
            throw Fault(kTaken, {{field.name, std::string(kTaken.code),
                                  fmt::format("{}“{}”与第 {} 行相同", field.zh, value, row),
                                  fmt::format("{} \"{}\" is the same as in row {}", field.en, value, row)}});
        if (auto other = find_by_field(change.call.db, change.kind, field, value); other && *other != change.id)
            throw Fault(kTaken, {{field.name, std::string(kTaken.code), fmt::format("{}“{}”已有记录", field.zh, value),
                                  fmt::format("{} \"{}\" is recorded already", field.en, value)}});
    }
}

// Writing asks for a role that may write this kind and that reaches the record's area.
void check_reach(Change& change, const json::object& record, Earlier* earlier = nullptr) {
    auto& kind = change.kind;
    // Where the area is not in the record, its own hook asks.
    if (!kind.scoped || !kind.area_sql.empty()) return;
    auto& actor = change.call.actor;
    std::string area = text_of(record, "areaId");
    if (kind.area_column == "id") area = text_of(record, "parentId").empty() ? change.id : text_of(record, "parentId");
    auto category = kind.category_column.empty() ? std::string() : text_of(record, "category");
    // Without a category it is in nobody's limited share: who added it would not see it.
    if (!kind.category_column.empty() && category.empty()) category = "-";
    std::string owner;
    for (auto& field : kind.fields)
        if (!kind.owner_column.empty() && field.column() == kind.owner_column) owner = text_of(record, field.name);
    if (earlier && earlier->stands_above(area)) return;  // who may add the row above may add below it
    auto within = [&] { return reaches(change.call.db, actor, kind.write, area, category, owner); };
    if (!(earlier ? earlier->remembered(area + '\n' + category + '\n' + owner, within) : within())) {
        if (change.before) throw Fault(kForbidden);
        if (reaches(change.call.db, actor, kind.write, area, {}, owner)) throw Fault(kOutsideCategory, "category");
        throw Fault(kOutside, "areaId");
    }
}

}  // namespace

std::string search_text(const Kind& kind, const json::object& record) {
    std::string text;
    for (auto& field : kind.fields)
        if (field.search || field.name == kind.title) {
            auto value = text_of(record, field.name);
            if (!value.empty()) text += (text.empty() ? "" : " ") + value;
        }
    return text;
}

namespace {

// Only what differs goes into the history.
std::pair<json::object, json::object> difference(const json::object& before, const json::object& after) {
    json::object was, is;
    for (auto& member : after) {
        auto* old = before.if_contains(member.key());
        if (old && *old == member.value()) continue;
        if (!old && member.value().is_null()) continue;
        if (old) was[member.key()] = *old;
        is[member.key()] = member.value();
    }
    return {was, is};
}

std::string area_of(const Kind& kind, const std::string& id, const json::object& record) {
    return kind.area_column == "id" ? id : text_of(record, "areaId");
}

}  // namespace

namespace {
// Inside a function: a plain global would be made empty again when it is initialised after whoever has set it.
Claim& claim() {
    static Claim one;
    return one;
}
}  // namespace

void set_claim(Claim set) {
    claim() = std::move(set);
}
void claim_attachments(http::Call& call, const std::string& kind, const std::string& id,
                       const std::vector<std::string>& attachments) {
    claim()(call, kind, id, attachments);
}

std::vector<std::string> attachments_in(const Schema& schema, const json::object& input) {
    std::vector<std::string> found;
    for (auto& field : schema) {
        auto* value = input.if_contains(field.name);
        if (!value || value->is_null()) continue;
        std::vector<std::string> inner;
        if (field.type == Field::attachments) inner = texts_of(input, field.name);
        if (field.type == Field::object && value->is_object()) inner = attachments_in(field.fields, value->as_object());
        if (field.type == Field::rows && value->is_array())
            for (auto& row : value->as_array())
                for (auto& id : attachments_in(field.fields, row.as_object())) inner.push_back(id);
        found.insert(found.end(), inner.begin(), inner.end());
    }
    return found;
}

std::string Kind::title_column() const {
    return entry() ? "title" : snake_case(title);
}

const std::vector<std::string>& Kind::readers() const {
    if (!read.empty()) return read;
    return owner_column.empty() ? kStaff : kEverybody;
}

void check(Change& change, Earlier* earlier) {
    check_reach(change, change.record, earlier);
    check_references(change, earlier);
    if (change.kind.before_write) change.kind.before_write(change);
    check_unique(change, earlier);
}

void put(Change& change) {
    auto& [call, kind, id, before, record, withdrawn, seen_area] = change;
    insert_row(call.db, kind, id, record, call.now());
    index_text(call.db, kind.name, id, search_text(kind, record), true);
    if (auto ids = attachments_in(kind.fields, record); !ids.empty()) claim_attachments(call, kind.name, id, ids);
    record_event(call.db, call.actor, call.now(), kind.name, id, "created", area_of(kind, id, record), {}, record);
    if (kind.after_write) kind.after_write(change);
}

void put_checked(Change& change) {
    if (change.kind.before_write) change.kind.before_write(change);
    check_unique(change);
    put(change);
}

std::string add(http::Call& call, const Kind& kind, json::object input, std::string_view seen_area) {
    std::string id = text_of(input, "id");
    if (id.empty()) id = new_id();
    input.erase("id");
    Change change{call, kind, id, nullptr, std::move(input)};
    change.seen_area = seen_area;
    check(change, nullptr);
    put(change);
    return id;
}

json::object create(http::Call& call, const Kind& kind, json::object input) {
    auto id = add(call, kind, std::move(input));
    return *peek(call.db, kind, id);
}

json::object change(http::Call& call, const Kind& kind, const std::string& id, const json::object& input,
                    std::optional<std::int64_t> version) {
    auto before = get(call.db, call.actor, kind, id);
    if (version && *version != integer_of(before, "version")) throw Fault(kStale);
    Change change{call, kind, id, &before, {}};
    // The record as it will be: declared fields only, labels and times are not part of it.
    for (auto& field : kind.fields)
        if (auto* value = before.if_contains(field.name)) change.record[field.name] = *value;
    auto was = change.record;
    check_reach(change, before);
    for (auto& member : input) change.record[member.key()] = member.value();
    check_reach(change, change.record);
    check_references(change);
    if (kind.before_write) kind.before_write(change);
    check_unique(change);
    auto [old, fresh] = difference(was, change.record);
    if (fresh.empty()) return before;
    update_row(call.db, kind, id, fresh, call.now());
    if (kind.entry()) rewrite_entry(call.db, kind, id, change.record);
    index_text(call.db, kind.name, id, search_text(kind, change.record));
    if (auto ids = attachments_in(kind.fields, change.record); !ids.empty())
        claim_attachments(call, kind.name, id, ids);
    record_event(call.db, call.actor, call.now(), kind.name, id, "changed", area_of(kind, id, change.record), old,
                 fresh);
    if (kind.after_write) kind.after_write(change);
    return *peek(call.db, kind, id);
}

void withdraw(http::Call& call, const Kind& kind, const std::string& id, const std::string& reason) {
    auto before = get(call.db, call.actor, kind, id);
    Change change{call, kind, id, &before, before, true};
    check_reach(change, before);
    take_back(change, reason);
}

void take_back(Change& change, const std::string& reason) {
    auto& [call, kind, id, before, record, withdrawn, seen_area] = change;
    if (kind.before_write) kind.before_write(change);
    set_withdrawn(call.db, kind, id, true, call.now());
    index_text(call.db, kind.name, id, "");
    record_event(call.db, call.actor, call.now(), kind.name, id, "withdrawn", area_of(kind, id, *before), {},
                 {{"reason", reason}});
    if (kind.after_write) kind.after_write(change);
}

json::object restore(http::Call& call, const Kind& kind, const std::string& id) {
    if (!exists_in_scope(call.db, call.actor, kind, id, State::any)) throw Fault(kNotFound);
    if (!exists_in_scope(call.db, call.actor, kind, id, State::withdrawn)) throw Fault(kNotWithdrawn);
    auto held = *peek(call.db, kind, id);
    Change change{call, kind, id, nullptr, {}};
    for (auto& field : kind.fields)
        if (auto* value = held.if_contains(field.name)) change.record[field.name] = *value;
    check_reach(change, change.record);
    // What it names may be gone since, and its number taken by another.
    check_references(change);
    check_unique(change);
    auto before = change.record;
    change.before = &before;
    if (kind.before_write) kind.before_write(change);
    set_withdrawn(call.db, kind, id, false, call.now());
    index_text(call.db, kind.name, id, search_text(kind, change.record), true);
    record_event(call.db, call.actor, call.now(), kind.name, id, "restored", area_of(kind, id, change.record), {}, {});
    if (kind.after_write) kind.after_write(change);
    return *peek(call.db, kind, id);
}

Schema answer_schema(const Kind& kind) {
    Schema schema = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id", .required = true}};
    for (auto field : kind.fields) {
        bool labelled = (field.type == Field::ref || field.type == Field::area) && !field.many;
        auto stem = field.stem();
        field.required = false;
        field.readonly = false;
        schema.push_back(field);
        if (labelled) schema.push_back({.name = stem + "Name", .zh = field.zh, .en = field.en});
    }
    schema.push_back({.name = "version", .type = Field::integer, .zh = "版本", .en = "Version", .required = true});
    schema.push_back({.name = "createdAt", .type = Field::instant, .zh = "登记时间", .en = "Created"});
    schema.push_back({.name = "updatedAt", .type = Field::instant, .zh = "更新时间", .en = "Changed"});
    return schema;
}

json::object describe(const Kind& kind, const Actor& actor) {
    json::array fields;
    for (auto& field : kind.fields) fields.push_back(field_to_json(field));
    bool writes = actor.has_any(kind.write);
    return {{"kind", kind.name},
            {"path", kind.path()},
            {"own", kind.own},
            {"retired", kind.retired},
            {"zh", kind.zh},
            {"en", kind.en},
            {"group", kind.group},
            {"about", json::object{{"zh", kind.about_zh}, {"en", kind.about_en}}},
            {"title", kind.title},
            {"sort", kind.sort},
            {"day", kind.day},
            {"fields", fields},
            {"create", writes && kind.create},
            {"edit", writes && kind.edit},
            {"import", writes && kind.import},
            {"withdraw", writes && kind.withdraw}};
}

}  // namespace zhenan::record
