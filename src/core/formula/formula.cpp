#include "core/formula/formula.h"

#include <fmt/format.h>
#include <muParser.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace zhenan::formula {

namespace {

constexpr std::size_t kLongest = 500;
constexpr std::string_view kSigns = " +-*/(),<>=!&|?:.0123456789";

// muParser makes infinity of a division by nothing, and min(10, infinity) would be full points. So division is an
// operator of our own that remembers it had nothing to divide by; `/` is written as this sign before parsing.
constexpr char kDivision = '~';
thread_local bool divided_by_nothing = false;

double divide(double a, double b) {
    if (b == 0) divided_by_nothing = true;
    return b == 0 ? 0 : a / b;
}
double rounded(double a) {
    return std::round(a);
}
double least(const double* values, int count) {
    return count > 0 ? *std::min_element(values, values + count) : 0;
}
double most(const double* values, int count) {
    return count > 0 ? *std::max_element(values, values + count) : 0;
}

bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool in_name(char c) {
    return starts_name(c) || (c >= '0' && c <= '9') || c == '.';
}
bool is_function(std::string_view name) {
    return name == "min" || name == "max" || name == "round";
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}
std::string first_character(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) ++length;
    return std::string(text.substr(0, length));
}

// What muParser would take and nobody here means (assignments, powers, texts) is refused by its sign.
void check_signs(std::string_view text) {
    if (text.empty()) throw Wrong{0, "", "公式是空的，请填写", "The formula is empty"};
    if (text.size() > kLongest)
        throw Wrong{kLongest, "", "公式太长，最多 500 个字符", "A formula has at most 500 characters"};
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        bool lone_equals = c == '=' && !(i + 1 < text.size() && text[i + 1] == '=') &&
                           !(i > 0 && std::string_view("=<>!").find(text[i - 1]) != std::string_view::npos);
        if (!lone_equals && (starts_name(c) || kSigns.find(c) != std::string_view::npos)) continue;
        auto sign = first_character(text.substr(i));
        if (lone_equals) throw Wrong{characters(text.substr(0, i)), sign, "比较相等请写 ==", "Write == to compare"};
        throw Wrong{characters(text.substr(0, i)), sign, fmt::format("公式里不能有“{}”", sign),
                    fmt::format("\"{}\" can't stand in a formula", sign)};
    }
}

std::vector<std::string> names_in(std::string_view text, const Names& names) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < text.size();) {
        if (!in_name(text[i])) {
            ++i;
            continue;
        }
        auto from = i;
        while (i < text.size() && in_name(text[i])) ++i;
        std::string name(text.substr(from, i - from));
        if (!starts_name(name[0])) continue;  // a number
        if (is_function(name)) continue;
        if (!names.count(name))
            throw Wrong{from, name, fmt::format("没有“{}”这个指标，请从右侧清单里选", name),
                        fmt::format("There is no figure \"{}\"; choose one from the list", name)};
        if (std::find(found.begin(), found.end(), name) == found.end()) found.push_back(name);
    }
    return found;
}

Wrong told(const mu::ParserError& error, std::string_view text) {
    Wrong wrong;
    auto position = static_cast<std::ptrdiff_t>(error.GetPos());
    wrong.position = position < 0 ? text.size() : std::min(static_cast<std::size_t>(position), text.size());
    wrong.token = error.GetToken();
    std::replace(wrong.token.begin(), wrong.token.end(), kDivision, '/');
    switch (error.GetCode()) {
        case mu::ecUNEXPECTED_EOF:
        case mu::ecEMPTY_EXPRESSION:
            wrong.zh = "公式没有写完";
            wrong.en = "The formula is not finished";
            break;
        case mu::ecMISSING_PARENS:
        case mu::ecUNEXPECTED_PARENS:
            wrong.zh = "括号不成对";
            wrong.en = "The brackets don't match";
            break;
        case mu::ecTOO_MANY_PARAMS:
        case mu::ecTOO_FEW_PARAMS:
        case mu::ecUNEXPECTED_ARG:
        case mu::ecUNEXPECTED_ARG_SEP:
            wrong.zh = "函数的参数个数不对";
            wrong.en = "The function has too many or too few values";
            break;
        case mu::ecMISSING_ELSE_CLAUSE:
        case mu::ecMISPLACED_COLON:
        case mu::ecUNEXPECTED_CONDITIONAL:
            wrong.zh = "条件要写成：条件 ? 是则 : 否则";
            wrong.en = "Write a condition as: condition ? then : else";
            break;
        default:
            wrong.zh = fmt::format("“{}”不该在这里", wrong.token);
            wrong.en = fmt::format("\"{}\" is not expected here", wrong.token);
    }
    return wrong;
}

}  // namespace

std::string regular(std::string_view text) {
    static const std::vector<std::pair<std::string_view, std::string_view>> kPlain = {
        {"（", "("}, {"）", ")"}, {"，", ","}, {"、", ","}, {"×", "*"},  {"÷", "/"},  {"＋", "+"},
        {"－", "-"}, {"＊", "*"}, {"／", "/"}, {"＞", ">"}, {"＜", "<"}, {"＝", "="}, {"？", "?"},
        {"：", ":"}, {"　", " "}, {"≥", ">="}, {"≤", "<="}, {"\n", " "}, {"\t", " "}};
    std::string plain;
    for (std::size_t i = 0; i < text.size();) {
        bool replaced = false;
        for (auto& [sign, by] : kPlain)
            if (text.substr(i).starts_with(sign)) {
                plain += by;
                i += sign.size();
                replaced = true;
                break;
            }
        if (!replaced) plain += text[i++];
    }
    auto first = plain.find_first_not_of(' '), last = plain.find_last_not_of(' ');
    return first == std::string::npos ? "" : plain.substr(first, last - first + 1);
}

struct Formula::Reader {
    mu::Parser parser;
    std::vector<double> held;  // where the figures stand that the parser reads
};

Formula::Formula(std::string_view written, const Names& names) : reader_(std::make_unique<Reader>()) {
    auto text = regular(written);
    check_signs(text);
    names_ = names_in(text, names);
    auto& parser = reader_->parser;
    reader_->held.assign(names_.size(), 1);
    try {
        parser.ClearConst();
        parser.ClearFun();
        parser.DefineNameChars("0123456789_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        parser.DefineOprt(std::string(1, kDivision), divide, mu::prMUL_DIV, mu::oaLEFT, false);
        parser.DefineFun("round", rounded, false);
        parser.DefineFun("min", least, false);
        parser.DefineFun("max", most, false);
        for (std::size_t i = 0; i < names_.size(); ++i) parser.DefineVar(names_[i], &reader_->held[i]);
        auto inside = text;
        std::replace(inside.begin(), inside.end(), '/', kDivision);
        parser.SetExpr(inside);
        int results = 0;
        parser.Eval(results);
        if (results != 1) throw Wrong{text.size(), ",", "一个公式只有一个结果", "A formula has one result"};
    } catch (const mu::ParserError& error) {
        throw told(error, text);
    }
}
Formula::~Formula() = default;
Formula::Formula(Formula&&) noexcept = default;

std::optional<double> Formula::value(const Values& values) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
        auto found = values.find(names_[i]);
        if (found == values.end() || !found->second) return {};
        reader_->held[i] = *found->second;
    }
    divided_by_nothing = false;
    double result = 0;
    try {
        result = reader_->parser.Eval();
    } catch (const mu::ParserError&) {
        return {};
    }
    if (divided_by_nothing || !std::isfinite(result)) return {};
    return result;
}

std::optional<Wrong> wrong_with(std::string_view text, const Names& names) {
    try {
        Formula read(text, names);
        return {};
    } catch (const Wrong& wrong) {
        return wrong;
    }
}

}  // namespace zhenan::formula
