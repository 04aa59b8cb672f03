// What an import's file holds: its header, its checked rows, what is wrong with it.
#include <fmt/format.h>

#include <cstdio>

#include "modules/record/record_import.h"

namespace zhenan::record {

namespace {

constexpr std::size_t kShown = 1000;

const FaultCode kColumns{zhenan::Kind::rejected, "import.columns", "表头有问题", "The header row has a problem"};

// As the spreadsheet names it: A, B ... Z, AA.
std::string letters(std::size_t column) {
    std::string name;
    for (++column; column > 0; column = (column - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
    return name;
}

}  // namespace

std::vector<const Field*> header(const Kind& kind, const std::vector<std::string>& cells) {
    std::vector<const Field*> columns;
    std::vector<FieldError> errors;
    for (auto& cell : cells) {
        std::string title = cell;
        if (title.ends_with("*")) title.pop_back();  // templates mark required columns
        const Field* found = nullptr;
        for (auto& field : kind.fields)
            if (in_files(field) &&
                (title == field.name || title == field.stem() || title == field.zh || title == field.en))
                found = &field;
        if (found && found->readonly) {
            columns.push_back(nullptr);  // exported columns that the system sets are passed over
            continue;
        }
        bool system = title == "编号" || title == "登记时间" || title == "更新时间";
        if (!found && !title.empty() && !system)
            errors.push_back({title, "import.unknown_column", fmt::format("没有“{}”这一列，请下载模板对照", title),
                              fmt::format("There is no column \"{}\"; compare with the template", title)});
        if (found && std::find(columns.begin(), columns.end(), found) != columns.end())
            errors.push_back({title, "import.column_twice", fmt::format("“{}”这一列出现了两次", title),
                              fmt::format("Column \"{}\" stands twice", title)});
        columns.push_back(found);
    }
    for (auto& field : kind.fields)
        if (field.required && !field.readonly && in_files(field) &&
            std::find(columns.begin(), columns.end(), &field) == columns.end())
            errors.push_back({field.name, "import.missing_column", fmt::format("缺少“{}”这一列", field.zh),
                              fmt::format("The column \"{}\" is missing", field.stem())});
    if (!errors.empty()) throw Fault(kColumns, std::move(errors));
    return columns;
}

void Findings::add(json::array& to, std::size_t row, const FieldError& error) const {
    if (to.size() >= kShown) return;
    json::object one{
        {"row", row}, {"field", error.field}, {"code", error.code}, {"message", english_ ? error.en : error.zh}};
    for (std::size_t i = 0; i < fields_.size(); ++i)
        if (fields_[i] && fields_[i]->name == error.field) one["column"] = letters(i);
    to.push_back(std::move(one));
}

void Findings::refuse(std::size_t row, const Fault& fault) {
    ++rejected_;
    if (fault.errors.empty()) return add(errors_, row, {"", std::string(fault.code->code), fault.zh, fault.en});
    for (auto& error : fault.errors) add(errors_, row, error);
}

void Findings::warn(std::size_t row, const std::vector<FieldError>& warnings) {
    warned_ += !warnings.empty();
    for (auto& warning : warnings) add(warnings_, row, warning);
}

json::object Findings::answer(std::int64_t accepted, bool written) const {
    return {{"accepted", accepted}, {"rejected", rejected_}, {"written", written},
            {"errors", errors_},    {"warned", warned_},     {"warnings", warnings_}};
}

Spool::Spool() : file_(std::tmpfile()) {
    if (!file_) throw Fault(kFull);
}

Spool::~Spool() {
    std::fclose(file_);
    std::free(line_);
}

void Spool::put(std::size_t number, const std::string& id, const json::object& record) {
    auto line = fmt::format("{} {} {}\n", number, id, json::serialize(record));
    if (std::fwrite(line.data(), 1, line.size(), file_) != line.size()) throw Fault(kFull);
}

void Spool::rewind() {
    if (std::fflush(file_) != 0) throw Fault(kFull);
    std::rewind(file_);
}

std::optional<Spool::Row> Spool::next() {
    auto length = getline(&line_, &room_, file_);
    if (length <= 0) return {};
    std::string_view line(line_, static_cast<std::size_t>(length));
    auto space = line.find(' '), second = line.find(' ', space + 1);
    return Row{std::stoul(std::string(line.substr(0, space))), std::string(line.substr(space + 1, second - space - 1)),
               json::parse(line.substr(second + 1)).as_object()};
}

Schema import_schema() {
    Schema problem = {{.name = "row", .type = Field::integer, .zh = "行", .en = "Row"},
                      {.name = "column", .zh = "列号", .en = "Column"},
                      {.name = "field", .zh = "栏目", .en = "Field"},
                      {.name = "code", .zh = "代码", .en = "Code"},
                      {.name = "message", .zh = "说明", .en = "Message"}};
    return {{.name = "accepted", .type = Field::integer, .zh = "可导入", .en = "Accepted", .required = true},
            {.name = "rejected", .type = Field::integer, .zh = "有问题", .en = "Rejected", .required = true},
            {.name = "written", .type = Field::boolean, .zh = "已写入", .en = "Written", .required = true},
            {.name = "errors", .type = Field::rows, .zh = "问题", .en = "Errors", .required = true, .fields = problem},
            {.name = "warned", .type = Field::integer, .zh = "有提醒的行", .en = "Rows with warnings"},
            {.name = "warnings", .type = Field::rows, .zh = "提醒", .en = "Warnings", .fields = problem}};
}

}  // namespace zhenan::record
