#include "core/embedded.h"
#include "core/id.h"
#include "core/install.h"
#include "modules/area/area.h"
#include "modules/checklist/checklist.h"
#include "modules/checklist/checklist_paper.h"
#include "modules/record/record.h"

namespace zhenan::checklist {

namespace {

const FaultCode kDates{Kind::rejected, "checklist.dates", "失效日期不能早于生效日期",
                       "The end cannot lie before the start"};

record::Kind declare() {
    record::Kind k;
    k.name = "checklists";
    k.table = "checklist";
    k.zh = "检查表";
    k.en = "Checklists";
    k.group = "inspection";
    k.about_zh = "按行业和日期选用的检查表，每项带依据。标“待核”的依据须由管理员对照原文确认。";
    k.about_en =
        "Checklists by trade and date, each item with its clause. Clauses marked M must be confirmed by the "
        "administrator.";
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
                 .options = area::categories()},
                {.name = "edition", .zh = "版本", .en = "Edition", .required = true, .list = true, .max = 20},
                {.name = "effectiveFrom",
                 .type = Field::day,
                 .zh = "生效日期",
                 .en = "In force from",
                 .required = true,
                 .list = true,
                 .sort = true},
                {.name = "effectiveTo", .type = Field::day, .zh = "失效日期", .en = "In force to", .list = true},
                {.name = "source", .type = Field::longtext, .zh = "来源", .en = "Source"},
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
                             .options = {{"V", "已核对", "Verified"}, {"M", "待核", "Unconfirmed"}}},
                            {.name = "phrases", .zh = "常用表述", .en = "Phrases", .many = true, .max = 300}}}};
    k.sort = "category";
    k.read = record::kStaff;
    k.write = {"administrator"};
    k.scoped = false;
    k.import = false;
    k.before_write = [](record::Change& change) {
        auto to = text_of(change.record, "effectiveTo");
        if (!to.empty() && to < text_of(change.record, "effectiveFrom")) throw Fault(kDates, "effectiveTo");
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

const http::Routes routes([](http::Router& router) {
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
