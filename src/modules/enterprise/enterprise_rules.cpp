#include "modules/enterprise/enterprise_rules.h"

namespace zhenan::enterprise {

namespace {
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
}

bool credit_code_holds(std::string_view code) {
    if (code.size() != 18) return false;
    int sum = 0, weight = 1;
    for (std::size_t i = 0; i < 17; ++i) {
        auto value = kAlphabet.find(code[i]);
        if (value == std::string_view::npos) return false;
        if (i >= 2 && i < 8 && value > 9) return false;  // the registration area is digits
        sum += static_cast<int>(value) * weight;
        weight = weight * 3 % 31;
    }
    auto check = static_cast<std::size_t>((31 - sum % 31) % 31);
    return code[17] == kAlphabet[check];
}

bool organisation_code_holds(std::string_view code) {
    if (code.size() != 18) return false;
    static constexpr int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        char c = code[8 + i];
        int value = c >= '0' && c <= '9' ? c - '0' : c - 'A' + 10;
        sum += value * weights[i];
    }
    int check = 11 - sum % 11;
    char expected = check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
    return code[16] == expected;
}

}  // namespace zhenan::enterprise
