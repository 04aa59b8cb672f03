// Reading a sentence for the report's lint: numbers that are typed, and what stands around them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zhenan::report {

/// "50" in "排查各类隐患50余条": what stands before it, and what it counts.
struct TypedNumber {
    double value = 0;
    std::string before;  // the clause up to it
    bool more_than = false;
    std::string unit;   // empty: none that is known (a date, a document's number)
    std::string quote;  // "50余条"
};
std::vector<TypedNumber> typed_numbers(std::string_view text);

/// The unit that a text begins with, the longest one; empty if none.
std::string unit_at(std::string_view text);

/// 一 to 九十九, as in "（十二）"; 0 if it is none.
int value_of_chinese(std::string_view number);

/// A heading's or paragraph's own number at its start: level 1 "一、", 2 "（一）", 3 "1.", 4 "（1）"; level 0 = none.
struct LeadingNumber {
    int level = 0, value = 0;
    std::string quote;
};
LeadingNumber leading_number(std::string_view text);

}  // namespace zhenan::report
