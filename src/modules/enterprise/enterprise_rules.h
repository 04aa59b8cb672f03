// Check digits of the unified social credit code. Pure.
#pragma once

#include <string>
#include <string_view>

namespace zhenan::enterprise {

/// GB 32100-2015: 18 characters of its alphabet and the right check character. Refuses a record.
bool credit_code_holds(std::string_view code);
/// GB 11714: the check character of the organisation code inside it (characters 9 to 17). Old household businesses
/// often miss it, so this only warns.
bool organisation_code_holds(std::string_view code);

}  // namespace zhenan::enterprise
