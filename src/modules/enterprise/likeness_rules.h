// When two enterprises may be one: pure.
#pragma once

#include <string>
#include <string_view>

namespace zhenan::enterprise {

/// The name without what people write now so, now so: case, width, spaces, brackets, the form of the company.
std::string name_key(std::string_view name);
/// Do the names share at least half of their pairs of characters?
bool similar_names(std::string_view one, std::string_view other);
/// Characters 9 to 17 of a credit code that holds: the organisation, whichever office has registered it. Else empty.
std::string organisation_of(std::string_view credit_code);

struct Point {
    double lng = 0, lat = 0;
};
double metres_between(Point one, Point other);
constexpr double kNear = 50;
/// Cells of about 50 m: what is near lies in the same or the next one.
struct Cell {
    long long x = 0, y = 0;
};
Cell cell_of(Point point);

}  // namespace zhenan::enterprise
