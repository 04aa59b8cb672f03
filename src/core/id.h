// Ids: UUIDv7 in lower case, made by the client or here. Never used for order, cursor or time.
#pragma once

#include <string>
#include <string_view>

namespace zhenan {

std::string new_id();
bool is_id(std::string_view text);  // a UUIDv7 in lower case

/// Lower-case hexadecimal SHA-256.
std::string sha256(std::string_view bytes);
/// The same bytes as a hexadecimal text, in base64 (the Digest header).
std::string base64_of_hex(std::string_view hex);
/// `bytes` random bytes as lower-case hexadecimal.
std::string random_token(int bytes = 32);

}  // namespace zhenan
