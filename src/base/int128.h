#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "phaen/base/check.h"
#include "phaen/base/decimal.h"

namespace phaen::base::detail {

// ISO C++ has no 128-bit integer; the compilers that we build with do.
__extension__ using Int128 = __int128;

/// numerator / denominator (not zero), brought to a whole number as `rounding` says. Ties and `up`
/// go away from zero, `down` goes towards it, so that -x always rounds to minus what x rounds to.
[[nodiscard]] inline Int128 divide_rounded(Int128 numerator, Int128 denominator,
                                           Rounding rounding) {
    PHAEN_CHECK(denominator != 0, "a division by zero");
    const bool negative = (numerator < 0) != (denominator < 0);
    const Int128 n = numerator < 0 ? -numerator : numerator;
    const Int128 d = denominator < 0 ? -denominator : denominator;
    Int128 quotient = n / d;
    const Int128 rest = n % d;
    bool away = false;
    switch (rounding) {
        case Rounding::down:
            break;
        case Rounding::up:
            away = rest != 0;
            break;
        case Rounding::half_up:
            away = rest >= d - rest;
            break;
        case Rounding::half_even:
            away = rest > d - rest || (rest == d - rest && quotient % 2 != 0);
            break;
    }
    if (away) quotient += 1;
    return negative ? -quotient : quotient;
}

/// The value as 64 bits, or null when it does not fit.
[[nodiscard]] inline std::optional<std::int64_t> narrow(Int128 value) {
    if (value < std::numeric_limits<std::int64_t>::min() ||
        value > std::numeric_limits<std::int64_t>::max()) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(value);
}

/// The magnitude of any 64-bit number, also of the least one.
[[nodiscard]] inline std::uint64_t magnitude(std::int64_t value) {
    return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value)
                     : static_cast<std::uint64_t>(value);
}

}  // namespace phaen::base::detail
