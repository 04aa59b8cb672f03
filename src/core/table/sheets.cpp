#include "core/table/sheets.h"

#include <xlsxwriter.h>

#include "core/fault.h"
#include "core/table/workbook.h"

namespace zhenan::table {

std::string workbook_of(const std::vector<Sheet>& sheets) {
    TemporaryFile file;
    auto* book = workbook_new(file.path());
    if (!book) throw Fault(kInternal);
    auto format = [&](bool bold, double size, bool border, lxw_format_alignments align) {
        auto* made = workbook_add_format(book);
        if (bold) format_set_bold(made);
        format_set_font_size(made, size);
        if (border) format_set_border(made, LXW_BORDER_THIN);
        format_set_align(made, static_cast<std::uint8_t>(align));
        format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(made);
        return made;
    };
    auto* title = format(true, 16, false, LXW_ALIGN_CENTER);
    auto* header = format(true, 11, true, LXW_ALIGN_CENTER);
    auto* text = format(false, 11, true, LXW_ALIGN_LEFT);
    auto* figure = format(false, 11, true, LXW_ALIGN_RIGHT);
    auto* sum_text = format(true, 11, true, LXW_ALIGN_LEFT);
    auto* sum_figure = format(true, 11, true, LXW_ALIGN_RIGHT);
    for (auto& sheet : sheets) {
        auto* page = workbook_add_worksheet(book, sheet.name.c_str());
        if (!page) continue;
        auto last = static_cast<lxw_col_t>(sheet.columns.size() - 1);
        worksheet_set_paper(page, 9);  // A4
        worksheet_fit_to_pages(page, 1, 0);
        worksheet_repeat_rows(page, 0, 1);
        worksheet_freeze_panes(page, 2, 1);
        worksheet_set_row(page, 0, 32, nullptr);
        worksheet_set_row(page, 1, 32, nullptr);
        worksheet_merge_range(page, 0, 0, 0, last, sheet.title.c_str(), title);
        for (lxw_col_t i = 0; i <= last; ++i) {
            worksheet_set_column(page, i, i, sheet.columns[i].width, nullptr);
            worksheet_write_string(page, 1, i, sheet.columns[i].title.c_str(), header);
        }
        for (lxw_row_t at = 0; at < sheet.rows.size(); ++at) {
            bool sum = sheet.with_sum && at + 1 == sheet.rows.size();
            for (lxw_col_t i = 0; i <= last && i < sheet.rows[at].size(); ++i) {
                auto& cell = sheet.rows[at][i];
                bool right = sheet.columns[i].cell != Cell::text;
                auto* look = right ? (sum ? sum_figure : figure) : (sum ? sum_text : text);
                if (auto number = number_of(cell, sheet.columns[i].cell))
                    worksheet_write_number(page, at + 2, i, *number, look);
                else
                    worksheet_write_string(page, at + 2, i, cell.c_str(), look);
            }
        }
    }
    if (workbook_close(book) != LXW_NO_ERROR) throw Fault(kInternal);
    return file.bytes();
}

}  // namespace zhenan::table
