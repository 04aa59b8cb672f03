// The kinds law-texts, criteria and terms; what is shipped of them.
#include "core/embedded.h"
#include "core/event/event.h"
#include "core/install.h"
#include "core/setting.h"
#include "modules/area/area.h"
#include "modules/law/law.h"

namespace zhenan::law {

namespace {

const FaultCode kTerm{Kind::rejected, "law.term_bounds", "数值超出允许的范围", "The figure lies outside its bounds"};

record::Kind texts() {
    record::Kind k;
    k.name = "law-texts";
    k.table = "law_text";
    k.zh = "法规标准";
    k.en = "Law texts";
    k.group = "administration";
    k.about_zh =
        "法律、法规、规章、标准的各个版本和有效期。业务按发生之日选用当时有效的版本。标“未核实”的请对照原文确认，并附上"
        "原文文"
        "件。";
    k.about_en =
        "Statutes and standards in their versions by date; the business day chooses. Compare what is unconfirmed with "
        "the text, attach the file and confirm it.";
    k.title = "title";
    k.fields = {{.name = "title",
                 .zh = "名称",
                 .en = "Title",
                 .required = true,
                 .list = true,
                 .sort = true,
                 .search = true,
                 .max = 150},
                {.name = "number", .zh = "文号、编号", .en = "Number", .list = true, .search = true, .max = 100},
                {.name = "edition", .zh = "版本", .en = "Edition", .list = true, .max = 60},
                {.name = "type",
                 .type = Field::choice,
                 .zh = "效力",
                 .en = "Rank",
                 .required = true,
                 .filter = true,
                 .options = {{"law", "法律", "Law"},
                             {"regulation", "行政法规", "Regulation"},
                             {"local", "地方性法规", "Local regulation"},
                             {"rule", "部门规章", "Ministry rule"},
                             {"standard", "标准", "Standard"},
                             {"document", "规范性文件", "Document"}}},
                {.name = "sector",
                 .type = Field::choice,
                 .zh = "行业领域",
                 .en = "Sector",
                 .required = true,
                 .list = true,
                 .filter = true,
                 .sort = true,
                 .options = sectors()},
                {.name = "judging",
                 .type = Field::boolean,
                 .zh = "重大隐患判定标准",
                 .en = "Judges major hazards",
                 .filter = true},
                {.name = "issuer", .zh = "制定机关", .en = "Issued by", .max = 100},
                {.name = "issuedOn", .type = Field::day, .zh = "公布日期", .en = "Issued on"},
                {.name = "note", .type = Field::longtext, .zh = "说明", .en = "Note", .max = 1000}};
    k.sort = "title";
    keep(k, {"title"});
    // Of some only the title is known; their days are entered when the text is.
    for (auto& field : k.fields)
        if (field.name == "effectiveFrom") field.required = false;
    return k;
}

record::Kind criteria() {
    record::Kind k;
    k.name = "criteria";
    k.table = "criterion";
    k.zh = "判定标准条目";
    k.en = "Criteria";
    k.group = "administration";
    k.about_zh =
        "重大隐患判定标准的逐条内容。定重大隐患要命中当日有效的一条。没有条文的只是结构，录入条文后才能选用；标“未核实”"
        "的不在"
        "文书上作依据。";
    k.about_en =
        "What makes a hazard major, item by item. Those without text are structure only. Unconfirmed ones may be "
        "chosen "
        "but are not printed as law.";
    k.title = "code";
    k.fields = {
        {.name = "standard",
         .zh = "标准",
         .en = "Standard",
         .required = true,
         .list = true,
         .sort = true,
         .search = true,
         .max = 100},
        {.name = "no", .zh = "条项", .en = "Item", .required = true, .list = true, .search = true, .max = 60},
        {.name = "text",
         .type = Field::longtext,
         .zh = "条文",
         .en = "Text",
         .list = true,
         .search = true,
         .max = 2000},
        {.name = "sector",
         .type = Field::choice,
         .zh = "行业领域",
         .en = "Sector",
         .required = true,
         .list = true,
         .filter = true,
         .sort = true,
         .options = sectors()},
        {.name = "categories",
         .type = Field::choice,
         .zh = "适用行业类别",
         .en = "Categories",
         .many = true,
         .options = area::categories(),
         .help_zh = "检查这些类别的单位时可以选用；空着的不能选用。",
         .help_en = "May be chosen at places of these categories; at none if empty."},
        {.name = "position", .type = Field::integer, .zh = "序", .en = "Order", .sort = true, .min = 0, .max = 9999},
        {.name = "code", .zh = "全称", .en = "Code", .readonly = true, .max = 160},
        {.name = "note", .type = Field::longtext, .zh = "说明", .en = "Note", .max = 1000}};
    k.sort = "position";
    k.before_write = [](record::Change& change) {
        change.record["code"] = text_of(change.record, "standard") + " " + text_of(change.record, "no");
    };
    k.extra_filter = [](std::string_view name, std::string_view value, std::string_view, std::string& condition,
                        std::vector<db::Value>& binds) {
        // What an inspection of such a place may choose from: with a text, and not the fire authority's to judge.
        if (name == "category") {
            condition = "t.categories LIKE ? AND t.text IS NOT NULL AND t.sector <> 'fire'";
            binds.emplace_back("%\"" + std::string(value) + "\"%");
            return true;
        }
        if (name == "standard") {
            condition = "t.standard = ?";
            binds.emplace_back(std::string(value));
            return true;
        }
        return false;
    };
    keep(k, {"standard", "no"});
    return k;
}

record::Kind terms() {
    record::Kind k;
    k.name = "terms";
    k.table = "law_term";
    k.zh = "期限与参数";
    k.en = "Terms and settings";
    k.group = "administration";
    k.about_zh =
        "复查期限、登录闲置时间等数值，按日期分版本。改数值就制定新版本，填从哪天起用；以前的业务仍按当时的数值。";
    k.about_en =
        "The recheck's days, a session's idle time: in versions by date. To change one make a new version; earlier "
        "business keeps its figure.";
    k.title = "term";
    std::vector<Option> names;
    for (auto* one : Setting::all())
        if (auto& f = one->field; one->dated)
            names.push_back({f.name, f.zh + "（" + f.unit_zh + "）", f.en + " (" + f.unit_en + ")"});
    k.fields = {{.name = "term",
                 .type = Field::choice,
                 .zh = "名称",
                 .en = "Name",
                 .required = true,
                 .list = true,
                 .filter = true,
                 .sort = true,
                 .options = names},
                {.name = "days",
                 .type = Field::integer,
                 .zh = "数值",
                 .en = "Figure",
                 .required = true,
                 .list = true,
                 .min = 0,
                 .max = 100000},
                {.name = "note", .type = Field::longtext, .zh = "说明", .en = "Note", .max = 500}};
    k.sort = "term";
    k.before_write = [](record::Change& change) {
        if (change.withdrawn) return;
        auto* term = Setting::find(text_of(change.record, "term"));
        auto figure = static_cast<double>(integer_of(change.record, "days"));
        if (!term || figure < term->field.min || figure > term->field.max) throw Fault(kTerm, "days");
    };
    // Whoever asks since when a figure holds, and by whom, asks for the setting.
    k.after_write = [](record::Change& change) {
        auto& now = change.record;
        json::object after{{"effectiveFrom", now.at("effectiveFrom")}, {"value", now.at("days")}};
        if (auto note = text_of(now, "note"); !note.empty()) after["note"] = note;
        record_event(change.call.db, change.call.actor, change.call.now(), "settings", text_of(now, "term"),
                     change.withdrawn ? "withdrawn" : "changed", "", {}, after);
    };
    keep(k, {"term"});
    return k;
}

const record::Kinds kinds([] { return std::vector{texts(), criteria(), terms()}; });

const http::Routes routes([](http::Router& router) {
    for (auto name : {"law-texts", "criteria", "terms"}) add_verbs(router, name);
});

json::array content(const std::string& file) {
    return json::parse(embedded::find("modules/law/content/" + file)).as_array();
}

void ship_criteria(db::Connection& db, Instant now) {
    int position = 0;
    for (auto& value : content("criteria.json")) {
        auto& standard = value.as_object();
        for (auto& one : standard.at("items").as_array()) {
            auto& item = one.as_object();
            auto name = text_of(standard, "standard"), no = text_of(item, "no");
            json::object record{{"standard", name},
                                {"no", no},
                                {"code", name + " " + no},
                                {"sector", standard.at("sector")},
                                {"categories", standard.at("category")},
                                {"position", ++position},
                                {"effectiveFrom", standard.at("effectiveFrom")},
                                {"certainty", item.at("certainty")}};
            if (auto to = text_of(standard, "effectiveTo"); !to.empty()) record["effectiveTo"] = to;
            if (auto source = text_of(standard, "source"); !source.empty()) record["source"] = source;
            if (auto text = text_of(item, "zh"); !text.empty()) record["text"] = text;
            if (auto note = text_of(item, "note"); !note.empty()) record["note"] = note;
            ship(db, "criteria", record, now);
        }
    }
}

const Shipped shipped{"law_text", "law_term", "criterion"};
const Install install([](db::Connection& db, Instant now) {
    for (auto& value : content("texts.json")) ship(db, "law-texts", value.as_object(), now);
    ship_criteria(db, now);
    for (auto& value : content("terms.json")) {
        auto record = value.as_object();
        // A store of the first release may hold its own figure as a setting.
        if (auto own = setting(db, text_of(record, "term"))) record["days"] = std::stoll(*own);
        ship(db, "terms", record, now);
    }
});

}  // namespace

}  // namespace zhenan::law
