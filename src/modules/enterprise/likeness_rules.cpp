#include "modules/enterprise/likeness_rules.h"

#include <algorithm>
#include <cmath>

#include "core/text/text.h"
#include "modules/enterprise/enterprise_rules.h"

namespace zhenan::enterprise {

namespace {
constexpr double kDegree = 111'320;  // metres of one degree of latitude
constexpr double kCell = 0.00055;    // degrees: 61 m north, 50 m east at 35 degrees
}  // namespace

std::string name_key(std::string_view name) {
    std::string key;
    for (char32_t c : text::decode(text::fold(name))) {
        bool mark = c < 0x80 ? !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
                             : (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff65) ||
                                   (c >= 0x2000 && c <= 0x206f) || c == 0xb7;
        if (!mark) key += text::encode({&c, 1});
    }
    for (bool again = true; again;) {
        again = false;
        for (std::string_view form : {"有限责任公司", "股份有限公司", "有限公司", "公司", "个体工商户", "个人独资企业"})
            if (key.size() > form.size() + 3 && key.ends_with(form)) {
                key.resize(key.size() - form.size());
                again = true;
            }
    }
    return key;
}

bool similar_names(std::string_view one, std::string_view other) {
    auto a = text::bigrams(name_key(one)), b = text::bigrams(name_key(other));
    if (a.empty() || b.empty()) return false;
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    std::vector<std::string> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return 2 * both.size() >= std::min(a.size(), b.size()) && !both.empty();
}

std::string organisation_of(std::string_view code) {
    if (!credit_code_holds(code) || !organisation_code_holds(code)) return {};
    return std::string(code.substr(8, 9));
}

double metres_between(Point one, Point other) {
    double middle = (one.lat + other.lat) / 2 * M_PI / 180;
    double x = (one.lng - other.lng) * std::cos(middle), y = one.lat - other.lat;
    return std::sqrt(x * x + y * y) * kDegree;
}

Cell cell_of(Point point) {
    // Meridians come closer to the north: at 53 degrees 50 m are 0.00075 degrees of longitude.
    return {static_cast<long long>(std::floor(point.lng / (kCell * 1.5))),
            static_cast<long long>(std::floor(point.lat / kCell))};
}

}  // namespace zhenan::enterprise
