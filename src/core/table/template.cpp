#include <fmt/format.h>

#include "core/fault.h"
#include "core/table/workbook.h"

namespace zhenan::table {

namespace {

constexpr std::size_t kLongestInlineList = 255;
constexpr const char* kListSheet = "选项";

bool fits_inline(const std::vector<std::string>& choices) {
    // Excel counts UTF-16 units, but libxlsxwriter's buffer for the list holds as many bytes: it would overflow.
    std::size_t bytes = choices.size() - 1;
    for (auto& choice : choices) {
        bytes += choice.size();
        // A comma would split the choice; a leading = would make a formula.
        if (choice.find_first_of(",\"") != choice.npos || choice.starts_with('=')) return false;
    }
    return bytes <= kLongestInlineList;
}

// Offers lists of choices; those too long for Excel's inline list stand on a hidden second sheet.
class Choices {
public:
    explicit Choices(Workbook& workbook) : workbook_(workbook) {}

    void offer(std::size_t column, const std::vector<std::string>& choices) {
        std::vector<const char*> list;
        for (auto& choice : choices) list.push_back(choice.c_str());
        list.push_back(nullptr);
        std::string range;
        std::string error_title = "不在选项中 Not in the list";
        std::string error_message = "请从下拉列表中选择。Choose from the drop-down list.";

        lxw_data_validation validation = {};
        validation.error_title = error_title.data();
        validation.error_message = error_message.data();
        if (fits_inline(choices)) {
            validation.validate = LXW_VALIDATION_TYPE_LIST;
            validation.value_list = const_cast<char**>(list.data());
        } else {
            range = put_on_list_sheet(choices);
            validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
            validation.value_formula = range.data();
        }
        auto error = worksheet_data_validation_range(workbook_.sheet(), 1, static_cast<lxw_col_t>(column),
                                                     LXW_ROW_MAX - 1, static_cast<lxw_col_t>(column), &validation);
        if (error != LXW_NO_ERROR) throw Fault(kInternal);
    }

private:
    std::string put_on_list_sheet(const std::vector<std::string>& choices) {
        if (!sheet_) sheet_ = workbook_.add_hidden_sheet(kListSheet);
        for (std::size_t i = 0; i < choices.size(); ++i)
            worksheet_write_string(sheet_, static_cast<lxw_row_t>(i), next_column_, choices[i].c_str(), nullptr);
        char name[LXW_MAX_COL_NAME_LENGTH];
        lxw_col_to_name(name, next_column_++, 1);
        return fmt::format("='{}'!{}$1:{}${}", sheet_->name, name, name, choices.size());
    }

    Workbook& workbook_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_col_t next_column_ = 0;
};

}  // namespace

std::string fill_in_template(Format format, std::string_view sheet, const std::vector<TemplateColumn>& columns) {
    std::vector<Column> plain;
    for (auto& column : columns) plain.push_back(column.column);
    if (format == Format::csv) return writer(format, sheet, plain)->finish();

    Workbook workbook(sheet, plain, false);
    Choices choices(workbook);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        workbook.title(i, columns[i].required);
        // The title itself stays as it is: an import must find it again.
        std::string note = columns[i].required ? "必填 Required" : "";
        if (!columns[i].note.empty()) note += (note.empty() ? "" : "\n") + columns[i].note;
        if (!note.empty()) worksheet_write_comment(workbook.sheet(), 0, static_cast<lxw_col_t>(i), note.c_str());
        if (!columns[i].choices.empty()) choices.offer(i, columns[i].choices);
    }
    return workbook.finish()->bytes();
}

}  // namespace zhenan::table
