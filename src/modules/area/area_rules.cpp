// Division codes: pure.
#include <algorithm>

#include "modules/area/area.h"

namespace zhenan::area {

bool is_division_code(std::string_view code) {
    return code.size() == 12 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string level_of_code(std::string_view code) {
    if (code.substr(9) != "000") return "village";
    if (code.substr(6) != "000000") return "town";
    if (code.substr(4) != "00000000") return "county";
    if (code.substr(2) != "0000000000") return "city";
    return "province";
}

std::string parent_code(std::string_view code) {
    std::string parent(code);
    auto level = level_of_code(code);
    std::size_t keep = level == "village" ? 9 : level == "town" ? 6 : level == "county" ? 4 : level == "city" ? 2 : 0;
    if (keep == 0) return {};
    std::fill(parent.begin() + static_cast<long>(keep), parent.end(), '0');
    return parent;
}

const std::vector<Option>& categories() {
    static const std::vector<Option> all = {{"hotel", "宾馆旅馆", "Hotels"},
                                            {"fireworks", "烟花爆竹零售", "Fireworks retail"},
                                            {"chemicals", "危险化学品", "Hazardous chemicals"},
                                            {"entertainment", "娱乐场所", "Entertainment"},
                                            {"factory", "工贸企业", "Factories"},
                                            {"catering", "餐饮", "Catering"},
                                            {"shop", "商铺市场", "Shops and markets"},
                                            {"school", "学校幼儿园", "Schools"},
                                            {"construction", "建筑施工", "Construction"},
                                            {"warehouse", "仓储物流", "Warehouses"},
                                            {"gas", "燃气", "Gas"},
                                            {"transport", "交通运输", "Transport"},
                                            {"farming", "农林渔业", "Farming and fishing"},
                                            {"medical", "医疗养老", "Medical and care"},
                                            {"rental", "出租屋、自建房", "Rented and self-built houses"},
                                            {"other", "其他", "Other"}};
    return all;
}

}  // namespace zhenan::area
