// A formula that an office types: arithmetic, comparisons and a few functions over named figures, and nothing else.
// What divides by nothing, or asks a figure that has no value, has no value.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan::formula {

/// What is wrong with a formula, and at which character (0-based).
struct Wrong {
    std::size_t position = 0;
    std::string token;  // the name or sign that is not understood
    std::string zh, en;
};

/// Full-width signs, × and ÷ that an input method leaves behind become plain ones; outer spaces go.
std::string regular(std::string_view text);

using Names = std::set<std::string, std::less<>>;
using Values = std::map<std::string, std::optional<double>, std::less<>>;

/// A formula that was read. Not for two threads at once.
class Formula {
public:
    /// Throws Wrong.
    Formula(std::string_view text, const Names& names);
    ~Formula();
    Formula(Formula&&) noexcept;

    /// The names that stand in it.
    const std::vector<std::string>& names() const { return names_; }
    /// Nothing where a figure has no value or something was divided by nothing.
    std::optional<double> value(const Values& values);

private:
    struct Reader;
    std::unique_ptr<Reader> reader_;
    std::vector<std::string> names_;
};

/// The first thing wrong, or nothing.
std::optional<Wrong> wrong_with(std::string_view text, const Names& names);

}  // namespace zhenan::formula
