// What cameras write beside a picture: the place, the time, the owner, the device, a preview.
#pragma once

#include <string>
#include <string_view>

namespace zhenan::file {

/// The photo or video without it; the picture itself, its colours and how it is turned stay, byte by byte. Other types
/// come back as they are. A picture that is damaged comes back too, for it may be evidence, unless what has to go
/// cannot be told apart from the rest: throws Fault file.broken.
std::string strip(std::string bytes, std::string_view type);

}  // namespace zhenan::file
