// How a spreadsheet shows a stored number: as a number, a day or a time; only for this folder.
#pragma once

#include <string>
#include <string_view>

namespace zhenan::table {

struct NumberFormat {
    bool day = false;
    bool time = false;
    std::size_t zeros = 0;  // "000000" shows 12 as 000012: codes are often kept so

    static NumberFormat of_code(std::string_view code);
    /// The formats that files name by number only; those from 27 on as Chinese Excel has them.
    static NumberFormat built_in(int id);
};

/// The text of a stored number; days count from 1900 (with Lotus's wrong leap day) or from 1904.
std::string show_number(std::string_view stored, NumberFormat format, bool since_1904);

/// The text of a stored ISO 8601 day or time ("2023-05-01T08:30:00").
std::string show_iso(std::string_view stored);

}  // namespace zhenan::table
