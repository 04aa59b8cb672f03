// Office files for the benchmark of imports and exports, by libxlsxwriter alone: what it takes without the server.
#include <xlsxwriter.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "modules/enterprise/enterprise_rules.h"

namespace {

using Cells = std::vector<std::string>;

class Sheet {
public:
    explicit Sheet(const std::string& file) {
        lxw_workbook_options options = {};
        options.constant_memory = LXW_TRUE;
        book_ = workbook_new_opt(file.c_str(), &options);
        sheet_ = workbook_add_worksheet(book_, nullptr);
        text_ = workbook_add_format(book_);
        format_set_num_format(text_, "@");
    }
    ~Sheet() { workbook_close(book_); }
    void row(const Cells& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (!cells[i].empty())
                worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(i), cells[i].c_str(), text_);
        ++row_;
    }

private:
    lxw_workbook* book_;
    lxw_worksheet* sheet_;
    lxw_format* text_;
    lxw_row_t row_ = 0;
};

std::string padded(long long n, int width) {
    auto digits = std::to_string(n);
    return std::string(digits.size() < static_cast<std::size_t>(width) ? width - digits.size() : 0, '0') + digits;
}

std::string credit_code(int n) {
    auto body = "91449900MA" + padded(n, 7);
    for (char last : std::string("0123456789ABCDEFGHJKLMNPQRTUWXY"))
        if (zhenan::enterprise::credit_code_holds(body + last)) return body + last;
    return {};
}

void enterprises(const std::string& file, int count, const Cells& areas) {
    Sheet sheet(file);
    sheet.row({"单位名称", "统一社会信用代码", "区域", "行业类别", "地址", "主要负责人", "联系电话", "从业人数",
               "经营状态", "开业日期"});
    const Cells categories = {"商铺市场", "餐饮", "工贸企业", "宾馆旅馆"};
    for (int n = 0; n < count; ++n)
        sheet.row({"第" + std::to_string(n) + "号五金商行", credit_code(100'000 + n), areas[n % areas.size()],
                   categories[n % 4], "人民路" + std::to_string(n) + "号", "王小" + std::to_string(n % 997),
                   "1380" + padded(n, 7), std::to_string(n % 50), "营业", "2020-05-" + padded(n % 28 + 1, 2)});
}

// Five levels below one root: a province, 21 cities, 30 counties each, 37 towns each, 30 villages each.
void divisions(const std::string& file, int count, const std::string& root) {
    Sheet sheet(file);
    int rows = 0;
    auto row = [&](const std::string& name, const std::string& code, const std::string& parent) {
        if (rows++ <= count) sheet.row({name, code, parent});
    };
    sheet.row({"名称", "区划代码", "上级"});
    row("甲省", "440000000000", root);
    for (int city = 1; city <= 21; ++city) {
        auto c = "44" + padded(city, 2);
        row("市" + c, c + "00000000", "");
        for (int county = 1; county <= 30; ++county) {
            auto k = c + padded(county, 2);
            row("县" + k, k + "000000", "");
            for (int town = 1; town <= 37; ++town) {
                auto t = k + padded(town, 3);
                row("镇" + t, t + "000", "");
                for (int village = 1; village <= 30; ++village)
                    row("村" + t + padded(village, 3), t + padded(village, 3), "");
            }
        }
    }
}

}  // namespace

// enterprises FILE COUNT AREA... | divisions FILE COUNT ROOT: prints the seconds it took.
int main(int count, char** values) {
    Cells words(values + 1, values + count);
    if (words.size() < 4) return 2;
    auto began = std::chrono::steady_clock::now();
    if (words[0] == "enterprises")
        enterprises(words[1], std::stoi(words[2]), Cells(words.begin() + 3, words.end()));
    else
        divisions(words[1], std::stoi(words[2]), words[3]);
    std::cout << std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count() << "\n";
    return 0;
}
