// A photo made ready for paper: upright, and with no more pixels than a print needs. What is kept stays as it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zhenan::picture {

/// A JPEG of at most about `longest` pixels a side. Nothing where the bytes are no JPEG or PNG that can be read, or one
/// so large that reading it would stop others.
std::optional<std::string> photo(std::string_view bytes, int longest);

}  // namespace zhenan::picture
