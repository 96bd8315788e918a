#pragma once

#include <string>
#include <string_view>

namespace phaen::store {

/// What a signature of a chain's head is over.
struct Seal {
    std::string agency;
    std::string day;
    std::int64_t seq = 0;
    std::string hash;
};

/// True when that key (hexadecimal) signed it (hexadecimal).
[[nodiscard]] bool is_signed(const Seal& seal, std::string_view public_key,
                             std::string_view signature);

}  // namespace phaen::store
