// The annexes as a workbook.
#include "core/table/sheets.h"
#include "modules/report/report_paper.h"

namespace zhenan::report {

std::string tables_of(const Report& report, bool english) {
    std::vector<table::Sheet> sheets;
    for (auto& annex : report.annexes) {
        table::Sheet sheet{
            .name = (english ? "Annex " : "附件") + std::to_string(sheets.size() + 1),
            .title = english ? annex.title_en + ", " + report.area_name + ", " + report.period.text : annex.title,
            .columns = {},
            .rows = {},
            .with_sum = annex.with_sum};
        auto& titles = english ? annex.columns_en : annex.columns;
        for (std::size_t i = 0; i < titles.size(); ++i) {
            bool figures =
                !annex.rows.empty() && i < annex.rows.front().size() && !annex.rows.front()[i].measure.empty();
            sheet.columns.push_back(
                {titles[i], figures ? table::Cell::decimal : table::Cell::text, annex.widths[i] / 2.0});
        }
        for (auto& row : annex.rows) {
            std::vector<std::string> cells;
            for (auto& span : row) cells.push_back(span.text);
            sheet.rows.push_back(std::move(cells));
        }
        sheets.push_back(std::move(sheet));
    }
    return table::workbook_of(sheets);
}

}  // namespace zhenan::report
