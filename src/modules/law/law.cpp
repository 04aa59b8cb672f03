#include "modules/law/law.h"

#include <fmt/format.h>

#include <map>

#include "core/id.h"
#include "core/search/search.h"
#include "modules/law/law_confirm.h"
#include "modules/law/law_store.h"

namespace zhenan::law {

namespace {

const FaultCode kDates{Kind::rejected, "law.dates", "失效日期不能早于生效日期", "The end cannot lie before the start"};
const FaultCode kOverlap{Kind::rejected, "law.overlap",
                         "这一条在这段日期里已有一个版本；请打开它，用“制定新版本”写新的内容和生效日期",
                         "There is a version for these days already; open it and make a new version"};
const FaultCode kEditionFrom{Kind::rejected, "law.edition_from", "新版本的生效日期要晚于这一版的生效日期",
                             "The new version must begin after this one"};
const FaultCode kPast{Kind::rejected, "law.past", "新的数值只能从今天或以后起用；以前的业务按当时的数值",
                      "A new figure holds from today or a later day; what lies before keeps its figure"};

std::map<std::string, std::vector<std::string>, std::less<>>& keys() {
    static std::map<std::string, std::vector<std::string>, std::less<>> all;
    return all;
}

Key key_of(const record::Kind& kind, const json::object& record) {
    Key key;
    for (auto& name : keys().at(kind.name)) key.emplace_back(snake_case(name), text_of(record, name));
    return key;
}

void check(record::Change& change) {
    if (change.withdrawn) return;
    auto from = text_of(change.record, "effectiveFrom"), to = text_of(change.record, "effectiveTo");
    if (!to.empty() && to < from) throw Fault(kDates, "effectiveTo");
    for (auto& other : versions(change.call.db, change.kind, key_of(change.kind, change.record)))
        if (other.id != change.id && overlap(from, to, other.from, other.to)) throw Fault(kOverlap, "effectiveFrom");
    // Whatever comes in by a form or a file is unconfirmed until somebody confirms it here.
    if (!change.before && !change.record.contains("certainty")) change.record["certainty"] = "M";
}

Schema kept_fields() {
    return {{.name = "effectiveFrom",
             .type = Field::day,
             .zh = "生效日期",
             .en = "In force from",
             .required = true,
             .list = true,
             .filter = true,
             .sort = true},
            {.name = "effectiveTo", .type = Field::day, .zh = "失效日期", .en = "In force to", .list = true},
            {.name = "certainty",
             .type = Field::choice,
             .zh = "核实",
             .en = "Certainty",
             .readonly = true,
             .list = true,
             .filter = true,
             .sort = true,
             .options = certainties()},
            {.name = "source",
             .type = Field::longtext,
             .zh = "来源",
             .en = "Source",
             .max = 500,
             .help_zh = "从哪里抄来的：公报、网站、文件名。",
             .help_en = "Where it was copied from: gazette, site, file."},
            {.name = "sourceFiles", .type = Field::attachments, .zh = "原文文件", .en = "Text as a file"},
            {.name = "sourceSha256",
             .zh = "原文文件校验",
             .en = "Hash of the file",
             .readonly = true,
             .max = 1000,
             .help_zh = "SHA-256，以后能看出文件有没有换过。",
             .help_en = "SHA-256: tells later whether the file is still the same."},
            {.name = "confirmedBy", .zh = "确认人", .en = "Confirmed by", .readonly = true},
            {.name = "confirmedOn", .type = Field::day, .zh = "确认日期", .en = "Confirmed on", .readonly = true},
            {.name = "confirmedAgainst", .zh = "对照", .en = "Compared with", .readonly = true, .max = 300}};
}

// The version that follows `before`: what the input names anew, the rest as it was.
json::object follow(http::Call& call, const record::Kind& kind, const json::object& before, const json::object& input) {
    auto from = text_of(input, "effectiveFrom");
    // A mere structure has nothing that could be overwritten: its text may hold from the same day.
    bool structure = text_of(before, "effectiveFrom").empty() ||
                     (find_field(kind.fields, "text") && text_of(before, "text").empty());
    if (structure ? from < text_of(before, "effectiveFrom") : from <= text_of(before, "effectiveFrom"))
        throw Fault(kEditionFrom, "effectiveFrom");
    json::object next;
    for (auto& field : kind.fields) {
        if (field.readonly || field.name == "sourceFiles" || field.name == "effectiveTo") continue;
        if (auto* value = before.if_contains(field.name); value && !value->is_null()) next[field.name] = *value;
    }
    auto to = text_of(before, "effectiveTo");
    // Begun inside this version's days it takes over the rest of them.
    if (!to.empty() && from <= to) next["effectiveTo"] = to;
    for (auto& member : input) next[member.key()] = member.value();
    // What the office decides by itself stays its own decision.
    next["certainty"] = text_of(before, "certainty") == "own" ? "own" : "M";
    auto last = ends_before(to, from);
    if (structure)
        record::withdraw(call, kind, text_of(before, "id"), "已录入内容");
    else if (last != to)
        save(call, kind, before, {{"effectiveTo", last}}, "followed", {});
    return record::create(call, kind, std::move(next));
}

json::object edition(http::Call& call, const record::Kind& kind) {
    return follow(call, kind, mine(call, kind), call.input);
}

void add_versions(http::Call& call, const record::Kind& kind, json::object& record) {
    json::array line;
    for (auto& version : versions(call.db, kind, key_of(kind, record)))
        line.push_back({{"id", version.id},
                        {"effectiveFrom", version.from},
                        {"effectiveTo", version.to.empty() ? json::value(nullptr) : json::value(version.to)},
                        {"certainty", version.certainty}});
    record["versions"] = std::move(line);
}

Schema edition_fields(const record::Kind& kind) {
    Schema fields = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"}};
    auto& key = keys().at(kind.name);
    for (auto field : kind.fields) {
        if (field.readonly || std::find(key.begin(), key.end(), field.name) != key.end()) continue;
        field.required = field.name == "effectiveFrom";
        fields.push_back(std::move(field));
    }
    return fields;
}

}  // namespace

void keep(record::Kind& kind, std::vector<std::string> key) {
    keys()[kind.name] = std::move(key);
    for (auto& field : kept_fields()) kind.fields.push_back(field);
    kind.scoped = false;
    kind.read = record::kStaff;
    kind.write = {"administrator"};
    kind.edit = false;
    auto own = kind.before_write;
    kind.before_write = [own](record::Change& change) {
        check(change);
        if (own) own(change);
    };
    auto filter = kind.extra_filter;
    kind.extra_filter = [filter](std::string_view name, std::string_view value, std::string_view today,
                                 std::string& condition, std::vector<db::Value>& binds) {
        if (on_day(name, value, today, condition, binds)) return true;
        return filter && filter(name, value, today, condition, binds);
    };
    auto detail = kind.detail;
    kind.detail = [detail, name = kind.name](http::Call& call, json::object& record) {
        add_versions(call, record::kind(name), record);
        if (detail) detail(call, record);
    };
}

bool on_day(std::string_view name, std::string_view value, std::string_view, std::string& condition,
            std::vector<db::Value>& binds) {
    if (name != "on") return false;
    if (!is_day(value)) throw Fault(kInvalid, "on");
    condition = "t.effective_from <= ? AND (t.effective_to IS NULL OR t.effective_to >= ?)";
    for (int i = 0; i < 2; ++i) binds.emplace_back(std::string(value));
    return true;
}

void add_verbs(http::Router& router, const std::string& name) {
    auto& kind = record::kind(name);
    auto base = "/api/v1/" + name + "/{id}/";
    auto output = record::answer_schema(kind);
    router.add(
        {.method = "POST",
         .path = base + "confirmation",
         .summary = "Confirms one of " + kind.en + " against its text",
         .roles = kind.write,
         .mode = http::Mode::write,
         .input = confirmation_fields(),
         .output = output,
         .handler = [&kind](http::Call& c) { return http::Response::of(confirm(c, kind, mine(c, kind)), 201); }});
    auto several = confirmation_fields();
    several.insert(several.begin() + 1, {.name = "ids",
                                         .type = Field::ref,
                                         .zh = "选中的",
                                         .en = "Chosen",
                                         .required = true,
                                         .many = true,
                                         .to = name});
    router.add({.method = "POST",
                .path = "/api/v1/" + name + "/confirmation",
                .summary = "Confirms several of " + kind.en + " against one text, all or none",
                .roles = kind.write,
                .mode = http::Mode::write,
                .input = several,
                .output = {{.name = "count", .type = Field::integer, .zh = "条数", .en = "Count", .required = true}},
                .handler = [&kind](http::Call& c) { return http::Response::of(confirm_several(c, kind), 201); }});
    router.add(
        {.method = "POST",
         .path = base + "unconfirmation",
         .summary = "Takes a confirmation back",
         .roles = kind.write,
         .mode = http::Mode::write,
         .input =
             {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
              {.name = "reason", .type = Field::longtext, .zh = "原因", .en = "Reason", .required = true, .max = 300}},
         .output = output,
         .handler = [&kind](http::Call& c) { return http::Response::of(unconfirm(c, kind), 201); }});
    router.add({.method = "POST",
                .path = base + "edition",
                .summary = "Makes a new version with a day from which it is in force; the old one is kept",
                .roles = kind.write,
                .mode = http::Mode::write,
                .input = edition_fields(kind),
                .output = output,
                .handler = [&kind](http::Call& c) { return http::Response::of(edition(c, kind), 201); }});
}

void set_term(http::Call& call, const Setting& setting, std::int64_t figure, const std::string& from,
              const std::string& note) {
    if (from < call.today()) throw Fault(kPast, "from");
    auto& kind = record::kind("terms");
    json::object next{{"term", setting.name()}, {"days", figure}, {"effectiveFrom", from}, {"certainty", "own"}};
    if (!note.empty()) next["note"] = note;
    for (auto& version : terms_of(call.db, setting)) {
        if (!in_force(version.from, version.to, from)) continue;
        if (version.from < from) {
            follow(call, kind, *record::peek(call.db, kind, version.id), next);
            return;
        }
        // Begun on the same day: it is kept as withdrawn, and this one takes over its days.
        if (!version.to.empty()) next["effectiveTo"] = version.to;
        next["certainty"] = version.certainty == "own" ? "own" : "M";
        if (!version.source.empty()) next["source"] = version.source;
        record::withdraw(call, kind, version.id, "同一天改定为新的数值");
    }
    record::create(call, kind, std::move(next));
}

void ship(db::Connection& db, const std::string& name, const json::object& record, Instant now) {
    auto& kind = record::kind(name);
    auto from = text_of(record, "effectiveFrom"), to = text_of(record, "effectiveTo");
    // What was shipped before stays as the administrators have left it, withdrawn ones too.
    for (auto& other : versions(db, kind, key_of(kind, record), true))
        if (other.from == from || overlap(from, to, other.from, other.to)) return;
    auto id = new_id();
    record::insert_row(db, kind, id, record, now);
    index_text(db, kind.name, id, record::search_text(kind, record), true);
}

std::string cited(const Text& text) {
    return text.number + "《" + text.title + "》";
}

}  // namespace zhenan::law
