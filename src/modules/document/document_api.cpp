#include <fmt/format.h>

#include "core/clock.h"
#include "modules/document/document.h"
#include "modules/document/document_store.h"
#include "modules/file/file.h"
#include "modules/record/record.h"

namespace zhenan::document {

namespace {

using http::Call;
using http::Response;

const FaultCode kBroken{Kind::rejected, "template.faults", "模板有错误，请在 Word 或 WPS 里按提示改好，再上传",
                        "The template has faults; mend them in Word or WPS as described and upload it again"};
const FaultCode kOneFile{Kind::rejected, "template.one_file", "请上传一个 .docx 文件", "Upload one .docx file"};
const FaultCode kDays{Kind::rejected, "template.days", "停用日期不能早于启用日期", "It can't end before it begins"};

std::vector<std::function<std::vector<Purpose>()>>& makers() {
    static std::vector<std::function<std::vector<Purpose>()>> all;
    return all;
}

// All faults at once, each with its place, so that one trip to Word mends them.
void check(Call& call, const json::object& record) {
    auto files = texts_of(record, "file");
    if (files.size() != 1) throw Fault(kOneFile, "file");
    auto* purpose = find_purpose(text_of(record, "purpose"));
    auto docx = file::content(call, files[0]);
    if (!purpose || !docx) return;  // said by the checks of the fields and of the attachment
    auto faults = paper::check_template(*docx, purpose->names);
    if (faults.empty())
        for (auto& name : paper::names_missing(*docx, purpose->needed))
            faults.push_back({"全文", "the whole text", "缺少“{{" + name + "}}”，请放在该写它的地方",
                              "\"{{" + name + "}}\" is missing; put it where it belongs"});
    if (faults.empty()) return;
    std::vector<FieldError> errors;
    for (auto& fault : faults)
        errors.push_back(
            {"file", "template.fault", fault.place_zh + "：" + fault.zh, fault.place_en + ": " + fault.en});
    throw Fault(kBroken, std::move(errors));
}

const record::Kinds kinds([] {
    std::vector<Option> options;
    for (auto& purpose : purposes()) options.push_back({purpose.name, purpose.zh, purpose.en});
    record::Kind k;
    k.name = "templates";
    k.table = "document_template";
    k.zh = "文书模板";
    k.en = "Document templates";
    k.group = "administration";
    k.about_zh =
        "想让报告和文书按本单位的样子出来，就在这里放一个 Word 或 WPS 模板：先下载起始模板，在里面改版式和文字，"
        "{{ }} 里的名称会换成记录里的内容，上传后从启用日期起使用。没有模板时用系统自带的版式。";
    k.about_en =
        "To have reports and documents come out your own way, put a Word or WPS template here: download the one to "
        "begin with, change layout and words; names in {{ }} are replaced by what the records say. It counts from its "
        "first day; without one, the built-in layout does.";
    k.fields = {
        {.name = "title",
         .zh = "名称",
         .en = "Name",
         .required = true,
         .list = true,
         .sort = true,
         .search = true,
         .max = 100},
        {.name = "purpose",
         .type = Field::choice,
         .zh = "用于",
         .en = "For",
         .required = true,
         .list = true,
         .filter = true,
         .options = std::move(options)},
        {.name = "areaId",
         .type = Field::area,
         .zh = "适用区域",
         .en = "Area",
         .required = true,
         .list = true,
         .filter = true},
        {.name = "file", .type = Field::attachments, .zh = "模板文件（.docx）", .en = "File (.docx)", .required = true},
        {.name = "validFrom",
         .type = Field::day,
         .zh = "启用日期",
         .en = "From",
         .required = true,
         .list = true,
         .sort = true},
        {.name = "validTo", .type = Field::day, .zh = "停用日期", .en = "To", .list = true, .sort = true},
        {.name = "note", .type = Field::longtext, .zh = "备注", .en = "Note"}};
    k.title = "title";
    k.sort = "-validFrom";
    k.write = {"office", "administrator"};
    k.import = false;
    k.before_write = [](record::Change& change) {
        if (change.withdrawn) return;
        auto to = text_of(change.record, "validTo");
        if (!to.empty() && to < text_of(change.record, "validFrom")) throw Fault(kDays, "validTo");
        check(change.call, change.record);
    };
    return std::vector{k};
});

json::object name_json(const paper::TemplateName& name) {
    json::object item{{"name", name.name}, {"zh", name.zh}, {"en", name.en}};
    if (name.entries.empty()) return item;
    json::array entries;
    for (auto& entry : name.entries) entries.push_back(name_json(entry));
    item["entries"] = std::move(entries);
    return item;
}

Response list(Call&) {
    json::array items;
    for (auto& purpose : purposes()) {
        json::array names;
        for (auto& name : purpose.names) names.push_back(name_json(name));
        items.push_back({{"purpose", purpose.name},
                         {"zh", purpose.zh},
                         {"en", purpose.en},
                         {"about", json::object{{"zh", purpose.about_zh}, {"en", purpose.about_en}}},
                         {"names", std::move(names)}});
    }
    return Response::of({{"items", std::move(items)}});
}

constexpr const char* kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

Response start(Call& call) {
    auto* purpose = find_purpose(call.path[0]);
    if (!purpose) throw Fault(kNotFound);
    return Response::file(purpose->start(), kDocx, purpose->zh + "模板.docx");
}

const http::Routes routes([](http::Router& router) {
    const std::vector<std::string> keepers = {"office", "administrator"};
    router.add({.method = "GET",
                .path = "/api/v1/template-purposes",
                .summary = "What templates can be made for, and the names that may stand in them",
                .roles = record::kStaff,
                .handler = list});
    router.add({.method = "GET",
                .path = "/api/v1/template-purposes/{purpose}.docx",
                .summary = "A template to begin with",
                .roles = keepers,
                .answer = kDocx,
                .handler = start});
});

}  // namespace

Purposes::Purposes(std::function<std::vector<Purpose>()> make) {
    makers().push_back(std::move(make));
}

const std::vector<Purpose>& purposes() {
    static const std::vector<Purpose> all = [] {
        std::vector<Purpose> made;
        for (auto& make : makers())
            for (auto& purpose : make()) made.push_back(std::move(purpose));
        std::sort(made.begin(), made.end(), [](auto& a, auto& b) { return a.name < b.name; });
        return made;
    }();
    return all;
}

const Purpose* find_purpose(std::string_view name) {
    for (auto& purpose : purposes())
        if (purpose.name == name) return &purpose;
    return nullptr;
}

std::optional<Template> in_force(Call& call, std::string_view purpose, std::string_view area_path,
                                 std::string_view day) {
    auto row = find_in_force(call.db, purpose, area_path, day);
    if (!row) return {};
    auto ids = json::parse(row->file).as_array();
    auto docx = ids.empty() ? std::nullopt : file::content(call, std::string(ids[0].as_string()));
    if (!docx) return {};
    return Template{row->id, row->title, std::move(*docx), std::string(ids[0].as_string())};
}

}  // namespace zhenan::document
