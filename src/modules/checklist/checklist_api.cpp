#include "core/embedded.h"
#include "core/event/event.h"
#include "core/id.h"
#include "core/install.h"
#include "modules/area/area.h"
#include "modules/checklist/checklist.h"
#include "modules/checklist/checklist_paper.h"
#include "modules/checklist/checklist_rules.h"
#include "modules/law/law.h"
#include "modules/record/record.h"

namespace zhenan::checklist {

namespace {

const FaultCode kDates{Kind::rejected, "checklist.dates", "失效日期不能早于生效日期",
                       "The end cannot lie before the start"};
const FaultCode kBegun{Kind::conflict, "checklist.begun",
                       "这一版已经生效，检查按它做过，不能再改；请“复制成新版本”，填从哪天起用",
                       "This edition is in force and inspections were made by it; copy it to a new one instead"};
const FaultCode kCodeTwice{Kind::rejected, "checklist.code_twice", "有两项编号相同，请改成不同的编号",
                           "Two items have the same code"};
const FaultCode kEditionTaken{Kind::rejected, "checklist.edition_taken", "这个行业已有同名的版本，请换一个版本号",
                              "There is an edition of that name in this category"};
const FaultCode kEditionFrom{Kind::rejected, "checklist.edition_from", "新版本的生效日期要晚于这一版的生效日期",
                             "The new edition must begin after this one"};
const FaultCode kItems{Kind::rejected, "checklist.items", "所选的检查项不存在，或没有写依据",
                       "A chosen item does not exist or cites no clause"};

std::vector<Option> categories() {
    auto all = area::categories();
    all.push_back({std::string(kGeneral), "一般消防（各类场所通用）", "General fire, for every place"});
    return all;
}

record::Kind declare() {
    record::Kind k;
    k.name = "checklists";
    k.table = "checklist";
    k.zh = "检查表";
    k.en = "Checklists";
    k.group = "inspection";
    k.about_zh = "按行业和日期选用的检查表，每项带依据。标“未核实”的依据由管理员对照原文确认。";
    k.about_en =
        "Checklists by trade and date, each item with its clause. Unconfirmed clauses are for the administrator "
        "to compare with the text.";
    k.title = "title";
    k.fields = {{.name = "title",
                 .zh = "名称",
                 .en = "Title",
                 .required = true,
                 .list = true,
                 .sort = true,
                 .search = true,
                 .max = 100},
                {.name = "titleEn", .zh = "英文名称", .en = "English title", .max = 100},
                {.name = "category",
                 .type = Field::choice,
                 .zh = "行业类别",
                 .en = "Category",
                 .required = true,
                 .list = true,
                 .filter = true,
                 .sort = true,
                 .options = categories()},
                {.name = "edition", .zh = "版本", .en = "Edition", .required = true, .list = true, .max = 20},
                {.name = "effectiveFrom",
                 .type = Field::day,
                 .zh = "生效日期",
                 .en = "In force from",
                 .required = true,
                 .list = true,
                 .filter = true,
                 .sort = true},
                {.name = "effectiveTo", .type = Field::day, .zh = "失效日期", .en = "In force to", .list = true},
                {.name = "source", .type = Field::longtext, .zh = "来源", .en = "Source"},
                {.name = "sourceFiles", .type = Field::attachments, .zh = "原文文件", .en = "Text as a file"},
                {.name = "sourceSha256", .zh = "原文文件校验", .en = "Hash of the file", .readonly = true, .max = 1000},
                {.name = "items",
                 .type = Field::rows,
                 .zh = "检查项",
                 .en = "Items",
                 .required = true,
                 .fields = {{.name = "code", .zh = "编号", .en = "Code", .required = true, .max = 20},
                            {.name = "section", .zh = "分组", .en = "Section", .max = 60},
                            {.name = "text",
                             .type = Field::longtext,
                             .zh = "检查内容",
                             .en = "What is looked at",
                             .required = true,
                             .max = 500},
                            {.name = "textEn", .type = Field::longtext, .zh = "英文", .en = "English", .max = 800},
                            {.name = "clause", .zh = "依据", .en = "Clause", .max = 200},
                            {.name = "certainty",
                             .type = Field::choice,
                             .zh = "依据核实",
                             .en = "Certainty",
                             .options = law::certainties()},
                            {.name = "confirmedBy", .zh = "确认人", .en = "Confirmed by", .max = 60},
                            {.name = "confirmedOn", .type = Field::day, .zh = "确认日期", .en = "Confirmed on"},
                            {.name = "confirmedAgainst", .zh = "对照", .en = "Compared with", .max = 300},
                            {.name = "phrases", .zh = "常用表述", .en = "Phrases", .many = true, .max = 300}}}};
    k.sort = "category";
    k.read = record::kStaff;
    k.write = {"administrator"};
    k.scoped = false;
    k.import = false;
    k.before_write = [](record::Change& change) {
        auto to = text_of(change.record, "effectiveTo");
        if (!to.empty() && to < text_of(change.record, "effectiveFrom")) throw Fault(kDates, "effectiveTo");
        if (change.withdrawn) return;
        // A withdrawn one that comes back changes nothing.
        bool changed = change.before && *change.before != change.record;
        if (changed && begun(text_of(*change.before, "effectiveFrom"), change.call.today())) throw Fault(kBegun);
        bool renamed = !change.before || text_of(*change.before, "edition") != text_of(change.record, "edition") ||
                       text_of(*change.before, "category") != text_of(change.record, "category");
        if (renamed &&
            has_edition(change.call.db, text_of(change.record, "category"), text_of(change.record, "edition")))
            throw Fault(kEditionTaken, "edition");
        auto& items = change.record.at("items").as_array();
        if (!code_twice(items).empty()) throw Fault(kCodeTwice, "items");
        // Whoever sends them, only a confirmation confirms.
        Found model;
        if (auto from = change.call.path.empty() ? std::string() : change.call.path[0]; !from.empty())
            model = find(change.call.db, from);
        change.record["items"] = carried(items, model ? &model->at("items").as_array() : nullptr);
    };
    k.extra_filter = law::on_day;
    k.detail = [](http::Call& call, json::object& record) {
        json::array line;
        for (auto& edition : editions(call.db, text_of(record, "category"))) line.push_back(std::move(edition));
        record["versions"] = std::move(line);
    };
    return k;
}

const record::Kinds kinds([] { return std::vector{declare()}; });

json::object from_content(const std::string& category, const json::object& version) {
    json::array items;
    for (auto& value : version.at("items").as_array()) {
        auto& item = value.as_object();
        json::object row{{"code", item.at("code")},
                         {"text", item.at("zh")},
                         {"textEn", item.at("en")},
                         {"certainty", item.at("certainty")}};
        if (auto* section = item.if_contains("section")) row["section"] = section->as_object().at("zh");
        if (auto clause = text_of(item, "clause"); !clause.empty()) row["clause"] = clause;
        if (auto* phrases = item.if_contains("phrases")) row["phrases"] = *phrases;
        items.push_back(std::move(row));
    }
    json::object record{{"title", version.at("zh")},
                        {"titleEn", version.at("en")},
                        {"category", category},
                        {"edition", version.at("version")},
                        {"effectiveFrom", version.at("effectiveFrom")},
                        {"items", items}};
    if (auto to = text_of(version, "effectiveTo"); !to.empty()) record["effectiveTo"] = to;
    if (auto source = text_of(version, "source"); !source.empty()) record["source"] = source;
    return record;
}

http::Response blank(http::Call& call, bool pdf) {
    auto list = find(call.db, call.path[0]);
    if (!list) throw Fault(kNotFound);
    std::vector<FormItem> items;
    for (auto& value : list->at("items").as_array()) {
        auto& item = value.as_object();
        items.push_back({text_of(item, "section"), text_of(item, "code"), text_of(item, "text"),
                         text_of(item, "clause"), text_of(item, "certainty")});
    }
    auto paper = blank_form(text_of(*list, "title"), "版本 " + text_of(*list, "edition"), items);
    return http::Response::file(
        pdf ? paper::to_pdf(paper) : paper::to_docx(paper),
        pdf ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        text_of(*list, "title") + (pdf ? ".pdf" : ".docx"));
}

json::object saved(http::Call& call, const json::object& before, const json::object& changes, const char* verb,
                   json::object words) {
    auto& kind = record::kind("checklists");
    auto id = text_of(before, "id");
    record::update_row(call.db, kind, id, changes, call.now());
    for (auto& member : changes)
        if (member.key() != "items") words[member.key()] = member.value();
    record_event(call.db, call.actor, call.now(), kind.name, id, verb, "", {}, words);
    return *record::peek(call.db, kind, id, call.today());
}

json::object edition(http::Call& call) {
    auto& kind = record::kind("checklists");
    auto before = record::get(call.db, call.actor, kind, call.path[0], call.today());
    auto from = text_of(call.input, "effectiveFrom"), old_to = text_of(before, "effectiveTo");
    if (from <= text_of(before, "effectiveFrom")) throw Fault(kEditionFrom, "effectiveFrom");
    json::object next;
    for (auto name : {"title", "titleEn", "category", "source", "items"})
        if (auto* value = before.if_contains(name); value && !value->is_null()) next[name] = *value;
    if (!old_to.empty() && from <= old_to) next["effectiveTo"] = old_to;
    for (auto& member : call.input) next[member.key()] = member.value();
    if (auto last = law::ends_before(old_to, from); last != old_to)
        saved(call, before, {{"effectiveTo", last}}, "followed", {});
    return record::create(call, kind, std::move(next));
}

json::object confirmation(http::Call& call, bool yes) {
    auto& kind = record::kind("checklists");
    auto before = record::get(call.db, call.actor, kind, call.path[0], call.today());
    auto codes = texts_of(call.input, "items");
    auto items = before.at("items").as_array();
    json::object changes, words{{"items", call.input.at("items")}};
    if (yes) {
        auto kept = law::confirmed(call, kind.name, text_of(before, "id"), texts_of(before, "sourceFiles"));
        for (auto name : {"sourceFiles", "sourceSha256"}) changes[name] = kept.at(name);
        for (auto name : {"confirmedBy", "confirmedOn", "confirmedAgainst"}) words[name] = kept.at(name);
        json::object marks{{"certainty", "C"},
                           {"confirmedBy", kept.at("confirmedBy")},
                           {"confirmedOn", kept.at("confirmedOn")},
                           {"confirmedAgainst", kept.at("confirmedAgainst")}};
        if (!mark(items, codes, marks).empty()) throw Fault(kItems, "items");
    } else {
        words["reason"] = call.input.at("reason");
        json::object marks{
            {"certainty", "M"}, {"confirmedBy", nullptr}, {"confirmedOn", nullptr}, {"confirmedAgainst", nullptr}};
        if (!mark(items, codes, marks).empty()) throw Fault(kItems, "items");
    }
    changes["items"] = items;
    return saved(call, before, changes, yes ? "confirmed" : "unconfirmed", words);
}

void add_verbs(http::Router& router) {
    auto& kind = record::kind("checklists");
    Schema next{{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"}};
    for (auto field : kind.fields) {
        if (field.readonly || field.name == "category" || field.name == "sourceFiles") continue;
        field.required = field.name == "edition" || field.name == "effectiveFrom";
        next.push_back(std::move(field));
    }
    const Field codes{
        .name = "items", .zh = "检查项编号", .en = "Codes of items", .required = true, .many = true, .max = 20};
    auto confirming = law::confirmation_fields();
    confirming.push_back(codes);
    const Schema taking_back{
        {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
        {.name = "reason", .type = Field::longtext, .zh = "原因", .en = "Reason", .required = true, .max = 300},
        codes};
    auto add = [&](const char* verb, const char* summary, Schema input, auto act) {
        router.add({.method = "POST",
                    .path = std::string("/api/v1/checklists/{id}/") + verb,
                    .summary = summary,
                    .roles = kind.write,
                    .mode = http::Mode::write,
                    .input = std::move(input),
                    .output = record::answer_schema(kind),
                    .handler = [act](http::Call& c) { return http::Response::of(act(c), 201); }});
    };
    add("edition", "Copies a checklist to a new edition with the day from which it is used", next, edition);
    add("confirmation", "Confirms the clauses of some items against their text", confirming,
        [](http::Call& c) { return confirmation(c, true); });
    add("unconfirmation", "Takes the confirmation of some items back", taking_back,
        [](http::Call& c) { return confirmation(c, false); });
}

const http::Routes routes([](http::Router& router) {
    add_verbs(router);
    for (bool pdf : {false, true})
        router.add({.method = "GET",
                    .path = std::string("/api/v1/checklists/{id}/blank") + (pdf ? ".pdf" : ".docx"),
                    .summary = "The checklist as a form to fill in by hand",
                    .roles = record::kStaff,
                    .answer = pdf ? "application/pdf"
                                  : "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    .handler = [pdf](http::Call& call) { return blank(call, pdf); }});
});

// Shipped editions are added once; what an administrator changed afterwards stays.
const Shipped shipped{"checklist"};
const Install install([](db::Connection& db, Instant now) {
    for (auto& file : embedded::files()) {
        if (!file.name.starts_with("modules/checklist/content/")) continue;
        auto content = json::parse(file.bytes).as_object();
        auto category = text_of(content, "category");
        for (auto& version : content.at("versions").as_array()) {
            auto record = from_content(category, version.as_object());
            if (!has_edition(db, category, text_of(record, "edition")))
                record::insert_row(db, record::kind("checklists"), new_id(), record, now);
        }
    }
});

}  // namespace

}  // namespace zhenan::checklist
