// Many hazards in little time, for what is only read: closed ones are copied with their duties, figures and texts.
#pragma once

#include <cstdint>
#include <string>

namespace bench {

/// Until the database holds at least so many hazards; prints how long it took.
void grow(const std::string& file, std::int64_t hazards);

}  // namespace bench
